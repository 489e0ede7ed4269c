package qorgan.vault.subject.web;

import static qorgan.vault.edge.Problem.problem;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import qorgan.vault.edge.ProblemCode;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.OfficeId;
import qorgan.vault.subject.DecoyPersons;
import qorgan.vault.subject.NewSubject;
import qorgan.vault.subject.PersonName;
import qorgan.vault.subject.Stated;

/// Where the oversight places people who do not exist.
@RestController
@RequestMapping("/api/audit/decoys")
class DecoyController {
    private final DecoyPersons decoys;

    DecoyController(DecoyPersons decoys) {
        this.decoys = decoys;
    }

    record DecoyForm(
            @NotNull UUID office,
            @NotBlank String family,
            @NotBlank String given,
            @Nullable String patronymic,
            @NotNull LocalDate birthDate) {}

    record PlacedView(UUID person) {}

    @PostMapping
    ResponseEntity<?> place(Actor actor, @Valid @RequestBody DecoyForm form) {
        return decoys.plant(
                        actor,
                        new NewSubject(
                                null,
                                List.of(
                                        PersonName.of(
                                                form.family(), form.given(), form.patronymic())),
                                Stated.of(form.birthDate()),
                                Map.of()),
                        new OfficeId(form.office()))
                .<ResponseEntity<?>>map(person -> ResponseEntity.ok(new PlacedView(person.value())))
                .orElseGet(() -> problem(ProblemCode.VALUE_UNREADABLE));
    }
}
