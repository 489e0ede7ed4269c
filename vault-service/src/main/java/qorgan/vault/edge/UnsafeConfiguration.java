package qorgan.vault.edge;

import java.util.List;

/// The service does not start like this.
public final class UnsafeConfiguration extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<String> faults;

    UnsafeConfiguration(List<String> faults) {
        super("unsafe configuration: " + String.join("; ", faults));
        this.faults = List.copyOf(faults);
    }

    List<String> faults() {
        return faults;
    }
}
