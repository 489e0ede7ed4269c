package qorgan.vault.request.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import qorgan.keys.Field;
import qorgan.policy.Iin;
import qorgan.vault.edge.ProblemCode;
import qorgan.vault.edge.Refused;
import qorgan.vault.request.Asker;
import qorgan.vault.request.Contact;
import qorgan.vault.request.Enquiry;
import qorgan.vault.request.Evidence;
import qorgan.vault.request.EvidenceKind;
import qorgan.vault.request.Language;
import qorgan.vault.request.Progress;
import qorgan.vault.request.Purpose;
import qorgan.vault.request.Relation;
import qorgan.vault.request.RevealedRequest;
import qorgan.vault.request.SearchState;
import qorgan.vault.request.SearchTask;
import qorgan.vault.request.Slip;
import qorgan.vault.request.SlipSummary;
import qorgan.vault.request.Sought;
import qorgan.vault.request.StandingTask;
import qorgan.vault.request.StatementRead;

/// What comes in to and goes out of the room of requests.
final class RequestForms {

    private RequestForms() {}

    record AskerForm(
            @NotNull @Size(max = 300) String name,
            @Nullable @Size(max = 200) String document,
            @Nullable @Size(max = 200) String tie) {}

    record ContactForm(@NotNull String way, @Nullable @Size(max = 200) String address) {}

    /// One of `iin`, `family` with `given` and `birth`, or `description`.
    record SoughtForm(
            @Nullable @Size(max = 20) String iin,
            @Nullable Boolean asStated,
            @Nullable @Size(max = 200) String family,
            @Nullable @Size(max = 200) String given,
            @Nullable @Size(max = 200) String patronymic,
            @Nullable LocalDate birth,
            @Nullable @Size(max = 2000) String description) {

        Sought toSought() {
            if (iin != null && !iin.isBlank()) {
                var stated = Boolean.TRUE.equals(asStated);
                if (!stated && !Iin.isValid(iin.strip())) {
                    throw new Refused(ProblemCode.IIN_INVALID, "sought.iin");
                }
                return new Sought.ByIin(iin.strip(), stated);
            }
            if (family != null && given != null && birth != null) {
                return new Sought.ByName(
                        family.strip(), given.strip(), text(patronymic).strip(), birth);
            }
            if (description != null && !description.isBlank()) {
                return new Sought.Described(description.strip());
            }
            throw new Refused(ProblemCode.VALUE_MISSING, "sought");
        }
    }

    record EnquiryForm(
            @NotNull @Valid AskerForm asker,
            @NotNull String relation,
            @NotNull @Valid SoughtForm sought,
            @Nullable String purpose,
            @NotNull Set<String> fields,
            @Nullable @Valid ContactForm contact,
            @Nullable String language) {

        Enquiry toEnquiry(Locale locale) {
            return new Enquiry(
                    new Asker(asker.name(), text(asker.document()), text(asker.tie())),
                    read("relation", relation, Relation::of),
                    sought.toSought(),
                    purpose == null ? Purpose.WHEREABOUTS : read("purpose", purpose, Purpose::of),
                    readFields(fields),
                    readContact(contact),
                    language == null ? Language.of(locale) : Language.of(language));
        }
    }

    record SlipForm(@NotNull String number, @NotNull String secret) {}

    /// @param state of a consular officer the accrediting State, two letters
    record EvidenceForm(
            @NotNull Set<String> seen,
            @Nullable @Size(max = 1000) String note,
            @Nullable String state) {

        Evidence toEvidence() {
            return new Evidence(
                    seen.stream()
                            .map(code -> read("seen", code, EvidenceKind::of))
                            .collect(Collectors.toSet()),
                    text(note),
                    stateOf(state));
        }
    }

    /// @param registrar the registry's official who will sign
    record RegistryForm(
            @NotNull UUID registrar, @NotNull Set<String> proofs, @Nullable String state) {

        Evidence toEvidence() {
            return new Evidence(
                    proofs.stream()
                            .map(code -> read("proofs", code, EvidenceKind::of))
                            .collect(Collectors.toSet()),
                    "",
                    stateOf(state));
        }
    }

    record RegistryTextView(byte[] statement) {}

    record SignedForm(@NotNull byte[] statement, @NotNull byte[] signature) {}

    private static @Nullable String stateOf(@Nullable String state) {
        if (state == null || state.isBlank()) {
            return null;
        }
        var code = state.strip().toUpperCase(java.util.Locale.ROOT);
        if (!code.matches("[A-Z]{2}")) {
            throw new Refused(ProblemCode.VALUE_UNREADABLE, "state");
        }
        return code;
    }

    record StatementForm(
            @NotNull String verdict, @NotNull byte[] statement, @NotNull byte[] signature) {}

    record SlipView(
            UUID request,
            String number,
            String secret,
            Instant at,
            Instant promisedBy,
            String promise,
            String language) {

        static SlipView of(Slip slip) {
            return new SlipView(
                    slip.request().value(),
                    slip.number(),
                    slip.secret(),
                    slip.at(),
                    slip.promisedBy(),
                    slip.promise(),
                    slip.language().code());
        }
    }

    record ProgressView(UUID request, String number, String state, Instant at) {

        static @Nullable ProgressView of(Progress progress) {
            return switch (progress) {
                case Progress.AwaitingStanding(var id, var number, var since, _) ->
                        new ProgressView(id.value(), number, "awaiting_standing", since);
                case Progress.StandingRefused(var id, var number, var at) ->
                        new ProgressView(id.value(), number, "standing_refused", at);
                case Progress.StandingProven(var id, var number, var at) ->
                        new ProgressView(id.value(), number, "standing_proven", at);
                case Progress.NotYours() -> null;
            };
        }
    }

    record MineView(UUID request, String number, Instant at, String state) {

        static MineView of(SlipSummary slip) {
            return new MineView(slip.request().value(), slip.number(), slip.at(), slip.state());
        }
    }

    record StandingTaskView(UUID request, String number, Instant since) {

        static StandingTaskView of(StandingTask task) {
            return new StandingTaskView(task.request().value(), task.number(), task.since());
        }
    }

    /// Who asks and what is claimed, for the standing officer: nothing about the person sought but
    /// what the asker said.
    record ClaimView(
            UUID request,
            String name,
            String document,
            String tie,
            String relation,
            List<List<String>> proofs) {

        static ClaimView of(RevealedRequest request) {
            var enquiry = request.enquiry();
            return new ClaimView(
                    request.request().value(),
                    enquiry.asker().name(),
                    enquiry.asker().document(),
                    enquiry.asker().tie(),
                    enquiry.relation().code(),
                    enquiry.relation().proofs().stream()
                            .map(kinds -> kinds.stream().map(EvidenceKind::code).sorted().toList())
                            .toList());
        }
    }

    record StandingView(UUID request, String state, Instant at) {}

    record SearchTaskView(
            UUID search, Instant openedAt, Instant due, Instant escalates, boolean answered) {

        static SearchTaskView of(SearchTask task) {
            return new SearchTaskView(
                    task.search().value(),
                    task.openedAt(),
                    task.due(),
                    task.escalates(),
                    task.answered());
        }
    }

    record SearchView(
            UUID search,
            UUID request,
            Instant openedAt,
            Instant due,
            Instant escalates,
            int asked,
            int answered) {

        static SearchView of(SearchState state) {
            return new SearchView(
                    state.search().value(),
                    state.request().value(),
                    state.openedAt(),
                    state.due(),
                    state.escalates(),
                    state.asked(),
                    state.answered());
        }
    }

    record SoughtView(
            String by,
            @Nullable String iin,
            @Nullable String family,
            @Nullable String given,
            @Nullable String patronymic,
            @Nullable LocalDate birth,
            @Nullable String description) {

        static SoughtView of(Sought sought) {
            return switch (sought) {
                case Sought.ByIin(var iin, _) ->
                        new SoughtView("iin", iin, null, null, null, null, null);
                case Sought.ByName(var family, var given, var patronymic, var birth) ->
                        new SoughtView("name", null, family, given, patronymic, birth, null);
                case Sought.Described(var text) ->
                        new SoughtView("description", null, null, null, null, null, text);
            };
        }
    }

    record StatementTextView(String text, byte[] statement) {}

    record StatementView(UUID office, String verdict, Instant at) {

        static StatementView of(StatementRead read) {
            return new StatementView(read.office().value(), read.verdict().code(), read.at());
        }
    }

    private static Contact readContact(@Nullable ContactForm form) {
        if (form == null) {
            return Contact.none();
        }
        return new Contact(
                read(
                        "contact.way",
                        form.way(),
                        code -> Contact.Way.valueOf(code.toUpperCase(Locale.ROOT))),
                text(form.address()));
    }

    private static Set<Field> readFields(Set<String> codes) {
        if (codes.isEmpty()) {
            throw new Refused(ProblemCode.VALUE_MISSING, "fields");
        }
        return codes.stream()
                .map(code -> read("fields", code, Field::new))
                .collect(Collectors.toSet());
    }

    static <T> T read(String field, String code, Function<String, T> reader) {
        try {
            return reader.apply(code);
        } catch (IllegalArgumentException e) {
            throw new Refused(ProblemCode.VALUE_UNREADABLE, field);
        }
    }

    static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
