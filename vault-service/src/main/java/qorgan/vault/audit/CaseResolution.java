package qorgan.vault.audit;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import qorgan.ledger.json.Json;
import qorgan.vault.identity.ActorId;

/// The text by which an officer resolves a conflict of rules, in the canonical form that is signed,
/// and how it is kept together with its signature.
final class CaseResolution {
    private static final String FORMAT = "qorgan-conflict-resolution/1";

    private CaseResolution() {}

    static byte[] text(UUID caseId, ActorId officer, Cases.Stands stands, String why) {
        return Json.object()
                .with("format", FORMAT)
                .with("case", caseId.toString())
                .with("officer", officer.value().toString())
                .with("stands", stands.name())
                .with("why", why)
                .canonicalBytes();
    }

    /// Whether this is such a text, of this case and this officer, byte for byte canonical.
    static boolean isOf(byte[] statement, UUID caseId, ActorId officer) {
        try {
            var read = Json.parseObject(statement);
            return java.util.Arrays.equals(
                    statement,
                    text(
                            caseId,
                            officer,
                            Cases.Stands.valueOf(read.text("stands")),
                            read.text("why")));
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }

    /// Both in one text: the signature in Base64 on the last line.
    static String kept(byte[] statement, byte[] cms) {
        return new String(statement, StandardCharsets.UTF_8)
                + "\n"
                + Base64.getEncoder().encodeToString(cms);
    }

    static String statement(String kept) {
        return kept.substring(0, kept.lastIndexOf('\n'));
    }

    static byte[] signature(String kept) {
        return Base64.getDecoder().decode(kept.substring(kept.lastIndexOf('\n') + 1));
    }
}
