package qorgan.vault.audit;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import qorgan.keys.Entropy;
import qorgan.ledger.json.Json;
import qorgan.vault.identity.Actor;

/// The rows of packs, shadow runs, signatures and activations.
@Repository
class PackRows {
    private final JdbcTemplate jdbc;

    PackRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    record Brought(String digest, UUID office, UUID by, Instant at) {}

    record Shadow(
            String digest,
            String against,
            int decisions,
            int different,
            Map<String, Integer> changes,
            UUID by,
            Instant at) {}

    record Signature(String digest, Instant takesEffect, UUID signer, UUID office, Instant at) {}

    record Activation(
            UUID id,
            String digest,
            Instant takesEffect,
            UUID firstSigner,
            UUID secondSigner,
            Instant decidedAt) {}

    /// What a leaf commits to.
    static byte[] content(Activation activation) {
        return Json.object()
                .with("act", "activation")
                .with("law", activation.digest())
                .with("takesEffect", activation.takesEffect().toString())
                .with("firstSigner", activation.firstSigner().toString())
                .with("secondSigner", activation.secondSigner().toString())
                .with("decidedAt", activation.decidedAt().toString())
                .canonicalBytes();
    }

    @Transactional
    boolean insert(Actor by, String digest, SortedMap<String, byte[]> files, Instant at) {
        var text = Json.object();
        for (var file : files.entrySet()) {
            text = text.with(file.getKey(), new String(file.getValue(), StandardCharsets.UTF_8));
        }
        return jdbc.update(
                        """
                        insert into audit_pack (region, office, digest, files, brought_by, brought_at)
                        values (?, ?, ?, ?, ?, ?) on conflict do nothing
                        """,
                        by.region().code(),
                        Owners.of(by),
                        bytes(digest),
                        text.canonicalBytes(),
                        by.id().value(),
                        Timestamp.from(at))
                == 1;
    }

    @Transactional
    void insert(Actor by, Shadow shadow) {
        var changes = Json.object();
        for (var change : shadow.changes().entrySet()) {
            changes = changes.with(change.getKey(), (long) change.getValue());
        }
        jdbc.update(
                """
                insert into audit_pack_shadow (region, office, shadow_id, digest, against, decisions,
                    different, changes, run_by, run_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                by.region().code(),
                Owners.of(by),
                Entropy.uuid(),
                bytes(shadow.digest()),
                bytes(shadow.against()),
                shadow.decisions(),
                shadow.different(),
                changes.canonical(),
                shadow.by(),
                Timestamp.from(shadow.at()));
    }

    @Transactional
    boolean insert(Actor by, Signature signature, byte[] cms) {
        return jdbc.update(
                        """
                        insert into audit_pack_signature (region, office, digest, takes_effect, signer,
                            signature, signed_at)
                        values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                        """,
                        by.region().code(),
                        signature.office(),
                        bytes(signature.digest()),
                        Timestamp.from(signature.takesEffect()),
                        signature.signer(),
                        cms,
                        Timestamp.from(signature.at()))
                == 1;
    }

    @Transactional
    boolean insert(Actor by, Activation activation, UUID firstOffice, UUID secondOffice) {
        return jdbc.update(
                        """
                        insert into audit_pack_activation (region, office, activation_id, digest,
                            takes_effect, first_signer, first_office, second_signer, second_office,
                            decided_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (takes_effect) do nothing
                        """,
                        by.region().code(),
                        Owners.of(by),
                        activation.id(),
                        bytes(activation.digest()),
                        Timestamp.from(activation.takesEffect()),
                        activation.firstSigner(),
                        firstOffice,
                        activation.secondSigner(),
                        secondOffice,
                        Timestamp.from(activation.decidedAt()))
                == 1;
    }

    @Transactional(readOnly = true)
    List<Brought> all() {
        return jdbc.query(
                "select digest, office, brought_by, brought_at from audit_pack order by brought_at desc",
                (row, _) ->
                        new Brought(
                                hex(row, "digest"),
                                row.getObject("office", UUID.class),
                                row.getObject("brought_by", UUID.class),
                                row.getTimestamp("brought_at").toInstant()));
    }

    @Transactional(readOnly = true)
    boolean exists(String digest) {
        return Boolean.TRUE.equals(
                jdbc.queryForObject(
                        "select exists (select from audit_pack where digest = ?)",
                        Boolean.class,
                        (Object) bytes(digest)));
    }

    @Transactional(readOnly = true)
    Optional<SortedMap<String, byte[]>> files(String digest) {
        return jdbc
                .query(
                        "select files from audit_pack where digest = ?",
                        (row, _) -> files(row.getBytes(1)),
                        (Object) bytes(digest))
                .stream()
                .findFirst();
    }

    private static SortedMap<String, byte[]> files(byte[] stored) {
        var files = new TreeMap<String, byte[]>();
        var written = Json.parseObject(stored);
        for (var name : written.values().keySet()) {
            files.put(name, written.text(name).getBytes(StandardCharsets.UTF_8));
        }
        return files;
    }

    @Transactional(readOnly = true)
    List<Shadow> shadows() {
        return jdbc.query(
                "select * from audit_pack_shadow order by run_at desc",
                (row, _) ->
                        new Shadow(
                                hex(row, "digest"),
                                hex(row, "against"),
                                row.getInt("decisions"),
                                row.getInt("different"),
                                counts(row.getString("changes")),
                                row.getObject("run_by", UUID.class),
                                row.getTimestamp("run_at").toInstant()));
    }

    private static Map<String, Integer> counts(String json) {
        var counts = new TreeMap<String, Integer>();
        var written = Json.parseObject(json.getBytes(StandardCharsets.UTF_8));
        for (var change : written.values().keySet()) {
            counts.put(change, Math.toIntExact(written.whole(change)));
        }
        return counts;
    }

    @Transactional(readOnly = true)
    List<Signature> signatures() {
        return jdbc.query(
                "select * from audit_pack_signature order by signed_at",
                (row, _) ->
                        new Signature(
                                hex(row, "digest"),
                                row.getTimestamp("takes_effect").toInstant(),
                                row.getObject("signer", UUID.class),
                                row.getObject("office", UUID.class),
                                row.getTimestamp("signed_at").toInstant()));
    }

    /// Every activation, the latest effect first.
    @Transactional(readOnly = true)
    List<Activation> activations() {
        return jdbc.query(
                "select * from audit_pack_activation order by takes_effect desc",
                PackRows::activation);
    }

    private static Activation activation(ResultSet row, int number) throws SQLException {
        return new Activation(
                row.getObject("activation_id", UUID.class),
                hex(row, "digest"),
                row.getTimestamp("takes_effect").toInstant(),
                row.getObject("first_signer", UUID.class),
                row.getObject("second_signer", UUID.class),
                row.getTimestamp("decided_at").toInstant());
    }

    private static String hex(ResultSet row, String column) throws SQLException {
        return HexFormat.of().formatHex(row.getBytes(column));
    }

    private static byte[] bytes(String digest) {
        return HexFormat.of().parseHex(digest);
    }
}
