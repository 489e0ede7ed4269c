package qorgan.vault.request.web;

import static org.springframework.http.ResponseEntity.created;
import static org.springframework.http.ResponseEntity.ok;
import static qorgan.vault.edge.Problem.problem;

import jakarta.validation.Valid;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import qorgan.vault.edge.ProblemCode;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.ActorId;
import qorgan.vault.request.EvidenceKind;
import qorgan.vault.request.Progress;
import qorgan.vault.request.Proof;
import qorgan.vault.request.RequestId;
import qorgan.vault.request.Requests;
import qorgan.vault.request.Seals;
import qorgan.vault.request.Standings;
import qorgan.vault.request.web.RequestForms.ClaimView;
import qorgan.vault.request.web.RequestForms.EnquiryForm;
import qorgan.vault.request.web.RequestForms.EvidenceForm;
import qorgan.vault.request.web.RequestForms.MineView;
import qorgan.vault.request.web.RequestForms.ProgressView;
import qorgan.vault.request.web.RequestForms.RegistryForm;
import qorgan.vault.request.web.RequestForms.RegistryTextView;
import qorgan.vault.request.web.RequestForms.SignedForm;
import qorgan.vault.request.web.RequestForms.SlipForm;
import qorgan.vault.request.web.RequestForms.SlipView;
import qorgan.vault.request.web.RequestForms.StandingTaskView;
import qorgan.vault.request.web.RequestForms.StandingView;

/// Slips and standings.
@RestController
class RequestController {

    private final Requests requests;
    private final Standings standings;
    private final Seals seals;

    RequestController(Requests requests, Standings standings, Seals seals) {
        this.requests = requests;
        this.standings = standings;
        this.seals = seals;
    }

    @PostMapping("/api/requests")
    ResponseEntity<?> ask(Actor actor, @Valid @RequestBody EnquiryForm form, Locale locale) {
        var slip = requests.ask(actor, form.toEnquiry(locale));
        return created(URI.create("/api/requests/" + slip.request())).body(SlipView.of(slip));
    }

    @GetMapping("/api/requests")
    List<MineView> mine(Actor actor) {
        return requests.mine(actor).stream().map(MineView::of).toList();
    }

    @GetMapping("/api/requests/{request}")
    ResponseEntity<?> look(Actor actor, @PathVariable UUID request) {
        return told(requests.look(actor, new RequestId(request)));
    }

    /// A slip by number and secret; both in the body, so that no address tells them.
    @PostMapping("/api/slips")
    ResponseEntity<?> look(Actor actor, @Valid @RequestBody SlipForm form) {
        return told(requests.look(form.number(), form.secret()));
    }

    @GetMapping("/api/standings")
    List<StandingTaskView> awaiting(Actor officer) {
        return standings.awaiting(officer).stream().map(StandingTaskView::of).toList();
    }

    @GetMapping("/api/requests/{request}/claim")
    ResponseEntity<?> claim(Actor officer, @PathVariable UUID request) {
        return standings
                .open(officer, new RequestId(request))
                .<ResponseEntity<?>>map(opened -> ok(ClaimView.of(opened)))
                .orElseGet(() -> problem(ProblemCode.NOTHING_HERE));
    }

    @PostMapping("/api/requests/{request}/standing")
    ResponseEntity<?> prove(
            Actor officer, @PathVariable UUID request, @Valid @RequestBody EvidenceForm form) {
        return told(standings.prove(officer, new RequestId(request), form.toEvidence()));
    }

    /// What a registry signs, where it knows the proofs itself.
    @PostMapping("/api/requests/{request}/standing/registry/statement")
    ResponseEntity<?> registryStatement(
            Actor bearer, @PathVariable UUID request, @Valid @RequestBody RegistryForm form) {
        return standings
                .registryStatement(
                        bearer,
                        new RequestId(request),
                        new ActorId(form.registrar()),
                        form.toEvidence())
                .<ResponseEntity<?>>map(text -> ok(new RegistryTextView(text)))
                .orElseGet(() -> problem(ProblemCode.NOTHING_HERE));
    }

    /// The registry's statement with its detached CMS.
    @PostMapping("/api/requests/{request}/standing/registry")
    ResponseEntity<?> proveByRegistry(
            Actor bearer, @PathVariable UUID request, @Valid @RequestBody SignedForm form) {
        return told(
                standings.prove(
                        bearer, new RequestId(request), form.statement(), form.signature()));
    }

    @PostMapping("/api/requests/{request}/standing/refusal")
    ResponseEntity<?> refuse(
            Actor officer, @PathVariable UUID request, @Valid @RequestBody EvidenceForm form) {
        return told(standings.refuse(officer, new RequestId(request), form.toEvidence()));
    }

    /// The public keys of slips and receipts, one a line, newest first.
    @GetMapping(value = "/api/keys/receipts", produces = "text/plain")
    String keys(Actor actor) {
        return String.join("\n", seals.publicKeys()) + "\n";
    }

    private static ResponseEntity<?> told(Progress progress) {
        var view = ProgressView.of(progress);
        return view == null ? problem(ProblemCode.NOTHING_HERE) : ok(view);
    }

    private static ResponseEntity<?> told(Proof proof) {
        return switch (proof) {
            case Proof.Proven(var request, var at) ->
                    ok(new StandingView(request.value(), "proven", at));
            case Proof.Refused(var request, var at) ->
                    ok(new StandingView(request.value(), "refused", at));
            case Proof.Insufficient(var missing) ->
                    problem(ProblemCode.STANDING_INSUFFICIENT)
                            .with(
                                    "missing",
                                    missing.stream()
                                            .map(
                                                    kinds ->
                                                            kinds.stream()
                                                                    .map(EvidenceKind::code)
                                                                    .sorted()
                                                                    .toList())
                                            .toList());
            case Proof.TakenBySameOfficer() -> problem(ProblemCode.SECOND_PERSON_NEEDED);
            case Proof.AlreadyDecided(var at) -> problem(ProblemCode.ALREADY_DONE).with("at", at);
            case Proof.StatementRefused() -> problem(ProblemCode.SIGNATURE_INVALID);
            case Proof.NotYours() -> problem(ProblemCode.NOTHING_HERE);
        };
    }
}
