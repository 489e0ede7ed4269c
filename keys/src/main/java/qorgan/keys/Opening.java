package qorgan.keys;

import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import qorgan.keys.aead.Xaes;

/// What a claimed warrant opens, until it is closed or the warrant's minute is over.
public final class Opening implements AutoCloseable {
    private static final int HELD = 64;

    private final Vault vault;
    private final Warrant warrant;
    private final Evidence evidence;
    private final Clock clock;
    private final Map<KeyName, Xaes> ciphers = new HashMap<>();
    private boolean closed;

    Opening(Vault vault, Warrant warrant, Evidence evidence, Clock clock) {
        this.vault = vault;
        this.warrant = warrant;
        this.evidence = evidence;
        this.clock = clock;
    }

    /// Opens one value at its place; the caller closes what it gets.
    ///
    /// @throws WarrantRefused when the warrant doesn't name the subject or field, or is over
    /// @throws CannotOpen when the value belongs elsewhere or was changed
    /// @throws KeyDestroyed when it was erased
    /// @throws HalfRefused when an office's agent refuses its half (class P)
    public <T> Plain<T> plain(Sealed<T> value, Place place, Codec<T> codec) {
        if (closed) {
            throw new WarrantRefused(WarrantRefused.Reason.OPENING_CLOSED);
        }
        if (!clock.instant().isBefore(warrant.until())) {
            throw new WarrantRefused(WarrantRefused.Reason.EXPIRED);
        }
        if (!warrant.subjects().contains(place.subject())) {
            throw new WarrantRefused(WarrantRefused.Reason.OTHER_SUBJECT);
        }
        if (!warrant.fields().contains(place.field())) {
            throw new WarrantRefused(WarrantRefused.Reason.OTHER_FIELD);
        }
        byte[] plaintext = vault.openFor(warrant, evidence, value.raw(), place, this::cipher);
        try {
            return new Plain<>(codec.decode(plaintext));
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
    }

    /// Each key is fetched once an opening. A list of many people lets go of them in between.
    private Xaes cipher(KeyName name) {
        if (ciphers.size() == HELD && !ciphers.containsKey(name)) {
            letGo();
        }
        return ciphers.computeIfAbsent(name, vault::cipher);
    }

    private void letGo() {
        ciphers.values().forEach(Xaes::close);
        ciphers.clear();
    }

    public Warrant warrant() {
        return warrant;
    }

    @Override
    public void close() {
        closed = true;
        letGo();
    }
}
