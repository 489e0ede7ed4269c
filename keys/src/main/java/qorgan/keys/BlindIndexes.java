package qorgan.keys;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Finds a person by what is known of them, without storing it: keyed, truncated hashes.
public final class BlindIndexes {
    static final String PURPOSE = "index";

    /// What is indexed, and how many bits of the hash are kept of it.
    public enum Kind {
        IIN(40),
        DOCUMENT(40),
        NAME(32),
        PHONE(40),
        EMAIL(40);

        private final int bits;

        Kind(int bits) {
            this.bits = bits;
        }

        public int bits() {
            return bits;
        }
    }

    private final Ring ring;

    BlindIndexes(Ring ring) {
        this.ring = ring;
    }

    /// What is stored for an IIN.
    public byte[] iin(String iin) {
        return index(Kind.IIN, digits(iin));
    }

    /// What is stored for a document's number, whatever its spaces, hyphens and case.
    public byte[] document(String number) {
        return index(Kind.DOCUMENT, document0(number));
    }

    /// What is stored for a telephone number.
    public byte[] phone(String number) {
        return index(Kind.PHONE, phone0(number));
    }

    /// What is stored for an e-mail address.
    public byte[] email(String address) {
        return index(Kind.EMAIL, email0(address));
    }

    /// What is stored for a name with a birth date: one value for each folded token of the name.
    ///
    /// @param name as written, or tokens folded before; the result is the same
    public Set<byte[]> name(String name, LocalDate birth) {
        var values = new LinkedHashSet<byte[]>();
        for (var token : tokens(name)) {
            values.add(index(Kind.NAME, token + "|" + birth));
        }
        return values;
    }

    private byte[] index(Kind kind, String normal) {
        return index(kind, normal, ring.current(PURPOSE));
    }

    private byte[] index(Kind kind, String normal, int version) {
        byte[] mac =
                Hash.hmac(
                        ring.secret(PURPOSE, version).open(),
                        new byte[] {(byte) kind.ordinal()},
                        normal.getBytes(StandardCharsets.UTF_8));
        return Arrays.copyOf(mac, kind.bits() / 8);
    }

    private static List<String> tokens(String name) {
        var tokens = new ArrayList<String>();
        for (var token : name.toLowerCase(Locale.ROOT).split("[^\\p{L}]+")) {
            if (!token.isEmpty()) {
                tokens.add(token);
            }
        }
        return tokens;
    }

    private static String digits(String text) {
        return text.replaceAll("[^0-9]", "");
    }

    private static String document0(String number) {
        return Normalizer.normalize(number, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]", "");
    }

    private static String phone0(String number) {
        var digits = digits(number);
        return digits.length() == 11 && digits.startsWith("8") ? "7" + digits.substring(1) : digits;
    }

    private static String email0(String address) {
        return address.strip().toLowerCase(Locale.ROOT);
    }
}
