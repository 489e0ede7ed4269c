package qorgan.vault.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.keys.sign.Cms;
import qorgan.keys.sign.DemoAuthority;
import qorgan.keys.sign.SigningIdentity;
import qorgan.policy.DecisionRecord;
import qorgan.policy.Facts;
import qorgan.policy.Ground;
import qorgan.policy.RecipientRole;
import qorgan.policy.norm.Truth;
import qorgan.policy.pack.Packs;
import qorgan.vault.Cast;
import qorgan.vault.ServiceTest;
import qorgan.vault.identity.Acting;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Assurance;
import qorgan.vault.identity.Certificates;
import qorgan.vault.identity.Forbidden;
import qorgan.vault.identity.Role;
import tools.jackson.databind.json.JsonMapper;

/// A law comes into force by two people of two offices, after it was tried on recent decisions. The
/// laws here take effect long after the day of every other test.
class RulePacksTest extends ServiceTest {
    private static final Duration LONG_AFTER = Duration.ofDays(4000);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Autowired RulePacks packs;
    @Autowired Law law;
    @Autowired LawNotice notice;
    @Autowired Decisions decisions;
    @Autowired Replays replays;
    @Autowired Certificates certificates;
    @Autowired JdbcTemplate jdbc;
    @Autowired PlatformTransactionManager transactions;

    private final Actor dpo = Cast.official("dpo-police", Cast.POLICE_ALMATY, Role.DPO);

    @Test
    void two_people_put_a_law_in_force_and_the_old_one_still_replays() {
        var before = law.packs().digest();
        var kept = kept();
        var next = brought(1);
        var shadow = Acting.as(dpo, () -> packs.tryOut(dpo, next)).orElseThrow();
        assertThat(shadow.against()).isEqualTo(before);
        assertThat(shadow.different()).isPositive();
        assertThat(shadow.changes()).containsKey("M.injury_record: released → recipient_ceiling");

        var effect = effect(1);
        var procurator = cast.procuratorOfAlmaty();
        assertThat(sign(dpo, next, effect, enrolled(dpo))).isEqualTo(RulePacks.Signed.ONE_OF_TWO);
        clock.advance(LONG_AFTER.plusDays(1));
        assertThat(law.packs().digest()).as("one signature is none").isEqualTo(before);
        clock.reset();
        assertThat(sign(procurator, next, effect, enrolled(procurator)))
                .isEqualTo(RulePacks.Signed.ACTIVATED);
        assertThat(law.packs().digest()).isEqualTo(before);

        clock.advance(Duration.between(clock.instant(), effect).minusMillis(1));
        assertThat(law.packs().digest()).isEqualTo(before);
        clock.advance(Duration.ofMillis(1));
        assertThat(law.packs().digest()).isEqualTo(next);
        assertThat(law.engine().decide(question()).withheld())
                .containsEntry("M.injury_record", Ground.RECIPIENT_CEILING);
        assertThat(leaves(next)).as("its activation").isEqualTo(1);
        notice.look();
        notice.look();
        assertThat(leaves(next)).as("and its taking effect, once").isEqualTo(2);

        assertThat(Acting.as(dpo, () -> replays.replay(dpo, kept)))
                .isInstanceOf(Replays.Replayed.Same.class);
        var history = Acting.as(dpo, () -> packs.history(dpo));
        assertThat(history.inForce()).isEqualTo(next);
        assertThat(history.activations())
                .anyMatch(one -> one.digest().equals(next) && one.takesEffect().equals(effect));
        clock.reset();
        notice.look();
    }

    @Test
    void neither_one_person_nor_one_office_nor_another_hand_is_enough() {
        var next = brought(2);
        var effect = effect(2);
        var mine = enrolled(dpo);
        assertThat(sign(dpo, next, effect, mine)).isEqualTo(RulePacks.Signed.NO_SHADOW_RUN);
        Acting.as(dpo, () -> packs.tryOut(dpo, next));
        assertThat(sign(dpo, next, clock.instant(), mine)).isEqualTo(RulePacks.Signed.TOO_LATE);
        assertThat(sign(dpo, "0".repeat(64), effect, mine))
                .isEqualTo(RulePacks.Signed.NOTHING_HERE);
        var stranger = DemoAuthority.root("Another", clock.instant());
        assertThat(sign(dpo, next, effect, stranger.official("Officer", "Police", clock.instant())))
                .isEqualTo(RulePacks.Signed.NOT_SIGNED);
        assertThat(sign(dpo, next, effect, mine)).isEqualTo(RulePacks.Signed.ONE_OF_TWO);
        assertThat(sign(dpo, next, effect, mine)).isEqualTo(RulePacks.Signed.ALREADY_SIGNED);
        var colleague = Cast.official("protection", Cast.POLICE_ALMATY, Role.DPO);
        assertThat(sign(colleague, next, effect, enrolled(colleague)))
                .isEqualTo(RulePacks.Signed.SAME_OFFICE);
        var procurator = cast.procuratorOfAlmaty();
        var theirs = enrolled(procurator);
        assertThat(sign(procurator, next, effect.plusSeconds(1), theirs))
                .as("another hour is another law")
                .isEqualTo(RulePacks.Signed.ONE_OF_TWO);
        var hurried =
                new Actor(
                        procurator.id(),
                        procurator.realm(),
                        procurator.roles(),
                        procurator.office(),
                        procurator.operator(),
                        procurator.region(),
                        Assurance.SILVER,
                        procurator.channel());
        assertThat(sign(hurried, next, effect, theirs))
                .isEqualTo(RulePacks.Signed.SECOND_FACTOR_NEEDED);
        clock.advance(LONG_AFTER.plusDays(30));
        assertThat(law.packs().digest()).isNotEqualTo(next);
    }

    @Test
    void the_table_itself_refuses_one_hand_in_both_places() {
        var next = brought(3);
        Acting.as(dpo, () -> packs.tryOut(dpo, next));
        var effect = effect(3);
        sign(dpo, next, effect, enrolled(dpo));
        assertThatThrownBy(
                        () ->
                                jdbc.update(
                                        """
                                        insert into audit_pack_activation select region, office,
                                            gen_random_uuid(), digest, takes_effect, signer, office,
                                            signer, office, signed_at
                                        from audit_pack_signature where encode(digest, 'hex') = ?
                                        """,
                                        next))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("audit_pack_two_");
        assertThatThrownBy(() -> jdbc.update("delete from audit_pack_activation"))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void what_cannot_be_loaded_is_refused_with_file_and_line() {
        var operator = cast.registrarOfPolice();
        var files = files(4);
        files.computeIfPresent(
                "facts.yaml", (_, facts) -> facts.replaceFirst("kind: open", "kind: maybe"));
        var brought = Acting.as(operator, () -> packs.bring(operator, files));
        assertThat(brought).isInstanceOf(RulePacks.Brought.Faulty.class);
        assertThat(((RulePacks.Brought.Faulty) brought).says())
                .matches("facts\\.yaml:\\d+: a fact is open or proven");
        var strange = Map.of("virus.yaml", "x: 1");
        assertThat(Acting.as(operator, () -> packs.bring(operator, strange)))
                .isInstanceOf(RulePacks.Brought.Faulty.class);
        assertThatThrownBy(() -> Acting.as(dpo, () -> packs.bring(dpo, strange)))
                .isInstanceOf(Forbidden.class);
    }

    @Test
    void over_http_a_law_is_brought_tried_read_and_signed() throws Exception {
        var body = JSON.writeValueAsString(Map.of("files", files(5)));
        var answer =
                mvc.perform(
                                post("/api/law/packs")
                                        .with(by(cast.registrarOfPolice()))
                                        .contentType(MediaType.APPLICATION_JSON)
                                        .content(body))
                        .andExpect(status().isCreated())
                        .andReturn();
        var digest =
                JSON.readTree(answer.getResponse().getContentAsString()).get("digest").asString();
        mvc.perform(post("/api/law/packs/" + digest + "/shadow").with(by(dpo)))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.decisions").isNumber());
        var effect = effect(5);
        var text =
                mvc.perform(
                                get("/api/law/packs/" + digest + "/statement")
                                        .param("takesEffect", effect.toString())
                                        .with(by(dpo)))
                        .andExpect(status().isOk())
                        .andReturn()
                        .getResponse()
                        .getContentAsByteArray();
        var signed =
                Base64.getEncoder().encodeToString(Cms.sign(text, enrolled(dpo), clock.instant()));
        mvc.perform(
                        post("/api/law/packs/" + digest + "/signatures")
                                .with(by(dpo))
                                .contentType(MediaType.APPLICATION_JSON)
                                .content(
                                        JSON.writeValueAsString(
                                                Map.of(
                                                        "takesEffect",
                                                        effect.toString(),
                                                        "signature",
                                                        signed))))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.activated").value(false));
        mvc.perform(get("/api/law").with(by(dpo)))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.packs[?(@.digest=='" + digest + "')].shadow").exists());
        mvc.perform(get("/api/law").with(by(cast.intake()))).andExpect(status().isForbidden());
    }

    private Instant effect(int number) {
        return clock.instant()
                .plus(LONG_AFTER)
                .plusSeconds(60L * number)
                .truncatedTo(ChronoUnit.SECONDS);
    }

    private RulePacks.Signed sign(
            Actor official, String digest, Instant effect, SigningIdentity identity) {
        return Acting.as(
                official,
                () -> {
                    var text = packs.statement(official, digest, effect);
                    return packs.sign(
                            official, digest, effect, Cms.sign(text, identity, clock.instant()));
                });
    }

    /// The service's own law, with the preventive mechanism kept from the record of injuries.
    private static TreeMap<String, String> files(int number) {
        var files = new TreeMap<String, String>();
        for (var name : Packs.FILES) {
            try (var in = Packs.class.getResourceAsStream("/qorgan/policy/law/" + name)) {
                files.put(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException unreadable) {
                throw new AssertionError(unreadable);
            }
        }
        var terms = Objects.requireNonNull(files.get("terms.yaml"));
        var narrower =
                terms.replaceFirst(
                        "npm:\\n    P: \\[\\]\\n    M: \\[M.injury_record, M.diagnosis\\]",
                        "npm:\n    P: []\n    M: [M.diagnosis]");
        assertThat(narrower).isNotEqualTo(terms);
        files.put("terms.yaml", narrower + "# number " + number + "\n");
        return files;
    }

    private String brought(int number) {
        var operator = cast.registrarOfPolice();
        var brought = Acting.as(operator, () -> packs.bring(operator, files(number)));
        assertThat(Acting.as(operator, () -> packs.bring(operator, files(number))))
                .isInstanceOf(RulePacks.Brought.AlreadyHere.class);
        return ((RulePacks.Brought.Accepted) brought).digest();
    }

    private Facts question() {
        return Facts.asking(
                        clock.instant(),
                        Facts.Requester.of(RecipientRole.NPM),
                        List.of("M.injury_record"))
                .withConsent(
                        new Facts.Consent(
                                Set.of("M.injury_record"),
                                "npm",
                                clock.instant().minusSeconds(60),
                                clock.instant().plusSeconds(60),
                                7,
                                Truth.TRUE,
                                Truth.TRUE,
                                Truth.TRUE,
                                null,
                                Truth.FALSE))
                .build();
    }

    private byte[] kept() {
        var intake = cast.intake();
        var engine = law.engine();
        var decision = engine.decide(question());
        assertThat(decision.released()).containsExactly("M.injury_record");
        return Acting.as(
                intake,
                () ->
                        new TransactionTemplate(transactions)
                                .execute(
                                        _ ->
                                                decisions.keep(
                                                        intake,
                                                        law.digest(),
                                                        UUID.randomUUID(),
                                                        DecisionRecord.of(decision)
                                                                .toJson(engine.law()))));
    }

    private int leaves(String digest) {
        return jdbc.queryForList(
                        "select leaf_id from audit_leaf where kind = 'PACK' and content like ?",
                        UUID.class,
                        "%" + digest + "%")
                .size();
    }

    private SigningIdentity enrolled(Actor official) {
        var identity =
                DemoAuthority.root("Law", clock.instant())
                        .official("Officer", "Office", clock.instant());
        byte[] der;
        try {
            der = identity.certificate().getEncoded();
        } catch (CertificateEncodingException e) {
            throw new AssertionError(e);
        }
        var registrar = cast.registrarOfPolice();
        var second = cast.registrarOfProcuracy();
        var id = Acting.as(registrar, () -> certificates.enter(registrar, official.id(), der));
        Acting.as(second, () -> certificates.confirm(second, id));
        return identity;
    }
}
