package qorgan.vault.duty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import qorgan.keys.VaultSealed;
import qorgan.keys.root.UnsealingDoor;
import qorgan.vault.TestDatabase;
import qorgan.vault.TestKeystore;
import qorgan.vault.audit.KeyDoor;
import qorgan.vault.audit.ProofHealth;
import qorgan.vault.disclosure.Answer;
import qorgan.vault.disclosure.DisclosureTest;
import qorgan.vault.register.CustodyCast;
import qorgan.vault.request.Enquiries;
import qorgan.vault.request.Slip;

/// Custodians seal the running service and unseal it again. In between nothing opens, nothing is
/// taken in, everybody is told so in their language, and what needs no key goes on.
class SealedServiceTest extends DisclosureTest {
    @Autowired private KeyDoor keyDoor;
    @Autowired private ProofHealth proof;
    @Autowired private Alarms alarms;
    @Autowired private Escalation escalation;

    private int port;
    private String iin;
    private Slip slip;

    @BeforeEach
    void open() {
        port = keyDoor.port().orElseThrow();
        iin = CustodyCast.iin();
        var unused = arrested(iin);
        slip = proven(Enquiries.about(iin));
    }

    @AfterEach
    void unsealed() {
        if (keyDoor.isSealed()) {
            assertThat(TestKeystore.unseal(port)).isEqualTo("unsealed");
        }
    }

    @Test
    void one_custodian_seals_and_a_quorum_unseals_without_a_restart() throws SQLException {
        var before = given(slip);
        assertThat(UnsealingDoor.ask(port, "state")).isEqualTo("open");
        assertThat(UnsealingDoor.ask(port, "begin")).isEqualTo("open");
        assertThat(UnsealingDoor.ask(port, "seal dana a guess")).isEqualTo("refused");
        assertThat(UnsealingDoor.ask(port, "seal dana")).isEqualTo("refused");
        assertThat(keyDoor.isSealed()).isFalse();

        assertThat(TestKeystore.seal(port)).isEqualTo("sealed");
        assertThat(UnsealingDoor.ask(port, "state")).isEqualTo("sealed");
        assertThatThrownBy(() -> read(slip)).isInstanceOf(VaultSealed.class);
        assertThatThrownBy(() -> asked(Enquiries.about(iin))).isInstanceOf(VaultSealed.class);
        assertThatThrownBy(() -> arrested(CustodyCast.iin())).isInstanceOf(VaultSealed.class);

        assertThat(TestKeystore.unseal(port)).isEqualTo("unsealed");
        assertThat(UnsealingDoor.ask(port, "state")).isEqualTo("open");
        assertThat(fields(given(slip))).isEqualTo(fields(before));
        assertThat(operations()).contains("sealed", "unsealed");
    }

    @Test
    void whoever_asks_is_told_in_their_language() throws Exception {
        TestKeystore.seal(port);
        var answer = "/api/requests/" + slip.request().value() + "/answer";
        mvc.perform(get(answer).with(by(aigul)))
                .andExpect(status().isServiceUnavailable())
                .andExpect(header().string("Retry-After", "3600"))
                .andExpect(jsonPath("$.code").value("sealed"));
        for (var told :
                Map.of(
                                "kk", "Жазбалар мөрленген",
                                "ru", "Записи опечатаны",
                                "en", "The records are sealed")
                        .entrySet()) {
            mvc.perform(
                            post("/requests/" + slip.request().value() + "/answer")
                                    .with(csrf())
                                    .param("lang", told.getKey())
                                    .accept(MediaType.TEXT_HTML)
                                    .with(by(aigul)))
                    .andExpect(status().isServiceUnavailable())
                    .andExpect(content().string(Matchers.containsString(told.getValue())));
        }
    }

    @Test
    void what_needs_no_key_goes_on_and_the_procurator_is_alarmed() throws Exception {
        TestKeystore.seal(port);
        mvc.perform(get("/api/identity/offices").with(by(cast.intake())))
                .andExpect(status().isOk());
        assertThat(proof.measure().lagging()).isFalse();
        escalation.sweep();
        var procurator = cast.procuratorOfAlmaty();
        assertThat(acting(procurator, () -> alarms.list(procurator)))
                .anyMatch(alarm -> alarm.kind().equals("sealed"));
    }

    private static List<String> fields(Answer.Given answer) {
        return answer.released().stream().map(Object::toString).sorted().toList();
    }

    private static List<String> operations() throws SQLException {
        try (var superuser = TestDatabase.postgres().superuser();
                var statement = superuser.createStatement();
                var rows =
                        statement.executeQuery(
                                "select purpose from audit_entry where kind = 'KEY_OPERATION'")) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    @Test
    void idle_it_seals_itself() {
        var unused = given(slip);
        assertThat(keyDoor.sealIfIdle(Duration.ofHours(2))).isFalse();
        clock.advance(Duration.ofHours(2).minusSeconds(1));
        assertThat(keyDoor.sealIfIdle(Duration.ofHours(2))).isFalse();
        clock.advance(Duration.ofSeconds(1));
        assertThat(keyDoor.sealIfIdle(Duration.ofHours(2))).isTrue();
        assertThatThrownBy(() -> read(slip)).isInstanceOf(VaultSealed.class);
        assertThat(TestKeystore.unseal(port)).isEqualTo("unsealed");
        assertThat(keyDoor.sealIfIdle(Duration.ofHours(2))).isFalse();
    }
}
