package qorgan.vault.disclosure;

import java.util.List;

/// What comes back when a victim's contact data are asked for one purpose.
public sealed interface ContactAnswer {

    record Open(List<Released> values) implements ContactAnswer {
        public Open {
            values = List.copyOf(values);
        }

        @Override
        public String toString() {
            return "Open[contact]";
        }
    }

    /// Refused with the outward ground, its article and the remedy.
    record Closed(String ground, String article, String remedy) implements ContactAnswer {}

    /// No such person for this reader.
    record NotYours() implements ContactAnswer {}
}
