package qorgan.keys;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import qorgan.keys.aead.Xaes;

/// The only door to plaintext. Sealing takes a [Deposit], opening takes a [Warrant]; both exist
/// only for an entry of the access log.
///
/// A sealed value, formats 1 and 2: one byte of format, four bytes (big-endian) of the version of
/// the subject's key, then nonce, commitment, ciphertext and tag as [Xaes#seal] writes them, with
/// the [Place] as associated data. In format 1 the content is the encoded value; in format 2 (class
/// P) it is a [PlaneSeal], which opens only with a half from each office.
public final class Vault implements AutoCloseable {
    static final byte ORDINARY = 1;
    static final byte DUAL = 2;
    private static final int HEADER = 5;

    private final Ring ring;
    private final SubjectKeys keys;
    private final SubjectKeyStore store;
    private final RootKeys root;
    private final WarrantUse use;
    private final Clock clock;
    private final String instance;
    private final @Nullable DualControl offices;
    private volatile boolean sealed;
    private volatile Instant lastUse;

    private Vault(
            RootKeys root,
            SubjectKeyStore store,
            WarrantUse use,
            Clock clock,
            String instance,
            @Nullable DualControl offices) {
        this.ring = new Ring(root.management(), store);
        this.keys = new SubjectKeys(ring, root, store, clock);
        this.store = store;
        this.root = root;
        this.use = use;
        this.clock = clock;
        this.instance = instance;
        this.offices = offices;
        this.lastUse = clock.instant();
    }

    /// A vault without key agents: everything but class P, which it neither seals nor opens.
    public static Started start(
            RootKeys root, SubjectKeyStore store, WarrantUse use, Clock clock, String instance) {
        return started(new Vault(root, store, use, clock, instance, null));
    }

    /// A vault with the two offices' agents for class P.
    ///
    /// @param instance names this process; a warrant opens only on the instance it was issued on
    public static Started start(
            RootKeys root,
            SubjectKeyStore store,
            WarrantUse use,
            Clock clock,
            String instance,
            DualControl offices) {
        return started(new Vault(root, store, use, clock, instance, offices));
    }

    private static Started started(Vault vault) {
        return new Started(
                vault,
                new WarrantOffice(vault.instance, vault.clock),
                new BlindIndexes(
                        vault.ring, vault, new IndexMeter(vault.clock, IndexMeter.PER_MINUTE)),
                new SubjectTokens(vault.ring));
    }

    /// Seals a value for its place. The deposit must name the subject and the field.
    public <T> Sealed<T> seal(Deposit deposit, Place place, T value, Codec<T> codec) {
        check(deposit, place);
        inUse();
        byte[] plaintext = codec.encode(value);
        try {
            return Sealed.of(sealBytes(place, plaintext));
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
    }

    /// Seals many values of many people, fetching each key once; the caller closes it.
    public Sealing sealing() {
        return new Sealing(this, keys, store);
    }

    <T> Sealed<T> sealUnder(
            SubjectKeys.Versioned key, Deposit deposit, Place place, byte[] plaintext) {
        check(deposit, place);
        inUse();
        if (place.keyClass() == KeyClass.P) {
            throw new IllegalArgumentException("class P is sealed one by one, under dual control");
        }
        return Sealed.of(sealOuter(place, plaintext, key));
    }

    static void check(Deposit deposit, Place place) {
        if (!deposit.subject().equals(place.subject())) {
            throw new WarrantRefused(WarrantRefused.Reason.OTHER_SUBJECT);
        }
        if (!deposit.fields().contains(place.field())) {
            throw new WarrantRefused(WarrantRefused.Reason.OTHER_FIELD);
        }
    }

    /// Begins to open by a warrant, which is used up by this.
    ///
    /// @throws WarrantRefused when it is another instance's, expired, or used before
    public Opening open(Warrant warrant) {
        return open(warrant, Evidence.NONE);
    }

    /// The same, with what officials signed for the offices' agents to verify (class P).
    public Opening open(Warrant warrant, Evidence evidence) {
        inUse();
        var now = clock.instant();
        if (!warrant.instance().equals(instance)) {
            throw new WarrantRefused(WarrantRefused.Reason.OTHER_INSTANCE);
        }
        if (!now.isBefore(warrant.until())) {
            throw new WarrantRefused(WarrantRefused.Reason.EXPIRED);
        }
        if (!use.claim(warrant.entry(), instance, now)) {
            throw new WarrantRefused(WarrantRefused.Reason.ALREADY_USED);
        }
        return new Opening(this, warrant, evidence, clock);
    }

    /// The verbs of rotation, carrying over and destruction. None of them returns plaintext.
    public Maintenance maintenance() {
        return new Maintenance(this, ring, keys, store, root, clock);
    }

    /// The same value at the row's next revision, for a column that an update left as it was. The
    /// value is not shown. Class P has no such verb: its place is bound into halves that only the
    /// offices open.
    public <T> Sealed<T> advance(Sealed<T> value, Place place, long revision) {
        if (place.keyClass() == KeyClass.P) {
            throw new IllegalArgumentException("a P value keeps the revision it was deposited at");
        }
        return reseal(
                value,
                place,
                new Place(
                        place.region(), place.subject(), place.field(), place.record(), revision));
    }

    /// The same value at the same place under the current version of the subject's key.
    public <T> Sealed<T> reseal(Sealed<T> value, Place place) {
        return reseal(value, place, place);
    }

    private <T> Sealed<T> reseal(Sealed<T> value, Place from, Place to) {
        inUse();
        byte[] content = openOuter(value.raw(), from);
        try {
            return Sealed.of(sealOuter(to, content));
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    /// The version of the subject's key that a value is sealed under.
    public static int keyVersion(Sealed<?> value) {
        if (value.length() < HEADER) {
            throw new CannotOpen();
        }
        return ByteBuffer.wrap(value.raw()).getInt(1);
    }

    /// Seals the vault: forgets every key. Nothing seals or opens until custodians unseal it. What
    /// is being read at this moment is read to its end.
    @Override
    public synchronized void close() {
        sealed = true;
        // The root first: whatever is asked of it afterwards is refused, so nothing comes back.
        root.management().close();
        ring.close();
        root.epochs().close();
    }

    /// Goes on with the root that custodians opened.
    ///
    /// @throws CannotOpen when it is not the root of this store; the vault then stays sealed
    public synchronized void unseal(KeyManagement opened) {
        if (!sealed) {
            throw new IllegalStateException("the vault is not sealed");
        }
        root.management().unseal(opened);
        try {
            ring.demandRoot();
        } catch (CannotOpen e) {
            root.management().close();
            throw e;
        }
        lastUse = clock.instant();
        sealed = false;
    }

    public boolean isSealed() {
        return sealed;
    }

    /// Seals the vault when it was not used for that long; true when it is sealed now.
    public synchronized boolean sealIfIdle(Duration longest) {
        if (!sealed && Duration.between(lastUse, clock.instant()).compareTo(longest) >= 0) {
            close();
        }
        return sealed;
    }

    /// Makes one pass over the root, so that a broken provider shows at once and not at the first
    /// opening.
    public String describe() {
        return root.management().describe();
    }

    /// @param ciphers gives the cipher of a subject's key, which stays its owner's to close
    byte[] openFor(
            Warrant warrant,
            Evidence evidence,
            byte[] sealedBytes,
            Place place,
            Function<KeyName, Xaes> ciphers) {
        inUse();
        byte[] content = openOuter(sealedBytes, place, ciphers.apply(keyOf(sealedBytes, place)));
        if (place.keyClass() != KeyClass.P) {
            return content;
        }
        return PlaneSeal.open(dualControl(), warrant.entry(), evidence, place, content);
    }

    /// For this package's narrow verbs: the result must not show what was opened. Never class P.
    <R> R within(Sealed<String> value, Place place, Xaes cipher, Function<String, R> verb) {
        if (place.keyClass() == KeyClass.P) {
            throw new IllegalArgumentException("no verb works inside class P");
        }
        inUse();
        byte[] plaintext = openOuter(value.raw(), place, cipher);
        try {
            return verb.apply(Codec.TEXT.decode(plaintext));
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
    }

    /// The ciphers of many keys, fetched at once; the caller closes them.
    Map<KeyName, Xaes> ciphers(Collection<KeyName> names) {
        return keys.ciphers(names);
    }

    /// Looks again which keys are current, which another process may have rotated: a running
    // service
    /// does so on a beat.
    public void refresh() {
        ring.refresh();
    }

    private byte[] sealBytes(Place place, byte[] plaintext) {
        return sealOuter(
                place,
                place.keyClass() == KeyClass.P
                        ? PlaneSeal.seal(dualControl(), place, plaintext)
                        : plaintext);
    }

    private byte[] sealOuter(Place place, byte[] content) {
        try (var key = keys.current(place.region(), place.subject(), place.keyClass())) {
            return sealOuter(place, content, key);
        }
    }

    private byte[] sealOuter(Place place, byte[] content, SubjectKeys.Versioned key) {
        byte format = format(place);
        try (var cipher = new Xaes(key.key().open())) {
            var result = new byte[HEADER + Xaes.sealedLength(content.length)];
            ByteBuffer.wrap(result).put(format).putInt(key.version());
            cipher.seal(
                    Entropy.bytes(Xaes.NONCE_BYTES),
                    content,
                    place.associatedData(format, key.version()),
                    result,
                    HEADER);
            return result;
        }
    }

    private byte[] openOuter(byte[] sealedBytes, Place place) {
        try (var cipher = cipher(keyOf(sealedBytes, place))) {
            return openOuter(sealedBytes, place, cipher);
        }
    }

    private static byte[] openOuter(byte[] sealedBytes, Place place, Xaes cipher) {
        byte[] associatedData =
                place.associatedData(format(place), ByteBuffer.wrap(sealedBytes).getInt(1));
        byte[] content = cipher.open(sealedBytes, HEADER, associatedData);
        if (content == null) {
            throw new CannotOpen();
        }
        return content;
    }

    /// The name of the key that a value says it is sealed under.
    static KeyName keyOf(byte[] sealedBytes, Place place) {
        if (sealedBytes.length < HEADER || sealedBytes[0] != format(place)) {
            throw new CannotOpen();
        }
        int version = ByteBuffer.wrap(sealedBytes).getInt(1);
        if (version < 1) {
            throw new CannotOpen();
        }
        return KeyName.ofSubject(place.region(), place.subject(), place.keyClass(), version);
    }

    /// The cipher of a subject's key; the caller closes it.
    Xaes cipher(KeyName name) {
        try (var key = keys.version(name)) {
            return new Xaes(key.open());
        }
    }

    private static byte format(Place place) {
        return place.keyClass() == KeyClass.P ? DUAL : ORDINARY;
    }

    private DualControl dualControl() {
        if (offices == null) {
            throw new IllegalStateException("no key agents are configured for class P");
        }
        return offices;
    }

    private void inUse() {
        if (sealed) {
            throw new VaultSealed();
        }
        lastUse = clock.instant();
    }
}
