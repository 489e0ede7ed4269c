package qorgan.policy.scope;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import qorgan.policy.norm.Truth;

/// One office's signed permission to disclose some fields for some time.
///
/// @param signer the natural person behind the certificate, whatever the login
/// @param from null when the grant has no beginning, which makes it one that never begins
/// @param to null when the grant has no end, which makes it one that is over
/// @param noPrejudice the signer's statement that neither the investigation nor others are harmed
/// @param inOffice whether the signer held the office for the case when signing; otherwise the
///     grant counts as absent
public record Grant(
        String id,
        Office office,
        String signer,
        String caseId,
        Set<String> fields,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Instant revokedAt,
        Truth noPrejudice,
        Truth inOffice) {
    public Grant {
        fields = Set.copyOf(fields);
    }

    /// A revocation at the very instant counts.
    public boolean isRevoked(Instant at) {
        return revokedAt != null && !at.isBefore(revokedAt);
    }

    /// Over at its very end; without an end it is over from the start.
    public boolean isExpired(Instant at) {
        return to == null || !at.isBefore(to);
    }

    public boolean hasBegun(Instant at) {
        return from != null && !at.isBefore(from);
    }

    /// In its window and not revoked.
    public boolean stands(Instant at) {
        return hasBegun(at) && !isExpired(at) && !isRevoked(at);
    }

    public boolean names(String field) {
        return fields.contains(field);
    }
}
