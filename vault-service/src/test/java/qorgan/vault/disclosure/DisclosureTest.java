package qorgan.vault.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.keys.Field;
import qorgan.keys.SubjectId;
import qorgan.keys.sign.Cms;
import qorgan.keys.sign.SigningIdentity;
import qorgan.vault.Cast;
import qorgan.vault.ServiceTest;
import qorgan.vault.TestAgents;
import qorgan.vault.identity.Acting;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.AssignmentId;
import qorgan.vault.identity.Assignments;
import qorgan.vault.identity.CaseId;
import qorgan.vault.identity.Certificates;
import qorgan.vault.identity.Role;
import qorgan.vault.identity.Target;
import qorgan.vault.identity.Window;
import qorgan.vault.register.Basis;
import qorgan.vault.register.CustodyCast;
import qorgan.vault.register.Facilities;
import qorgan.vault.register.Facility;
import qorgan.vault.register.FacilityType;
import qorgan.vault.register.Person;
import qorgan.vault.register.Register;
import qorgan.vault.request.Enquiries;
import qorgan.vault.request.Enquiry;
import qorgan.vault.request.Language;
import qorgan.vault.request.Requests;
import qorgan.vault.request.Slip;
import qorgan.vault.request.Standings;
import qorgan.vault.subject.Stated;

/// What the tests of this room share: somebody in custody, a sister who asks, a case with its two
/// signers, their certificates.
public abstract class DisclosureTest extends ServiceTest {

    protected static final Field WHEREABOUTS = new Field("W.whereabouts");
    protected static final Field STATUS = new Field("W.custody_status");
    protected static final Field CASE_NUMBER = new Field("P.case_number");
    protected static final Field SUSPICION = new Field("P.suspicion_summary");
    protected static final Field QUALIFICATION = new Field("P.legal_qualification");

    @Autowired protected Requests requests;
    @Autowired protected Standings standings;
    @Autowired protected Answers answers;
    @Autowired protected Applications applications;
    @Autowired protected Grants grants;
    @Autowired protected CaseReaders readers;
    @Autowired protected Warnings warnings;
    @Autowired protected Refusals refusals;
    @Autowired protected PretrialDeposits deposits;
    @Autowired protected Register register;
    @Autowired protected Facilities facilities;
    @Autowired protected Assignments assignments;
    @Autowired protected Certificates certificates;
    @Autowired protected JdbcClient jdbc;
    @Autowired protected TransactionTemplate transaction;

    protected Facility holding;
    protected Facility remandOfAstana;
    protected Actor aigul;

    @BeforeEach
    void world() {
        var registrar = cast.registrarOfPolice();
        holding =
                CustodyCast.facility(
                        facilities,
                        registrar,
                        Cast.POLICE_ALMATY,
                        FacilityType.TEMPORARY_HOLDING_FACILITY);
        remandOfAstana =
                CustodyCast.facility(
                        facilities, registrar, Cast.REMAND_ASTANA, FacilityType.REMAND_CENTRE);
        aigul = cast.asker("aigul-" + UUID.randomUUID());
    }

    /// Somebody arrested and placed, by number.
    protected SubjectId arrested(String iin) {
        var intake = cast.intake();
        var noon = clock.instant().minus(Duration.ofMinutes(40));
        var subject =
                acting(
                        intake,
                        () ->
                                CustodyCast.taken(
                                        register.arrest(
                                                intake,
                                                CustodyCast.arrest(
                                                        new Person.AsStated(
                                                                CustodyCast.withNumber(iin)),
                                                        noon))));
        acting(
                intake,
                () ->
                        register.place(
                                intake,
                                CustodyCast.placement(
                                        subject,
                                        holding,
                                        noon.plusSeconds(1200),
                                        Basis.ARREST_RECORD)));
        return subject;
    }

    protected Slip asked(Enquiry enquiry) {
        return acting(aigul, () -> requests.ask(aigul, enquiry));
    }

    /// The sister's request with a proven standing.
    protected Slip proven(Enquiry enquiry) {
        var slip = asked(enquiry);
        var officer = cast.standingOfficer();
        acting(officer, () -> standings.prove(officer, slip.request(), Enquiries.kinship()));
        return slip;
    }

    protected Answer read(Slip slip) {
        return acting(aigul, () -> answers.read(aigul, slip.request(), Language.EN));
    }

    protected Answer.Given given(Slip slip) {
        return (Answer.Given) read(slip);
    }

    /// A case with an investigator and the procurator of the territory, and two fields deposited.
    Case caseOf(SubjectId subject) {
        var theCase = new CaseId(UUID.randomUUID());
        var now = clock.instant();
        assign(cast.investigator(), new Target.ToCase(theCase), now);
        assign(cast.procuratorOfAlmaty(), new Target.ToCase(theCase), now);
        var investigator = TestAgents.certificate("Investigator", "Investigation");
        var procurator = TestAgents.certificate("Procurator", "Procuracy");
        enrol(cast.investigator(), investigator);
        enrol(cast.procuratorOfAlmaty(), procurator);
        deposited(
                theCase,
                subject,
                Map.of(
                        CASE_NUMBER,
                        Stated.of("247500031000123"),
                        SUSPICION,
                        Stated.of("suspected of theft"),
                        QUALIFICATION,
                        Stated.of("article 188")));
        return new Case(theCase, investigator, procurator);
    }

    /// The case's two people are readers of its file, each signed for by others of both offices.
    void signedReaders(Case theCase) {
        var investigator = TestAgents.certificate("Second investigator", "Investigation");
        var procurator = TestAgents.certificate("Second procurator", "Procuracy");
        enrol(cast.secondInvestigator(), investigator);
        enrol(cast.secondProcurator(), procurator);
        for (var reader : List.of(cast.investigator(), cast.procuratorOfAlmaty())) {
            var rule = reader.has(Role.PROCURATOR) ? "p-procurator-oversight" : "p-case-team";
            signedReader(theCase, reader, rule, cast.secondInvestigator(), investigator);
            signedReader(theCase, reader, rule, cast.secondProcurator(), procurator);
        }
    }

    private void signedReader(
            Case theCase, Actor reader, String rule, Actor signer, SigningIdentity identity) {
        var assignment =
                acting(signer, () -> readers.of(signer, theCase.id())).stream()
                        .filter(each -> each.official().equals(reader.id()))
                        .findFirst()
                        .orElseThrow()
                        .assignment();
        byte[] statement =
                acting(
                        signer,
                        () ->
                                java.util.Objects.requireNonNull(
                                        readers.statement(signer, theCase.id(), assignment, rule)));
        var cms = Cms.sign(statement, identity, clock.instant());
        acting(signer, () -> readers.sign(signer, theCase.id(), statement, cms));
    }

    Deposited deposited(CaseId theCase, SubjectId subject, Map<Field, Stated<String>> values) {
        var investigator = cast.investigator();
        return acting(investigator, () -> deposits.deposit(investigator, theCase, subject, values));
    }

    private void assign(Actor official, Target target, Instant now) {
        var id =
                acting(
                        cast.registrarOfPolice(),
                        () ->
                                assignments.enter(
                                        cast.registrarOfPolice(),
                                        official.id(),
                                        target,
                                        new Window(now, now.plus(Duration.ofDays(90)))));
        acting(
                cast.registrarOfProcuracy(),
                () -> assignments.confirm(cast.registrarOfProcuracy(), id));
    }

    /// The investigator's own assignment to the case.
    AssignmentId assignment(Case theCase) {
        var investigator = cast.investigator();
        return acting(investigator, () -> readers.of(investigator, theCase.id())).stream()
                .filter(each -> each.official().equals(investigator.id()))
                .findFirst()
                .orElseThrow()
                .assignment();
    }

    /// Somebody signs that the investigator reads the case by statute.
    CaseReaders.Signing sign(Case theCase, Actor signer, SigningIdentity with) {
        var investigator = cast.investigator();
        byte[] statement =
                acting(
                        investigator,
                        () ->
                                Objects.requireNonNull(
                                        readers.statement(
                                                investigator,
                                                theCase.id(),
                                                assignment(theCase),
                                                "p-case-team")));
        var cms = Cms.sign(statement, with, clock.instant());
        return acting(signer, () -> readers.sign(signer, theCase.id(), statement, cms));
    }

    void enrol(Actor official, SigningIdentity identity) {
        var der = encoded(identity);
        var id =
                acting(
                        cast.registrarOfPolice(),
                        () -> certificates.enter(cast.registrarOfPolice(), official.id(), der));
        acting(
                cast.registrarOfProcuracy(),
                () -> certificates.confirm(cast.registrarOfProcuracy(), id));
    }

    private static byte[] encoded(SigningIdentity identity) {
        try {
            return identity.certificate().getEncoded();
        } catch (java.security.cert.CertificateEncodingException e) {
            throw new AssertionError(e);
        }
    }

    ApplicationId applied(Slip slip, Set<Field> fields) {
        var filing = acting(aigul, () -> applications.file(aigul, slip.request(), fields, true));
        return ((Filing.Filed) filing).application();
    }

    /// Opens, asks for the statement, signs it on the own machine, hands it in.
    Granting granted(
            Actor official, SigningIdentity identity, ApplicationId application, GrantTerms terms) {
        acting(official, () -> applications.open(official, application));
        return signed(official, identity, statement(official, application, terms));
    }

    byte[] statement(Actor official, ApplicationId application, GrantTerms terms) {
        var statement = acting(official, () -> grants.statement(official, application, terms));
        return ((Statement.ToSign) statement).canonicalJson();
    }

    Granting signed(Actor official, SigningIdentity identity, byte[] statement) {
        var cms = Cms.sign(statement, identity, clock.instant());
        return acting(official, () -> grants.submit(official, statement, cms));
    }

    GrantTerms terms(Duration length, Field... fields) {
        var from = clock.instant().truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
        return new GrantTerms(Set.of(fields), from, from.plus(length), true);
    }

    /// A case and the certificates of its two signers.
    record Case(CaseId id, SigningIdentity investigator, SigningIdentity procurator) {}

    protected <T> T acting(Actor actor, Supplier<T> work) {
        return Acting.as(actor, work);
    }

    /// Waits for what a listener does after the commit.
    protected static void eventually(BooleanSupplier condition) {
        var deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it did not come about in time").isLessThan(deadline);
            LockSupport.parkNanos(50_000_000L);
        }
    }

    protected <T> T inTransaction(Supplier<T> work) {
        return Acting.as(cast.duty("test"), () -> transaction.execute(_ -> work.get()));
    }
}
