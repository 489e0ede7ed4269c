package qorgan.keys;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import qorgan.keys.ErasureRefused.Reason;
import qorgan.keys.sign.Certificates;
import qorgan.keys.sign.Cms;
import qorgan.keys.sign.TrustAnchors;

/// A decision to erase that two people of two offices signed, announced long enough before. Nothing
/// is destroyed without one; it exists only verified.
public final class ErasureDecision {
    /// Between the announcement and the act: time to object, to complain, to set a hold.
    public static final Duration ANNOUNCED = Duration.ofDays(14);

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
            byte[] statement, byte[] decided, byte[] seconded, TrustAnchors anchors, Instant now) {
        var terms =
                ErasureTerms.read(statement)
                        .orElseThrow(() -> new ErasureRefused(Reason.STATEMENT));
        var first = signer(statement, decided, anchors, now);
        var second = signer(statement, seconded, anchors, now);
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

    private record Signer(String name, String organisation) {}

    private static Optional<Signer> signer(
            byte[] statement, byte[] cms, TrustAnchors anchors, Instant now) {
        return switch (Cms.verify(statement, cms, anchors, now)) {
            case Cms.Verdict.Valid(var certificate, var _, var _) ->
                    Optional.of(
                            new Signer(
                                    certificate.getSubjectX500Principal().getName(),
                                    Certificates.organisation(certificate)));
            case Cms.Verdict.Refused _ -> Optional.empty();
        };
    }
}
