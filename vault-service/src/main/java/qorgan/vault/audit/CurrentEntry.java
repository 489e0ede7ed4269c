package qorgan.vault.audit;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// The entry that the running transaction wrote last, so that a revision of history can name it.
@Component
class CurrentEntry {
    private static final Object KEY = CurrentEntry.class;

    /// Remembers the entry until the transaction ends.
    void set(EntryId entry) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            return;
        }
        if (TransactionSynchronizationManager.hasResource(KEY)) {
            TransactionSynchronizationManager.unbindResource(KEY);
        } else {
            TransactionSynchronizationManager.registerSynchronization(new Forgetting());
        }
        TransactionSynchronizationManager.bindResource(KEY, entry);
    }

    static @Nullable EntryId get() {
        return (EntryId) TransactionSynchronizationManager.getResource(KEY);
    }

    /// Takes the entry off the thread with its transaction, and off while another one runs inside.
    private static final class Forgetting implements TransactionSynchronization {
        private @Nullable Object aside;

        @Override
        public void suspend() {
            aside = TransactionSynchronizationManager.unbindResourceIfPossible(KEY);
        }

        @Override
        public void resume() {
            if (aside != null) {
                TransactionSynchronizationManager.bindResource(KEY, aside);
            }
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(KEY);
        }
    }
}
