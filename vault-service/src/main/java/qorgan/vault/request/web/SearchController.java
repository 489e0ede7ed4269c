package qorgan.vault.request.web;

import static org.springframework.http.ResponseEntity.ok;
import static qorgan.vault.edge.Problem.problem;

import jakarta.validation.Valid;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import qorgan.vault.edge.ProblemCode;
import qorgan.vault.identity.Actor;
import qorgan.vault.request.SearchId;
import qorgan.vault.request.Searches;
import qorgan.vault.request.Statement;
import qorgan.vault.request.Verdict;
import qorgan.vault.request.web.RequestForms.SearchTaskView;
import qorgan.vault.request.web.RequestForms.SearchView;
import qorgan.vault.request.web.RequestForms.SoughtView;
import qorgan.vault.request.web.RequestForms.StatementForm;
import qorgan.vault.request.web.RequestForms.StatementTextView;
import qorgan.vault.request.web.RequestForms.StatementView;

/// Searches: what the desk sees, what a facility owes and signs.
@RestController
@RequestMapping("/api/searches")
class SearchController {

    private final Searches searches;

    SearchController(Searches searches) {
        this.searches = searches;
    }

    @GetMapping
    List<SearchView> all(Actor desk) {
        return searches.all(desk).stream().map(SearchView::of).toList();
    }

    @GetMapping("/owed")
    List<SearchTaskView> owed(Actor officer) {
        return searches.owedBy(officer).stream().map(SearchTaskView::of).toList();
    }

    @GetMapping("/{search}/sought")
    ResponseEntity<?> sought(Actor officer, @PathVariable UUID search) {
        return searches.sought(officer, new SearchId(search))
                .<ResponseEntity<?>>map(sought -> ok(SoughtView.of(sought)))
                .orElseGet(() -> problem(ProblemCode.NOTHING_HERE));
    }

    @GetMapping("/{search}/statement")
    ResponseEntity<?> statement(
            Actor officer, @PathVariable UUID search, @RequestParam String verdict) {
        return searches.statement(officer, new SearchId(search), verdict(verdict))
                .<ResponseEntity<?>>map(
                        text ->
                                ok(
                                        new StatementTextView(
                                                new String(text, StandardCharsets.UTF_8), text)))
                .orElseGet(() -> problem(ProblemCode.NOTHING_HERE));
    }

    @PostMapping("/{search}/statements")
    ResponseEntity<?> answer(
            Actor officer, @PathVariable UUID search, @Valid @RequestBody StatementForm form) {
        var answered =
                searches.answer(
                        officer,
                        new SearchId(search),
                        verdict(form.verdict()),
                        form.statement(),
                        form.signature());
        return switch (answered) {
            case Statement.Taken _ -> ResponseEntity.noContent().build();
            case Statement.NotThatText() ->
                    problem(ProblemCode.VALUE_UNREADABLE).field("statement");
            case Statement.SignatureRefused() -> problem(ProblemCode.SIGNATURE_INVALID);
            case Statement.AlreadyAnswered() -> problem(ProblemCode.ALREADY_DONE);
            case Statement.NotYours() -> problem(ProblemCode.NOTHING_HERE);
        };
    }

    @GetMapping("/{search}/statements")
    List<StatementView> statements(Actor desk, @PathVariable UUID search) {
        return searches.statements(desk, new SearchId(search)).stream()
                .map(StatementView::of)
                .toList();
    }

    private static Verdict verdict(String code) {
        return RequestForms.read("verdict", code, Verdict::of);
    }
}
