package qorgan.vault.request;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import qorgan.keys.RootKeys;
import qorgan.keys.sign.HybridSigner;

/// The service's signature under slips and receipts: Ed25519 and ML-DSA-65 at once. The key is made
/// at the first need and kept wrapped by the root key; its public half is published.
@Service
public class Seals {

    private static final String PURPOSE = "receipt-key";

    private final JdbcClient jdbc;
    private final RootKeys root;
    private final Clock clock;

    Seals(JdbcClient jdbc, RootKeys root, Clock clock) {
        this.jdbc = jdbc;
        this.root = root;
        this.clock = clock;
    }

    /// The signed envelope of a statement.
    ///
    /// @param kind `slip` or `receipt`
    @Transactional
    public byte[] sign(String kind, Map<String, ?> statement) {
        try (var secret = root.management().unwrap(wrapped(), PURPOSE);
                var signer = HybridSigner.of(secret)) {
            return signer.sign(kind, statement);
        }
    }

    /// The public keys that ever signed, one a line, newest first.
    @Transactional
    public List<String> publicKeys() {
        wrapped();
        return jdbc.sql(
                        "select public_key from request_signing_key order by created_at desc,"
                                + " key_id")
                .query((row, number) -> row.getString(1))
                .list();
    }

    private byte[] wrapped() {
        return newest().orElseGet(
                        () -> {
                            begin();
                            return newest().orElseThrow();
                        });
    }

    private java.util.Optional<byte[]> newest() {
        return jdbc.sql(
                        """
                        select wrapped from request_signing_key
                        order by created_at desc, key_id limit 1
                        """)
                .query((row, number) -> row.getBytes(1))
                .optional();
    }

    /// Two instances may begin at once: the lock lets one of them make the key.
    private void begin() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('request_signing_key'))")
                .query((row, number) -> number)
                .list();
        if (newest().isPresent()) {
            return;
        }
        try (var signer = HybridSigner.generate();
                var exported = signer.export()) {
            jdbc.sql(
                            """
                            insert into request_signing_key (key_id, public_key, wrapped, created_at)
                            values (?, ?, ?, ?)
                            """)
                    .params(
                            signer.publicKey().id(),
                            signer.publicKey().text(),
                            root.management().wrap(exported, PURPOSE),
                            clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        }
    }
}
