package qorgan.vault.audit;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `qorgan.keys.*`: where the root key lives, and when it is forgotten.
///
/// @param provider `keystore`, `pkcs11` or `transit`; `memory` for measurements under the profile
///     `test` alone
/// @param previous the provider that keys are moving away from, opened too until all have moved
/// @param keystore the directory of the keystore that custodians unseal
/// @param unsealPort the loopback port at which custodians unseal and seal; 18090 where none is
///     named, but with an unseal file then none at all
/// @param unsealFile passphrases (`name=passphrase` a line) that unseal without custodians: for the
///     demo alone
/// @param sealWhenIdle seals itself when nothing was sealed or opened for that long; never where it
///     is not set, because a question of whereabouts may come at any hour
/// @param epochs the directory of the monthly epoch keys, outside every database backup
/// @param channel the directory of the service's side of the channel to the key agents
/// @param channelPasswordFile a file with the password of the channel's key
/// @param investigation the key agent of whoever conducts cases
/// @param procuracy the key agent of the procuracy
@ConfigurationProperties("qorgan.keys")
record KeySettings(
        @DefaultValue("keystore") String provider,
        @Nullable String previous,
        @Nullable Path keystore,
        @Nullable Integer unsealPort,
        @Nullable Path unsealFile,
        @Nullable Duration sealWhenIdle,
        @Nullable Token pkcs11,
        @Nullable Transit transit,
        @Nullable Path epochs,
        @Nullable Path channel,
        @Nullable Path channelPasswordFile,
        @Nullable Agent investigation,
        @Nullable Agent procuracy) {

    /// A PKCS#11 token.
    ///
    /// @param label this house's keys in the token, which may serve others too
    record Token(
            Path library,
            @DefaultValue("0") int slot,
            Path pinFile,
            @DefaultValue("qorgan") String label) {}

    /// The transit engine of HashiCorp Vault or OpenBao.
    ///
    /// @param key the root key's name there
    record Transit(URI url, @DefaultValue("qorgan") String key, Path tokenFile) {}

    /// Where an office's agent answers and what its custodians handed over: the office's public key
    /// (Base64) and the certificate of the agent's side of the channel.
    record Agent(int port, Path key, Path certificate) {}
}
