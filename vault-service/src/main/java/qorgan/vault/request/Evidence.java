package qorgan.vault.request;

import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the standing officer saw: the kinds, and a note naming the papers. All of it is sealed.
///
/// @param state of a consular officer the accrediting State, by its ISO code: they are told of its
///     own nationals only
public record Evidence(Set<EvidenceKind> seen, String note, @Nullable String state) {
    private static final String STATE = ";state=";

    public Evidence {
        seen = Set.copyOf(seen);
        if (state != null && !state.matches("[A-Z]{2}")) {
            throw new IllegalArgumentException("a State is named by its two letters");
        }
    }

    public Evidence(Set<EvidenceKind> seen, String note) {
        this(seen, note, null);
    }

    /// As it is sealed: the kinds and the State on the first line, the note below.
    String written() {
        var kinds = seen.stream().map(EvidenceKind::code).sorted().collect(Collectors.joining(","));
        return kinds + (state == null ? "" : STATE + state) + "\n" + note;
    }

    /// The State that opened evidence names, if it names one.
    static @Nullable String stateIn(String written) {
        var first = written.lines().findFirst().orElse("");
        var at = first.indexOf(STATE);
        return at < 0 ? null : first.substring(at + STATE.length());
    }

    @Override
    public String toString() {
        return "Evidence" + seen;
    }
}
