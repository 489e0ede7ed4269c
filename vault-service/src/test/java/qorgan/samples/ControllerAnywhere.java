package qorgan.samples;

import org.springframework.web.bind.annotation.RestController;

/// A sample that its rule must catch.
@RestController
public final class ControllerAnywhere {}
