package qorgan.vault.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import qorgan.embedded.Account;
import qorgan.keys.SubjectId;
import qorgan.keys.sign.SigningIdentity;
import qorgan.vault.Cast;
import qorgan.vault.KeycloakTest;
import qorgan.vault.TestAgents;
import qorgan.vault.TestKeycloak;
import qorgan.vault.consent.ConsentItem;
import qorgan.vault.consent.Purpose;
import qorgan.vault.consent.Purposes;
import qorgan.vault.duty.Clocks;
import qorgan.vault.identity.Acting;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Assignments;
import qorgan.vault.identity.CaseId;
import qorgan.vault.identity.Certificates;
import qorgan.vault.identity.Role;
import qorgan.vault.identity.Target;
import qorgan.vault.identity.Window;
import qorgan.vault.register.CustodyCast;
import qorgan.vault.register.Facilities;
import qorgan.vault.register.Facility;
import qorgan.vault.register.FacilityType;
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
import qorgan.vault.subject.Victims;

/// What stands before anybody opens a browser: two facilities, two officials with certificates, a
/// victim, a purpose. One service, one Keycloak and one Chromium serve all tests of this kind.
@SuppressWarnings("NullAway.Init")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BrowserTest extends KeycloakTest {
    static final String PURPOSE = "victim-support-call";
    private static final String TELL = "kz-act1999-7-4-place-12h";
    private static final ZoneId HERE = ZoneId.of("Asia/Almaty");
    private static @Nullable Browsing shared;

    @Autowired Facilities facilities;
    @Autowired private Assignments assignments;
    @Autowired private Certificates certificates;
    @Autowired private OwnAccounts accounts;
    @Autowired private Purposes purposes;
    @Autowired private Victims victims;
    @Autowired private Clocks clocks;
    @Autowired private Subjects subjects;
    @Autowired private Envelopes envelopes;

    Browsing browsing;
    Steps steps;
    Facility holding;
    Facility remandOfAstana;
    static SubjectId victim;
    static @Nullable SigningIdentity investigatorsKey;
    static @Nullable SigningIdentity procuratorsKey;
    static @Nullable SigningIdentity intakesKey;
    static @Nullable SigningIdentity registrysKey;

    @BeforeAll
    void settle() {
        assumeTrue(
                Files.isExecutable(Browsing.CHROMIUM),
                "no Chromium at " + Browsing.CHROMIUM + " (name one with -Dqorgan.chromium)");
        browsing = shared();
        steps = new Steps(this);
        var registrar = cast.registrarOfPolice();
        holding = place(registrar, Cast.POLICE_ALMATY, FacilityType.TEMPORARY_HOLDING_FACILITY);
        remandOfAstana = place(registrar, Cast.REMAND_ASTANA, FacilityType.REMAND_CENTRE);
        if (investigatorsKey == null) {
            certify();
            victim = victim();
            link(cast.intake(), victim, Cast.id("victim"));
        }
        Acting.as(registrar, () -> purposes.configure(registrar, callToHelp()));
    }

    /// The browser ends with this process: it listens to nobody else.
    private Browsing shared() {
        var one = shared;
        if (one == null) {
            one = new Browsing("http://127.0.0.1:" + port);
            shared = one;
        }
        return one;
    }

    private Facility place(
            Actor registrar, qorgan.vault.identity.Office office, FacilityType type) {
        return CustodyCast.facility(facilities, registrar, office, type);
    }

    /// The officials have their certificates once, whichever test comes first.
    private void certify() {
        var investigator = TestAgents.certificate("Investigator", "Investigation");
        var procurator = TestAgents.certificate("Procurator", "Procuracy");
        enrol(cast.investigator(), investigator);
        enrol(cast.procuratorOfAlmaty(), procurator);
        var intake = TestAgents.certificate("Intake", "Police");
        enrol(cast.intake(), intake);
        intakesKey = intake;
        var registry = TestAgents.certificate("Registry", "Reception");
        enrol(cast.standingOfficer(), registry);
        registrysKey = registry;
        investigatorsKey = investigator;
        procuratorsKey = procurator;
    }

    private static Purpose callToHelp() {
        return new Purpose(
                PURPOSE,
                Map.of(
                        "kk", "Жәбірленушіге көмек қоңырауы",
                        "ru", "Звонок помощи потерпевшей",
                        "en", "A call to offer help"),
                Set.of(Personal.CONTACT),
                Set.of("investigator"),
                Set.of(),
                EnumSet.allOf(ConsentItem.class));
    }

    CaseId theCase() {
        var theCase = new CaseId(UUID.randomUUID());
        for (var official : List.of(cast.investigator(), cast.procuratorOfAlmaty())) {
            var id =
                    Acting.as(
                            cast.registrarOfPolice(),
                            () ->
                                    assignments.enter(
                                            cast.registrarOfPolice(),
                                            official.id(),
                                            new Target.ToCase(theCase),
                                            new Window(
                                                    clock.instant(),
                                                    clock.instant().plus(Duration.ofDays(90)))));
            Acting.as(
                    cast.registrarOfProcuracy(),
                    () -> assignments.confirm(cast.registrarOfProcuracy(), id));
        }
        return theCase;
    }

    void enrol(Actor official, SigningIdentity identity) {
        byte[] der;
        try {
            der = identity.certificate().getEncoded();
        } catch (CertificateEncodingException e) {
            throw new AssertionError(e);
        }
        var id =
                Acting.as(
                        cast.registrarOfPolice(),
                        () -> certificates.enter(cast.registrarOfPolice(), official.id(), der));
        Acting.as(
                cast.registrarOfProcuracy(),
                () -> certificates.confirm(cast.registrarOfProcuracy(), id));
    }

    SubjectId victim() {
        var investigator = cast.investigator();
        var stated =
                new NewSubject(
                        StatedIin.of(CustodyCast.iin()),
                        List.of(PersonName.of("Жәкенова", "Дана", null)),
                        Stated.of(LocalDate.of(1992, 3, 4)),
                        Map.of(Personal.CONTACT, Stated.of("+7 701 000 00 00")));
        var registration =
                Acting.as(
                        investigator,
                        () ->
                                victims.register(
                                        investigator, stated, new CaseId(UUID.randomUUID())));
        return ((Registration.Registered) registration).subject();
    }

    /// Somebody on the register of this officer's office, by their number alone.
    SubjectId registered(Actor officer, String iin) {
        var stated =
                new NewSubject(
                        StatedIin.of(iin),
                        List.of(PersonName.of("Қорғанова", "Жанар", null)),
                        Stated.of(LocalDate.of(1990, 1, 2)),
                        Map.of());
        var registration = Acting.as(officer, () -> subjects.register(officer, stated));
        return ((Registration.Registered) registration).subject();
    }

    /// A person whose envelope two protection officers sealed.
    UUID protect(SubjectId subject, String identity) {
        var first = cast.protectionOfficer();
        var second = Cast.official("protection-2", Cast.POLICE_ALMATY, Role.PROTECTION);
        var holds = Map.of(Personal.PROTECTED_IDENTITY, Stated.of(identity));
        var envelope = new NewEnvelope(holds, true, Stated.of("қауіп"));
        var sealed = Acting.as(first, () -> envelopes.seal(first, subject, envelope));
        var id = ((Step.Done) sealed).envelope();
        Acting.as(second, () -> envelopes.confirmSeal(second, id, Stated.of("келісім")));
        return id.value();
    }

    static SigningIdentity given(@Nullable SigningIdentity key) {
        return Objects.requireNonNull(key);
    }

    /// An account belongs to one person; in a second language it is the first one's still.
    void link(Actor officer, SubjectId subject, qorgan.vault.identity.ActorId account) {
        var unused = Acting.as(officer, () -> accounts.link(officer, subject, account));
    }

    static Account account(Actor actor) {
        return TestKeycloak.account(actor);
    }

    /// The running clocks of telling a relative where this person is.
    long openDuties(SubjectId person) {
        return Acting.as(cast.duty("test"), () -> clocks.about(person.value())).stream()
                .filter(running -> running.rule().equals(TELL) && running.isOpen())
                .count();
    }

    /// Listeners run behind the act; a step waits for what they bring about, a minute at most.
    static void eventually(BooleanSupplier holds) {
        var deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it did not come about in time").isLessThan(deadline);
            LockSupport.parkNanos(50_000_000L);
        }
    }

    Instant instant() {
        return clock.instant();
    }

    /// A minute as a browser sends it.
    String minute(Duration from) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm")
                .format(clock.instant().plus(from).atZone(HERE));
    }
}
