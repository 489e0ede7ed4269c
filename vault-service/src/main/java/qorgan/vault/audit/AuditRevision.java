package qorgan.vault.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.envers.RevisionEntity;
import org.hibernate.envers.RevisionListener;
import org.hibernate.envers.RevisionNumber;
import org.hibernate.envers.RevisionTimestamp;
import org.jspecify.annotations.Nullable;
import qorgan.vault.identity.Acting;

/// A revision of what changes: when, by whom, and under which entry of the access log.
@Entity
@Table(name = "audit_revision")
@RevisionEntity(AuditRevision.Listener.class)
class AuditRevision {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "audit_revision_seq")
    @SequenceGenerator(
            name = "audit_revision_seq",
            sequenceName = "audit_revision_seq",
            allocationSize = 50)
    @RevisionNumber
    private long rev;

    @RevisionTimestamp private long at;

    private @Nullable UUID actor;

    @Column(name = "entry_id")
    private @Nullable UUID entry;

    protected AuditRevision() {}

    long rev() {
        return rev;
    }

    long at() {
        return at;
    }

    @Nullable UUID actor() {
        return actor;
    }

    @Nullable UUID entry() {
        return entry;
    }

    /// Takes both from where they are known: the acting person of the thread, and the entry that
    /// the transaction has written.
    static class Listener implements RevisionListener {
        @Override
        public void newRevision(Object revision) {
            var made = (AuditRevision) revision;
            made.actor = Acting.current().map(actor -> actor.id().value()).orElse(null);
            var current = CurrentEntry.get();
            made.entry = current == null ? null : current.value();
        }
    }
}
