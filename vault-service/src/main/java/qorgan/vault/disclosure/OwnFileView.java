package qorgan.vault.disclosure;

import java.util.List;
import qorgan.vault.audit.Tracker;

/// The person's own file: what is recorded and who looked. Never who asked.
public sealed interface OwnFileView {

    record Open(List<Released> values, List<Withheld> withheld, Tracker.Tracked looks)
            implements OwnFileView {
        public Open {
            values = List.copyOf(values);
            withheld = List.copyOf(withheld);
        }

        @Override
        public String toString() {
            return "Open[own file]";
        }
    }

    record NotYours() implements OwnFileView {}
}
