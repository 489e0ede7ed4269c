package qorgan.samples;

import org.apache.shiro.mgt.SecurityManager;

/// A sample that its rule must catch.
public record AsksShiro(SecurityManager shiro) {}
