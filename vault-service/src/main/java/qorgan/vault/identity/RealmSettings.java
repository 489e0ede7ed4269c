package qorgan.vault.identity;

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
    record OneRealm(
            String issuer, @DefaultValue("qorgan-portal") String clientId, String clientSecret) {
        @Override
        public String toString() {
            return "OneRealm[" + issuer + "]";
        }
    }

    Region home() {
        return new Region(region);
    }
}
