package qorgan.vault.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import qorgan.ledger.json.Json;
import qorgan.vault.register.CustodyCast;
import qorgan.vault.request.Enquiries;

/// The way of a request over HTTP.
class RequestRestTest extends DisclosureTest {

    @Test
    void asking_proving_and_reading_over_http() throws Exception {
        var iin = CustodyCast.iin();
        arrested(iin);
        var made =
                mvc.perform(
                                post("/api/requests")
                                        .with(by(aigul))
                                        .contentType(MediaType.APPLICATION_JSON)
                                        .content(enquiry(iin)))
                        .andExpect(status().isCreated())
                        .andExpect(jsonPath("$.number").exists())
                        .andReturn()
                        .getResponse();
        var slip = Json.parseObject(made.getContentAsByteArray());
        var address = "/api/requests/" + slip.text("request");

        mvc.perform(get(address + "/answer").with(by(aigul)))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.state").value("awaiting_standing"));
        mvc.perform(
                        post(address + "/standing")
                                .with(by(cast.standingOfficer()))
                                .contentType(MediaType.APPLICATION_JSON)
                                .content("{\"seen\":[\"identity_document\"]}"))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.code").value("standing-insufficient"));
        mvc.perform(
                        post(address + "/standing")
                                .with(by(cast.standingOfficer()))
                                .contentType(MediaType.APPLICATION_JSON)
                                .content(
                                        "{\"seen\":[\"identity_document\",\"kinship_record\"],\"note\":\"seen\"}"))
                .andExpect(status().isOk());
        mvc.perform(get(address + "/answer").param("language", "ru").with(by(aigul)))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.state").value("given"))
                .andExpect(jsonPath("$.released[0].field").exists())
                .andExpect(jsonPath("$.receipt.envelope.kind").value("receipt"));
        var pdf =
                mvc.perform(get(address + "/receipt.pdf").with(by(aigul)))
                        .andExpect(status().isOk())
                        .andReturn()
                        .getResponse()
                        .getContentAsByteArray();
        assertThat(new String(pdf, 0, 5, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("%PDF-");
    }

    @Test
    void a_wrong_check_digit_is_refused_with_the_field_and_taken_as_stated() throws Exception {
        mvc.perform(
                        post("/api/requests")
                                .with(by(aigul))
                                .contentType(MediaType.APPLICATION_JSON)
                                .content(enquiry("991332123456")))
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.code").value("iin-invalid"))
                .andExpect(jsonPath("$.field").value("sought.iin"));
        mvc.perform(
                        post("/api/requests")
                                .with(by(aigul))
                                .contentType(MediaType.APPLICATION_JSON)
                                .content(
                                        enquiry("991332123456")
                                                .replace("\"iin\"", "\"asStated\":true,\"iin\"")))
                .andExpect(status().isCreated());
    }

    @Test
    void somebody_elses_slip_and_no_slip_are_one_answer() throws Exception {
        var slip = asked(Enquiries.about(CustodyCast.iin()));
        var theirs =
                mvc.perform(get("/api/requests/" + slip.request()).with(by(cast.stranger())))
                        .andExpect(status().isNotFound())
                        .andReturn()
                        .getResponse()
                        .getContentAsString();
        var none =
                mvc.perform(
                                get("/api/requests/" + java.util.UUID.randomUUID())
                                        .with(by(cast.stranger())))
                        .andExpect(status().isNotFound())
                        .andReturn()
                        .getResponse()
                        .getContentAsString();
        assertThat(theirs.length()).isEqualTo(none.length());
    }

    private static String enquiry(String iin) {
        return """
        {"asker":{"name":"Aigul","document":"ID 1","tie":"sister"},"relation":"relative",
         "sought":{"iin":"%s"},"purpose":"whereabouts",
         "fields":["W.whereabouts","W.custody_status"],"contact":{"way":"none"},"language":"en"}
        """
                .formatted(iin);
    }
}
