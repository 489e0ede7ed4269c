package qorgan.vault.disclosure.web;

import com.fasterxml.jackson.annotation.JsonRawValue;
import jakarta.validation.constraints.NotNull;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import qorgan.keys.Field;
import qorgan.vault.audit.Tracker;
import qorgan.vault.disclosure.Answer;
import qorgan.vault.disclosure.ApplicationTask;
import qorgan.vault.disclosure.CaseFile;
import qorgan.vault.disclosure.GrantSummary;
import qorgan.vault.disclosure.GrantTerms;
import qorgan.vault.disclosure.OpenedApplication;
import qorgan.vault.disclosure.OwnFileView;
import qorgan.vault.disclosure.RefusalTask;
import qorgan.vault.disclosure.Released;
import qorgan.vault.disclosure.Withheld;
import qorgan.vault.edge.ProblemCode;
import qorgan.vault.edge.Refused;
import qorgan.vault.identity.Assignments;
import qorgan.vault.subject.Stated;

/// What comes in to and goes out of the room of disclosure. Text in the clear lives here for one
/// request and is never cached.
final class DisclosureForms {

    private DisclosureForms() {}

    record ApplicationForm(@NotNull Set<String> fields, boolean signersSeeWhoAsks) {}

    record TermsForm(
            @NotNull Set<String> fields,
            @NotNull Instant from,
            @NotNull Instant to,
            boolean noPrejudice) {

        GrantTerms toTerms() {
            return new GrantTerms(readFields(fields), from, to, noPrejudice);
        }
    }

    record ReaderForm(@NotNull String rule) {}

    record ReaderView(UUID assignment, UUID official, Instant from, Instant to) {
        static ReaderView of(Assignments.ToCase each) {
            return new ReaderView(
                    each.assignment().value(),
                    each.official().value(),
                    each.window().from(),
                    each.window().to());
        }
    }

    record SignedForm(@NotNull byte[] statement, @NotNull byte[] signature) {}

    record PretrialForm(@NotNull UUID subject, @NotNull Map<String, String> values) {

        Map<Field, Stated<String>> toValues() {
            return values.entrySet().stream()
                    .collect(
                            Collectors.toMap(
                                    value -> field(value.getKey()),
                                    value -> Stated.of(value.getValue())));
        }
    }

    record ContactForm(@NotNull UUID subject, @NotNull String purpose) {}

    record ResolutionForm(@NotNull UUID subject) {}

    record ReleasedView(
            String field, String value, Instant recordedAt, String source, List<String> citations) {

        static ReleasedView of(Released line) {
            return new ReleasedView(
                    line.field().code(),
                    line.value(),
                    line.recordedAt(),
                    line.source(),
                    line.citations());
        }
    }

    record WithheldView(
            String field,
            String ground,
            String article,
            String remedy,
            @Nullable String official,
            @Nullable Instant due) {

        static WithheldView of(Withheld line) {
            return new WithheldView(
                    line.field().code(),
                    line.ground(),
                    line.article(),
                    line.remedy(),
                    line.official(),
                    line.due());
        }
    }

    /// One shape for every state of an answer; members that a state has not are null or empty.
    record AnswerView(
            UUID request,
            String state,
            @Nullable Instant since,
            @Nullable Instant due,
            @Nullable String remedy,
            @Nullable UUID delivery,
            @Nullable String template,
            List<ReleasedView> released,
            List<WithheldView> withheld,
            boolean warningDue,
            boolean proven,
            @JsonRawValue @Nullable String receipt,
            byte @Nullable [] pdf) {

        static @Nullable AnswerView of(Answer answer) {
            return switch (answer) {
                case Answer.NotYours() -> null;
                case Answer.AwaitingStanding(var request, var since) ->
                        waiting(request.value(), "awaiting_standing", since, null, null);
                case Answer.StandingRefused(var request, var at, var remedy) ->
                        waiting(request.value(), "standing_refused", at, null, remedy);
                case Answer.Searching(var request, var openedAt, var due, var remedy) ->
                        waiting(request.value(), "searching", openedAt, due, remedy);
                case Answer.Given given ->
                        new AnswerView(
                                given.request().value(),
                                "given",
                                null,
                                null,
                                null,
                                given.delivery().value(),
                                given.template(),
                                given.released().stream().map(ReleasedView::of).toList(),
                                given.withheld().stream().map(WithheldView::of).toList(),
                                given.warningDue(),
                                given.proven(),
                                new String(given.receipt().json(), StandardCharsets.UTF_8),
                                given.receipt().pdf());
            };
        }

        private static AnswerView waiting(
                UUID request,
                String state,
                @Nullable Instant since,
                @Nullable Instant due,
                @Nullable String remedy) {
            return new AnswerView(
                    request, state, since, due, remedy, null, null, List.of(), List.of(), false,
                    false, null, null);
        }
    }

    record MadeView(UUID id) {}

    record ApplicationTaskView(
            UUID application, Instant filedAt, Instant due, @Nullable Instant openedAt) {

        static ApplicationTaskView of(ApplicationTask task) {
            return new ApplicationTaskView(
                    task.application().value(), task.filedAt(), task.due(), task.openedAt());
        }
    }

    record ApplicationView(
            UUID application,
            UUID request,
            UUID caseId,
            String name,
            String document,
            String relation,
            List<String> fields,
            Instant filedAt) {

        static ApplicationView of(OpenedApplication opened) {
            return new ApplicationView(
                    opened.application().value(),
                    opened.request().value(),
                    opened.caseId().value(),
                    opened.askerName(),
                    opened.askerDocument(),
                    opened.relation(),
                    opened.fields().stream().map(Field::code).sorted().toList(),
                    opened.filedAt());
        }
    }

    record StatementView(UUID grant, String text, byte[] statement) {}

    record GrantView(
            UUID grant, UUID application, Instant from, Instant to, @Nullable Instant revokedAt) {

        static GrantView of(GrantSummary grant) {
            return new GrantView(
                    grant.grant().value(),
                    grant.application().value(),
                    grant.from(),
                    grant.to(),
                    grant.revokedAt());
        }
    }

    record WarningView(String text, boolean signed) {}

    record RefusalTaskView(UUID refusal, UUID request, Instant since, Instant due) {

        static RefusalTaskView of(RefusalTask task) {
            return new RefusalTaskView(
                    task.refusal().value(), task.request().value(), task.since(), task.due());
        }
    }

    record ReadingView(List<ReleasedView> released, List<WithheldView> withheld) {

        static @Nullable ReadingView of(CaseFile.Reading reading) {
            return switch (reading) {
                case CaseFile.Reading.Open(var values, var withheld) ->
                        new ReadingView(
                                values.stream().map(ReleasedView::of).toList(),
                                withheld.stream().map(WithheldView::of).toList());
                case CaseFile.Reading.NotYours() -> null;
            };
        }
    }

    record OwnView(
            List<ReleasedView> released, List<WithheldView> withheld, Tracker.Tracked looks) {

        static @Nullable OwnView of(OwnFileView file) {
            return switch (file) {
                case OwnFileView.Open(var values, var withheld, var looks) ->
                        new OwnView(
                                values.stream().map(ReleasedView::of).toList(),
                                withheld.stream().map(WithheldView::of).toList(),
                                looks);
                case OwnFileView.NotYours() -> null;
            };
        }
    }

    record ContactView(List<ReleasedView> released) {}

    static Set<Field> readFields(Set<String> codes) {
        return codes.stream().map(DisclosureForms::field).collect(Collectors.toSet());
    }

    private static Field field(String code) {
        return read("fields", code, Field::new);
    }

    static <T> T read(String field, String code, Function<String, T> reader) {
        try {
            return reader.apply(code);
        } catch (IllegalArgumentException e) {
            throw new Refused(ProblemCode.VALUE_UNREADABLE, field);
        }
    }
}
