package qorgan.vault.request;

import java.util.Set;

/// What the standing officer saw: the kinds, and a note naming the papers. The note is sealed.
public record Evidence(Set<EvidenceKind> seen, String note) {

    public Evidence {
        seen = Set.copyOf(seen);
    }

    @Override
    public String toString() {
        return "Evidence" + seen;
    }
}
