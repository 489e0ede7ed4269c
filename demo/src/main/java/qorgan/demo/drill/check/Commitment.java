package qorgan.demo.drill.check;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What a leaf of 33 bytes commits to, computed again from the content and the salt that the
/// database keeps, by the description of the format alone: 32 slots in the order of the names, each
/// the hash of a derived salt and of `[name, value]`, unused ones blank, under an RFC 6962 root.
final class Commitment {
    private static final int SLOTS = 32;

    private Commitment() {}

    /// @param content canonical JSON of an object
    static byte[] leaf(String kind, String content, byte[] salt) {
        var members = members(content);
        members.put("kind", "\"" + kind + "\"");
        List<byte[]> row = new ArrayList<>();
        for (var member : members.entrySet()) {
            var pair = "[\"" + member.getKey() + "\"," + member.getValue() + "]";
            row.add(
                    Tree.sha256(
                            new byte[1],
                            hmac(salt, "qorgan field\0" + member.getKey()),
                            pair.getBytes(StandardCharsets.UTF_8)));
        }
        var blank = hmac(salt, "qorgan blank");
        while (row.size() < SLOTS) {
            row.add(Tree.sha256(new byte[1], blank, new byte[] {(byte) row.size()}));
        }
        while (row.size() > 1) {
            var above = new ArrayList<byte[]>();
            for (int i = 0; i < row.size(); i += 2) {
                above.add(Tree.sha256(new byte[] {1}, row.get(i), row.get(i + 1)));
            }
            row = above;
        }
        var leaf = new byte[33];
        leaf[0] = 1;
        System.arraycopy(row.getFirst(), 0, leaf, 1, 32);
        return leaf;
    }

    /// The members of an object with their values as they are written. Names are plain letters.
    static TreeMap<String, String> members(String content) {
        var members = new TreeMap<String, String>();
        int at = 1;
        while (content.charAt(at) != '}') {
            int nameEnd = content.indexOf('"', at + 1);
            var name = content.substring(at + 1, nameEnd);
            int end = valueEnd(content, nameEnd + 2);
            members.put(name, content.substring(nameEnd + 2, end));
            at = content.charAt(end) == ',' ? end + 1 : end;
        }
        return members;
    }

    private static int valueEnd(String content, int from) {
        int depth = 0;
        boolean quoted = false;
        for (int at = from; at < content.length(); at++) {
            char c = content.charAt(at);
            if (quoted) {
                if (c == '\\') {
                    at++;
                } else if (c == '"') {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if ((c == ',' || c == '}') && depth == 0) {
                return at;
            } else if (c == '}' || c == ']') {
                depth--;
            }
        }
        throw new IllegalArgumentException("not an object");
    }

    private static byte[] hmac(byte[] key, String message) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Arrays.copyOf(key, key.length), "HmacSHA256"));
            return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", impossible);
        }
    }
}
