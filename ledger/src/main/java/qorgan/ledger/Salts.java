package qorgan.ledger;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import qorgan.ledger.json.Json;
import qorgan.ledger.merkle.Hash;
import qorgan.ledger.merkle.Hasher;

/// The salts and slots that [LeafOpening] describes in words.
final class Salts {
    private final Mac mac;

    Salts(byte[] salt) {
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(salt, "HmacSHA256"));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", impossible);
        }
    }

    byte[] field(String name) {
        mac.update("qorgan field\0".getBytes(StandardCharsets.US_ASCII));
        return mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
    }

    byte[] blank() {
        return mac.doFinal("qorgan blank".getBytes(StandardCharsets.US_ASCII));
    }

    static Hash slot(byte[] fieldSalt, String name, Json value) {
        var preimage = new ByteArrayOutputStream();
        preimage.writeBytes(fieldSalt);
        preimage.writeBytes(new Json.Items(List.of(new Json.Text(name), value)).canonicalBytes());
        return Hasher.leafOf(preimage.toByteArray());
    }

    static Hash blankSlot(byte[] blank, int number) {
        var preimage = new ByteArrayOutputStream();
        preimage.writeBytes(blank);
        preimage.write(number);
        return Hasher.leafOf(preimage.toByteArray());
    }
}
