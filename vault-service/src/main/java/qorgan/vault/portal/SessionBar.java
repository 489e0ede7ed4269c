package qorgan.vault.portal;

import org.jspecify.annotations.Nullable;

/// What the top of each page says about whoever is signed in.
///
/// @param roles their roles in words, joined
/// @param office the name of their office; nobody of the public has one
public record SessionBar(String roles, @Nullable String office) {}
