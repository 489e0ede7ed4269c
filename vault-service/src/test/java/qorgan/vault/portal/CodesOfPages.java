package qorgan.vault.portal;

import static java.util.Map.entry;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import qorgan.policy.Ground;
import qorgan.policy.pack.Packs;
import qorgan.vault.audit.Cases;
import qorgan.vault.audit.EntryKind;
import qorgan.vault.audit.Outcome;
import qorgan.vault.audit.ProofHealth;
import qorgan.vault.audit.Reviews;
import qorgan.vault.audit.Tracker;
import qorgan.vault.audit.Unusual;
import qorgan.vault.consent.ConsentItem;
import qorgan.vault.consent.Purposes;
import qorgan.vault.disclosure.GrantRefusal;
import qorgan.vault.edge.ProblemCode;
import qorgan.vault.identity.Role;
import qorgan.vault.register.Basis;
import qorgan.vault.register.Circumstance;
import qorgan.vault.register.Restriction;
import qorgan.vault.request.Contact;
import qorgan.vault.request.EvidenceKind;
import qorgan.vault.request.Relation;
import qorgan.vault.request.Verdict;
import qorgan.vault.subject.Fault;
import qorgan.vault.subject.Unsealings;
import qorgan.vault.subject.Warning;

/// The closed lists whose codes pages put behind the beginning of a key: `role.` and each role. A
/// page that begins a key anew adds its list here, or [WordsOfPagesTest] fails.
final class CodesOfPages {
    private CodesOfPages() {}

    /// Each code needs its word, and no other word may begin so.
    static Map<String, Set<String>> closed() {
        return Map.ofEntries(
                entry("alarm.", Set.of("irregular", "overdue", "proof_lag", "dpo_case", "sealed")),
                entry("asylum.claims.", Set.of("yes", "no")),
                entry("audit.replayed.", Set.of("same", "different", "forged", "other-law")),
                entry("basis.", codes(Basis.values(), Basis::code)),
                entry("case.state.", Set.of("open", "overdue", "closed")),
                entry("case.stepped.", stepped()),
                entry("cause.", names(Cases.Cause.values())),
                entry(
                        "circumstance.kind.",
                        codes(Circumstance.Kind.values(), Circumstance.Kind::code)),
                entry("circumstance.state.", Set.of("stands", "unwitnessed", "over", "ended")),
                entry("consent.item.", codes(ConsentItem.values(), ConsentItem::code)),
                entry("consent.state.", Set.of("in-force", "expired", "withdrawn")),
                entry("desk.", desk()),
                entry("event.", codes(CustodyEvent.values(), CustodyEvent::code)),
                entry("evidence.", codes(EvidenceKind.values(), EvidenceKind::code)),
                entry("fault.", names(Fault.values())),
                entry("finding.", names(Cases.Finding.values())),
                entry("grant.refused.", refusedGrants()),
                entry("health.reason.", names(ProofHealth.Reason.values())),
                entry("help.", help()),
                entry("kind.", names(EntryKind.values())),
                entry("legal-basis.", Purposes.LEGAL_BASES),
                entry("outcome.", names(Outcome.values())),
                entry(
                        "progress.",
                        Set.of("awaiting-standing", "standing-proven", "standing-refused")),
                entry("reader.", names(Tracker.Reader.values())),
                entry("relation.", codes(Relation.values(), Relation::code)),
                entry("report.", REPORT),
                entry("restriction.power.", Restriction.AUTHORITIES),
                entry("restriction.reason.", Restriction.GROUNDS),
                entry("review.", Set.of("desks", "desks.text", "drawn", "drawn.text")),
                entry("role.", codes(Role.values(), Role::code)),
                entry("stands.", names(Cases.Stands.values())),
                entry("step.", names(Cases.Kind.values())),
                entry(
                        "unsealing.ground.",
                        codes(Unsealings.Ground.values(), Unsealings.Ground::code)),
                entry("unsealing.state.", Set.of("waits", "to-confirm", "open")),
                entry("unusual.rule.", names(Unusual.Rule.values())),
                entry(
                        "verdict.",
                        both(
                                codes(Verdict.values(), Verdict::code),
                                names(Reviews.Verdict.values()))),
                entry("warning.", names(Warning.values())),
                entry("way.", codes(Contact.Way.values(), Contact.Way::code)));
    }

    /// Of these lists a code may have a word of the pages' own, and none other: where there is
    /// none, the words of answers and of problems say it, or the code alone does.
    static Map<String, Set<String>> open() throws IOException {
        return Map.of(
                "field.", NamesTest.fields(),
                "ground.", codes(Ground.values(), Ground::code),
                "problem.", problems(),
                "rule.", rules(),
                "why.", names(EntryKind.values()));
    }

    private static final Set<String> REPORT =
            Set.of(
                    "bases",
                    "cases",
                    "findings",
                    "looks",
                    "other",
                    "outcomes",
                    "reviews",
                    "unusual");

    private static Set<String> rules() {
        var rules = new TreeSet<String>();
        Packs.load().all().forEach(pack -> pack.provisions().forEach(norm -> rules.add(norm.id())));
        return rules;
    }

    private static Set<String> problems() {
        return Arrays.stream(ProblemCode.values())
                .flatMap(code -> Stream.of(code.code(), code.code() + ".next"))
                .collect(Collectors.toSet());
    }

    private static Set<String> help() {
        return Stream.of(
                        "urgent",
                        "ask",
                        "wait",
                        "withheld",
                        "receipt",
                        "complain",
                        "own",
                        "language")
                .flatMap(part -> Stream.of(part, part + ".text"))
                .collect(Collectors.toSet());
    }

    private static Set<String> desk() {
        return Arrays.stream(Desk.values())
                .flatMap(place -> Stream.of(place.key(), place.key() + ".text"))
                .map(key -> key.substring("desk.".length()))
                .collect(Collectors.toSet());
    }

    /// Nothing is said of what is somebody else's.
    private static Set<String> stepped() {
        var codes = names(Cases.Stepped.values());
        codes.remove("nothing_here");
        return codes;
    }

    private static Set<String> refusedGrants() {
        var codes = codes(GrantRefusal.values(), GrantRefusal::code);
        codes.remove(GrantRefusal.NOT_YOURS.code());
        return codes;
    }

    private static Set<String> both(Set<String> one, Set<String> other) {
        var both = new TreeSet<>(one);
        both.addAll(other);
        return both;
    }

    private static <T extends Enum<T>> Set<String> names(T[] all) {
        return codes(all, one -> one.name().toLowerCase(Locale.ROOT));
    }

    private static <T> Set<String> codes(T[] all, Function<T, String> code) {
        return Arrays.stream(all).map(code).collect(Collectors.toCollection(TreeSet::new));
    }
}
