package qorgan.keys;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where wrapped keys are kept: in the service the table `subject_key` with the primary key
/// `(region, owner, purpose, version)` and the columns `wrapping` and `bytes`. One row is one
/// [WrappedKey]; nothing here is secret by itself.
public interface SubjectKeyStore {
    /// The row of that name.
    Optional<WrappedKey> load(KeyName name);

    /// The rows of these names, as far as they exist. A store overrides this with one query.
    default List<WrappedKey> loadAll(Collection<KeyName> names) {
        return names.stream().flatMap(name -> load(name).stream()).toList();
    }

    /// The row with the highest version.
    Optional<WrappedKey> latest(String region, UUID owner, String purpose);

    /// Inserts unless a row of that name exists, and returns the row that is there now. Two callers
    /// at once get the same row.
    WrappedKey insertIfAbsent(WrappedKey key);

    /// Inserts all of them; a name that exists already is left alone.
    default void insertAll(List<WrappedKey> keys) {
        for (var key : keys) {
            var _ = insertIfAbsent(key);
        }
    }

    /// Puts `next` in place of `expected`, which has the same name, if that is still what is there
    /// (compare the `wrapping` and `bytes` columns). False: somebody was faster, nothing changed.
    boolean replace(WrappedKey expected, WrappedKey next);

    /// Replaces many, each as [#replace] does; gives how many were replaced. A store overrides this
    /// with one batch.
    default int replaceAll(List<Replacement> replacements) {
        int done = 0;
        for (var each : replacements) {
            if (replace(each.expected(), each.next())) {
                done++;
            }
        }
        return done;
    }

    /// One step of [#replaceAll].
    record Replacement(WrappedKey expected, WrappedKey next) {}

    /// Up to `limit` rows after that name (null: from the first), in the order of [KeyName].
    List<WrappedKey> after(@Nullable KeyName last, int limit);

    /// Removes every version of a key, and gives how many there were. The library calls this only
    /// to destroy a key of a [Destroyable] class.
    int remove(String region, UUID owner, String purpose);
}
