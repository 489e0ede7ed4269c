package qorgan.keys;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import qorgan.keys.ErasureRefused.Reason;

/// A decision to erase that two people of two offices signed, announced long enough before. Nothing
/// is destroyed without one; it exists only verified.
public final class ErasureDecision {
    /// Between the announcement and the act: time to object, to complain, to set a hold.
    public static final Duration ANNOUNCED = Duration.ofDays(14);

    /// Who a detached CMS over a statement is of, if it is good: what the package of signatures
    // says
    /// of the roots it was given.
    public interface Signatures {
        Optional<Signer> signer(byte[] statement, byte[] cms, Instant now);
    }

    /// @param organisation empty where the certificate names none, or several
    public record Signer(String name, String organisation) {}

    private final ErasureTerms terms;

    private ErasureDecision(ErasureTerms terms) {
        this.terms = terms;
    }

    /// Verifies a decision.
    ///
    /// @param decided the detached CMS of whoever decided
    /// @param seconded the detached CMS of the second office
    /// @throws ErasureRefused when it is none, or its time has not come
    public static ErasureDecision verified(
            byte[] statement, byte[] decided, byte[] seconded, Signatures signatures, Instant now) {
        var terms =
                ErasureTerms.read(statement)
                        .orElseThrow(() -> new ErasureRefused(Reason.STATEMENT));
        var first = signatures.signer(statement, decided, now);
        var second = signatures.signer(statement, seconded, now);
        if (first.isEmpty() || second.isEmpty()) {
            throw new ErasureRefused(Reason.SIGNATURE);
        }
        if (first.get().name().equals(second.get().name())
                || first.get().organisation().isEmpty()
                || second.get().organisation().isEmpty()
                || first.get().organisation().equals(second.get().organisation())) {
            throw new ErasureRefused(Reason.ONE_OFFICE);
        }
        if (terms.notBefore().isBefore(terms.announcedAt().plus(ANNOUNCED))) {
            throw new ErasureRefused(Reason.ANNOUNCED_TOO_SHORT);
        }
        var decision = new ErasureDecision(terms);
        decision.demandDue(now);
        return decision;
    }

    public ErasureTerms terms() {
        return terms;
    }

    void demandDue(Instant now) {
        if (now.isBefore(terms.notBefore())) {
            throw new ErasureRefused(Reason.TOO_EARLY);
        }
    }
}
