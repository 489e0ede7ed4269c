package qorgan.policy;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import qorgan.policy.Decision.ClockRun;
import qorgan.policy.Facts.RuleChange;
import qorgan.policy.norm.Truth;
import qorgan.policy.norm.Truths;
import qorgan.policy.pack.Duty;
import qorgan.policy.pack.Pack;
import qorgan.policy.pack.Provision;
import qorgan.policy.time.Due;
import qorgan.policy.time.Zones;

/// The clocks of one question: which events start them, when they are due, and what a rule that
/// changes under way does to them.
final class Clocks {
    private final Pack pack;
    private final Facts facts;
    private @Nullable Truths truths;

    Clocks(Pack pack, Facts facts) {
        this.pack = pack;
        this.facts = facts;
    }

    /// Adds what only the timeline knows to the facts of the outcome.
    void tell(Truths outcome) {
        var vocabulary = pack.law().vocabulary();
        var changed = false;
        for (var change : facts.timeline().changes()) {
            changed |= !change.from().isAfter(facts.deliverAt());
        }
        outcome.set(vocabulary.at("clocks.changed"), Truth.of(changed));
        truths = outcome;
        var open = false;
        for (var provision : pack.withoutDelay()) {
            for (var duty : provision.duties()) {
                open |= isOpen(provision, duty, outcome);
            }
        }
        outcome.set(vocabulary.at("clocks.without-delay"), Truth.of(open));
    }

    private boolean isOpen(Provision provision, Duty duty, Truths outcome) {
        var term = duty.term();
        return term != null
                && term.isWithoutDelay()
                && duty.when().value(outcome) == Truth.TRUE
                && !run(provision, term).isEmpty();
    }

    /// Every run of a term: one for each event that starts it, one more for each that starts it
    /// afresh.
    List<ClockRun> run(Provision provision, Duty.Term term) {
        var first = events(term.starts());
        var again = term.restarts() == null ? List.<Instant>of() : events(term.restarts());
        if (first.isEmpty() && again.isEmpty()) {
            return List.of();
        }
        var starts = new ArrayList<>(first);
        starts.addAll(again);
        starts.sort(Comparator.naturalOrder());
        var runs = new ArrayList<ClockRun>(starts.size());
        for (var start : starts) {
            if (provision.inForce().holds(start)) {
                runs.add(run(provision, term, start));
            }
        }
        return runs;
    }

    private ClockRun run(Provision provision, Duty.Term term, Instant start) {
        var civil = countsFrom(term, start);
        var due = due(term, civil);
        Due before = null;
        for (var change : changes(provision)) {
            var changed = term.counting(change.number()).due(civil, pack.law().calendar());
            var told = due;
            due = start.isBefore(change.from()) ? shorten(told, changed, change.from()) : changed;
            before = told.equals(due) ? before : told;
        }
        if (term.notAfter() != null) {
            due = events(term.notAfter()).stream().map(Due::at).reduce(due, Due::earlier);
        }
        return new ClockRun(provision.id(), start, due.at(), before == null ? null : before.at());
    }

    private List<RuleChange> changes(Provision provision) {
        if (facts.timeline().changes().isEmpty()) {
            return List.of();
        }
        return facts.timeline().changes().stream()
                .filter(change -> change.rule().equals(provision.id()))
                .sorted(Comparator.comparing(RuleChange::from))
                .toList();
    }

    /// A shorter period reaches a running clock, though it is never due before the change; a longer
    /// one never does.
    private static Due shorten(Due running, Due changed, Instant from) {
        if (running.at() == null || changed.at() == null) {
            return running;
        }
        var notBefore = changed.at().isBefore(from) ? from : changed.at();
        return running.earlier(Due.at(notBefore));
    }

    private Due due(Duty.Term term, ZonedDateTime start) {
        var counts = term.counts();
        if (counts != null) {
            return counts.due(start, pack.law().calendar());
        }
        var stated = facts.timeline().of("committee.limit");
        return stated.isEmpty() ? Due.OPEN : Due.at(stated.getFirst());
    }

    /// The civil instant from which a term counts. What arrives on a day off counts as received on
    /// the next working day.
    private ZonedDateTime countsFrom(Duty.Term term, Instant start) {
        var civil = start.atZone(Zones.ALMATY);
        if (!term.starts().equals("request.accepted_at")) {
            return civil;
        }
        var day = pack.law().calendar().workingDayFrom(civil.toLocalDate());
        return day.equals(civil.toLocalDate()) ? civil : day.atStartOfDay(Zones.ALMATY);
    }

    /// The instants of an event; a few events are not recorded but follow.
    private List<Instant> events(String event) {
        var timeline = facts.timeline();
        return switch (event) {
            case "decision.at", "standing.proven_at" -> List.of(facts.at());
            case "request.received_at" -> orElse(timeline.of("request.received_at"), facts.at());
            case "request.accepted_at" -> timeline.of("request.received_at");
            case "committee.limit" ->
                    timeline.of(event).isEmpty()
                            ? List.of()
                            : orElse(timeline.of("request.received_at"), facts.at());
            case "breakglass.at" ->
                    facts.breakGlass() == null || facts.breakGlass().from() == null
                            ? List.of()
                            : List.of(facts.breakGlass().from());
            case "consent.withdrawn_at" -> withdrawals();
            case "injury.reported_at" -> reportedInjuries();
            case "detention.limit_at" -> limits();
            case "half-year.start" -> halfYears();
            default -> timeline.of(event);
        };
    }

    private static List<Instant> orElse(List<Instant> recorded, Instant other) {
        return recorded.isEmpty() ? List.of(other) : recorded;
    }

    private List<Instant> withdrawals() {
        var consent = facts.consent();
        var withdrawn = consent == null ? null : consent.withdrawnAt();
        var received = facts.timeline().of("withdrawal.received_at");
        return withdrawn != null && !withdrawn.isAfter(facts.deliverAt())
                ? List.of(withdrawn)
                : received;
    }

    /// The later of finding and complaint; a complaint without an instant of its own came with the
    /// finding.
    private List<Instant> reportedInjuries() {
        var found = facts.timeline().of("injury.found_at");
        var complaints = facts.timeline().of("complaint.at");
        return found.stream()
                .map(
                        injury ->
                                Stream.concat(Stream.of(injury), complaints.stream())
                                        .max(Comparator.naturalOrder())
                                        .orElse(injury))
                .toList();
    }

    /// The detention limit as stated, or as the term of the pack gives it.
    private List<Instant> limits() {
        var stated = facts.timeline().of("detention.limit_at");
        if (!stated.isEmpty()) {
            return stated;
        }
        var outcome = truths;
        if (outcome == null || facts.timeline().of("detention.actual_at").isEmpty()) {
            return List.of();
        }
        return pack.provisions().stream()
                .flatMap(
                        provision ->
                                provision.duties().stream()
                                        .flatMap(duty -> limit(provision, duty, outcome)))
                .min(Comparator.naturalOrder())
                .map(List::of)
                .orElse(List.of());
    }

    private Stream<Instant> limit(Provision provision, Duty duty, Truths truths) {
        var term = duty.term();
        if (term == null
                || !LIMITS.contains(provision.id())
                || duty.when().value(truths) != Truth.TRUE) {
            return Stream.of();
        }
        return run(provision, term).stream().map(ClockRun::dueAt).flatMap(Stream::ofNullable);
    }

    private static final Set<String> LIMITS =
            Set.of(
                    "kz13-const-72h",
                    "kz26-ccp-48h",
                    "kz26-ccp-72h-exceptional",
                    "kz26-ccp-minor-24h");

    /// The half year that runs, and the next one after this instant.
    private List<Instant> halfYears() {
        var now = facts.at().atZone(Zones.ALMATY);
        var half =
                now.toLocalDate()
                        .withMonth(now.getMonthValue() < 7 ? 1 : 7)
                        .withDayOfMonth(1)
                        .atStartOfDay(Zones.ALMATY);
        return half.toInstant().equals(facts.at())
                ? List.of(facts.at())
                : List.of(half.toInstant(), facts.at());
    }
}
