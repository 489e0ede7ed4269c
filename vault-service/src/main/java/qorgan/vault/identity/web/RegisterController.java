package qorgan.vault.identity.web;

import static org.springframework.http.ResponseEntity.created;
import static org.springframework.http.ResponseEntity.noContent;
import static org.springframework.http.ResponseEntity.ok;
import static qorgan.vault.edge.Problem.problem;

import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import qorgan.vault.edge.ProblemCode;
import qorgan.vault.edge.Refused;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.ActorId;
import qorgan.vault.identity.AssignmentId;
import qorgan.vault.identity.Assignments;
import qorgan.vault.identity.CertificateId;
import qorgan.vault.identity.Certificates;
import qorgan.vault.identity.Confirmation;
import qorgan.vault.identity.Offices;
import qorgan.vault.identity.Officials;
import qorgan.vault.identity.web.RegisterForms.ActorView;
import qorgan.vault.identity.web.RegisterForms.AssignmentForm;
import qorgan.vault.identity.web.RegisterForms.CertificateForm;
import qorgan.vault.identity.web.RegisterForms.ConfirmedView;
import qorgan.vault.identity.web.RegisterForms.MadeView;
import qorgan.vault.identity.web.RegisterForms.OfficeView;
import qorgan.vault.identity.web.RegisterForms.OfficialForm;
import qorgan.vault.identity.web.RegisterForms.OfficialView;

/// The register of who may act, for registrars; and for everyone: who am I here, which offices are
/// there.
@RestController
@RequestMapping("/api/identity")
class RegisterController {
    private final Offices offices;
    private final Officials officials;
    private final Assignments assignments;
    private final Certificates certificates;

    RegisterController(
            Offices offices,
            Officials officials,
            Assignments assignments,
            Certificates certificates) {
        this.offices = offices;
        this.officials = officials;
        this.assignments = assignments;
        this.certificates = certificates;
    }

    @GetMapping("/me")
    ActorView me(Actor actor) {
        return ActorView.of(actor);
    }

    @GetMapping("/offices")
    List<OfficeView> offices(Actor actor) {
        return offices.all().stream().map(OfficeView::of).toList();
    }

    @GetMapping("/officials/unconfirmed")
    List<OfficialView> unconfirmed(Actor actor) {
        return officials.unconfirmed(actor).stream().map(OfficialView::of).toList();
    }

    @PostMapping("/officials")
    ResponseEntity<?> enter(Actor actor, @Valid @RequestBody OfficialForm form) {
        var official = form.toOfficial();
        officials.enter(actor, official);
        return made("officials", official.id().value());
    }

    @PostMapping("/officials/{official}/confirmation")
    ResponseEntity<?> confirmOfficial(Actor actor, @PathVariable UUID official) {
        return answer(officials.confirm(actor, new ActorId(official)));
    }

    @PostMapping("/officials/{official}/end")
    ResponseEntity<?> endOfficial(Actor actor, @PathVariable UUID official) {
        return ended(officials.end(actor, new ActorId(official)));
    }

    @PostMapping("/assignments")
    ResponseEntity<?> assign(Actor actor, @Valid @RequestBody AssignmentForm form) {
        var id =
                assignments.enter(
                        actor, new ActorId(form.official()), form.target(), form.window());
        return made("assignments", id.value());
    }

    @PostMapping("/assignments/{assignment}/confirmation")
    ResponseEntity<?> confirmAssignment(Actor actor, @PathVariable UUID assignment) {
        return answer(assignments.confirm(actor, new AssignmentId(assignment)));
    }

    @PostMapping("/assignments/{assignment}/end")
    ResponseEntity<?> endAssignment(Actor actor, @PathVariable UUID assignment) {
        return ended(assignments.end(actor, new AssignmentId(assignment)));
    }

    @PostMapping("/certificates")
    ResponseEntity<?> enterCertificate(Actor actor, @Valid @RequestBody CertificateForm form) {
        try {
            var id = certificates.enter(actor, new ActorId(form.official()), form.certificate());
            return made("certificates", id.value());
        } catch (IllegalArgumentException e) {
            throw new Refused(ProblemCode.VALUE_UNREADABLE, "certificate");
        }
    }

    @PostMapping("/certificates/{certificate}/confirmation")
    ResponseEntity<?> confirmCertificate(Actor actor, @PathVariable UUID certificate) {
        return answer(certificates.confirm(actor, new CertificateId(certificate)));
    }

    @PostMapping("/certificates/{certificate}/end")
    ResponseEntity<?> endCertificate(Actor actor, @PathVariable UUID certificate) {
        return ended(certificates.end(actor, new CertificateId(certificate)));
    }

    private static ResponseEntity<?> made(String what, UUID id) {
        return created(URI.create("/api/identity/" + what + "/" + id)).body(new MadeView(id));
    }

    private static ResponseEntity<?> ended(boolean ended) {
        return ended ? noContent().build() : problem(ProblemCode.NOTHING_HERE);
    }

    private static ResponseEntity<?> answer(Confirmation confirmation) {
        return switch (confirmation) {
            case Confirmation.Confirmed(var at) -> ok(new ConfirmedView(at));
            case Confirmation.SameOffice() -> problem(ProblemCode.SECOND_OFFICE_NEEDED);
            case Confirmation.SamePerson() -> problem(ProblemCode.SECOND_PERSON_NEEDED);
            case Confirmation.AlreadyConfirmed() -> problem(ProblemCode.ALREADY_DONE);
            case Confirmation.NothingHere() -> problem(ProblemCode.NOTHING_HERE);
        };
    }
}
