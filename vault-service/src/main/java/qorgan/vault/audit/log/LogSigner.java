package qorgan.vault.audit.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import qorgan.keys.KeyManagement;
import qorgan.keys.Secret;
import qorgan.ledger.KeyType;
import qorgan.ledger.LeafOpening;
import qorgan.ledger.Log;
import qorgan.ledger.SignedNote;
import qorgan.ledger.SigningKey;
import qorgan.ledger.VerifierKey;
import qorgan.ledger.tiles.Edge;

/// The log's own signature: Ed25519 and ML-DSA-44, from a key file that the root key wraps.
///
/// The file is made at the very first start and never again: a log that has begun under one key
/// does not go on under another, and an instance that can't find the log's key does not start.
public final class LogSigner {
    private static final String PURPOSE = "log-key";

    private final Log log;
    private final SecureRandom random;
    private final Clock clock;

    private LogSigner(Log log, SecureRandom random, Clock clock) {
        this.log = log;
        this.random = random;
        this.clock = clock;
    }

    public static LogSigner start(
            LogSettings settings,
            KeyManagement root,
            JdbcTemplate jdbc,
            SecureRandom random,
            Clock clock) {
        var file = settings.keyFile();
        if (file == null) {
            throw new IllegalStateException("qorgan.log.key-file is not set");
        }
        var begun = begunAs(settings.origin(), jdbc);
        if (!Files.exists(file)) {
            if (begun != null) {
                throw new IllegalStateException(
                        "the log has begun, but its key is not at qorgan.log.key-file");
            }
            write(file, root, generate(settings.origin(), random));
        }
        var signer =
                new LogSigner(new Log(settings.origin(), read(file, root, random)), random, clock);
        if (begun == null) {
            jdbc.update(
                    "insert into audit_log_identity (origin, vkeys) values (?, ?) on conflict do nothing",
                    settings.origin(),
                    signer.vkeys());
        }
        if (!signer.vkeys().equals(begunAs(settings.origin(), jdbc))) {
            throw new IllegalStateException("qorgan.log.key-file holds another key than the log's");
        }
        return signer;
    }

    /// The public keys, a C2SP vkey line each.
    public String vkeys() {
        return log.verifierKeys().stream()
                        .map(VerifierKey::encoded)
                        .collect(Collectors.joining("\n"))
                + "\n";
    }

    public List<VerifierKey> verifierKeys() {
        return log.verifierKeys();
    }

    public String origin() {
        return log.origin();
    }

    SignedNote sign(Edge edge) {
        return log.checkpoint(edge, clock.instant());
    }

    /// Leaves that stand for nothing and look like any other: their salts, which show it.
    List<byte[]> padding(int count) {
        var salts = new ArrayList<byte[]>(count);
        for (var i = 0; i < count; i++) {
            salts.add(LeafOpening.freshSalt(random));
        }
        return salts;
    }

    private static @Nullable String begunAs(String origin, JdbcTemplate jdbc) {
        try {
            return jdbc.queryForObject(
                    "select vkeys from audit_log_identity where origin = ?", String.class, origin);
        } catch (EmptyResultDataAccessException e) {
            return null;
        }
    }

    private static String generate(String origin, SecureRandom random) {
        try (var classical = SigningKey.generate(origin, KeyType.ED25519, random);
                var postQuantum =
                        SigningKey.generate(origin, KeyType.MLDSA44_COSIGNATURE, random)) {
            return classical.encoded() + "\n" + postQuantum.encoded() + "\n";
        }
    }

    private static List<SigningKey> read(Path file, KeyManagement root, SecureRandom random) {
        try (var secret = root.unwrap(Files.readAllBytes(file), PURPOSE)) {
            return new String(secret.copy(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> SigningKey.parse(line, random))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, KeyManagement root, String keys) {
        try (var secret = Secret.taking(keys.getBytes(StandardCharsets.UTF_8))) {
            var folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            var attributes =
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"));
            try (var channel =
                    FileChannel.open(
                            file,
                            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                            attributes)) {
                var bytes = ByteBuffer.wrap(root.wrap(secret, PURPOSE));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
