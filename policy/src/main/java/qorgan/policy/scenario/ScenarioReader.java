package qorgan.policy.scenario;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import qorgan.policy.Facts;
import qorgan.policy.Facts.Match;
import qorgan.policy.Facts.Requester;
import qorgan.policy.Facts.Stage;
import qorgan.policy.Facts.Standing;
import qorgan.policy.Facts.Subject;
import qorgan.policy.RecipientRole;
import qorgan.policy.norm.Truth;
import qorgan.policy.pack.Source;
import qorgan.policy.scope.Grant;
import qorgan.policy.scope.Office;

/// Reads one scenario. What is absent has its default; what nobody knows is written `unknown`.
final class ScenarioReader {
    private static final String DEFAULT_CASE = "K-1";

    private final Source source;
    private final Source given;

    private ScenarioReader(Source source) {
        this.source = source;
        this.given =
                source.find("facts")
                        .or(() -> source.find("given"))
                        .orElseThrow(() -> source.fault("no facts are given"));
    }

    static Scenario read(Source source) {
        return new ScenarioReader(source).scenario();
    }

    static String id(Source source) {
        return source.find("id").or(() -> source.find("scenario")).map(Source::text).orElse("");
    }

    private Scenario scenario() {
        return new Scenario(
                id(source),
                source.find("title").map(Source::text).orElse(""),
                source.find("pack").map(Source::text).orElse("none"),
                facts(),
                source.find("expect").map(ScenarioReader::expected).orElse(null));
    }

    private Facts facts() {
        var at = Values.instant(given.member("now"));
        var clocksOnly =
                source.find("kind").map(kind -> kind.text().equals("clock_only")).orElse(false);
        var builder = clocksOnly ? Facts.clocksOnly(at) : Facts.asking(at, requester(), fields());
        given.find("deliver_at")
                .filter(delivery -> !delivery.text().strip().equals("= now"))
                .ifPresent(delivery -> builder.deliveredAt(Values.instant(delivery)));
        builder.about(subject())
                .inCase(text(given, "case", DEFAULT_CASE))
                .atStage(stage())
                .forPurpose(text(given, "purpose", "whereabouts"))
                .withGrants(grants())
                .withConsent(
                        given.find("consent")
                                .filter(Source::isMap)
                                .map(ScenarioReader::consent)
                                .orElse(null))
                .withRestriction(
                        given.find("restriction")
                                .filter(Source::isMap)
                                .map(ScenarioReader::restriction)
                                .orElse(null))
                .withObjection(
                        given.find("objection")
                                .filter(Source::isMap)
                                .map(ScenarioReader::objection)
                                .orElse(null))
                .withBreakGlass(
                        given.find("break_glass")
                                .filter(Source::isMap)
                                .map(ScenarioReader::breakGlass)
                                .orElse(null))
                .withGaps(set(given, "gaps"))
                .withConflicts(set(given, "conflicts"))
                .withNotOccurred(set(given, "not_occurred"))
                .with(settings())
                .withPackOk(Values.truth(given, "pack_ok", Truth.TRUE))
                .along(new TimelineReader(source, given).timeline())
                .given(givenTruths())
                .withUnknown(unknown());
        return builder.build();
    }

    private List<String> fields() {
        return source.find("request")
                .flatMap(request -> request.find("fields"))
                .or(() -> source.find("asks"))
                .map(Source::texts)
                .orElse(List.of());
    }

    private Requester requester() {
        var written = given.find("requester").orElseThrow(() -> given.fault("nobody asks"));
        var role = written.member("role");
        return new Requester(
                RecipientRole.of(role.text())
                        .orElseThrow(() -> role.fault("no role is called " + role.text())),
                known(written, "id"),
                known(written, "state"),
                standing(written),
                Values.truth(written, "task", Truth.TRUE),
                Values.truth(written, "conflict", Truth.FALSE),
                Values.truth(written, "warning_signed", Truth.TRUE),
                Values.truth(written, "counsel_conflict", Truth.FALSE));
    }

    private static Standing standing(Source requester) {
        return requester
                .find("standing")
                .map(standing -> Values.constant(standing, Standing.class))
                .orElse(Standing.PROVEN);
    }

    private Subject subject() {
        var written = given.find("subject");
        if (written.isEmpty()) {
            return Subject.ADULT;
        }
        var subject = written.get();
        return new Subject(
                subject.find("match")
                        .map(match -> Values.constant(match, Match.class))
                        .orElse(Match.EXACT),
                age(subject),
                subject.find("citizenship").isPresent() ? known(subject, "citizenship") : "KZ",
                Values.truth(subject, "protected", Truth.FALSE),
                Values.truth(subject, "asylum", Truth.FALSE),
                Values.truth(subject, "convicted", Truth.FALSE),
                Values.truth(subject, "deceased", Truth.FALSE));
    }

    private static @Nullable Integer age(Source subject) {
        var age = subject.find("age");
        if (age.isEmpty()) {
            return 30;
        }
        return Values.isUnknown(age.get()) ? null : age.get().number();
    }

    private Stage stage() {
        return given.find("stage")
                .map(stage -> Values.constant(stage, Stage.class))
                .orElse(Stage.INVESTIGATION);
    }

    private List<Grant> grants() {
        var grants = new ArrayList<Grant>();
        given.find("grants")
                .filter(Source::isList)
                .ifPresent(list -> list.list().forEach(grant -> grants.add(grant(grant))));
        return grants;
    }

    private Grant grant(Source grant) {
        var by = grant.member("by");
        var office =
                switch (by.text()) {
                    case "investigator", "inquiry_officer" -> Office.INVESTIGATION;
                    case "procurator" -> Office.PROCURACY;
                    default -> throw by.fault("no office is called " + by.text());
                };
        return new Grant(
                text(grant, "id", ""),
                office,
                text(grant, "signer", text(grant, "id", by.text())),
                text(grant, "case", DEFAULT_CASE),
                set(grant, "fields"),
                Values.optionalInstant(grant, "from"),
                Values.optionalInstant(grant, "to"),
                Values.optionalInstant(grant, "revoked_at"),
                isUnknown("no_prejudice")
                        ? Truth.UNKNOWN
                        : Values.truth(grant, "no_prejudice", Truth.TRUE),
                isUnknown("in_office")
                        ? Truth.UNKNOWN
                        : Values.truth(grant, "in_office", Truth.TRUE));
    }

    private boolean isUnknown(String ofGrants) {
        var unknown = set(given, "unknown");
        return List.of("grants.", "grant.", "grant_").stream()
                .anyMatch(prefix -> unknown.contains(prefix + ofGrants));
    }

    private static Facts.Consent consent(Source consent) {
        var from = Values.optionalInstant(consent, "from");
        return new Facts.Consent(
                set(consent, "fields"),
                text(consent, "recipient", ""),
                from,
                Values.end(consent, from),
                items(consent),
                Values.truth(consent, "form_ok", Truth.TRUE),
                Values.truth(consent, "witnessed", Truth.TRUE),
                Values.truth(consent, "by_ok", Truth.TRUE),
                Values.optionalInstant(consent, "withdrawn_at"),
                Values.truth(consent, "obligation_outstanding", Truth.FALSE));
    }

    private static @Nullable Integer items(Source consent) {
        var items = consent.find("items");
        if (items.isEmpty()) {
            return 7;
        }
        if (items.get().isList()) {
            return items.get().list().size();
        }
        return Values.isUnknown(items.get()) ? null : items.get().number();
    }

    private static Facts.Restriction restriction(Source restriction) {
        return new Facts.Restriction(
                set(restriction, "fields"),
                Values.optionalInstant(restriction, "from"),
                Values.optionalInstant(restriction, "to"),
                Values.oneOf(restriction, "authoriser_office", Set.of("procurator", "judge")),
                Values.truth(restriction, "judicial_control", Truth.FALSE),
                Values.truth(restriction, "under_protection_of_law", Truth.FALSE),
                Values.said(restriction, "provided_by_law"),
                Values.said(restriction, "necessity_reason"),
                Values.oneOf(
                        restriction,
                        "ground",
                        Set.of("privacy", "safety", "investigation", "equivalent")));
    }

    private static Facts.Objection objection(Source objection) {
        return new Facts.Objection(
                known(objection, "to_requester"),
                Values.truth(objection, "outside_witness", Truth.FALSE));
    }

    private static Facts.BreakGlass breakGlass(Source breakGlass) {
        return new Facts.BreakGlass(
                Values.optionalInstant(breakGlass, "from"),
                Values.optionalInstant(breakGlass, "to"),
                Values.said(breakGlass, "danger"),
                Values.said(breakGlass, "reason"));
    }

    private Facts.Settings settings() {
        var config = given.find("config").filter(Source::isMap);
        return new Facts.Settings(
                flag(config, "procurator_sufficient", false),
                flag(config, "keep_seed_recipients", true));
    }

    private static boolean flag(Optional<Source> config, String name, boolean otherwise) {
        return config.flatMap(settings -> settings.find(name)).map(Source::flag).orElse(otherwise);
    }

    private Map<String, Truth> givenTruths() {
        var truths = new HashMap<String, Truth>();
        given.find("truths")
                .ifPresent(
                        map ->
                                map.map()
                                        .forEach(
                                                (name, value) ->
                                                        truths.put(name, Values.truth(value))));
        given.find("timeline")
                .filter(Source::isMap)
                .ifPresent(
                        timeline ->
                                truths.put(
                                        "notice.delay-sanctioned",
                                        Values.truth(timeline, "delay_sanctioned", Truth.FALSE)));
        return truths;
    }

    private Set<String> unknown() {
        var names = new HashSet<String>();
        for (var name : set(given, "unknown")) {
            names.add(Values.factName(name));
        }
        given.map()
                .forEach(
                        (name, value) -> {
                            if (Values.isUnknown(value)) {
                                names.add(Values.factName(name));
                            }
                        });
        return names;
    }

    private static Scenario.Expected expected(Source expect) {
        var withheld = new LinkedHashMap<String, String>();
        expect.find("withheld")
                .ifPresent(
                        map ->
                                map.map()
                                        .forEach(
                                                (field, ground) ->
                                                        withheld.put(field, ground.text())));
        var clocks = new LinkedHashSet<Scenario.Clock>();
        expect.find("clocks")
                .ifPresent(list -> list.list().forEach(clock -> clocks.add(clock(clock))));
        var cites = set(expect, "must_cite");
        return new Scenario.Expected(
                text(expect, "decision", "none"),
                expect.find("template").map(Source::text).orElse(null),
                set(expect, "released"),
                withheld,
                set(expect, "obligations"),
                clocks,
                cites.isEmpty() ? set(expect, "cites") : cites,
                norms(expect, "applied"),
                norms(expect, "defeated"),
                expect.find("exact").map(Source::flag).orElse(false));
    }

    private static @Nullable Set<String> norms(Source expect, String member) {
        return expect.find(member).isPresent() ? set(expect, member) : null;
    }

    private static Scenario.Clock clock(Source clock) {
        return new Scenario.Clock(
                clock.member("rule").text(),
                clock.member("starts_at").text(),
                clock.find("due_at").map(Source::text).orElse(null));
    }

    private static String text(Source source, String member, String otherwise) {
        return source.find(member).map(Source::text).orElse(otherwise);
    }

    private static @Nullable String known(Source source, String member) {
        return source.find(member)
                .filter(value -> !Values.isUnknown(value))
                .map(Source::text)
                .orElse(null);
    }

    private static Set<String> set(Source source, String member) {
        return source.find(member)
                .filter(Source::isList)
                .map(list -> (Set<String>) new LinkedHashSet<>(list.texts()))
                .orElse(Set.of());
    }
}
