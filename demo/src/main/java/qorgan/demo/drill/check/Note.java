package qorgan.demo.drill.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// A signed checkpoint (C2SP signed-note): three lines, an empty one, signatures. Only the log's
/// own Ed25519 signature is looked at.
record Note(String origin, int size, byte[] root, String body, String signatures) {
    /// What stands before a raw Ed25519 key in its X.509 form.
    private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    static Note parse(byte[] bytes) throws IOException {
        var text = new String(bytes, StandardCharsets.UTF_8);
        int blank = text.lastIndexOf("\n\n");
        var lines = text.split("\n", -1);
        if (blank < 0 || lines.length < 5) {
            throw new IOException("not a signed checkpoint");
        }
        return new Note(
                lines[0],
                Integer.parseInt(lines[1]),
                Base64.getDecoder().decode(lines[2]),
                text.substring(0, blank + 1),
                text.substring(blank + 2));
    }

    /// @param vkey `name+id+base64`, of an Ed25519 key
    boolean isSignedBy(String vkey) throws GeneralSecurityException {
        var parts = vkey.strip().split("\\+", 3);
        var key = Base64.getDecoder().decode(parts[2]);
        if (key.length != 33 || key[0] != 1) {
            throw new GeneralSecurityException("not an Ed25519 key of a log");
        }
        for (var line : signatures.split("\n")) {
            var words = line.split(" ");
            if (words.length == 3 && words[1].equals(parts[0])) {
                var signature = Base64.getDecoder().decode(words[2]);
                if (HexFormat.of().formatHex(signature, 0, 4).equals(parts[1])) {
                    return verifies(key, Arrays.copyOfRange(signature, 4, signature.length));
                }
            }
        }
        return false;
    }

    private boolean verifies(byte[] key, byte[] signature) throws GeneralSecurityException {
        var encoded = Arrays.copyOf(PREFIX, PREFIX.length + 32);
        System.arraycopy(key, 1, encoded, PREFIX.length, 32);
        var verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(
                KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
        verifier.update(body.getBytes(StandardCharsets.UTF_8));
        return verifier.verify(signature);
    }
}
