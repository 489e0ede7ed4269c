package qorgan.vault.disclosure;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;
import qorgan.keys.SubjectId;
import qorgan.keys.json.CanonicalJson;
import qorgan.vault.audit.ProofHealth;
import qorgan.vault.audit.Tracker;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Permissions;
import qorgan.vault.request.Seals;
import qorgan.vault.subject.Match;
import qorgan.vault.subject.OwnAccounts;
import qorgan.vault.subject.SubjectQuery;
import qorgan.vault.subject.Subjects;

/// The tracker in the words of the open data-tracker protocol (the one that X-Road's data tracker
/// speaks, version 2), for a portal that shows a person all registers at once.
///
/// - It is answered to the person alone, with their own token: a portal that could ask for anybody
///   would learn who is here. The codes of the protocol are compared, never believed.
/// - What is told and what waits is exactly what the tracker's page tells; the protocol has no word
///   for what waits, so `withheld` stands beside its members.
/// - Each answer carries a signature over all its other members.
@Service
public class Usages {
    /// The kind of the signed statement.
    public static final String KIND = "usage";

    private static final String SYSTEM = "Qorgan";
    private static final String PERMISSION = "audit:tracker";

    private final OwnAccounts accounts;
    private final Subjects subjects;
    private final Tracker tracker;
    private final ProofHealth health;
    private final Seals seals;
    private final MessageSource messages;
    private final Permissions permissions;
    private final Clock clock;

    Usages(
            OwnAccounts accounts,
            Subjects subjects,
            Tracker tracker,
            ProofHealth health,
            Seals seals,
            MessageSource messages,
            Permissions permissions,
            Clock clock) {
        this.accounts = accounts;
        this.subjects = subjects;
        this.tracker = tracker;
        this.health = health;
        this.seals = seals;
        this.messages = messages;
        this.permissions = permissions;
        this.clock = clock;
    }

    /// Which looks are asked for: those in `[from, to)`, newest first, without the first `offset`.
    public record Span(@Nullable Instant from, @Nullable Instant to, int offset, int limit) {
        boolean holds(Instant at) {
            return (from == null || !at.isBefore(from)) && (to == null || at.isBefore(to));
        }
    }

    /// The looks at this person's data, signed. Empty where the account is linked to nobody, or a
    /// code names somebody else.
    ///
    /// @param codes how the caller calls the person: the account's identifier, or their number
    public Optional<byte[]> find(Actor person, List<String> codes, Span span, Locale language) {
        permissions.require(person, PERMISSION);
        return accounts.personOf(person)
                .filter(self -> codes.stream().allMatch(code -> names(person, self, code)))
                .map(self -> found(tracker.of(person, self), span, language));
    }

    /// Since when looks are kept; there is no end.
    public byte[] period(Actor person) {
        permissions.require(person, PERMISSION);
        return signed("usagePeriod", Map.of("periodStart", tracker.since().toString()));
    }

    /// Whether looks can be told, and proven.
    public byte[] heartbeat(Actor person) {
        permissions.require(person, PERMISSION);
        var lagging = health.lagging();
        return signed(
                "heartbeat",
                Map.of(
                        "status", lagging ? "FAIL" : "OK",
                        "message", lagging ? "proof lags behind" : "ready"));
    }

    private boolean names(Actor person, SubjectId self, String code) {
        if (code.equals(person.id().toString())) {
            return true;
        }
        var number = code.startsWith("KZ") ? code.substring(2) : code;
        return subjects.find(person, SubjectQuery.byIin(number)) instanceof Match.One(var found)
                && found.equals(self);
    }

    private byte[] found(Tracker.Tracked tracked, Span span, Locale language) {
        var all = tracked.looks().stream().filter(look -> span.holds(look.at())).toList();
        var withheld = new TreeMap<String, Object>();
        withheld.put("count", tracked.withheld().count());
        withheld.put("commitments", tracked.withheld().commitments());
        var until = tracked.withheld().until();
        if (until != null) {
            withheld.put("until", until.toString());
        }
        return signed(
                "findUsage",
                Map.of(
                        "totalUsages",
                        all.size(),
                        "usages",
                        all.stream()
                                .skip(span.offset())
                                .limit(span.limit())
                                .map(look -> usage(look, language))
                                .toList(),
                        "withheld",
                        withheld));
    }

    private Map<String, Object> usage(Tracker.Look look, Locale language) {
        var reader = look.reader();
        var reading = reader.name().toLowerCase(Locale.ROOT);
        var usage = new TreeMap<String, Object>();
        usage.put("logtime", look.at().truncatedTo(ChronoUnit.SECONDS).toString());
        usage.put("action", say("why." + look.kind().name().toLowerCase(Locale.ROOT), language));
        usage.put("receiverSystem", SYSTEM);
        var office = look.office();
        usage.put("receiverCode", office == null ? reading : office.toString());
        usage.put(
                "receiverName",
                office == null
                        ? say("reader." + reading, language)
                        : look.officeNames()
                                .getOrDefault(language.getLanguage(), office.toString()));
        usage.put("entry", look.entry().value().toString());
        usage.put("fields", look.fields());
        usage.put("basis", look.citations().isEmpty() ? look.basis() : look.citations());
        usage.put("provable", look.isProvable());
        return usage;
    }

    private String say(String key, Locale language) {
        return messages.getMessage(key, null, language);
    }

    /// The members, with a `signature` over the SHA-256 of their canonical JSON.
    private byte[] signed(String operation, Map<String, ?> members) {
        var answer = new TreeMap<String, Object>(members);
        answer.put("answeredAt", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        var unsigned = CanonicalJson.of(answer);
        var signature =
                seals.sign(
                        KIND,
                        Map.of(
                                "format",
                                "qorgan-usage/1",
                                "operation",
                                operation,
                                "answer",
                                java.util.HexFormat.of().formatHex(Receipts.sha256(unsigned))));
        var text = new String(unsigned, StandardCharsets.UTF_8);
        return CanonicalJson.canonical(
                (text.substring(0, text.length() - 1)
                                + ",\"signature\":"
                                + new String(signature, StandardCharsets.UTF_8)
                                + "}")
                        .getBytes(StandardCharsets.UTF_8));
    }
}
