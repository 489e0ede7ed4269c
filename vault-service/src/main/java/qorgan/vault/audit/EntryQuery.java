package qorgan.vault.audit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the desk looks for; an absent part is no condition.
///
/// @param person a person's token in hexadecimal
/// @param after the cursor of the page before
public record EntryQuery(
        @Nullable String person,
        @Nullable UUID actor,
        @Nullable UUID office,
        @Nullable String basis,
        @Nullable String field,
        @Nullable EntryKind kind,
        @Nullable UUID request,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String after,
        int limit) {
    public static final int MOST = 200;
    public static final EntryQuery ALL =
            new EntryQuery(null, null, null, null, null, null, null, null, null, null, 50);

    public EntryQuery {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("a page has 1 to " + MOST + " entries");
        }
        if (person != null && !person.matches("([0-9a-f]{2}){8,32}")) {
            throw new IllegalArgumentException("a token is written in hexadecimal");
        }
    }

    public static EntryQuery about(String person) {
        return new EntryQuery(person, null, null, null, null, null, null, null, null, null, MOST);
    }

    public static EntryQuery ofRequest(UUID request) {
        return new EntryQuery(null, null, null, null, null, null, request, null, null, null, MOST);
    }

    public static EntryQuery between(Instant from, Instant to) {
        return new EntryQuery(null, null, null, null, null, null, null, from, to, null, MOST);
    }

    /// The conditions, for the entry that says what was looked for.
    Map<String, String> conditions() {
        var conditions = new LinkedHashMap<String, String>();
        put(conditions, "actor", actor);
        put(conditions, "office", office);
        put(conditions, "basis", basis);
        put(conditions, "field", field);
        put(conditions, "kind", kind);
        put(conditions, "request", request);
        put(conditions, "from", from);
        put(conditions, "to", to);
        return conditions;
    }

    private static void put(Map<String, String> conditions, String name, @Nullable Object value) {
        if (value != null) {
            conditions.put(name, value.toString());
        }
    }
}
