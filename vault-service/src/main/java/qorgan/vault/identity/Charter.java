package qorgan.vault.identity;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// With what a new installation begins: its offices, and at least two registrars of two offices,
/// who enter and confirm everyone else. Whatever stands here was agreed on paper by both.
public record Charter(List<FoundingOffice> offices, List<FoundingOfficial> officials) {
    public Charter {
        offices = List.copyOf(offices);
        officials = List.copyOf(officials);
    }

    public record FoundingOffice(
            UUID id,
            String operator,
            String kind,
            String region,
            Map<String, String> names,
            String serviceContact) {}

    /// @param id the official's identifier in Qorgan, the account's where none is given
    /// @param subject the account in the officials' realm
    public record FoundingOfficial(
            @Nullable UUID id,
            UUID subject,
            UUID office,
            Set<String> roles,
            String serviceName,
            String serviceNumber) {}
}
