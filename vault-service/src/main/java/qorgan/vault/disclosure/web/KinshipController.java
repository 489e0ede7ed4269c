package qorgan.vault.disclosure.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import qorgan.keys.SubjectId;
import qorgan.vault.disclosure.Kinship;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.ActorId;

/// What an official declares about themself, and by which document the register knows them. Neither
/// can be read back.
@RestController
@RequestMapping("/api/officials")
class KinshipController {
    private final Kinship kinship;

    KinshipController(Kinship kinship) {
        this.kinship = kinship;
    }

    record DocumentForm(@NotBlank @Size(max = 100) String document) {}

    record RelativeForm(@NotNull UUID person) {}

    /// The registrar enters the document; only its fingerprint is kept.
    @PostMapping("/{official}/document")
    ResponseEntity<Void> know(
            Actor actor, @PathVariable UUID official, @Valid @RequestBody DocumentForm form) {
        kinship.know(actor, new ActorId(official), form.document());
        return ResponseEntity.noContent().build();
    }

    /// An official declares a relative; the answer is the same whoever that is.
    @PostMapping("/me/relatives")
    ResponseEntity<Void> declare(Actor actor, @Valid @RequestBody RelativeForm form) {
        kinship.declare(actor, new SubjectId(form.person()));
        return ResponseEntity.noContent().build();
    }
}
