package qorgan.vault.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import qorgan.keys.sign.Cms;
import qorgan.keys.sign.SigningIdentity;
import qorgan.vault.TestAgents;
import qorgan.vault.edge.IdempotencyFilter;
import qorgan.vault.identity.Acting;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Certificates;
import qorgan.vault.register.CustodyCast;

/// Standing of those who come in an office of their own, and standing by a registry's signature.
class StandingPagesTest extends PortalTest {
    private static final Pattern NUMBER = Pattern.compile("<code>(Q-[0-9A-Z-]+)</code>");
    private static final Pattern REQUEST = Pattern.compile("/requests/([0-9a-f-]{36})\"");
    private static final Pattern STATEMENT =
            Pattern.compile("name=\"statement\" value=\"([^\"]+)\"");

    @Autowired private Certificates certificates;

    /// Asks, and gives the request's identifier.
    private String asked(Actor asker, String relation) throws Exception {
        var slip =
                sent(
                        asker,
                        "/ask",
                        "askerName",
                        "Сейітова",
                        "askerDocument",
                        "012",
                        "relation",
                        relation,
                        "tie",
                        "лауазым",
                        "iin",
                        CustodyCast.iin(),
                        "fields",
                        "W.whereabouts",
                        "way",
                        "none");
        var number = first(NUMBER, slip);
        var mine = page(asker, "/requests");
        return first(REQUEST, mine.substring(mine.indexOf(number)));
    }

    @Test
    void a_consul_is_proven_for_the_nationals_of_one_state() throws Exception {
        var officer = cast.standingOfficer();
        var one = "/standing/" + asked(cast.consul(), "consular");
        assertThat(sent(officer, one + "/open"))
                .contains("The accrediting State", "value=\"TR\"", ">Kyrgyzstan<");
        var seen = List.of("seen", "accreditation", "seen", "nationality_of_person");
        assertThat(whole(prove(officer, one, seen, ""), 422, EN))
                .contains("Something is still needed", "Accreditation");
        assertThat(whole(prove(officer, one, seen, "Kyrgyzstan"), 422, EN))
                .contains("Choose from the list");
        assertThat(whole(prove(officer, one, seen, "KG"), 200, EN)).contains("by your name");
    }

    @Test
    void only_a_consul_is_asked_for_a_state() throws Exception {
        var one = "/standing/" + asked(cast.committeeLiaison(), "ced_liaison");
        assertThat(sent(cast.standingOfficer(), one + "/open"))
                .contains("Designation")
                .doesNotContain("The accrediting State");
        assertThat(
                        whole(
                                prove(
                                        cast.standingOfficer(),
                                        one,
                                        List.of("seen", "designation"),
                                        ""),
                                200,
                                EN))
                .contains("by your name");
    }

    private MockHttpServletResponse prove(
            Actor officer, String one, List<String> seen, String state) throws Exception {
        var all = new ArrayList<>(seen);
        all.addAll(List.of("note", "№ 5", "state", state));
        return send(officer, one + "/prove", all.toArray(String[]::new));
    }

    @Test
    void a_registrys_signature_proves_a_tie_and_nobody_elses_does() throws Exception {
        var registry = cast.standingOfficer();
        var key = TestAgents.certificate("Registry", "Reception");
        enrol(registry, key);
        var request = asked(cast.aigul(), "relative");
        var path = "/requests/" + request + "/registry";
        assertThat(page(cast.aigul(), "/requests/" + request)).contains(path);
        var nobody = UUID.randomUUID().toString();
        assertThat(whole(statement(cast.aigul(), path, nobody), 422, EN))
                .contains("Nobody who may");
        var registrar = registry.id().value().toString();
        assertThat(whole(statement(cast.stranger(), path, registrar), 422, EN))
                .contains("or this request is not yours");
        var text = first(STATEMENT, whole(statement(cast.aigul(), path, registrar), 200, EN));
        var other = TestAgents.certificate("Somebody", "Reception");
        assertThat(whole(signature(path, text, other), 422, EN))
                .contains("not by the official named in the text");
        assertThat(whole(signature(path, text, key), 200, EN)).contains("recorded as proven");
        assertThat(page(cast.aigul(), "/requests/" + request)).contains("Read the answer");
        assertThat(whole(signature(path, text, key), 200, EN)).contains("decided already");
    }

    private MockHttpServletResponse statement(Actor bearer, String path, String registrar)
            throws Exception {
        return send(
                bearer,
                path,
                "registrar",
                registrar,
                "known",
                "identity_document",
                "known",
                "kinship_record");
    }

    private MockHttpServletResponse signature(String path, String text, SigningIdentity key)
            throws Exception {
        var signed = Cms.sign(Base64.getDecoder().decode(text), key, clock.instant());
        return answer(
                cast.aigul(),
                multipart(path + "/signature")
                        .file(new MockMultipartFile("file", "s.p7s", null, signed))
                        .param("statement", text)
                        .param(IdempotencyFilter.FIELD, once())
                        .with(csrf()),
                EN);
    }

    private void enrol(Actor official, SigningIdentity key) throws Exception {
        var der = key.certificate().getEncoded();
        var first = cast.registrarOfPolice();
        var second = cast.registrarOfProcuracy();
        var id = Acting.as(first, () -> certificates.enter(first, official.id(), der));
        Acting.as(second, () -> certificates.confirm(second, id));
    }

    private static String first(Pattern pattern, String html) {
        return pattern.matcher(html)
                .results()
                .findFirst()
                .map(found -> found.group(1))
                .orElseThrow(() -> new AssertionError(html));
    }
}
