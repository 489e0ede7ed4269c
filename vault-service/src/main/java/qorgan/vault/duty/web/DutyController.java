package qorgan.vault.duty.web;

import static org.springframework.http.ResponseEntity.noContent;
import static qorgan.vault.edge.Problem.problem;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import qorgan.vault.duty.Alarm;
import qorgan.vault.duty.AlarmId;
import qorgan.vault.duty.Alarms;
import qorgan.vault.duty.ClockId;
import qorgan.vault.duty.Clocks;
import qorgan.vault.duty.Running;
import qorgan.vault.edge.ProblemCode;
import qorgan.vault.identity.Actor;

/// Alarms of a procurator, cases of a data-protection officer, clocks of an office.
@RestController
class DutyController {

    private final Alarms alarms;
    private final Clocks clocks;

    DutyController(Alarms alarms, Clocks clocks) {
        this.alarms = alarms;
        this.clocks = clocks;
    }

    record AlarmView(
            UUID alarm,
            String kind,
            String rule,
            UUID cause,
            UUID about,
            Instant raisedAt,
            @Nullable Instant seenAt) {

        static AlarmView of(Alarm alarm) {
            return new AlarmView(
                    alarm.alarm().value(),
                    alarm.kind(),
                    alarm.rule(),
                    alarm.cause(),
                    alarm.about(),
                    alarm.raisedAt(),
                    alarm.seenAt());
        }
    }

    record ClockView(
            UUID clock,
            String rule,
            UUID about,
            Instant startsAt,
            @Nullable Instant due,
            @Nullable String closed,
            @Nullable Instant closedAt) {

        static ClockView of(Running running) {
            return new ClockView(
                    running.clock().value(),
                    running.rule(),
                    running.about(),
                    running.startsAt(),
                    running.due(),
                    running.closed(),
                    running.closedAt());
        }
    }

    record PostalForm(@NotNull UUID receipt) {}

    @GetMapping("/api/alarms")
    List<AlarmView> alarms(Actor procurator) {
        return alarms.list(procurator).stream().map(AlarmView::of).toList();
    }

    @PostMapping("/api/alarms/{alarm}/seen")
    ResponseEntity<?> seen(Actor procurator, @PathVariable UUID alarm) {
        return done(alarms.seen(procurator, new AlarmId(alarm)));
    }

    @GetMapping("/api/conflicts")
    List<AlarmView> conflicts(Actor dpo) {
        return alarms.conflicts(dpo).stream().map(AlarmView::of).toList();
    }

    @GetMapping("/api/clocks")
    List<ClockView> clocks(Actor officer) {
        return clocks.ofOffice(officer).stream().map(ClockView::of).toList();
    }

    @PostMapping("/api/clocks/{clock}/call")
    ResponseEntity<?> called(Actor officer, @PathVariable UUID clock) {
        return done(clocks.recordCall(officer, new ClockId(clock)));
    }

    @PostMapping("/api/clocks/{clock}/postal-receipt")
    ResponseEntity<?> posted(
            Actor officer, @PathVariable UUID clock, @Valid @RequestBody PostalForm form) {
        return done(clocks.recordPostalReceipt(officer, new ClockId(clock), form.receipt()));
    }

    private static ResponseEntity<?> done(boolean happened) {
        return happened ? noContent().build() : problem(ProblemCode.NOTHING_HERE);
    }
}
