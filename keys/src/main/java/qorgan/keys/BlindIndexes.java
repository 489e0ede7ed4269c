package qorgan.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Finds a person by what is known of them, without storing it: HMAC-SHA-256 under a key of the
/// ring, cut to a few bytes on purpose. [IndexPlan] says what the cut costs and what the index
/// leaks.
///
/// Two keys may be live: while rows are indexed anew under the next one ([Reindexing]), a search
// looks
/// under both ([#liveVersions]), and what is written is written under the current one.
public final class BlindIndexes {
    static final String PURPOSE = "index";
    private static final String FINGERPRINT = "fingerprint";

    /// What is indexed, and how many bits of the hash are kept.
    public enum Kind {
        IIN("iin", 40),
        /// A second index of the same number, independent of the first: together 80 bits, which the
        /// register of a country does not collide.
        IIN_SECOND("document", 40),
        DOCUMENT("document", 40),
        NAME("name", 32),
        PHONE("phone", 40),
        EMAIL("email", 40);

        private final String label;
        private final int bits;

        Kind(String label, int bits) {
            this.label = label;
            this.bits = bits;
        }

        public int bits() {
            return bits;
        }
    }

    private final Ring ring;
    private final Vault vault;
    private final IndexMeter meter;

    BlindIndexes(Ring ring, Vault vault, IndexMeter meter) {
        this.ring = ring;
        this.vault = vault;
        this.meter = meter;
    }

    /// What is stored for an IIN; anything but its digits is left out.
    public byte[] iin(String iin) {
        return current(Kind.IIN, normal(Kind.IIN, iin));
    }

    /// What is stored for a document's number, whatever its spaces, hyphens, case and alphabet of
    /// look-alike letters.
    public byte[] document(String number) {
        return current(Kind.DOCUMENT, normal(Kind.DOCUMENT, number));
    }

    /// What is stored for a telephone number; 8 and +7 before ten digits are one.
    public byte[] phone(String number) {
        return current(Kind.PHONE, normal(Kind.PHONE, number));
    }

    /// What is stored for an e-mail address.
    public byte[] email(String address) {
        return current(Kind.EMAIL, normal(Kind.EMAIL, address));
    }

    /// What is stored for a name as written, with its birth date: one value for each folded token.
    /// To find a person, ask for rows that have the value of every token of the name asked for.
    public Set<byte[]> name(String name, LocalDate birth) {
        return new LinkedHashSet<>(name(name, birth, currentVersion()));
    }

    /// What is stored for somebody whose coming in is written in the log: the deposit is the trace,
    /// so such a value counts but is not limited, and a register of many thousands can be brought
    /// in at once. For a name use [#storedName].
    ///
    /// @param version the current one, which is stored beside the value
    public byte[] stored(Deposit deposit, Kind kind, String value, int version) {
        if (kind == Kind.NAME) {
            throw new IllegalArgumentException("a name is stored with its birth date");
        }
        meter.trace(deposit);
        return cut(kind, normal(kind, value), version);
    }

    /// The same for a name as written with its birth date.
    public Set<byte[]> storedName(Deposit deposit, String name, LocalDate birth, int version) {
        var values = new LinkedHashSet<byte[]>();
        for (var token : NameFolding.tokens(name)) {
            meter.trace(deposit);
            values.add(cut(Kind.NAME, dated(token, birth), version));
        }
        return values;
    }

    /// The value to look for under a live key. For a name use [#nameLookup].
    public byte[] lookup(Kind kind, String value, int version) {
        if (kind == Kind.NAME) {
            throw new IllegalArgumentException("a name is looked up with its birth date");
        }
        return index(kind, normal(kind, value), version);
    }

    /// The values of every token of the name under a live key; a person matches by one key's whole
    /// list.
    public List<byte[]> nameLookup(String name, LocalDate birth, int version) {
        return name(name, birth, version);
    }

    /// The version of the key under which values are written now; stored beside them, it says which
    /// rows a change of key still has to reach.
    public int currentVersion() {
        return ring.current(PURPOSE);
    }

    /// The keys to look under, the current one first and, since a change of key, the one before.
    /// Both are asked in one statement: between two, a row may move from one to the other.
    public List<Integer> liveVersions() {
        int current = currentVersion();
        return current == 1 ? List.of(1) : List.of(current, current - 1);
    }

    /// Looks again which key is current: another process may have begun a change.
    public void refresh() {
        ring.refresh();
    }

    /// Begins a change of key: from now on values are written under a new one, and looked up under
    /// both. Only two are ever live, so the last change must be complete.
    ///
    /// @return the new version
    public int rekey() {
        return ring.rotate(PURPOSE);
    }

    /// The narrow verb of a change of key: values of what is sealed, under the current key.
    public Reindexing reindexing() {
        return new Reindexing(this, vault, currentVersion());
    }

    /// Whether two things are the same, without storing either: a keyed hash of 128 bits over the
    /// parts in this order. It has a key of its own that is never changed, so that what was stored
    /// years ago still compares. Nobody is looked up by it, so it is neither cut nor counted.
    public byte[] fingerprint(String... parts) {
        var input = new java.io.ByteArrayOutputStream();
        for (var part : parts) {
            byte[] bytes = part.getBytes(UTF_8);
            input.writeBytes(
                    java.nio.ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            input.writeBytes(bytes);
        }
        byte[] mac = ring.hmac(FINGERPRINT, ring.current(FINGERPRINT), input.toByteArray());
        return Arrays.copyOf(mac, 16);
    }

    /// How many values were computed since the start, for the log to see.
    public long computed() {
        return meter.total();
    }

    /// How many were refused by the rate since the start.
    public long heldBack() {
        return meter.refused();
    }

    private List<byte[]> name(String name, LocalDate birth, int version) {
        var values = new ArrayList<byte[]>();
        for (var token : NameFolding.tokens(name)) {
            values.add(index(Kind.NAME, dated(token, birth), version));
        }
        return values;
    }

    private byte[] current(Kind kind, String normal) {
        return index(kind, normal, currentVersion());
    }

    private static String dated(String token, LocalDate birth) {
        return token + "|" + birth;
    }

    private byte[] index(Kind kind, String normal, int version) {
        meter.count();
        return cut(kind, normal, version);
    }

    private byte[] cut(Kind kind, String normal, int version) {
        byte[] mac = ring.hmac(PURPOSE, version, (kind.label + "|" + normal).getBytes(UTF_8));
        return Arrays.copyOf(mac, kind.bits / 8);
    }

    private static String normal(Kind kind, String value) {
        return switch (kind) {
            case IIN -> digits(value);
            case IIN_SECOND -> documentNumber("IIN" + value);
            case PHONE -> phoneNumber(digits(value));
            case EMAIL ->
                    Normalizer.normalize(value.strip(), Normalizer.Form.NFKC)
                            .toLowerCase(Locale.ROOT);
            case DOCUMENT -> documentNumber(value);
            case NAME -> throw new IllegalArgumentException("a name has tokens");
        };
    }

    private static String digits(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("[^0-9]", "");
    }

    private static String phoneNumber(String digits) {
        return digits.length() == 11 && digits.startsWith("8") ? "7" + digits.substring(1) : digits;
    }

    private static String documentNumber(String number) {
        var plain =
                Normalizer.normalize(number, Normalizer.Form.NFKC)
                        .toUpperCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}]", "");
        var latin = new StringBuilder();
        for (int i = 0; i < plain.length(); i++) {
            int alike = "АВЕКМНОРСТУХ".indexOf(plain.charAt(i));
            latin.append(alike < 0 ? plain.charAt(i) : "ABEKMHOPCTYX".charAt(alike));
        }
        return latin.toString();
    }
}
