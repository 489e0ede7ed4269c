package qorgan.vault.register;

import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import qorgan.keys.Field;
import qorgan.vault.subject.SealedValue;

/// A circumstance of a person that the law weighs when somebody asks: what kind it is, from when,
/// and what was stated, sealed. Whether it has any effect is the policy engine's question.
///
/// @param to the end that was set at the beginning; only a restriction has one
/// @param isWitnessed a second person from outside of the facility stood by when it was stated
/// @param endedAt when it was lifted, withdrawn or quashed
public record Circumstance(
        CircumstanceId id,
        Kind kind,
        SealedValue stated,
        Instant from,
        @Nullable Instant to,
        boolean isWitnessed,
        @Nullable Instant endedAt) {

    /// What is stated of a person beside the events of custody.
    public enum Kind {
        /// An exceptional restriction of whereabouts facts (ICPPED art. 20(1)).
        RESTRICTION("restriction", "intl-ced-20-1-restriction"),
        /// The person does not want one particular relative to know.
        OBJECTION("objection", "w-subject-objects-contact"),
        /// Whether the person claims asylum: then no consul of the State they fled is told.
        ASYLUM("asylum", "prot-asylum-consular-hold"),
        /// A judgment that is in force.
        CONVICTION("conviction", "kz-convict-own-file");

        private final String code;
        private final String rule;

        Kind(String code, String rule) {
            this.code = code;
            this.rule = rule;
        }

        public String code() {
            return code;
        }

        /// The rule for whose sake it is recorded.
        String rule() {
            return rule;
        }

        /// The register field under which the statement is sealed.
        public Field field() {
            return new Field("R." + code);
        }

        static Kind of(String code) {
            return Arrays.stream(values())
                    .filter(kind -> kind.code.equals(code))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no such circumstance"));
        }
    }

    /// Whether it stands at this instant: begun, not ended, its window not over.
    public boolean standsAt(Instant at) {
        return endedAt == null && !at.isBefore(from) && (to == null || at.isBefore(to));
    }
}
