package qorgan.keys;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import qorgan.keys.aead.Xaes;

/// The inner seal of a P record, made with the two offices' public keys alone.
///
/// Two halves are drawn at random; the record's key is HKDF-SHA-256 over both of them with the
/// place as context. Each half is sealed to its office. Layout: one byte of format, the sealed half
/// of the investigation's office, the sealed half of the procuracy, then the value as [Xaes#seal]
/// writes it.
///
/// This whole seal is the content of an ordinary record under the subject's key of class P, so that
/// destroying that key destroys the record without either office's help.
final class PlaneSeal {
    static final byte FORMAT = 0x50;

    private static final int HALF = HalfCipher.SEALED_HALF_BYTES;
    private static final int BODY = 1 + 2 * HALF;
    private static final byte[] INFO =
            "qorgan key of a P record, layout 1".getBytes(StandardCharsets.US_ASCII);

    private PlaneSeal() {}

    static byte[] seal(DualControl offices, Place place, byte[] plaintext) {
        byte[] associatedData = place.associatedData(FORMAT, 0);
        try (var first = Entropy.key();
                var second = Entropy.key();
                var key = join(first, second, associatedData);
                var cipher = new Xaes(key.open())) {
            var sealed = new byte[BODY + Xaes.sealedLength(plaintext.length)];
            sealed[0] = FORMAT;
            put(sealed, 1, offices.investigation(), place, first);
            put(sealed, 1 + HALF, offices.procuracy(), place, second);
            cipher.seal(Entropy.bytes(Xaes.NONCE_BYTES), plaintext, associatedData, sealed, BODY);
            return sealed;
        }
    }

    static byte[] open(
            DualControl offices, UUID entry, Evidence evidence, Place place, byte[] sealed) {
        if (sealed.length < BODY || sealed[0] != FORMAT) {
            throw new CannotOpen();
        }
        byte[] associatedData = place.associatedData(FORMAT, 0);
        try (var first = ask(offices.investigation(), entry, evidence, place, sealed, 1);
                var second = ask(offices.procuracy(), entry, evidence, place, sealed, 1 + HALF);
                var key = join(first, second, associatedData);
                var cipher = new Xaes(key.open())) {
            byte[] plaintext = cipher.open(sealed, BODY, associatedData);
            if (plaintext == null) {
                throw new CannotOpen();
            }
            return plaintext;
        }
    }

    private static void put(byte[] target, int at, HalfKeeper office, Place place, Secret half) {
        byte[] sealed = HalfCipher.seal(office.office(), office.publicKey(), place, half);
        System.arraycopy(sealed, 0, target, at, HALF);
    }

    private static Secret ask(
            HalfKeeper office, UUID entry, Evidence evidence, Place place, byte[] sealed, int at) {
        return office.half(
                new HalfRequest(entry, place, Arrays.copyOfRange(sealed, at, at + HALF), evidence));
    }

    private static Secret join(Secret first, Secret second, byte[] associatedData) {
        var material = new byte[2 * Secret.KEY_BYTES];
        System.arraycopy(first.open(), 0, material, 0, Secret.KEY_BYTES);
        System.arraycopy(second.open(), 0, material, Secret.KEY_BYTES, Secret.KEY_BYTES);
        try {
            return Secret.taking(Hash.hkdf(material, associatedData, INFO, Secret.KEY_BYTES));
        } finally {
            Arrays.fill(material, (byte) 0);
        }
    }
}
