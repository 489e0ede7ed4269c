package qorgan.policy.scenario;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import qorgan.policy.Facts.RuleChange;
import qorgan.policy.Facts.Timeline;
import qorgan.policy.norm.Truth;
import qorgan.policy.pack.Source;

/// Reads the instants that start clocks.
final class TimelineReader {
    private static final Map<String, String> EVENTS =
            Map.ofEntries(
                    Map.entry("detention_actual_at", "detention.actual_at"),
                    Map.entry("protocol_at", "detention.protocol_at"),
                    Map.entry("limit_at", "detention.limit_at"),
                    Map.entry("petition_filed_at", "petition.filed_at"),
                    Map.entry("petition_received_at", "petition.received_at"),
                    Map.entry("injury_found_at", "injury.found_at"),
                    Map.entry("breach_detected_at", "breach.detected_at"),
                    Map.entry("withdrawal_received_at", "withdrawal.received_at"),
                    Map.entry("request_received_at", "request.received_at"),
                    Map.entry("committee_limit", "committee.limit"));

    /// Members of a timeline that are no instants.
    private static final Set<String> NO_EVENTS =
            Set.of(
                    "exceptional_72h",
                    "complaint_made",
                    "delay_sanctioned",
                    "rule_patch",
                    "transfers");

    private final Source scenario;
    private final Source given;

    TimelineReader(Source scenario, Source given) {
        this.scenario = scenario;
        this.given = given;
    }

    Timeline timeline() {
        var written =
                given.find("timeline").or(() -> scenario.find("timeline")).filter(Source::isMap);
        var events = new HashMap<String, List<Instant>>();
        written.ifPresent(
                timeline ->
                        timeline.map()
                                .forEach(
                                        (name, value) -> {
                                            if (!NO_EVENTS.contains(name)
                                                    && !value.isNull()
                                                    && !Values.isUnknown(value)) {
                                                add(events, event(name), value);
                                            }
                                        }));
        written.flatMap(timeline -> timeline.find("transfers"))
                .ifPresent(transfers -> add(events, "transfer.at", transfers));
        var complaint =
                written.flatMap(timeline -> timeline.find("complaint_made"))
                        .map(Values::truth)
                        .orElse(Truth.of(events.containsKey("complaint.at")));
        var exceptional =
                written.map(timeline -> Values.truth(timeline, "exceptional_72h", Truth.FALSE))
                        .orElse(Truth.FALSE);
        return new Timeline(events, exceptional, complaint, changes(written));
    }

    private static String event(String name) {
        return EVENTS.getOrDefault(
                name, name.endsWith("_at") ? name.substring(0, name.length() - 3) + ".at" : name);
    }

    private static void add(Map<String, List<Instant>> events, String event, Source value) {
        var instants = events.computeIfAbsent(event, _ -> new ArrayList<>());
        if (value.isList()) {
            value.list()
                    .forEach(
                            item ->
                                    instants.add(
                                            Values.instant(
                                                    item.isMap() ? item.member("at") : item)));
        } else {
            instants.add(Values.instant(value));
        }
    }

    private List<RuleChange> changes(Optional<Source> timeline) {
        return Stream.of(
                        scenario.find("rule_patch"),
                        given.find("rule_patch"),
                        timeline.flatMap(members -> members.find("rule_patch")))
                .flatMap(Optional::stream)
                .flatMap(patch -> patch.isList() ? patch.list().stream() : Stream.of(patch))
                .map(TimelineReader::change)
                .toList();
    }

    private static RuleChange change(Source patch) {
        return new RuleChange(
                patch.member("rule").text(),
                patch.member("new_n").number(),
                Values.instant(patch.member("from_instant")));
    }
}
