package qorgan.vault.register;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where a person's file stands after these entries, in the order in which they happened.
record Standing(CustodyStatus state, @Nullable UUID facility) {
    static Standing of(List<EventRow> standing) {
        var state = CustodyStatus.IN_CUSTODY;
        UUID facility = null;
        for (var row : standing) {
            switch (row.kind()) {
                case ARREST -> state = CustodyStatus.IN_CUSTODY;
                case PLACEMENT -> {
                    state = CustodyStatus.IN_CUSTODY;
                    facility = row.facility();
                }
                case TRANSFER -> {
                    state = CustodyStatus.TRANSFERRED;
                    facility = row.facility();
                }
                case RELEASE -> {
                    state = CustodyStatus.RELEASED;
                    facility = null;
                }
                case DEATH -> {
                    state = CustodyStatus.DECEASED;
                    facility = null;
                }
                case INJURY, HEALTH -> {}
            }
        }
        return new Standing(state, facility);
    }
}
