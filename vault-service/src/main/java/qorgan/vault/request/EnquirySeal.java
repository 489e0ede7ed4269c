package qorgan.vault.request;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import qorgan.keys.Codec;
import qorgan.keys.Deposit;
import qorgan.keys.Field;
import qorgan.keys.Opening;
import qorgan.keys.Place;
import qorgan.keys.Region;
import qorgan.keys.Sealed;
import qorgan.keys.SubjectId;
import qorgan.keys.Vault;
import qorgan.vault.audit.Access;
import qorgan.vault.audit.AccessLog;
import qorgan.vault.audit.Committed;
import qorgan.vault.audit.EntryKind;
import qorgan.vault.identity.Actor;

/// Seals and opens what an asker said: class Q, keyed by the asker, never by the person sought.
@Component
class EnquirySeal {

    static final Field IDENTITY = new Field("Q.requester_identity");
    static final Field CONTACT = new Field("Q.requester_contact");
    static final Field HISTORY = new Field("Q.request_history");
    static final Set<Field> ALL = Set.of(IDENTITY, CONTACT, HISTORY);
    private static final byte[] NO_DECISION = new byte[0];

    private final AccessLog log;
    private final Vault vault;

    EnquirySeal(AccessLog log, Vault vault) {
        this.log = log;
        this.vault = vault;
    }

    Deposit deposit(Actor actor, SubjectId asker, String basis) {
        return log.deposit(actor, asker, ALL, "request", basis);
    }

    byte[] seal(
            Deposit deposit,
            Region region,
            SubjectId asker,
            Field field,
            UUID record,
            String text) {
        return vault.seal(deposit, new Place(region, asker, field, record, 0), text, Codec.TEXT)
                .bytes();
    }

    /// Commits the entry; only then is anything opened.
    Committed commit(
            Actor actor,
            RequestRow row,
            EntryKind kind,
            Set<Field> fields,
            String purpose,
            List<String> basis) {
        return log.open(
                actor,
                new Access(
                        kind,
                        Set.of(new SubjectId(row.asker())),
                        fields,
                        purpose,
                        basis,
                        NO_DECISION,
                        NO_DECISION,
                        row.request(),
                        null));
    }

    Opening open(Committed committed) {
        return vault.open(committed.warrant());
    }

    String text(Opening opening, RequestRow row, Field field, UUID record, byte[] sealed) {
        var place =
                new Place(new Region(row.region()), new SubjectId(row.asker()), field, record, 0);
        try (var plain = opening.plain(Sealed.<String>of(sealed), place, Codec.TEXT)) {
            return plain.value();
        }
    }
}
