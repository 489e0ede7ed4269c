package qorgan.vault.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import qorgan.vault.audit.Reviews;
import qorgan.vault.edge.IdempotencyFilter;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Role;

/// Whatever is sent to any form, the answer is a page that says what to do: never a bug, a trace,
/// or somebody's data in an address. The forms are found by asking the service which it has.
class FormInputTest extends PortalTest {
    private static final String KEPT = "Сақталды kept 7351";
    private static final Pattern PLACE = Pattern.compile("\\{([a-zA-Z]+)}");
    private static final Pattern LINK = Pattern.compile("<a href=\"#([^\"]+)\">");
    private static final Pattern LEAK =
            Pattern.compile(
                    "Exception|\\tat |org\\.spring|qorgan\\.vault|java\\.(lang|util|time)|Failed to"
                            + " convert|SQLState");

    private static final List<String> UNREADABLE =
            List.of(
                    "",
                    " ",
                    KEPT,
                    "991332123456",
                    "99133212345٣",
                    "not-a-uuid",
                    "1-1-1-1-1",
                    "2026-02-30T25:61",
                    "+999999999-12-31T23:59",
                    "-5",
                    "99999999999999999999",
                    "\u0000\u0007\u202e<script>alert(1)</script>'\"${7*7}#{x}[[${7}]]",
                    "P",
                    "W.whereabouts",
                    "W.".repeat(60),
                    "ә".repeat(9_000));

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    private record Form(String path, HandlerMethod handler) {
        Set<String> boxes() {
            var boxes = new LinkedHashSet<String>();
            for (var parameter : handler.getMethod().getParameters()) {
                if (parameter.isAnnotationPresent(ModelAttribute.class)) {
                    boxes.addAll(boxes(parameter.getType().getRecordComponents()));
                } else if (parameter.isAnnotationPresent(RequestParam.class)) {
                    boxes.add(parameter.getName());
                }
            }
            return boxes;
        }

        private static List<String> boxes(RecordComponent[] components) {
            return Arrays.stream(components)
                    .map(
                            part ->
                                    part.getType().equals(Map.class)
                                            ? part.getName() + "[P.case_number]"
                                            : part.getName())
                    .toList();
        }

        String at(String place) {
            return PLACE.matcher(path)
                    .replaceAll(
                            found ->
                                    found.group(1).equals("event") && !place.isBlank()
                                            ? "transfer"
                                            : place.isBlank() ? "nonsense" : place);
        }

        @Override
        public String toString() {
            return path;
        }
    }

    private List<Form> forms() {
        var forms = new TreeMap<String, Form>();
        mapping.getHandlerMethods()
                .forEach(
                        (info, handler) -> {
                            if (handler.getBeanType().getPackageName().equals("qorgan.vault.portal")
                                    && info.getMethodsCondition()
                                            .getMethods()
                                            .contains(RequestMethod.POST)) {
                                for (var path : info.getPatternValues()) {
                                    forms.put(path, new Form(path, handler));
                                }
                            }
                        });
        assertThat(forms).hasSizeGreaterThan(30);
        return List.copyOf(forms.values());
    }

    private @Nullable Actor entitled(String path) {
        return switch (path.split("/")[1]) {
            case "slip" -> null;
            case "ask", "requests" -> cast.aigul();
            case "register" ->
                    path.endsWith("/restriction") ? cast.procuratorOfAlmaty() : cast.intake();
            case "objections" -> cast.counsel();
            case "purposes" -> cast.registrarOfPolice();
            case "standing" -> cast.standingOfficer();
            case "searches" -> path.endsWith("/found") ? cast.searchDesk() : cast.intake();
            case "pretrial", "grants", "refusals", "contact" -> cast.investigator();
            case "alarms" -> cast.procuratorOfAlmaty();
            case "own" -> cast.subject("detained");
            default -> cast.dpoOfPolice();
        };
    }

    @TestFactory
    Stream<DynamicTest> nothing_that_is_typed_breaks_a_page() {
        return forms().stream()
                .map(form -> DynamicTest.dynamicTest(form.path(), () -> typeEverything(form)));
    }

    private void typeEverything(Form form) throws Exception {
        for (var place : List.of(UUID.randomUUID().toString(), "not-an-id", "")) {
            for (var typed : UNREADABLE) {
                var boxes = new TreeMap<String, List<String>>();
                form.boxes().forEach(box -> boxes.put(box, List.of(typed)));
                holds(form, sendTo(form, place, boxes, false), typed);
                holds(form, sendTo(form, place, boxes, true), typed);
            }
            holds(form, sendTo(form, place, Map.of(), false), "nothing at all");
            holds(form, sendTo(form, place, strange(form), false), "boxes that are none");
        }
    }

    /// Boxes twice, boxes as lists and maps that they are not, boxes nobody has.
    private static Map<String, List<String>> strange(Form form) {
        var boxes = new TreeMap<String, List<String>>();
        for (var box : form.boxes()) {
            var bare = box.replaceAll("\\[.*", "");
            boxes.put(bare, List.of("a", "b"));
            boxes.put(bare + "[0]", List.of("x"));
            boxes.put(bare + "[99999999]", List.of("x"));
            boxes.put(bare + "[x", List.of("x"));
            boxes.put(bare + ".class.module", List.of("x"));
        }
        boxes.put("class.module.classLoader", List.of("x"));
        boxes.put("form", List.of("x"));
        boxes.put("unknown", List.of("x"));
        return boxes;
    }

    private MockHttpServletResponse sendTo(
            Form form, String place, Map<String, List<String>> boxes, boolean isMultipart)
            throws Exception {
        AbstractMockHttpServletRequestBuilder<?> request;
        if (isMultipart) {
            request =
                    multipart(form.at(place))
                            .file(new MockMultipartFile("file", "x.p7s", null, new byte[9]));
        } else {
            request = post(form.at(place)).contentType(MediaType.APPLICATION_FORM_URLENCODED);
        }
        request.with(csrf()).param(IdempotencyFilter.FIELD, once());
        boxes.forEach(
                (box, values) -> {
                    if (!isMultipart || !box.equals("file")) {
                        request.param(box, values.toArray(String[]::new));
                    }
                });
        return answer(entitled(form.path()), request, EN);
    }

    private static void holds(Form form, MockHttpServletResponse response, String typed)
            throws Exception {
        var html = response.getContentAsString();
        var said = form + " with '" + typed.substring(0, Math.min(60, typed.length())) + "'";
        assertThat(response.getStatus()).as(said).isNotEqualTo(500).isLessThan(500);
        if (response.getStatus() == 302) {
            assertThat(response.getRedirectedUrl()).as(said).doesNotContain("7351", "991332");
            return;
        }
        if (html.isEmpty() || !html.contains("<html")) {
            return;
        }
        assertThat(LEAK.matcher(html).results().map(found -> found.group()).toList())
                .as(said)
                .isEmpty();
        assertThat(html).as(said).doesNotContain("??", "<script");
        if (html.contains("id=\"problems\"")) {
            summarised(html, said);
            assertThat(response.getStatus()).as(said).isEqualTo(422);
        }
    }

    /// The summary has the keyboard, and each of its links leads to a box of the page.
    private static void summarised(String html, String said) {
        assertThat(html).as(said).contains("autofocus", "<title>Error:");
        var links = LINK.matcher(html).results().map(found -> found.group(1)).toList();
        for (var box : links) {
            if (!box.equals("main")) {
                assertThat(html).as(said).contains("id=\"" + box + "\"");
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> what_was_typed_stays_on_the_page() {
        return Stream.of(
                        "/ask",
                        "/register/arrest",
                        "/pretrial",
                        "/contact",
                        "/slip",
                        "/audit/entries",
                        "/register/{subject}/restriction",
                        "/register/{subject}/objection",
                        "/register/{subject}/judgment",
                        "/purposes",
                        "/obligations",
                        "/unsealings")
                .map(path -> DynamicTest.dynamicTest(path, () -> keeps(path)));
    }

    private void keeps(String path) throws Exception {
        var form =
                forms().stream().filter(one -> one.path().equals(path)).findFirst().orElseThrow();
        var boxes = new TreeMap<String, List<String>>();
        form.boxes().forEach(box -> boxes.put(box, List.of(KEPT)));
        if (path.equals("/slip")) {
            boxes.put("secret", List.of(""));
        }
        var place = UUID.randomUUID().toString();
        var html = whole(sendTo(form, place, boxes, false), 422, EN);
        assertThat(html).contains("id=\"problems\"", KEPT);
        summarised(html, path);
    }

    @TestFactory
    Stream<DynamicTest> a_form_without_its_guard_against_forgery_is_refused() {
        return forms().stream()
                .map(
                        form ->
                                DynamicTest.dynamicTest(
                                        form.path(),
                                        () -> {
                                            var request =
                                                    post(form.at(UUID.randomUUID().toString()))
                                                            .param("once", once());
                                            assertThat(
                                                            answer(
                                                                            entitled(form.path()),
                                                                            request,
                                                                            EN)
                                                                    .getStatus())
                                                    .isEqualTo(403);
                                        }));
    }

    @TestFactory
    Stream<DynamicTest> who_has_no_right_is_told_so_and_nothing_else() {
        var nobody = qorgan.vault.Cast.member("stranger", new Role[0]);
        return forms().stream()
                // Asking is open to whoever has signed in, and reading a slip to anybody.
                .filter(form -> !List.of("/ask", "/slip").contains(form.path()))
                .map(
                        form ->
                                DynamicTest.dynamicTest(
                                        form.path(),
                                        () -> {
                                            var html = withoutRight(form, nobody);
                                            assertThat(html)
                                                    .contains("<title>Error:")
                                                    .doesNotContain(KEPT);
                                        }));
    }

    private String withoutRight(Form form, Actor nobody) throws Exception {
        var request =
                post(form.at(UUID.randomUUID().toString()))
                        .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                        .with(csrf())
                        .param(IdempotencyFilter.FIELD, once());
        wellFormed(form).forEach(request::param);
        var response = answer(nobody, request, EN);
        assertThat(response.getStatus()).as(form.path()).isIn(403, 404);
        return whole(response, response.getStatus(), EN);
    }

    /// Values that pass the reading of every form, so that only the right is missing.
    private static Map<String, String> wellFormed(Form form) {
        var boxes = new TreeMap<String, String>();
        for (var box : form.boxes()) {
            boxes.put(
                    box,
                    switch (box) {
                        case "iin", "person" -> "991332123455";
                        case "at", "from", "begins", "since" -> "2026-01-05T10:00";
                        case "to", "ends" -> "2026-01-06T10:00";
                        case "owedUntil" -> "2199-01-01T10:00";
                        case "relation" -> "relative";
                        case "way" -> "none";
                        case "fields", "covered" -> "W.whereabouts";
                        case "data" -> "D.contact";
                        case "readers" -> "investigator";
                        case "bases" -> "kz-dpa-9-4-treaty";
                        case "items", "power", "reason", "state", "born" -> "";
                        case "code" -> "a-purpose";
                        case "claims" -> "yes";
                        case "unsealingGround" -> "court_order";
                        case "article" -> "Act 1, art. 2";
                        case "known" -> "mandate";
                        case "objection", "account", "consent", "envelope", "registrar" ->
                                UUID.randomUUID().toString();
                        case "verdict" ->
                                form.path().startsWith("/audit")
                                        ? Reviews.Verdict.values()[0].name()
                                        : "held_here";
                        case "caseId", "facility", "actor", "request", "delivery" ->
                                UUID.randomUUID().toString();
                        case "purpose" -> "victim-support-call";
                        case "months" -> "12";
                        case "agrees", "noPrejudice", "present" -> "true";
                        case "seen" ->
                                form.path().endsWith("/account") ? "true" : "identity_document";
                        case "birth", "recordDrawnAt", "kind", "after", "basis", "field" -> "";
                        default -> KEPT;
                    });
        }
        return boxes;
    }

    @Test
    void the_forms_of_the_main_job_take_what_is_right() throws Exception {
        assertThat(
                        sent(
                                cast.aigul(),
                                "/ask",
                                "askerName",
                                "Айгүл",
                                "askerDocument",
                                "012345678",
                                "relation",
                                "relative",
                                "tie",
                                "апасы",
                                "iin",
                                "991332123455",
                                "fields",
                                "W.whereabouts",
                                "way",
                                "none"))
                .contains("Your request is taken");
        assertThat(
                        sent(
                                cast.intake(),
                                "/register/arrest",
                                "notEstablished",
                                "true",
                                "at",
                                "05.01.2026 10:00"))
                .contains("Taken", "placement");
        assertThat(sent(cast.dpoOfPolice(), "/audit/entries", "kind", "REQUEST"))
                .contains("Request");
    }

    @Test
    void the_longest_that_a_form_takes_fits_into_a_slip() throws Exception {
        var longest = new ArrayList<>(List.of("relation", "relative", "fields", "W.whereabouts"));
        longest.addAll(List.of("way", "post", "description", "漢".repeat(2_000)));
        longest.addAll(List.of("askerName", "漢".repeat(150), "askerDocument", "漢".repeat(150)));
        longest.addAll(List.of("tie", "漢".repeat(300), "address", "漢".repeat(150)));
        assertThat(sent(cast.aigul(), "/ask", longest.toArray(String[]::new)))
                .contains("Your request is taken");
    }
}
