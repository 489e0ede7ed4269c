package qorgan.vault.edge;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A form of the portal that makes nothing: each time it is sent is a reading of its own, with its
/// own entry, and its answer is kept nowhere. Every other form carries a field `once`, and its
/// second click gets the page of the first.
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Reading {}
