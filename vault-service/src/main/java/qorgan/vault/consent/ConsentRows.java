package qorgan.vault.consent;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import qorgan.keys.Codec;
import qorgan.keys.Deposit;
import qorgan.keys.Field;
import qorgan.keys.Place;
import qorgan.keys.Region;
import qorgan.keys.Sealed;
import qorgan.keys.SubjectId;
import qorgan.keys.Vault;
import qorgan.vault.audit.LeafKind;
import qorgan.vault.audit.Leaves;
import qorgan.vault.subject.LeafContent;
import qorgan.vault.subject.Stated;

/// The rows of consents, their sealed items, and the leaf of each state of them.
@Component
class ConsentRows {
    private static final Logger LOG = LoggerFactory.getLogger(ConsentRows.class);
    private static final String SELECT =
            """
            select region, office, consent_id, subject_id, purpose, recipient, fields, lower(valid) as valid_from,
                   upper(valid) as valid_to, form, giver, in_custody, minor, witness, witness_kind, taken_by, given_at,
                   entry_id, withdrawn_at, withdrawn_by
            from consent_consent where\s""";

    private final JdbcClient jdbc;
    private final Vault vault;
    private final Leaves leaves;

    ConsentRows(JdbcClient jdbc, Vault vault, Leaves leaves) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.leaves = leaves;
    }

    /// The field under which an item of a consent is sealed.
    static Field field(ConsentItem item) {
        return new Field("D.consent_" + item.code());
    }

    ConsentId insert(ConsentRow row, Map<ConsentItem, Stated<String>> items, Deposit deposit) {
        jdbc.sql(
                        """
                        insert into consent_consent (region, office, consent_id, subject_id, purpose, recipient, fields,
                            valid, form, giver, in_custody, minor, witness, witness_kind, taken_by, given_at, entry_id)
                        values (?, ?, ?, ?, ?, ?, ?, tstzrange(?, ?, '[)'), ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        row.region(),
                        row.office(),
                        row.consent(),
                        row.subject(),
                        row.purpose(),
                        row.recipient(),
                        row.fields().toArray(String[]::new),
                        row.from().atOffset(ZoneOffset.UTC),
                        row.to().atOffset(ZoneOffset.UTC),
                        row.form().name(),
                        row.giver().name(),
                        row.inCustody(),
                        row.minor())
                .param(row.witness() == null ? null : row.witness().person())
                .param(row.witness() == null ? null : row.witness().kind().name())
                .params(row.takenBy(), row.givenAt().atOffset(ZoneOffset.UTC), row.entry())
                .update();
        var sealed = new TreeMap<Field, Sealed<String>>();
        items.forEach(
                (item, said) -> {
                    var place =
                            new Place(
                                    new Region(row.region()),
                                    new SubjectId(row.subject()),
                                    field(item),
                                    row.consent(),
                                    0);
                    var value = vault.seal(deposit, place, said.value(), Codec.TEXT);
                    sealed.put(field(item), value);
                    jdbc.sql(
                                    """
                                    insert into consent_item (region, office, consent_id, item, sealed)
                                    values (?, ?, ?, ?, ?)
                                    """)
                            .params(
                                    row.region(),
                                    row.office(),
                                    row.consent(),
                                    item.code(),
                                    value.bytes())
                            .update();
                });
        leaves.append(LeafKind.CONSENT, row.consent(), 0, content(row, sealed));
        return new ConsentId(row.consent());
    }

    void withdraw(ConsentRow row) {
        var at = row.withdrawnAt();
        if (at == null) {
            throw new IllegalStateException("not withdrawn: " + row.consent());
        }
        jdbc.sql(
                        "update consent_consent set withdrawn_at = ?, withdrawn_by = ? where consent_id = ?")
                .param(at.atOffset(ZoneOffset.UTC))
                .param(row.withdrawnBy())
                .param(row.consent())
                .update();
        leaves.append(LeafKind.CONSENT, row.consent(), 1, content(row, items(row)));
    }

    Optional<ConsentRow> find(ConsentId consent) {
        return jdbc.sql(SELECT + "consent_id = ?")
                .param(consent.value())
                .query(ConsentRows::row)
                .optional();
    }

    /// The consent, held against every other change until the transaction ends.
    ConsentRow lock(ConsentId consent) {
        return jdbc.sql(SELECT + "consent_id = ? for update")
                .param(consent.value())
                .query(ConsentRows::row)
                .single();
    }

    /// The consent, held against a withdrawal until the transaction ends, if it matches its leaf.
    Optional<ConsentRow> share(ConsentId consent) {
        return jdbc.sql(SELECT + "consent_id = ? for share")
                .param(consent.value())
                .query(ConsentRows::row)
                .optional()
                .filter(this::matchesLeaf);
    }

    /// A person's consents in the order in which they were given, those that match their leaf.
    List<ConsentRow> matching(SubjectId subject) {
        return jdbc
                .sql(SELECT + "subject_id = ? order by given_at, consent_id")
                .param(subject.value())
                .query(ConsentRows::row)
                .list()
                .stream()
                .filter(this::matchesLeaf)
                .toList();
    }

    private boolean matchesLeaf(ConsentRow row) {
        var matches =
                leaves.matches(
                        LeafKind.CONSENT, row.consent(), row.revision(), content(row, items(row)));
        if (!matches) {
            LOG.error("consent {} does not match its leaf; not used", row.consent());
        }
        return matches;
    }

    private Map<Field, Sealed<String>> items(ConsentRow row) {
        var items = new TreeMap<Field, Sealed<String>>();
        jdbc.sql("select item, sealed from consent_item where consent_id = ?")
                .param(row.consent())
                .query(
                        found -> {
                            items.put(
                                    field(ConsentItem.of(found.getString("item"))),
                                    Sealed.of(found.getBytes("sealed")));
                        });
        return items;
    }

    private static byte[] content(ConsentRow row, Map<Field, Sealed<String>> items) {
        var marks = new ArrayList<String>();
        if (row.inCustody()) {
            marks.add("in-custody");
        }
        if (row.minor()) {
            marks.add("minor");
        }
        var witness = row.witness();
        return LeafContent.of("consent_consent")
                .with("region", row.region())
                .with("office", row.office())
                .with("subject", row.subject())
                .with("purpose", row.purpose())
                .with("recipient", row.recipient())
                .with("fields", row.fields())
                .with("from", row.from())
                .with("to", row.to())
                .with("form", row.form().name())
                .with("giver", row.giver().name())
                .with("marks", marks)
                .with("witness", witness == null ? null : witness.person())
                .with("witnessKind", witness == null ? null : witness.kind().name())
                .with("takenBy", row.takenBy())
                .with("givenAt", row.givenAt())
                .with("entry", row.entry())
                .with("withdrawnAt", row.withdrawnAt())
                .with("withdrawnBy", row.withdrawnBy())
                .sealed("items", items)
                .bytes();
    }

    private static ConsentRow row(ResultSet found, int number) throws SQLException {
        var witness = found.getObject("witness", UUID.class);
        return new ConsentRow(
                found.getString("region"),
                found.getObject("office", UUID.class),
                found.getObject("consent_id", UUID.class),
                found.getObject("subject_id", UUID.class),
                found.getString("purpose"),
                found.getString("recipient"),
                Arrays.stream((String[]) found.getArray("fields").getArray()).sorted().toList(),
                instant(found, "valid_from"),
                instant(found, "valid_to"),
                ProofForm.valueOf(found.getString("form")),
                Giver.valueOf(found.getString("giver")),
                found.getBoolean("in_custody"),
                found.getBoolean("minor"),
                witness == null
                        ? null
                        : new Witness(
                                witness, Witness.Kind.valueOf(found.getString("witness_kind"))),
                found.getObject("taken_by", UUID.class),
                instant(found, "given_at"),
                found.getObject("entry_id", UUID.class),
                instantOrNull(found, "withdrawn_at"),
                found.getObject("withdrawn_by", UUID.class));
    }

    private static Instant instant(ResultSet found, String column) throws SQLException {
        return found.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instantOrNull(ResultSet found, String column)
            throws SQLException {
        var at = found.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
