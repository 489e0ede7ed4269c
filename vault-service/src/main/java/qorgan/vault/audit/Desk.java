package qorgan.vault.audit;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import qorgan.keys.SubjectId;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Permissions;

/// The desk of the data-protection officer. Everything is possible without reading a value, and
/// everything shown is itself an entry, which an officer of another office reviews.
@Service
public class Desk {
    static final String READ = "audit:read";
    private static final List<String> BASIS = List.of("role-dpo", "audit-every-read");

    private final EntrySearch search;
    private final Decisions decisions;
    private final AccessLog accessLog;
    private final ProofHealth health;
    private final KeyHealth keys;
    private final Permissions permissions;

    Desk(
            EntrySearch search,
            Decisions decisions,
            AccessLog accessLog,
            ProofHealth health,
            KeyHealth keys,
            Permissions permissions) {
        this.search = search;
        this.decisions = decisions;
        this.accessLog = accessLog;
        this.health = health;
        this.keys = keys;
        this.permissions = permissions;
    }

    /// One request from its slip to its outcome, as far as this desk may see it.
    public record Story(UUID request, List<EntryView> entries, List<Decisions.Kept> decisions) {
        public Story {
            entries = List.copyOf(entries);
            decisions = List.copyOf(decisions);
        }
    }

    /// Entries, newest first.
    @Transactional
    public EntryPage find(Actor dpo, EntryQuery query) {
        permissions.require(dpo, READ);
        var page = search.find(query);
        read(dpo, query.person(), query.request(), query.conditions(), page.entries().size());
        return page;
    }

    /// The token under which the log knows a person, for whoever holds their identifier.
    public String token(SubjectId subject) {
        return HexFormat.of().formatHex(accessLog.token(subject));
    }

    /// One entry.
    @Transactional
    public Optional<EntryView> entry(Actor dpo, EntryId entry) {
        permissions.require(dpo, READ);
        var found = search.one(entry);
        read(dpo, null, null, Map.of("entry", entry.value().toString()), found.isPresent() ? 1 : 0);
        return found;
    }

    /// The story of one request, oldest first.
    @Transactional
    public Story story(Actor dpo, UUID request) {
        permissions.require(dpo, READ);
        var found = search.find(EntryQuery.ofRequest(request)).entries().reversed();
        read(dpo, null, request, Map.of("story", request.toString()), found.size());
        return new Story(request, found, found.isEmpty() ? List.of() : decisions.of(request));
    }

    /// The health of proof, with what counts down.
    public ProofHealth.Health health(Actor dpo) {
        permissions.require(dpo, READ);
        return health.now();
    }

    /// Whether the keys are sealed, and which erasures are pending.
    public Keys keys(Actor dpo) {
        permissions.require(dpo, READ);
        return keys.now();
    }

    /// Who countersigns, and when each of them last did.
    public List<WitnessSeen> witnesses(Actor dpo) {
        permissions.require(dpo, READ);
        return health.witnesses();
    }

    private void read(
            Actor dpo,
            @Nullable String person,
            @Nullable UUID request,
            Map<String, String> conditions,
            int shown) {
        var details = new LinkedHashMap<>(conditions);
        details.put("shown", Integer.toString(shown));
        accessLog.reading(
                dpo,
                EntryKind.DESK_READING,
                "audit-desk",
                BASIS,
                person == null ? List.of() : List.of(HexFormat.of().parseHex(person)),
                request,
                details);
    }
}
