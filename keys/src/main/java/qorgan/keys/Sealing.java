package qorgan.keys;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Seals many values of many people in one transaction: each key is fetched or made once and held
/// until this is closed. It asks for the same deposits as [Vault#seal] and opens nothing.
public final class Sealing implements AutoCloseable {
    private record Owner(Region region, SubjectId subject, KeyClass keyClass) {}

    private final Vault vault;
    private final SubjectKeys keys;
    private final SubjectKeyStore store;
    private final Map<Owner, SubjectKeys.Versioned> held = new HashMap<>();
    private final List<WrappedKey> made = new ArrayList<>();

    Sealing(Vault vault, SubjectKeys keys, SubjectKeyStore store) {
        this.vault = vault;
        this.keys = keys;
        this.store = store;
    }

    /// Makes the keys of somebody new, whose identifier was drawn just now: nobody else can have
    /// made keys for it. They are stored by [#store], before anything sealed under them.
    public void begin(Region region, SubjectId subject, Set<KeyClass> classes) {
        for (var keyClass : classes) {
            var owner = new Owner(region, subject, keyClass);
            if (held.containsKey(owner)) {
                throw new IllegalStateException("somebody new has no keys yet");
            }
            var fresh = Entropy.key();
            made.add(keys.wrapped(KeyName.ofSubject(region, subject, keyClass, 1), fresh));
            held.put(owner, new SubjectKeys.Versioned(1, fresh));
        }
    }

    /// Stores what was made since the last time, in the caller's transaction.
    public void store() {
        store.insertAll(List.copyOf(made));
        made.clear();
    }

    /// Seals a value for its place, as [Vault#seal] does.
    public <T> Sealed<T> seal(Deposit deposit, Place place, T value, Codec<T> codec) {
        if (!made.isEmpty()) {
            throw new IllegalStateException("keys are stored before they seal");
        }
        var owner = new Owner(place.region(), place.subject(), place.keyClass());
        var key =
                held.computeIfAbsent(
                        owner,
                        _ -> keys.current(place.region(), place.subject(), place.keyClass()));
        byte[] plaintext = codec.encode(value);
        try {
            return vault.sealUnder(key, deposit, place, plaintext);
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
    }

    @Override
    public void close() {
        held.values().forEach(SubjectKeys.Versioned::close);
        held.clear();
    }
}
