package qorgan.vault.disclosure;

import java.util.List;

/// The person's own file: what is recorded and who looked. Never who asked.
public sealed interface OwnFileView {

    record Open(List<Released> values, List<Withheld> withheld, List<Look> looks)
            implements OwnFileView {
        public Open {
            values = List.copyOf(values);
            withheld = List.copyOf(withheld);
            looks = List.copyOf(looks);
        }

        @Override
        public String toString() {
            return "Open[own file]";
        }
    }

    record NotYours() implements OwnFileView {}
}
