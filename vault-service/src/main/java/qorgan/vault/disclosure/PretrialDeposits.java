package qorgan.vault.disclosure;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import qorgan.keys.CaseRecord;
import qorgan.keys.Codec;
import qorgan.keys.Field;
import qorgan.keys.KeyClass;
import qorgan.keys.SubjectId;
import qorgan.keys.Vault;
import qorgan.vault.audit.AccessLog;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.CaseId;
import qorgan.vault.identity.Permissions;
import qorgan.vault.subject.Stated;
import qorgan.vault.subject.Subjects;

/// Deposits of pretrial data: whoever conducts the case seals values that they themselves cannot
/// open alone afterwards. A correction is the next revision of its record, and voids what was
/// granted on the one before.
@Service
public class PretrialDeposits {

    private final PretrialRows rows;
    private final Subjects subjects;
    private final CaseTeam team;
    private final Norms norms;
    private final AccessLog log;
    private final Vault vault;
    private final Permissions permissions;
    private final Clock clock;

    PretrialDeposits(
            PretrialRows rows,
            Subjects subjects,
            CaseTeam team,
            Norms norms,
            AccessLog log,
            Vault vault,
            Permissions permissions,
            Clock clock) {
        this.rows = rows;
        this.subjects = subjects;
        this.team = team;
        this.norms = norms;
        this.log = log;
        this.vault = vault;
        this.permissions = permissions;
        this.clock = clock;
    }

    /// Seals these fields of the case for a person.
    @Transactional
    public Deposited deposit(
            Actor investigator,
            CaseId caseId,
            SubjectId subject,
            Map<Field, Stated<String>> values) {
        permissions.require(investigator, "disclosure:deposit");
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (!team.isAssigned(investigator, caseId)) {
            return new Deposited.NotYours();
        }
        var unknown =
                values.keySet().stream()
                        .filter(field -> field.keyClass() != KeyClass.P || !norms.isKnown(field))
                        .collect(Collectors.toSet());
        if (!unknown.isEmpty() || values.isEmpty()) {
            return new Deposited.UnknownFields(unknown);
        }
        var region = subjects.regionOf(subject);
        if (region.isEmpty()) {
            return new Deposited.NotYours();
        }
        var before =
                rows.newest(subject, caseId).stream()
                        .collect(Collectors.toMap(PretrialRow::field, row -> row, (a, _) -> a));
        var deposit =
                log.deposit(
                        investigator,
                        subject,
                        Set.copyOf(values.keySet()),
                        "pretrial",
                        "kz26-ccp-201-no-disclosure");
        var taken = new HashSet<UUID>();
        new TreeMap<>(values)
                .forEach(
                        (field, value) -> {
                            var earlier = before.get(field.code());
                            var draft =
                                    new PretrialRow(
                                            region.get().code(),
                                            investigator.officeOrThrow().value(),
                                            earlier == null
                                                    ? CaseRecord.fresh(caseId.value())
                                                    : earlier.record(),
                                            earlier == null ? 0 : earlier.revision() + 1,
                                            caseId.value(),
                                            subject.value(),
                                            field.code(),
                                            new byte[0],
                                            investigator.id().value(),
                                            now);
                            rows.insert(
                                    draft.holding(
                                            vault.seal(
                                                            deposit,
                                                            draft.place(),
                                                            value.value(),
                                                            Codec.TEXT)
                                                    .bytes()));
                            taken.add(draft.record());
                        });
        return new Deposited.Taken(taken);
    }
}
