package qorgan.vault.portal;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import qorgan.vault.disclosure.Answers;
import qorgan.vault.edge.ProblemCode;
import qorgan.vault.edge.Reading;
import qorgan.vault.edge.Refused;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Permissions;
import qorgan.vault.identity.Role;
import qorgan.vault.request.RequestId;
import qorgan.vault.request.SearchId;
import qorgan.vault.request.Searches;
import qorgan.vault.request.Sought;
import qorgan.vault.request.Statement;
import qorgan.vault.request.Verdict;
import qorgan.vault.subject.Match;
import qorgan.vault.subject.SubjectQuery;
import qorgan.vault.subject.Subjects;

/// Searches: a facility reads who is sought and hands in its signed statement; the search desk
/// reads the statements and says for whom the request stands.
@Controller
class SearchPages {
    private final Searches searches;
    private final Answers answers;
    private final Subjects subjects;
    private final Permissions permissions;
    private final Names names;

    SearchPages(
            Searches searches,
            Answers answers,
            Subjects subjects,
            Permissions permissions,
            Names names) {
        this.permissions = permissions;
        this.names = names;
        this.searches = searches;
        this.answers = answers;
        this.subjects = subjects;
    }

    /// Nobody else comes as far as a form.
    @ModelAttribute
    void mayAttempt(Actor officer) {
        permissions.require(officer, "request:search:answer");
    }

    @GetMapping("/searches")
    String list(Actor officer, Model model) {
        if (officer.has(Role.SEARCH_DESK)) {
            model.addAttribute("all", searches.all(officer));
        } else {
            model.addAttribute("owed", searches.owedBy(officer));
        }
        return "searches";
    }

    @PostMapping("/searches/{search}/open")
    @Reading
    String open(Actor officer, @PathVariable UUID search, Model model) {
        model.addAttribute("form", VerdictForm.empty());
        return sought(officer, search, model);
    }

    private String sought(Actor officer, UUID search, Model model) {
        var sought =
                searches.sought(officer, new SearchId(search))
                        .orElseThrow(() -> new Refused(ProblemCode.NOTHING_HERE));
        model.addAttribute("search", search);
        switch (sought) {
            case Sought.ByIin byIin -> model.addAttribute("byIin", byIin);
            case Sought.ByName byName -> model.addAttribute("byName", byName);
            case Sought.Described described -> model.addAttribute("described", described);
        }
        var isDesk = officer.has(Role.SEARCH_DESK);
        model.addAttribute("isDesk", isDesk);
        model.addAttribute(
                "verdicts",
                Arrays.stream(Verdict.values())
                        .map(verdict -> names.choice(verdict.code(), "verdict." + verdict.code()))
                        .toList());
        if (isDesk) {
            searches.find(new SearchId(search))
                    .ifPresent(found -> model.addAttribute("state", found));
            model.addAttribute("statements", searches.statements(officer, new SearchId(search)));
        }
        return "search";
    }

    @PostMapping("/searches/{search}/statement")
    @Reading
    String statement(
            Actor officer,
            @PathVariable UUID search,
            @ModelAttribute("form") VerdictForm form,
            BindingResult errors,
            Model model) {
        form.check(errors);
        if (errors.hasErrors()) {
            model.addAttribute("problem", true);
            return sought(officer, search, model);
        }
        var verdict = form.chosen().orElseThrow();
        var text =
                searches.statement(officer, new SearchId(search), verdict)
                        .orElseThrow(() -> new Refused(ProblemCode.NOTHING_HERE));
        model.addAttribute("form", SignatureForm.empty(verdict.code()));
        return toSign(search, verdict, text, errors, model);
    }

    @PostMapping("/searches/{search}/draft")
    @Reading
    ResponseEntity<byte[]> draft(
            Actor officer, @PathVariable UUID search, @RequestParam String statement) {
        return Carried.file(
                Carried.read("statement", statement),
                "search-" + search + ".json",
                MediaType.APPLICATION_JSON);
    }

    @PostMapping("/searches/{search}/statements")
    String answer(
            Actor officer,
            @PathVariable UUID search,
            @ModelAttribute("form") SignatureForm form,
            BindingResult errors,
            @RequestParam(required = false) @Nullable MultipartFile file,
            Model model)
            throws IOException {
        var verdict =
                Typed.coded(form.verdict(), Verdict::of)
                        .orElseThrow(() -> new Refused(ProblemCode.VALUE_UNREADABLE, "verdict"));
        var text = form.text();
        SignatureForm.check(file, errors);
        if (file == null || errors.hasErrors()) {
            return toSign(search, verdict, text, errors, model);
        }
        var answered =
                searches.answer(officer, new SearchId(search), verdict, text, file.getBytes());
        return switch (answered) {
            case Statement.Taken _ -> done("search.taken", "done", model);
            case Statement.AlreadyAnswered() -> done("search.already", "warn", model);
            case Statement.NotThatText() -> {
                errors.reject("sign.not-that-text");
                yield toSign(search, verdict, text, errors, model);
            }
            case Statement.SignatureRefused() -> {
                errors.rejectValue("signature", "sign.refused");
                yield toSign(search, verdict, text, errors, model);
            }
            case Statement.NotYours() -> throw new Refused(ProblemCode.NOTHING_HERE);
        };
    }

    /// The desk found out for whom the request stands.
    @PostMapping("/searches/{request}/found")
    String found(
            Actor desk,
            @PathVariable UUID request,
            @ModelAttribute("found") FindForm form,
            BindingResult errors,
            Model model) {
        form.check(errors);
        if (errors.hasErrors()) {
            return done("search.iin.needed", "problem", model);
        }
        return switch (subjects.find(desk, SubjectQuery.byIin(Typed.text(form.iin())))) {
            case Match.One(var subject)
                    when answers.resolve(desk, new RequestId(request), subject) ->
                    done("search.resolved", "done", model);
            case Match.One _, Match.Several(), Match.None() ->
                    done("search.unresolved", "problem", model);
        };
    }

    private static String toSign(
            UUID search, Verdict verdict, byte[] text, BindingResult errors, Model model) {
        model.addAttribute("search", search);
        model.addAttribute("verdict", verdict.code());
        Signing.show(text, errors, model);
        return "search-sign";
    }

    private static String done(String key, String tone, Model model) {
        Signing.outcome(key, tone, "/searches", List.of(), model);
        return "outcome";
    }
}
