package qorgan.vault.request;

import java.time.LocalDate;

/// Who is sought, as the asker can say it. Nothing here is looked up when the slip is given.
public sealed interface Sought {

    /// By individual identification number. `asStated` when the check digit does not fit and the
    /// asker insists: it is taken as said, and never matched silently to another number.
    record ByIin(String iin, boolean asStated) implements Sought {
        @Override
        public String toString() {
            return "ByIin[…]";
        }
    }

    record ByName(String family, String given, String patronymic, LocalDate birth)
            implements Sought {
        @Override
        public String toString() {
            return "ByName[…]";
        }
    }

    record Described(String text) implements Sought {
        @Override
        public String toString() {
            return "Described[…]";
        }
    }
}
