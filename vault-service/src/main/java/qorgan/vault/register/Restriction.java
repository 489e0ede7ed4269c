package qorgan.vault.register;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import qorgan.ledger.json.Json;
import qorgan.vault.subject.Stated;

/// What is stated of an exceptional restriction, element by element (ICPPED art. 20(1)). An element
/// that was not stated is not proven, and the restriction then has no effect: it is taken all the
/// same, so that the data-protection officer sees it.
///
/// @param fields the whereabouts facts it is to cover, by their codes
/// @param authority `procurator` or `judge`
/// @param authoriser the name of the one who ordered it
/// @param law the act that provides for it
/// @param necessity why it is strictly necessary
/// @param ground one of [#GROUNDS]
/// @param judicialControl the court and decision by which the deprivation of liberty is controlled
public record Restriction(
        Set<String> fields,
        @Nullable Stated<String> authority,
        @Nullable Stated<String> authoriser,
        @Nullable Stated<String> law,
        @Nullable Stated<String> necessity,
        @Nullable Stated<String> ground,
        @Nullable Stated<String> judicialControl) {

    /// What the Convention's article 20(1) allows a restriction for.
    public static final Set<String> GROUNDS =
            Set.of("privacy", "safety", "investigation", "equivalent");

    /// Who may order one.
    public static final Set<String> AUTHORITIES = Set.of("procurator", "judge");

    /// What no restriction reaches: to hide both would be to hide what became of the person.
    public static final Set<String> FLOOR =
            Set.of(Custody.STATUS.code(), Custody.SUPERVISING_AUTHORITY.code());

    public Restriction {
        fields = Set.copyOf(fields);
    }

    /// Whether each field is a whereabouts fact that a restriction may reach at all.
    boolean reachesOnlyWhatItMay() {
        var facts =
                Custody.WHEREABOUTS_FACTS.stream()
                        .map(field -> field.code())
                        .collect(Collectors.toSet());
        facts.removeAll(FLOOR);
        return !fields.isEmpty() && facts.containsAll(fields);
    }

    String written() {
        var json =
                Json.object().with("fields", Json.texts(new TreeSet<>(fields).stream().toList()));
        json = with(json, "authority", authority);
        json = with(json, "authoriser", authoriser);
        json = with(json, "law", law);
        json = with(json, "necessity", necessity);
        json = with(json, "ground", ground);
        return with(json, "judicialControl", judicialControl).canonical();
    }

    /// Reads an opened statement.
    public static Restriction read(String written) {
        var json = Written.parse(written);
        return new Restriction(
                json.items("fields").stream()
                        .map(item -> ((Json.Text) item).value())
                        .collect(Collectors.toSet()),
                Written.text(json, "authority"),
                Written.text(json, "authoriser"),
                Written.text(json, "law"),
                Written.text(json, "necessity"),
                Written.text(json, "ground"),
                Written.text(json, "judicialControl"));
    }

    private static Json.Members with(
            Json.Members json, String name, @Nullable Stated<String> value) {
        return value == null ? json : json.with(name, value.value().strip());
    }
}
