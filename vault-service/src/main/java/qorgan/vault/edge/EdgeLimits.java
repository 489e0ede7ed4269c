package qorgan.vault.edge;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// @param body the longest body of a request that is read at all
/// @param depth how deeply a JSON body may be nested; no form of the API goes beyond a handful
@ConfigurationProperties("qorgan.edge")
record EdgeLimits(@DefaultValue("8MB") DataSize body, @DefaultValue("32") int depth) {}
