package qorgan.vault.edge;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// @param body the longest body of a request that is read at all
@ConfigurationProperties("qorgan.edge")
record EdgeLimits(@DefaultValue("8MB") DataSize body) {}
