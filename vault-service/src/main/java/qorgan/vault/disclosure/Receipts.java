package qorgan.vault.disclosure;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.stereotype.Service;
import qorgan.keys.json.CanonicalJson;
import qorgan.vault.audit.EntryId;
import qorgan.vault.audit.Proofs;
import qorgan.vault.request.Seals;

/// Receipts: what was delivered, signed, in the reader's language; and the proofs that make one
/// "proven".
///
/// A receipt file is canonical JSON with `envelope` (the signed body) and `proofs` (one for each
/// entry of the body: its leaf, what the leaf commits to, and its way to a signed checkpoint; or
/// only that it is not yet proven). Values are nowhere kept: the file is made while it is
/// delivered.
@Service
public class Receipts {

    static final String KIND = "receipt";

    private final Seals seals;
    private final Proofs proofs;
    private final ReceiptPaper paper;
    private final DeliveryRows deliveries;

    Receipts(Seals seals, Proofs proofs, ReceiptPaper paper, DeliveryRows deliveries) {
        this.seals = seals;
        this.proofs = proofs;
        this.paper = paper;
        this.deliveries = deliveries;
    }

    /// SHA-256 of the signed body: kept in the delivery row and printed on paper.
    byte[] digest(ReceiptContent content) {
        return sha256(CanonicalJson.of(content.body()));
    }

    Receipt make(ReceiptContent content) {
        var envelope = new String(seals.sign(KIND, content.body()), StandardCharsets.UTF_8);
        var proven =
                new String(
                        CanonicalJson.of(content.entries().stream().map(this::proof).toList()),
                        StandardCharsets.UTF_8);
        var file =
                CanonicalJson.canonical(
                        ("{\"envelope\":"
                                        + envelope
                                        + ",\"keys\":[\""
                                        + seals.publicKeys().getFirst()
                                        + "\"],\"proofs\":"
                                        + proven
                                        + "}")
                                .getBytes(StandardCharsets.UTF_8));
        return new Receipt(
                content.delivery(),
                file,
                paper.print(content, HexFormat.of().formatHex(digest(content))));
    }

    boolean isProven(ReceiptContent content) {
        return content.entries().stream()
                .allMatch(entry -> proofs.of(entry) instanceof Proofs.Proof.Proven);
    }

    /// The proofs of a delivery as canonical JSON: what turns a receipt from "not yet proven" to
    /// "proven". It says nothing that the holder of the receipt does not hold already; an unknown
    /// delivery has an empty list.
    public byte[] proofs(UUID delivery) {
        return CanonicalJson.of(
                deliveries.entriesOf(new DeliveryId(delivery)).stream().map(this::proof).toList());
    }

    private Map<String, Object> proof(EntryId entry) {
        var written = new TreeMap<String, Object>();
        written.put("entry", entry.value().toString());
        switch (proofs.of(entry)) {
            case Proofs.Proof.NotYetProven() -> written.put("state", "not-yet-proven");
            case Proofs.Proof.Proven(
                            var index,
                            var leaf,
                            var opening,
                            var proof,
                            var witnesses) -> {
                var base64 = Base64.getEncoder();
                written.put("state", "proven");
                written.put("index", index);
                written.put("leaf", base64.encodeToString(leaf));
                written.put("opening", base64.encodeToString(opening));
                written.put("proof", base64.encodeToString(proof));
                written.put("witnesses", witnesses);
            }
        }
        return written;
    }

    /// The three words of a delivery's proof, for a page.
    public List<String> states(UUID delivery) {
        return deliveries.entriesOf(new DeliveryId(delivery)).stream()
                .map(
                        entry ->
                                switch (proofs.of(entry)) {
                                    case Proofs.Proof.NotYetProven() -> "not-yet-proven";
                                    case Proofs.Proof.Proven _ -> "proven";
                                })
                .toList();
    }

    static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
