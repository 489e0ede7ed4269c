package qorgan.vault.disclosure;

import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import qorgan.keys.Codec;
import qorgan.keys.Field;
import qorgan.keys.Opening;
import qorgan.keys.Place;
import qorgan.keys.Region;
import qorgan.keys.Sealed;
import qorgan.keys.SubjectId;
import qorgan.keys.Vault;
import qorgan.vault.audit.AccessLog;
import qorgan.vault.identity.Actor;

/// Seals what belongs to a decision about a person and is no value of theirs: grants' statements
/// and signatures, inner grounds. Class A, which is never destroyable.
@Component
class DecisionSeal {

    static final Field FIELD = new Field("A.decision_record");

    private final AccessLog log;
    private final Vault vault;

    DecisionSeal(AccessLog log, Vault vault) {
        this.log = log;
        this.vault = vault;
    }

    byte[] seal(
            Actor actor,
            Region region,
            SubjectId subject,
            UUID record,
            long revision,
            byte[] content,
            String basis) {
        var deposit = log.deposit(actor, subject, Set.of(FIELD), "decision", basis);
        return vault.seal(
                        deposit,
                        new Place(region, subject, FIELD, record, revision),
                        content,
                        Codec.BYTES)
                .bytes();
    }

    byte[] open(
            Opening opening,
            Region region,
            SubjectId subject,
            UUID record,
            long revision,
            byte[] sealed) {
        var place = new Place(region, subject, FIELD, record, revision);
        try (var plain = opening.plain(Sealed.<byte[]>of(sealed), place, Codec.BYTES)) {
            return plain.value().clone();
        }
    }
}
