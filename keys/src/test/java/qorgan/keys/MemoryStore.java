package qorgan.keys;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Keys in memory, in the order of their names: the twin of the service's table.
public final class MemoryStore implements SubjectKeyStore {
    private final TreeMap<KeyName, WrappedKey> rows = new TreeMap<>();

    @Override
    public synchronized Optional<WrappedKey> load(KeyName name) {
        return Optional.ofNullable(rows.get(name));
    }

    @Override
    public synchronized Optional<WrappedKey> latest(String region, UUID owner, String purpose) {
        var last = rows.floorEntry(new KeyName(region, owner, purpose, Integer.MAX_VALUE));
        return Optional.ofNullable(last)
                .map(entry -> entry.getValue())
                .filter(key -> is(key.name(), region, owner, purpose));
    }

    @Override
    public synchronized WrappedKey insertIfAbsent(WrappedKey key) {
        var existing = rows.putIfAbsent(key.name(), key);
        return existing == null ? key : existing;
    }

    @Override
    public synchronized boolean replace(WrappedKey expected, WrappedKey next) {
        return rows.replace(expected.name(), expected, next);
    }

    @Override
    public synchronized List<WrappedKey> after(@Nullable KeyName last, int limit) {
        var tail = last == null ? rows : rows.tailMap(last, false);
        return tail.values().stream().limit(limit).toList();
    }

    @Override
    public synchronized int remove(String region, UUID owner, String purpose) {
        int before = rows.size();
        rows.keySet().removeIf(name -> is(name, region, owner, purpose));
        return before - rows.size();
    }

    /// What a backup of the database holds.
    public synchronized MemoryStore backup() {
        var copy = new MemoryStore();
        copy.rows.putAll(rows);
        return copy;
    }

    public synchronized List<WrappedKey> rows() {
        return List.copyOf(rows.values());
    }

    private static boolean is(KeyName name, String region, UUID owner, String purpose) {
        return name.region().equals(region)
                && name.owner().equals(owner)
                && name.purpose().equals(purpose);
    }
}
