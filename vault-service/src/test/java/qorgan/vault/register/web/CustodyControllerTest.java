package qorgan.vault.register.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.ResultActions;
import qorgan.vault.Cast;
import qorgan.vault.ServiceTest;
import qorgan.vault.identity.Acting;
import qorgan.vault.identity.Actor;
import qorgan.vault.register.Facilities;
import qorgan.vault.register.Facility;
import qorgan.vault.register.FacilityType;
import qorgan.vault.register.NewFacility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CustodyControllerTest extends ServiceTest {
    private static final String MARK = "ҚұпияБелгі";

    @Autowired Facilities facilities;
    @Autowired JsonMapper json;

    private Facility remand;
    private String at = "";

    @BeforeEach
    void aFacility() {
        var registrar = cast.registrarOfPolice();
        remand =
                Acting.as(
                        registrar,
                        () ->
                                facilities.enter(
                                        registrar,
                                        new NewFacility(
                                                "web-remand",
                                                FacilityType.REMAND_CENTRE,
                                                Cast.REMAND_ALMATY.id(),
                                                Map.of("kk", "а", "ru", "б", "en", "c"),
                                                Map.of(),
                                                Map.of())));
        at = clock.instant().minusSeconds(1200).toString();
    }

    private ResultActions send(Actor actor, String path, String body) throws Exception {
        return mvc.perform(
                post(path).with(by(actor)).contentType(MediaType.APPLICATION_JSON).content(body));
    }

    private JsonNode body(ResultActions answer) throws Exception {
        return json.readTree(answer.andReturn().getResponse().getContentAsByteArray());
    }

    private String arrested() throws Exception {
        var answer =
                send(
                                cast.intake(),
                                "/api/register/arrests",
                                """
                                {"person": {"names": [{"family": "%s", "given": "%s"}]}, "at": "%s",
                                 "place": "%s", "orderedBy": "%s", "wantsTold": "%s"}
                                """
                                        .formatted(MARK, MARK, at, MARK, MARK, MARK))
                        .andExpect(status().isCreated())
                        .andExpect(jsonPath("$.warnings[0]").value("identity-not-established"));
        assertThat(answer.andReturn().getResponse().getContentAsString()).doesNotContain(MARK);
        return body(answer).get("subject").asString();
    }

    @Test
    void an_arrest_and_an_irregular_placement_reach_the_procurators_page() throws Exception {
        var subject = arrested();
        send(
                        cast.intake(),
                        "/api/register/placements",
                        """
                        {"subject": "%s", "facility": "%s", "at": "%s"}
                        """
                                .formatted(subject, remand.id(), at))
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.irregular[0]").value("kz-placement-basis"));
        var procurator = cast.procuratorOfAlmaty();
        var alarms =
                mvc.perform(get("/api/register/alarms").with(by(procurator)))
                        .andExpect(status().isOk())
                        .andReturn()
                        .getResponse()
                        .getContentAsString();
        assertThat(alarms).contains(subject).doesNotContain(MARK);
        mvc.perform(get("/api/register/alarms").with(by(cast.intake())))
                .andExpect(status().isForbidden());
    }

    @Test
    void the_answer_to_a_created_entry_leads_to_it() throws Exception {
        var subject = arrested();
        var location =
                Objects.requireNonNull(
                        send(
                                        cast.custody(),
                                        "/api/register/health",
                                        """
                                        {"subject": "%s", "at": "%s", "state": "%s"}
                                        """
                                                .formatted(subject, at, MARK))
                                .andReturn()
                                .getResponse()
                                .getHeader("Location"));
        mvc.perform(get(location).with(by(cast.custody())))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.kind").value("health"))
                .andExpect(jsonPath("$.subject").value(subject));
        mvc.perform(
                        get("/api/register/subjects/" + subject + "/completeness")
                                .with(by(cast.custody())))
                .andExpect(jsonPath("$.groups['17(3)(f)']").value("held"))
                .andExpect(jsonPath("$.groups['17(3)(g)']").value("not-happened"));
    }

    @Test
    void a_wrong_digit_and_a_future_instant_name_their_field() throws Exception {
        send(
                        cast.intake(),
                        "/api/register/arrests",
                        """
                        {"person": {"iin": "991332123456"}, "at": "%s"}
                        """
                                .formatted(at))
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.code").value("iin-invalid"))
                .andExpect(jsonPath("$.field").value("person.iin"))
                .andExpect(jsonPath("$.next").isNotEmpty());
        send(
                        cast.intake(),
                        "/api/register/arrests",
                        """
                        {"person": {}, "at": "2999-01-01T00:00:00Z"}
                        """)
                .andExpect(jsonPath("$.code").value("instant-in-future"))
                .andExpect(jsonPath("$.field").value("at"));
        send(
                        cast.intake(),
                        "/api/register/arrests",
                        """
                        {"person": {"birthDate": "%s"}, "at": "%s"}
                        """
                                .formatted(MARK, at))
                .andExpect(jsonPath("$.code").value("value-unreadable"))
                .andExpect(
                        result ->
                                assertThat(result.getResponse().getContentAsString())
                                        .doesNotContain(MARK));
    }

    @Test
    void somebody_who_is_not_there_and_a_facility_that_is_not_are_one_answer() throws Exception {
        send(
                        cast.intake(),
                        "/api/register/placements",
                        """
                        {"subject": "%s", "facility": "%s", "at": "%s"}
                        """
                                .formatted(UUID.randomUUID(), remand.id(), at))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.code").value("nothing-here"));
    }

    @Test
    void a_batch_of_an_older_register_is_taken_over_http() throws Exception {
        var batch =
                """
                {"rows": [{"row": 2, "cells": {"register_number": "%s", "arrested_at": "2020-01-02 10:00",
                                               "family_name": "%s", "given_name": "А", "ground": ""}},
                          {"row": 3, "cells": {"register_number": "x", "arrested_at": "%s"}}]}
                """
                        .formatted(UUID.randomUUID(), MARK, MARK);
        var answer = send(cast.intake(), "/api/register/imports", batch);
        answer.andExpect(status().isOk())
                .andExpect(jsonPath("$.taken").value(1))
                .andExpect(jsonPath("$.refused[0].row").value(3))
                .andExpect(jsonPath("$.refused[0].column").value("arrested_at"))
                .andExpect(jsonPath("$.refused[0].reason").value("unreadable"));
        assertThat(answer.andReturn().getResponse().getContentAsString()).doesNotContain(MARK);
        send(cast.intake(), "/api/register/imports", batch)
                .andExpect(jsonPath("$.present").value(1));
        send(
                        cast.intake(),
                        "/api/register/imports",
                        "{\"rows\": [{\"row\": 2, \"cells\": {\"no_such\": \"x\"}}]}")
                .andExpect(jsonPath("$.code").value("field-unknown"));
    }

    @Test
    void an_official_looks_somebody_up_and_gets_no_list() throws Exception {
        send(
                        cast.intake(),
                        "/api/subjects/lookups",
                        "{\"family\": \"Жоқжоқов\", \"given\": \"Жоқ\", \"birthDate\": \"1901-01-01\"}")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.outcome").value("none"));
        send(cast.aigul(), "/api/subjects/lookups", "{\"iin\": \"991332123455\"}")
                .andExpect(status().isForbidden());
    }
}
