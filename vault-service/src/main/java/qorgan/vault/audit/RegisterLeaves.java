package qorgan.vault.audit;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import qorgan.vault.identity.Entered;

/// Every entry, confirmation and end in the register of who may act has its leaf, in the same
/// transaction.
@Component
class RegisterLeaves {
    private final Leaves leaves;

    RegisterLeaves(Leaves leaves) {
        this.leaves = leaves;
    }

    @EventListener
    void on(Entered entered) {
        var kind =
                switch (entered.table()) {
                    case OFFICE -> LeafKind.OFFICE;
                    case OFFICIAL -> LeafKind.OFFICIAL;
                    case ASSIGNMENT -> LeafKind.ASSIGNMENT;
                    case CERTIFICATE -> LeafKind.CERTIFICATE;
                };
        leaves.append(kind, entered.row(), entered.revision(), entered.content());
    }
}
