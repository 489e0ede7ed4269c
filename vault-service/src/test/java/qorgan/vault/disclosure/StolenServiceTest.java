package qorgan.vault.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import qorgan.embedded.EmbeddedPostgres;
import qorgan.keys.Codec;
import qorgan.keys.DualControl;
import qorgan.keys.Evidence;
import qorgan.keys.Field;
import qorgan.keys.HalfRefused;
import qorgan.keys.HalfRefused.Reason;
import qorgan.keys.PlaneOffice;
import qorgan.keys.RootKeys;
import qorgan.keys.Sealed;
import qorgan.keys.Secret;
import qorgan.keys.Started;
import qorgan.keys.SubjectId;
import qorgan.keys.SubjectKeyStore;
import qorgan.keys.Vault;
import qorgan.keys.agent.LocalKeeper;
import qorgan.keys.sign.Cms;
import qorgan.keys.sign.DemoAuthority;
import qorgan.keys.sign.SigningIdentity;
import qorgan.vault.TestAgents;
import qorgan.vault.TestDatabase;
import qorgan.vault.audit.Access;
import qorgan.vault.audit.AccessLog;
import qorgan.vault.audit.EntryKind;
import qorgan.vault.identity.Actor;
import qorgan.vault.register.CustodyCast;
import qorgan.vault.request.Enquiries;
import qorgan.vault.request.Slip;
import qorgan.vault.subject.SealedValue;

/// A thief owns the service with its root key and channel, its database role, and one office's
/// agent with the office's key. The other office's agent is honest, reads the real database under
/// its own role, and is asked in every way: it gives its half for nothing that both offices' people
/// did not sign.
class StolenServiceTest extends DisclosureTest {
    @Autowired private RootKeys root;
    @Autowired private SubjectKeyStore store;
    @Autowired private AccessLog log;
    @Autowired private PretrialRows pretrial;

    private SubjectId arman;
    private Case theCase;
    private Slip slip;
    private ApplicationId application;

    @BeforeEach
    void begin() {
        var iin = CustodyCast.iin();
        arman = arrested(iin);
        theCase = caseOf(arman);
        slip = proven(Enquiries.about(iin));
        var unused = read(slip);
        application = applied(slip, Set.of(SUSPICION, CASE_NUMBER));
    }

    @Test
    void without_what_officials_signed_an_entry_of_ones_own_opens_nothing() {
        for (var stolen : PlaneOffice.values()) {
            refused(stolen, Reason.ENTRY_NOT_COMMITTED, UUID.randomUUID(), Evidence.NONE);
            refused(stolen, Reason.NO_BASIS, entry(cast.investigator()), Evidence.NONE);
            refused(stolen, Reason.NO_BASIS, entry(aigul), Evidence.NONE);
        }
    }

    @Test
    void an_authority_of_ones_own_convinces_nobody() {
        var mine = DemoAuthority.root("Test state", clock.instant());
        var one = mine.official("Investigator", "Investigation", clock.instant());
        var two = mine.official("Procurator", "Procuracy", clock.instant());
        var forged =
                new Evidence(
                        List.of(
                                grant(cast.investigator(), one),
                                grant(cast.procuratorOfAlmaty(), two)));
        for (var stolen : PlaneOffice.values()) {
            refused(stolen, Reason.GRANT_SIGNATURE, entry(aigul), forged);
        }
    }

    @Test
    void one_offices_grant_is_not_two_nor_one_that_covers_something_else() {
        var one = submitted(cast.investigator(), theCase.investigator());
        refused(
                PlaneOffice.INVESTIGATION,
                Reason.NO_BASIS,
                entry(aigul),
                new Evidence(List.of(one)));
        var two = submitted(cast.procuratorOfAlmaty(), theCase.procurator());
        var both = new Evidence(List.of(one, two));
        // Signed for the sister: nobody else's name helps, nor another field or request.
        refused(
                PlaneOffice.INVESTIGATION,
                Reason.GRANT_OTHER_SCOPE,
                entry(cast.investigator()),
                both);
        refused(
                PlaneOffice.INVESTIGATION,
                Reason.GRANT_OTHER_SCOPE,
                entry(aigul, QUALIFICATION),
                QUALIFICATION,
                both);
        // What both have signed for, in its window: this is what two signatures mean.
        assertThat(open(PlaneOffice.INVESTIGATION, entry(aigul), CASE_NUMBER, both))
                .isEqualTo("247500031000123");
    }

    @Test
    void a_revocation_counts_and_cannot_be_taken_out_of_the_database() throws SQLException {
        var one = submitted(cast.investigator(), theCase.investigator());
        var two = submitted(cast.procuratorOfAlmaty(), theCase.procurator());
        var procurator = cast.procuratorOfAlmaty();
        var mine = acting(procurator, () -> grants.mine(procurator)).getFirst();
        acting(procurator, () -> grants.revoke(procurator, mine.grant()));
        refused(
                PlaneOffice.PROCURACY,
                Reason.GRANT_REVOKED,
                entry(aigul),
                new Evidence(List.of(one, two)));
        try (var thief = app();
                var statement = thief.createStatement()) {
            for (var sql :
                    List.of(
                            "delete from disclosure_revocation",
                            "update disclosure_revocation set revoked_at = now()",
                            "truncate disclosure_revocation",
                            "update audit_entry set at = now()",
                            "delete from audit_outcome",
                            "set role qorgan_agent")) {
                assertThatThrownBy(() -> statement.execute(sql)).isInstanceOf(SQLException.class);
            }
        }
    }

    @Test
    void a_signed_reader_of_one_case_opens_no_other_case_whatever_the_rows_say()
            throws SQLException {
        var other = caseOf(arman);
        var second = TestAgents.certificate("Second investigator", "Investigation");
        var assignment =
                acting(cast.investigator(), () -> assignments.ofCase(other.id())).stream()
                        .filter(each -> each.official().equals(cast.investigator().id()))
                        .findFirst()
                        .orElseThrow();
        byte[] statement =
                new qorgan.keys.agent.AssignmentTerms(
                                assignment.assignment().value(),
                                assignment.official().value(),
                                other.id().value(),
                                "p-case-team",
                                assignment.window().from(),
                                assignment.window().to())
                        .canonical();
        var now = clock.instant();
        var signed =
                new Evidence(
                        List.of(
                                new Evidence.Signed(
                                        statement,
                                        List.of(
                                                Cms.sign(statement, second, now),
                                                Cms.sign(statement, other.procurator(), now)))));
        var entry = entryIn(other, cast.investigator());
        // The control: the other case's own record, by this reader.
        assertThat(open(PlaneOffice.INVESTIGATION, entry, other, CASE_NUMBER, signed))
                .isEqualTo("247500031000123");
        refused(
                PlaneOffice.INVESTIGATION,
                Reason.ENTRY_OTHER_RECORD,
                entryIn(other, cast.investigator()),
                signed);
        refused(
                PlaneOffice.INVESTIGATION,
                Reason.ASSIGNMENT_NOT_CONFIRMED,
                entry(cast.investigator()),
                signed);
    }

    @Test
    void an_agents_role_reads_a_few_columns_and_nothing_else() throws SQLException {
        for (var office : PlaneOffice.values()) {
            try (var agent = agent(office);
                    var statement = agent.createStatement()) {
                var allowed = new ArrayList<String>();
                var rows =
                        statement.executeQuery(
                                """
                                select c.relname || '.' || a.attname
                                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                                    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
                                        and not a.attisdropped
                                where n.nspname = 'public' and c.relkind in ('r', 'p', 'v', 'm')
                                    and has_column_privilege(c.oid, a.attnum,
                                        'select, insert, update, references')
                                order by 1
                                """);
                while (rows.next()) {
                    allowed.add(rows.getString(1));
                }
                assertThat(allowed)
                        .containsExactly(
                                "audit_entry.actor",
                                "audit_entry.at",
                                "audit_entry.basis",
                                "audit_entry.case_id",
                                "audit_entry.entry_id",
                                "audit_entry.fields",
                                "audit_entry.opens",
                                "audit_entry.request_id",
                                "audit_outcome.entry_id",
                                "disclosure_grant.grant_id",
                                "disclosure_revocation.grant_id",
                                "identity_assignment.assignment_id",
                                "identity_assignment.confirmed_at",
                                "identity_assignment.ended_at");
                for (var sql :
                        List.of(
                                "select subjects from audit_entry",
                                "select bytes from subject_key",
                                "select value from disclosure_pretrial",
                                "insert into audit_outcome (entry_id) values (gen_random_uuid())",
                                "select audit_claim_warrant(gen_random_uuid(), '', now())",
                                "set role qorgan_app")) {
                    assertThatThrownBy(() -> statement.execute(sql))
                            .isInstanceOf(SQLException.class);
                }
            }
        }
    }

    private void refused(PlaneOffice stolen, Reason reason, UUID entry, Evidence evidence) {
        refused(stolen, reason, entry, CASE_NUMBER, evidence);
    }

    private void refused(
            PlaneOffice stolen, Reason reason, UUID entry, Field field, Evidence evidence) {
        assertThatThrownBy(() -> open(stolen, entry, field, evidence))
                .isInstanceOfSatisfying(
                        HalfRefused.class,
                        refused -> {
                            assertThat(refused.reason()).isEqualTo(reason);
                            assertThat(refused.office()).isNotEqualTo(stolen);
                        });
    }

    private String open(PlaneOffice stolen, UUID entry, Field field, Evidence evidence) {
        return open(stolen, entry, theCase, field, evidence);
    }

    private String open(PlaneOffice stolen, UUID entry, Case of, Field field, Evidence evidence) {
        var thief = thief(stolen);
        var value = value(of, field);
        var warrant = thief.office().warrant(entry, new byte[32], Set.of(arman), Set.of(field));
        try (var opening = thief.vault().open(warrant, evidence);
                var plain =
                        opening.plain(
                                Sealed.<String>of(value.sealed().bytes()),
                                value.place(),
                                Codec.TEXT)) {
            return plain.value();
        }
    }

    private SealedValue value(Case of, Field field) {
        var row =
                inTransaction(() -> pretrial.newest(arman, of.id())).stream()
                        .filter(each -> each.field().equals(field.code()))
                        .findFirst()
                        .orElseThrow();
        return new SealedValue(
                row.place(), Sealed.of(row.value()), row.depositedAt(), row.record());
    }

    /// The thief's own vault over the service's keys: one half from the stolen agent's key, for the
    /// other the honest agent over the service's channel.
    private Started thief(PlaneOffice stolen) {
        var own = new LocalKeeper(stolen, Secret.taking(TestAgents.seedOf(stolen)));
        var offices =
                stolen == PlaneOffice.INVESTIGATION
                        ? new DualControl(own, TestAgents.remote(PlaneOffice.PROCURACY))
                        : new DualControl(TestAgents.remote(PlaneOffice.INVESTIGATION), own);
        return Vault.start(root, store, (entry, instance, now) -> true, clock, "thief", offices);
    }

    private UUID entry(Actor official) {
        return entry(official, CASE_NUMBER);
    }

    private UUID entry(Actor official, Field field) {
        return entry(official, field, theCase);
    }

    private UUID entryIn(Case of, Actor official) {
        return entry(official, CASE_NUMBER, of);
    }

    /// The thief has the service's code: any entry it likes is committed in anybody's name.
    private UUID entry(Actor official, Field field, Case of) {
        return acting(
                        official,
                        () ->
                                log.open(
                                        official,
                                        new Access(
                                                EntryKind.STATUTORY,
                                                Set.of(arman),
                                                Set.of(field),
                                                "theft",
                                                List.of("p-case-team", "p-gate-conjunction"),
                                                new byte[32],
                                                new byte[0],
                                                slip.request().value(),
                                                of.id())))
                .entry()
                .value();
    }

    /// A grant as the service would have it signed, by this key.
    private Evidence.Signed grant(Actor official, SigningIdentity with) {
        acting(official, () -> applications.open(official, application));
        byte[] statement =
                statement(official, application, terms(Duration.ofDays(1), SUSPICION, CASE_NUMBER));
        return new Evidence.Signed(statement, List.of(Cms.sign(statement, with, clock.instant())));
    }

    /// The same, handed in.
    private Evidence.Signed submitted(Actor official, SigningIdentity with) {
        var signed = grant(official, with);
        assertThat(
                        acting(
                                official,
                                () ->
                                        grants.submit(
                                                official,
                                                signed.statement(),
                                                signed.signatures().getFirst())))
                .isInstanceOf(Granting.Granted.class);
        return signed;
    }

    private static Connection app() throws SQLException {
        return DriverManager.getConnection(
                TestDatabase.postgres().jdbcUrl(),
                EmbeddedPostgres.APP,
                TestDatabase.postgres().passwords().app());
    }

    private static Connection agent(PlaneOffice office) throws SQLException {
        var passwords = TestDatabase.postgres().passwords();
        return DriverManager.getConnection(
                TestDatabase.postgres().jdbcUrl(),
                EmbeddedPostgres.AGENT + office.code(),
                office == PlaneOffice.INVESTIGATION
                        ? passwords.investigation()
                        : passwords.procuracy());
    }
}
