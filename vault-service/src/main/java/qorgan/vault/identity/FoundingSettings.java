package qorgan.vault.identity;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.io.Resource;

/// @param charter the charter's JSON, needed once
@ConfigurationProperties("qorgan.founding")
record FoundingSettings(@Nullable Resource charter) {}
