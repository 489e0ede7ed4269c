package qorgan.vault.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.keys.KeyName;
import qorgan.keys.SubjectKeyStore;
import qorgan.keys.WrappedKey;

/// Wrapped keys in the table `subject_key`.
///
/// A person's key joins the transaction that first seals something about them. A key of the ring is
/// committed by itself: the vault keeps it open in memory afterwards, so a rollback must not take
/// its row away.
@Component
class SubjectKeyTable implements SubjectKeyStore {
    private static final String COLUMNS = "region, owner, purpose, version, wrapping, bytes";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate alone;

    SubjectKeyTable(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.alone = new TransactionTemplate(transactions);
        alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public Optional<WrappedKey> load(KeyName name) {
        return jdbc
                .query(
                        "select "
                                + COLUMNS
                                + " from subject_key where region = ? and owner = ? and purpose = ? and version = ?",
                        SubjectKeyTable::read,
                        name.region(),
                        name.owner(),
                        name.purpose(),
                        name.version())
                .stream()
                .findFirst();
    }

    @Override
    public Optional<WrappedKey> latest(String region, UUID owner, String purpose) {
        return jdbc
                .query(
                        "select "
                                + COLUMNS
                                + " from subject_key where region = ? and owner = ? and purpose = ?"
                                + " order by version desc limit 1",
                        SubjectKeyTable::read,
                        region,
                        owner,
                        purpose)
                .stream()
                .findFirst();
    }

    @Override
    public WrappedKey insertIfAbsent(WrappedKey key) {
        if (key.name().isSubjectKey()) {
            return insert(key);
        }
        var stored = alone.execute(_ -> insert(key));
        if (stored == null) {
            throw new IllegalStateException("no key of the ring: " + key.name());
        }
        return stored;
    }

    /// Keys of people in one batch; they join the caller's transaction.
    @Override
    public void insertAll(List<WrappedKey> keys) {
        jdbc.batchUpdate(
                "insert into subject_key ("
                        + COLUMNS
                        + ") values (?, ?, ?, ?, ?, ?) on conflict do nothing",
                keys.stream()
                        .map(
                                key ->
                                        new Object[] {
                                            key.name().region(),
                                            key.name().owner(),
                                            key.name().purpose(),
                                            key.name().version(),
                                            key.wrapping(),
                                            key.bytes()
                                        })
                        .toList());
    }

    private WrappedKey insert(WrappedKey key) {
        var name = key.name();
        jdbc.update(
                "insert into subject_key ("
                        + COLUMNS
                        + ") values (?, ?, ?, ?, ?, ?) on conflict do nothing",
                name.region(),
                name.owner(),
                name.purpose(),
                name.version(),
                key.wrapping(),
                key.bytes());
        return load(name).orElseThrow(() -> new IllegalStateException("no key " + name));
    }

    @Override
    public boolean replace(WrappedKey expected, WrappedKey next) {
        var name = expected.name();
        return jdbc.update(
                        """
                        update subject_key set wrapping = ?, bytes = ?
                        where region = ? and owner = ? and purpose = ? and version = ? and wrapping = ? and bytes = ?
                        """,
                        next.wrapping(),
                        next.bytes(),
                        name.region(),
                        name.owner(),
                        name.purpose(),
                        name.version(),
                        expected.wrapping(),
                        expected.bytes())
                == 1;
    }

    @Override
    public List<WrappedKey> after(@Nullable KeyName last, int limit) {
        var order =
                " order by region collate \"C\", (owner::text) collate \"C\", purpose collate \"C\", version limit ?";
        if (last == null) {
            return jdbc.query(
                    "select " + COLUMNS + " from subject_key" + order,
                    SubjectKeyTable::read,
                    limit);
        }
        return jdbc.query(
                "select "
                        + COLUMNS
                        + " from subject_key where (region collate \"C\", (owner::text) collate \"C\","
                        + " purpose collate \"C\", version) > (?, ?, ?, ?)"
                        + order,
                SubjectKeyTable::read,
                last.region(),
                last.owner().toString(),
                last.purpose(),
                last.version(),
                limit);
    }

    @Override
    public int remove(String region, UUID owner, String purpose) {
        return jdbc.update(
                "delete from subject_key where region = ? and owner = ? and purpose = ?",
                region,
                owner,
                purpose);
    }

    private static WrappedKey read(ResultSet row, int number) throws SQLException {
        return new WrappedKey(
                new KeyName(
                        row.getString("region"),
                        row.getObject("owner", UUID.class),
                        row.getString("purpose"),
                        row.getInt("version")),
                row.getString("wrapping"),
                row.getBytes("bytes"));
    }
}
