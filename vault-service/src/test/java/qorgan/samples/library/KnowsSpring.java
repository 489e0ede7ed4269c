package qorgan.samples.library;

import org.springframework.context.ApplicationContext;

/// A sample that its rule must catch.
public record KnowsSpring(ApplicationContext context) {}
