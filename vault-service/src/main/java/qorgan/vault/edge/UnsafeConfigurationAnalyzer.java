package qorgan.vault.edge;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Says on the console what to set, instead of a stack trace.
final class UnsafeConfigurationAnalyzer extends AbstractFailureAnalyzer<UnsafeConfiguration> {
    @Override
    protected FailureAnalysis analyze(Throwable root, UnsafeConfiguration cause) {
        return new FailureAnalysis(
                "Qorgan does not start with this configuration:\n - "
                        + String.join("\n - ", cause.faults()),
                "Set what is named; docs/configuration.md explains each.",
                cause);
    }
}
