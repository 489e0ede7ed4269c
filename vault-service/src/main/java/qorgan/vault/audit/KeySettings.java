package qorgan.vault.audit;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `qorgan.keys.*`: where the root key lives.
///
/// @param provider `keystore`, or `memory`, which only the profile `test` may use
/// @param keystore the directory of the keystore that custodians unseal
/// @param unsealPort the loopback port at which a starting service waits for its custodians
/// @param unsealFile passphrases (`name=passphrase` a line) that unseal without custodians: for the
///     demo alone
/// @param epochs the directory of the monthly epoch keys, outside every database backup
/// @param channel the directory of the service's side of the channel to the key agents
/// @param channelPasswordFile a file with the password of the channel's key
/// @param investigation the key agent of whoever conducts cases
/// @param procuracy the key agent of the procuracy
@ConfigurationProperties("qorgan.keys")
record KeySettings(
        @DefaultValue("keystore") String provider,
        @Nullable Path keystore,
        @DefaultValue("18090") int unsealPort,
        @Nullable Path unsealFile,
        @Nullable Path epochs,
        @Nullable Path channel,
        @Nullable Path channelPasswordFile,
        @Nullable Agent investigation,
        @Nullable Agent procuracy) {

    /// Where an office's agent answers and what its custodians handed over: the office's public key
    /// (Base64) and the certificate of the agent's side of the channel.
    record Agent(int port, Path key, Path certificate) {}
}
