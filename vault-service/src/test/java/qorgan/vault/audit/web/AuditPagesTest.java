package qorgan.vault.audit.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.asyncDispatch;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import qorgan.keys.Field;
import qorgan.keys.SubjectId;
import qorgan.ledger.VerifierKey;
import qorgan.ledger.verify.LogVerifier;
import qorgan.ledger.verify.Trust;
import qorgan.ledger.verify.Verdict;
import qorgan.ledger.witness.WitnessPolicy;
import qorgan.vault.ServiceTest;
import qorgan.vault.audit.Access;
import qorgan.vault.audit.AccessLog;
import qorgan.vault.audit.EntryId;
import qorgan.vault.audit.EntryKind;
import qorgan.vault.audit.log.Sequencer;
import qorgan.vault.identity.Acting;

class AuditPagesTest extends ServiceTest {
    @Autowired AccessLog accessLog;
    @Autowired Sequencer sequencer;

    private final SubjectId arman = SubjectId.random();

    @Test
    void a_desk_finds_an_entry_reads_its_story_and_takes_its_proof() throws Exception {
        var request = UUID.randomUUID();
        var entry = opened(request);
        sequencer.beat();
        mvc.perform(
                        get("/api/audit/entries")
                                .param("subject", arman.toString())
                                .with(by(cast.dpoOfPolice())))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.entries[0].entry").value(entry.value().toString()))
                .andExpect(jsonPath("$.entries[0].fields[0]").value("W.whereabouts"));
        mvc.perform(
                        get("/api/audit/requests/{request}/story", request)
                                .with(by(cast.dpoOfPolice())))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.entries.length()").value(1));
        mvc.perform(
                        get("/api/audit/entries/{entry}/proof", entry.value())
                                .with(by(cast.dpoOfPolice())))
                .andExpect(status().isOk());
        mvc.perform(get("/api/audit/entries/{entry}", entry.value()).with(by(cast.dpoOfShelter())))
                .andExpect(status().isNotFound());
    }

    @Test
    void nobody_else_reaches_the_desk() throws Exception {
        for (var path : List.of("/api/audit/entries", "/api/audit/cases", "/api/ledger/export")) {
            mvc.perform(get(path).with(by(cast.intake()))).andExpect(status().isForbidden());
            mvc.perform(get(path)).andExpect(status().isUnauthorized());
        }
    }

    @Test
    void a_case_is_opened_noted_found_and_closed() throws Exception {
        var made =
                Objects.requireNonNull(
                        mvc.perform(
                                        post("/api/audit/cases")
                                                .contentType(MediaType.APPLICATION_JSON)
                                                .content(
                                                        "{\"cause\":\"UNUSUAL\",\"words\":\"too many looks\"}")
                                                .with(by(cast.dpoOfPolice())))
                                .andExpect(status().isCreated())
                                .andReturn()
                                .getResponse()
                                .getHeader("Location"));
        mvc.perform(post(made + "/closing").with(by(cast.dpoOfPolice())))
                .andExpect(status().isUnprocessableContent());
        mvc.perform(
                        post(made + "/findings")
                                .contentType(MediaType.APPLICATION_JSON)
                                .content("{\"finding\":\"LAWFUL\",\"words\":\"a busy day\"}")
                                .with(by(cast.dpoOfPolice())))
                .andExpect(status().isNoContent());
        mvc.perform(post(made + "/closing").with(by(cast.dpoOfPolice())))
                .andExpect(status().isNoContent());
        mvc.perform(get(made).with(by(cast.dpoOfPolice())))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.steps[0].words").value("too many looks"))
                .andExpect(jsonPath("$.line.closed").value(true));
        mvc.perform(get(made).with(by(cast.dpoOfPenal()))).andExpect(status().isNotFound());
    }

    @Test
    void the_log_is_public_and_cached_and_has_no_page_beyond_its_end() throws Exception {
        opened(UUID.randomUUID());
        sequencer.beat();
        mvc.perform(get("/log/checkpoint"))
                .andExpect(status().isOk())
                .andExpect(header().string("Content-Type", "text/plain;charset=UTF-8"));
        mvc.perform(get("/log/tile/entries/000.p/1"))
                .andExpect(status().isOk())
                .andExpect(header().string("Cache-Control", containsString("immutable")));
        mvc.perform(get("/log/tile/0/x999/000")).andExpect(status().isNotFound());
        mvc.perform(get("/log/tile/0/00")).andExpect(status().isNotFound());
        mvc.perform(get("/log/vkey")).andExpect(status().isOk());
        mvc.perform(get("/log/witnesses")).andExpect(status().isOk());
    }

    @Test
    void the_export_verifies_offline_and_one_changed_byte_is_named() throws Exception {
        opened(UUID.randomUUID());
        sequencer.beat();
        var started =
                mvc.perform(get("/api/ledger/export").with(by(cast.dpoOfPolice()))).andReturn();
        var zip =
                mvc.perform(asyncDispatch(started))
                        .andReturn()
                        .getResponse()
                        .getContentAsByteArray();
        var files = unzip(zip);
        var trust =
                new Trust(
                        VerifierKey.parseAll(
                                new String(
                                        Objects.requireNonNull(files.get("vkey")),
                                        StandardCharsets.UTF_8)),
                        WitnessPolicy.none());
        var sound = new LogVerifier(trust).verify(path -> Optional.ofNullable(files.get(path)));
        assertThat(sound).isInstanceOf(Verdict.Sound.class);
        var bundle =
                files.keySet().stream()
                        .filter(path -> path.startsWith("tile/entries/"))
                        .sorted()
                        .findFirst()
                        .orElseThrow();
        Objects.requireNonNull(files.get(bundle))[20] ^= 1;
        var broken = new LogVerifier(trust).verify(path -> Optional.ofNullable(files.get(path)));
        assertThat(broken).isNotInstanceOf(Verdict.Sound.class);
        assertThat(broken.toString()).contains("0");
    }

    @Test
    void a_sign_in_is_an_entry() throws Exception {
        var dpo = cast.dpoOfPenal();
        mvc.perform(get("/api/audit/health").with(by(dpo))).andExpect(status().isOk());
        mvc.perform(
                        get("/api/audit/entries")
                                .param("kind", EntryKind.SIGN_IN.name())
                                .param("official", dpo.id().toString())
                                .with(by(dpo)))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.entries[0].kind").value("SIGN_IN"));
    }

    private EntryId opened(UUID request) {
        var intake = cast.intake();
        return Acting.as(
                        intake,
                        () ->
                                accessLog.open(
                                        intake,
                                        new Access(
                                                EntryKind.CUSTODY,
                                                Set.of(arman),
                                                Set.of(new Field("W.whereabouts")),
                                                "custody",
                                                List.of("icpped-17-3"),
                                                new byte[0],
                                                new byte[0],
                                                request,
                                                null)))
                .entry();
    }

    private static Map<String, byte[]> unzip(byte[] zip) throws IOException {
        var files = new HashMap<String, byte[]>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        }
        return files;
    }
}
