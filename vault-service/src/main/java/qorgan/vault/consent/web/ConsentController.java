package qorgan.vault.consent.web;

import static org.springframework.http.ResponseEntity.created;
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
import qorgan.keys.Field;
import qorgan.vault.consent.Bound;
import qorgan.vault.consent.Configured;
import qorgan.vault.consent.ConsentId;
import qorgan.vault.consent.ConsentItem;
import qorgan.vault.consent.Consents;
import qorgan.vault.consent.Ended;
import qorgan.vault.consent.Given;
import qorgan.vault.consent.Purposes;
import qorgan.vault.consent.web.ConsentForms.ConsentForm;
import qorgan.vault.consent.web.ConsentForms.ConsentView;
import qorgan.vault.consent.web.ConsentForms.GivenView;
import qorgan.vault.consent.web.ConsentForms.ObligationForm;
import qorgan.vault.consent.web.ConsentForms.ObligationView;
import qorgan.vault.consent.web.ConsentForms.PurposeForm;
import qorgan.vault.consent.web.ConsentForms.PurposeView;
import qorgan.vault.consent.web.ConsentForms.WithdrawnView;
import qorgan.vault.edge.ProblemCode;
import qorgan.vault.identity.Actor;
import qorgan.vault.subject.OwnAccounts;

/// Purposes with what they rest on; consents given and withdrawn.
@RestController
@RequestMapping("/api")
class ConsentController {
    private final Purposes purposes;
    private final Consents consents;
    private final OwnAccounts accounts;

    ConsentController(Purposes purposes, Consents consents, OwnAccounts accounts) {
        this.purposes = purposes;
        this.consents = consents;
        this.accounts = accounts;
    }

    @GetMapping("/purposes")
    List<PurposeView> purposes(Actor actor) {
        return purposes.all().stream().map(PurposeView::of).toList();
    }

    @PostMapping("/purposes")
    ResponseEntity<?> configure(Actor actor, @Valid @RequestBody PurposeForm form) {
        return switch (purposes.configure(actor, form.toPurpose())) {
            case Configured.Standing(var purpose) ->
                    created(URI.create("/api/purposes/" + purpose.code()))
                            .body(PurposeView.of(purpose));
            case Configured.RestsOnNothing() ->
                    problem(ProblemCode.PURPOSE_UNCOVERED).field("bases");
            case Configured.NeverByConsent(var fields) ->
                    problem(ProblemCode.PURPOSE_UNCOVERED)
                            .field("fields")
                            .with("never", fields.stream().map(Field::code).sorted().toList());
            case Configured.UnknownBasis _ -> problem(ProblemCode.VALUE_UNREADABLE).field("bases");
        };
    }

    @GetMapping("/purposes/{code}")
    ResponseEntity<?> purpose(Actor actor, @PathVariable String code) {
        var found = purposes.find(code);
        return found.isPresent()
                ? ok(PurposeView.of(found.get()))
                : problem(ProblemCode.NOTHING_HERE);
    }

    @PostMapping("/consents")
    ResponseEntity<?> give(Actor actor, @Valid @RequestBody ConsentForm form) {
        var stated = form.toConsent(accounts.personOf(actor));
        if (stated.isEmpty()) {
            return problem(ProblemCode.NOTHING_HERE);
        }
        return switch (consents.give(actor, stated.get())) {
            case Given.Taken(var consent, var from, var to) ->
                    created(URI.create("/api/consents/" + consent))
                            .body(new GivenView(consent.value(), from, to));
            case Given.Invalid(var missing, var rules) ->
                    problem(
                                    missing.isEmpty()
                                            ? ProblemCode.PURPOSE_UNCOVERED
                                            : ProblemCode.VALUE_MISSING)
                            .with(
                                    "missing",
                                    missing.stream().map(ConsentItem::code).sorted().toList())
                            .with("rules", rules.stream().sorted().toList());
            case Given.NothingHere() -> problem(ProblemCode.NOTHING_HERE);
        };
    }

    @GetMapping("/consents/own")
    List<ConsentView> own(Actor actor) {
        return consents.own(actor).stream().map(ConsentView::of).toList();
    }

    @PostMapping("/consents/{consent}/withdrawal")
    ResponseEntity<?> withdraw(Actor actor, @PathVariable UUID consent) {
        return switch (consents.withdraw(actor, new ConsentId(consent))) {
            case Ended.Withdrawn(var id, var at) ->
                    ok(new WithdrawnView(id.value(), at, null, null, null));
            case Ended.Barred(var id, var at, var article, var until) ->
                    ok(new WithdrawnView(id.value(), at, Ended.Barred.RULE, article, until));
            case Ended.NotYours() -> problem(ProblemCode.NOTHING_HERE);
        };
    }

    @PostMapping("/consents/{consent}/obligations")
    ResponseEntity<?> bind(
            Actor dpo, @PathVariable UUID consent, @Valid @RequestBody ObligationForm form) {
        return bound(consents.bind(dpo, new ConsentId(consent), form.article(), form.until()));
    }

    @PostMapping("/obligations/{obligation}/end")
    ResponseEntity<?> release(Actor dpo, @PathVariable UUID obligation) {
        return bound(consents.release(dpo, obligation));
    }

    private static ResponseEntity<?> bound(Bound bound) {
        return switch (bound) {
            case Bound.Standing(var id, var until) -> ok(new ObligationView(id, until, true));
            case Bound.Over(var id, var at) -> ok(new ObligationView(id, at, false));
            case Bound.Unreadable() -> problem(ProblemCode.VALUE_UNREADABLE).field("article");
            case Bound.EmptyWindow() -> problem(ProblemCode.WINDOW_EMPTY).field("until");
            case Bound.NothingHere() -> problem(ProblemCode.NOTHING_HERE);
        };
    }
}
