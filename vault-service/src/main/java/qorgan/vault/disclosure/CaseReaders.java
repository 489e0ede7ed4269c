package qorgan.vault.disclosure;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import qorgan.keys.Entropy;
import qorgan.keys.Evidence;
import qorgan.keys.agent.AssignmentTerms;
import qorgan.vault.audit.LeafKind;
import qorgan.vault.audit.LeafedRows;
import qorgan.vault.audit.RowContent;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.ActorId;
import qorgan.vault.identity.AssignmentId;
import qorgan.vault.identity.Assignments;
import qorgan.vault.identity.Assurance;
import qorgan.vault.identity.CaseId;
import qorgan.vault.identity.OfficialSignatures;
import qorgan.vault.identity.Officials;
import qorgan.vault.identity.Permissions;

/// Who reads a case's pretrial data by statute, signed for both offices: the register of
/// assignments says it to the service, these signatures say it to the offices' key agents, who
/// believe no database. One person of each office signs, and neither signs for themselves.
@Service
public class CaseReaders {
    /// The rules that make an official a reader.
    private static final Set<String> RULES =
            Set.of("p-case-team", "p-procurator-oversight", "p-court-order", "p-counsel-stage");

    private final JdbcClient jdbc;
    private final LeafedRows leafed;
    private final Assignments assignments;
    private final Officials officials;
    private final CaseTeam team;
    private final OfficialSignatures signatures;
    private final Permissions permissions;
    private final Clock clock;

    CaseReaders(
            JdbcClient jdbc,
            LeafedRows leafed,
            Assignments assignments,
            Officials officials,
            CaseTeam team,
            OfficialSignatures signatures,
            Permissions permissions,
            Clock clock) {
        this.jdbc = jdbc;
        this.leafed = leafed;
        this.assignments = assignments;
        this.officials = officials;
        this.team = team;
        this.signatures = signatures;
        this.permissions = permissions;
        this.clock = clock;
    }

    /// What came of signing.
    public enum Signing {
        DONE,
        ALREADY_DONE,
        /// The statement is not the one of this assignment.
        STATEMENT,
        SIGNATURE,
        SECOND_FACTOR,
        /// Nobody makes themselves a reader, and nobody signs for both offices.
        SAME_PERSON,
        NOT_YOURS
    }

    /// The confirmed assignments to a case, for those who may sign.
    @Transactional(readOnly = true)
    public List<Assignments.ToCase> of(Actor signer, CaseId caseId) {
        permissions.require(signer, "disclosure:queue");
        return mayLook(signer, caseId) ? assignments.ofCase(caseId) : List.of();
    }

    /// A case is known to its own people, and to the colleagues of their offices: whoever leads an
    /// investigation need not be on the case to say who is.
    private boolean mayLook(Actor signer, CaseId caseId) {
        return team.isAssigned(signer, caseId)
                || assignments.ofCase(caseId).stream()
                        .flatMap(each -> officials.find(each.official()).stream())
                        .anyMatch(official -> official.office().equals(signer.office()));
    }

    /// The canonical JSON to sign, or null where there is nothing of the kind.
    @Transactional(readOnly = true)
    public byte @Nullable [] statement(
            Actor signer, CaseId caseId, AssignmentId assignment, String rule) {
        var side = Side.of(signer).orElse(null);
        if (side == null || !RULES.contains(rule)) {
            return null;
        }
        permissions.require(signer, side.permission());
        return assignments
                .toCase(assignment)
                .filter(found -> found.caseId().equals(caseId) && mayLook(signer, caseId))
                .map(found -> terms(found, rule))
                .orElse(null);
    }

    /// Takes one office's signature.
    @Transactional
    public Signing sign(Actor signer, CaseId caseId, byte[] statement, byte[] cms) {
        var side = Side.of(signer).orElse(null);
        if (side == null) {
            return Signing.NOT_YOURS;
        }
        permissions.require(signer, side.permission());
        if (!signer.assurance().reaches(Assurance.GOLD)) {
            return Signing.SECOND_FACTOR;
        }
        if (!mayLook(signer, caseId)) {
            return Signing.NOT_YOURS;
        }
        var terms = AssignmentTerms.read(statement).orElse(null);
        var assignment =
                terms == null
                        ? null
                        : assignments.toCase(new AssignmentId(terms.assignment())).orElse(null);
        if (terms == null
                || assignment == null
                || !assignment.caseId().equals(caseId)
                || !RULES.contains(terms.rule())
                || !Arrays.equals(terms(assignment, terms.rule()), statement)) {
            return Signing.STATEMENT;
        }
        if (terms.official().equals(signer.id().value())) {
            return Signing.SAME_PERSON;
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (!signatures.isSigned(signer.id(), statement, cms, now)) {
            return Signing.SIGNATURE;
        }
        if (isSigned(terms, side)) {
            return Signing.ALREADY_DONE;
        }
        var row = Entropy.uuid();
        leafed.insert(
                LeafKind.ASSIGNMENT,
                row,
                0,
                RowContent.of("disclosure_reader")
                        .with("region", signer.region().code())
                        .with("office", signer.officeOrThrow().value())
                        .with("reader_id", row)
                        .with("assignment_id", terms.assignment())
                        .with("case_id", terms.caseId())
                        .with("official", terms.official())
                        .with("rule", terms.rule())
                        .with("side", side.code())
                        .with("signer", signer.id().value())
                        .with("signed_at", now)
                        .sealed("statement", statement)
                        .sealed("signature", cms));
        return Signing.DONE;
    }

    private boolean isSigned(AssignmentTerms terms, Side side) {
        return jdbc.sql(
                        """
                        select exists (select from disclosure_reader
                            where assignment_id = ? and rule = ? and side = ?)
                        """)
                .params(terms.assignment(), terms.rule(), side.code())
                .query(Boolean.class)
                .single();
    }

    /// What was signed for this reader of this case, for the agents to verify.
    @Transactional(readOnly = true)
    public Evidence evidence(ActorId reader, CaseId caseId) {
        record Row(UUID assignment, String rule, byte[] statement, byte[] signature) {}
        var rows =
                jdbc.sql(
                                """
                                select assignment_id, rule, statement, signature from disclosure_reader
                                where official = ? and case_id = ? order by assignment_id, rule, side
                                """)
                        .params(reader.value(), caseId.value())
                        .query(
                                (row, number) ->
                                        new Row(
                                                row.getObject(1, UUID.class),
                                                row.getString(2),
                                                row.getBytes(3),
                                                row.getBytes(4)))
                        .list();
        var signed = new ArrayList<Evidence.Signed>();
        for (int i = 1; i < rows.size(); i++) {
            var one = rows.get(i - 1);
            var two = rows.get(i);
            if (Arrays.equals(one.statement(), two.statement())) {
                signed.add(
                        new Evidence.Signed(
                                one.statement(), List.of(one.signature(), two.signature())));
            }
        }
        return new Evidence(signed);
    }

    private static byte[] terms(Assignments.ToCase assignment, String rule) {
        return new AssignmentTerms(
                        assignment.assignment().value(),
                        assignment.official().value(),
                        assignment.caseId().value(),
                        rule,
                        assignment.window().from(),
                        assignment.window().to())
                .canonical();
    }
}
