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
@ConfigurationProperties("qorgan.keys")
record KeySettings(
        @DefaultValue("keystore") String provider,
        @Nullable Path keystore,
        @DefaultValue("18090") int unsealPort,
        @Nullable Path unsealFile,
        @Nullable Path epochs) {}
