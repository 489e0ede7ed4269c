package qorgan.vault.identity;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import qorgan.keys.Region;

/// The two realms, pinned: a token of any other issuer is nobody's.
///
/// @param region the region of whoever has no office
@ConfigurationProperties("qorgan")
record RealmSettings(
        OneRealm officials,
        @Name("public") OneRealm publicRealm,
        String region,
        @DefaultValue("qorgan") String audience) {

    /// @param issuer the realm's address, exactly as it stands in the tokens
    /// @param eventsSecret of the client that reads the realm's events; without it they are not
    ///     read
    record OneRealm(
            String issuer,
            @DefaultValue("qorgan-portal") String clientId,
            String clientSecret,
            @DefaultValue("qorgan-events") String eventsClient,
            @Nullable String eventsSecret) {
        @Override
        public String toString() {
            return "OneRealm[" + issuer + "]";
        }
    }

    Region home() {
        return new Region(region);
    }
}
