package qorgan.vault.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import qorgan.keys.SubjectId;
import qorgan.vault.Cast;
import qorgan.vault.identity.Acting;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Assurance;
import qorgan.vault.identity.Role;
import qorgan.vault.register.CustodyCast;
import qorgan.vault.subject.Envelopes;
import qorgan.vault.subject.NewEnvelope;
import qorgan.vault.subject.NewSubject;
import qorgan.vault.subject.OwnAccounts;
import qorgan.vault.subject.PersonName;
import qorgan.vault.subject.Personal;
import qorgan.vault.subject.Registration;
import qorgan.vault.subject.Stated;
import qorgan.vault.subject.StatedIin;
import qorgan.vault.subject.Step;
import qorgan.vault.subject.Subjects;

/// What officers write down beside the events of custody, and what two of them open together: each
/// page with its right, its refusal and what comes of it.
class OfficersPagesTest extends PortalTest {
    private static final Pattern IDENTIFIER = Pattern.compile("<li>([0-9a-f-]{36})</li>");
    private static final Pattern OPENING = Pattern.compile("/unsealings/([0-9a-f-]{36})/read");
    private static final String HIDDEN = "Әлия Жасырынова";

    @Autowired private Subjects subjects;
    @Autowired private Envelopes envelopes;
    @Autowired private OwnAccounts accounts;
    private SubjectId person;

    @BeforeEach
    void somebody() {
        var intake = cast.intake();
        var stated =
                new NewSubject(
                        StatedIin.of(CustodyCast.iin()),
                        List.of(PersonName.of("Ә" + CustodyCast.letters(), "Жанар", null)),
                        null,
                        Map.of());
        person =
                ((Registration.Registered)
                                Acting.as(intake, () -> subjects.register(intake, stated)))
                        .subject();
    }

    private String at(String page) {
        return "/register/" + person.value() + "/" + page;
    }

    @Test
    void a_restriction_is_taken_with_what_it_lacks_said_at_once() throws Exception {
        var procurator = cast.procuratorOfAlmaty();
        var bare =
                sent(procurator, at("restriction"), window("covered", "W.whereabouts"))
                        .replaceAll("\\s+", " ");
        assertThat(bare).contains("has no effect", "Ordered by", "The law that provides for it");
        assertThat(
                        whole(
                                send(
                                        procurator,
                                        at("restriction"),
                                        window("covered", "W.whereabouts")),
                                422,
                                EN))
                .contains("This stands already");
        var listed = page(procurator, at("circumstances"));
        assertThat(listed).contains("Exceptional restriction", "Stands");
        var end = Pattern.compile("(/register/[^\"]+/end)\"").matcher(listed).results().findFirst();
        assertThat(sent(procurator, end.orElseThrow().group(1))).contains("It has ended");
        assertThat(page(procurator, at("circumstances"))).contains("Ended");
    }

    @Test
    void a_whole_restriction_lacks_nothing() throws Exception {
        assertThat(
                        sent(
                                cast.procuratorOfAlmaty(),
                                at("restriction"),
                                window(
                                        "covered",
                                        "W.whereabouts",
                                        "power",
                                        "judge",
                                        "authoriser",
                                        "Судья",
                                        "law",
                                        "ҚПК 1-бап",
                                        "necessity",
                                        "қажет",
                                        "reason",
                                        "safety",
                                        "judicialControl",
                                        "№ 5")))
                .contains("Each answer checks its elements anew");
    }

    @Test
    void a_restriction_needs_the_second_factor_and_keeps_what_was_typed() throws Exception {
        var silver = silver(cast.procuratorOfAlmaty());
        var typed = window("covered", "W.whereabouts", "necessity", "қажет 7351");
        assertThat(whole(send(silver, at("restriction"), typed), 422, EN))
                .contains("takes a second factor", "acr=gold", "қажет 7351");
        assertThat(send(cast.intake(), at("restriction"), typed).getStatus()).isEqualTo(403);
    }

    private String[] window(String... more) {
        var now = clock.instant();
        var all = new java.util.ArrayList<>(List.of(more));
        all.addAll(List.of("begins", minute(now), "ends", minute(now.plus(Duration.ofHours(24)))));
        return all.toArray(String[]::new);
    }

    private static String minute(java.time.Instant at) {
        return at.atZone(Typed.ZONE).toLocalDateTime().withNano(0).toString();
    }

    private static Actor silver(Actor gold) {
        return new Actor(
                gold.id(),
                gold.realm(),
                gold.roles(),
                gold.office(),
                gold.operator(),
                gold.region(),
                Assurance.SILVER,
                gold.channel());
    }

    @Test
    void an_objection_has_effect_once_somebody_from_outside_stood_by() throws Exception {
        assertThat(whole(send(cast.intake(), at("objection"), "name", "Бахыт"), 422, EN))
                .contains("A name alone fits too many people");
        var taken = sent(cast.intake(), at("objection"), "name", "Бахыт", "born", "03.04.1970");
        var objection = found(IDENTIFIER, taken);
        assertThat(page(cast.intake(), at("circumstances"))).contains("No effect yet", objection);
        assertThat(whole(witness(cast.counsel(), objection, "no"), 422, EN))
                .contains("only if you were there");
        assertThat(whole(witness(cast.counsel(), objection, "true"), 200, EN))
                .contains("has effect from now on")
                .doesNotContain("Бахыт");
        assertThat(page(cast.intake(), at("circumstances"))).contains("Stands");
        assertThat(sent(cast.counsel(), "/objections/end", "objection", objection))
                .contains("It has ended");
        assertThat(witness(cast.aigul(), objection, "true").getStatus()).isEqualTo(403);
    }

    private org.springframework.mock.web.MockHttpServletResponse witness(
            Actor outsider, String objection, String present) throws Exception {
        return send(outsider, "/objections/witness", "objection", objection, "present", present);
    }

    @Test
    void asylum_and_judgments_are_written_down() throws Exception {
        assertThat(whole(send(cast.intake(), at("asylum")), 422, EN)).contains("Choose from");
        assertThat(sent(cast.intake(), at("asylum"), "claims", "no")).contains("written down");
        var since = minute(clock.instant().minus(Duration.ofDays(2)));
        assertThat(sent(cast.intake(), at("judgment"), "judgment", "№ 7", "since", since))
                .contains("written down");
        assertThat(page(cast.intake(), at("circumstances")))
                .contains("Answer about asylum", "Judgment in force");
        var ahead = minute(clock.instant().plus(Duration.ofDays(2)));
        assertThat(
                        whole(
                                send(
                                        cast.intake(),
                                        at("judgment"),
                                        "judgment",
                                        "№ 7",
                                        "since",
                                        ahead),
                                422,
                                EN))
                .contains("cannot be read");
    }

    @Test
    void a_purpose_rests_on_law_or_on_all_seven_items_or_is_refused() throws Exception {
        var operator = cast.registrarOfPolice();
        assertThat(sent(operator, "/purposes", purpose("by-law", "bases", "kz-dpa-9-4-treaty")))
                .contains("The purpose is configured", "by-law");
        for (var nothing :
                List.of(purpose("by-nothing"), purpose("by-nothing", "items", "data_list"))) {
            assertThat(whole(send(operator, "/purposes", nothing), 422, EN))
                    .contains("This rests on nothing");
        }
        assertThat(page(cast.dpoOfPolice(), "/purposes"))
                .contains("by-law")
                .doesNotContain("by-nothing");
        assertThat(send(cast.investigator(), "/purposes", purpose("x")).getStatus()).isEqualTo(403);
    }

    private static String[] purpose(String code, String... more) {
        var all = new java.util.ArrayList<>(List.of("code", code, "kk", "а", "ru", "б"));
        all.addAll(List.of("en", "c", "data", "D.contact", "readers", "investigator"));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @Test
    void a_withdrawal_waits_for_an_obligation_and_takes_effect_with_its_end() throws Exception {
        var name = "self-" + UUID.randomUUID();
        var self = cast.subject(name);
        Acting.as(
                cast.intake(),
                () -> assertThat(accounts.link(cast.intake(), person, Cast.id(name))).isTrue());
        var purpose = "p-" + UUID.randomUUID();
        var seven = new java.util.ArrayList<String>();
        PurposeForm.allItems().forEach(item -> seven.addAll(List.of("items", item)));
        sent(cast.registrarOfPolice(), "/purposes", purpose(purpose, seven.toArray(String[]::new)));
        var said = new java.util.ArrayList<>(List.of("recipient", "investigator", "months", "6"));
        said.addAll(List.of("fields", "D.contact"));
        PurposeForm.allItems().forEach(item -> said.addAll(List.of("items[" + item + "]", "да")));
        var given = sent(self, "/own/consents/" + purpose, said.toArray(String[]::new));
        var consent = found(IDENTIFIER, given);

        var dpo = cast.dpoOfPolice();
        var until = minute(clock.instant().plus(Duration.ofDays(30)));
        assertThat(
                        sent(
                                dpo,
                                "/obligations",
                                "consent",
                                consent,
                                "article",
                                "Act 5, art. 3",
                                "owedUntil",
                                until))
                .contains("The obligation is written down");
        var barred = answer(self, form("/own/consents/" + consent + "/withdraw"), EN);
        assertThat(whole(barred, 200, EN)).contains("Written down", "Act 5, art. 3");
        var listed = page(dpo, "/obligations");
        assertThat(listed).contains("Act 5, art. 3", "Outstanding", consent);
        var row = listed.substring(listed.indexOf(consent));
        var end = found(Pattern.compile("(/obligations/[0-9a-f-]{36}/end)"), row);
        assertThat(sent(dpo, end)).contains("A withdrawal that waited takes effect now");
        assertThat(page(self, "/own/consents")).contains("Withdrawn");
    }

    private static org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder form(
            String path) {
        return org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post(path)
                .with(
                        org.springframework.security.test.web.servlet.request
                                .SecurityMockMvcRequestPostProcessors.csrf())
                .param("once", once());
    }

    @Test
    void two_people_of_two_offices_open_an_envelope_and_nobody_else() throws Exception {
        var envelope = sealed().toString();
        var dpo = cast.dpoOfPolice();
        var procurator = cast.procuratorOfAlmaty();
        var typed =
                new String[] {
                    "envelope", envelope, "unsealingGround", "court_order", "words", "№ 3"
                };
        assertThat(whole(send(silver(dpo), "/unsealings", typed), 422, EN))
                .contains("takes a second factor", "№ 3");
        assertThat(sent(dpo, "/unsealings", typed)).contains("It is asked for");
        assertThat(page(dpo, "/unsealings")).contains("Waits for the other office");
        var mine = page(procurator, "/unsealings");
        var row = mine.substring(mine.indexOf(envelope.substring(0, 8)));
        var opening = found(Pattern.compile("/unsealings/([0-9a-f-]{36})\""), row);
        var one = "/unsealings/" + opening;
        assertThat(page(procurator, one)).contains("Agree to an opening", envelope);
        assertThat(answer(dpo, get(one), EN).getStatus()).as("not the asker").isEqualTo(404);
        assertThat(whole(send(dpo, one + "/confirm", "words", "№ 3"), 422, EN))
                .contains("Never the same person");
        assertThat(whole(send(dpo, one + "/read"), 422, EN)).contains("cannot be read now");
        assertThat(sent(procurator, one + "/confirm", "words", "№ 4")).contains("Both have agreed");
        for (var reader : List.of(dpo, procurator)) {
            assertThat(OPENING.matcher(page(reader, "/unsealings")).results())
                    .anyMatch(found -> found.group(1).equals(opening));
            assertThat(sent(reader, one + "/read")).contains(HIDDEN);
        }
        assertThat(whole(send(cast.procuratorOfAstana(), one + "/read"), 422, EN))
                .doesNotContain(HIDDEN);
        assertThat(send(cast.protectionOfficer(), one + "/read").getStatus()).isEqualTo(403);
    }

    private static org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder get(
            String path) {
        return org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get(path);
    }

    private UUID sealed() {
        var first = cast.protectionOfficer();
        var second = Cast.official("protection-2", Cast.POLICE_ALMATY, Role.PROTECTION);
        var holds = Map.of(Personal.PROTECTED_IDENTITY, Stated.of(HIDDEN));
        var step =
                Acting.as(
                        first,
                        () ->
                                envelopes.seal(
                                        first,
                                        person,
                                        new NewEnvelope(holds, true, Stated.of("қауіп"))));
        var envelope = ((Step.Done) step).envelope();
        Acting.as(second, () -> envelopes.confirmSeal(second, envelope, Stated.of("келісім")));
        return envelope.value();
    }

    @Test
    void an_officer_who_saw_the_person_links_the_terminals_account() throws Exception {
        var name = "terminal-" + UUID.randomUUID();
        var self = cast.subject(name);
        var shown = sent(self, "/own/file/read");
        var number = found(Pattern.compile("<code>([0-9a-f-]{36})</code>"), shown);
        assertThat(number).isEqualTo(Cast.id(name).value().toString());
        assertThat(whole(send(cast.intake(), at("account"), "account", number), 422, EN))
                .contains("Tick it once you have seen the person", number);
        assertThat(sent(cast.intake(), at("account"), "account", number, "seen", "true"))
                .contains("The account is linked");
        assertThat(sent(self, "/own/file/read")).contains("Who looked").doesNotContain(number);
        assertThat(page(self, "/own/file")).doesNotContain(number);
    }

    private static String found(Pattern pattern, String html) {
        return pattern.matcher(html)
                .results()
                .findFirst()
                .map(found -> found.group(1))
                .orElseThrow(() -> new AssertionError(html));
    }
}
