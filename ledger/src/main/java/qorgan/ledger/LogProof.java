package qorgan.ledger;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import qorgan.ledger.merkle.Hash;
import qorgan.ledger.merkle.Proofs;

/// A file that proves one entry offline (C2SP tlog-proof): its index, the way to the root, and the
/// signed checkpoint. `extra` travels along and is proven by nothing.
public record LogProof(
        long index, List<Hash> path, SignedNote checkpoint, byte @Nullable [] extra) {
    static final String HEADER = "c2sp.org/tlog-proof@v1";

    public LogProof {
        path = List.copyOf(path);
    }

    public LogProof(long index, List<Hash> path, SignedNote checkpoint) {
        this(index, path, checkpoint, null);
    }

    public LogProof withExtra(byte[] more) {
        return new LogProof(index, path, checkpoint, more.clone());
    }

    /// Whether the path leads from this entry's hash to the root of the checkpoint. Says nothing
    /// about who signed it.
    public boolean leads(Hash leaf) {
        var head = Checkpoint.parse(checkpoint.text());
        return Proofs.includes(index, head.size(), leaf, path, head.root());
    }

    public byte[] bytes() {
        var out = new StringBuilder(HEADER).append('\n');
        if (extra != null) {
            out.append("extra ").append(Base64.getEncoder().encodeToString(extra)).append('\n');
        }
        out.append("index ").append(index).append('\n');
        path.forEach(hash -> out.append(hash).append('\n'));
        out.append('\n').append(new String(checkpoint.bytes(), StandardCharsets.UTF_8));
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// Strict; an `IllegalArgumentException` says what is not as the format asks.
    public static LogProof parse(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int blank = text.indexOf("\n\n");
        if (blank < 0) {
            throw new IllegalArgumentException("a proof without a checkpoint");
        }
        var lines = new ArrayList<>(List.of(text.substring(0, blank).split("\n", -1)));
        if (!lines.removeFirst().equals(HEADER)) {
            throw new IllegalArgumentException("not a tlog-proof");
        }
        byte[] extra = null;
        if (!lines.isEmpty() && lines.getFirst().startsWith("extra ")) {
            extra = Base64.getDecoder().decode(lines.removeFirst().substring("extra ".length()));
        }
        if (lines.isEmpty() || !lines.getFirst().matches("index (0|[1-9][0-9]{0,18})")) {
            throw new IllegalArgumentException("a proof without an index");
        }
        long index = Long.parseLong(lines.removeFirst().substring("index ".length()));
        if (lines.size() > Proofs.LONGEST) {
            throw new IllegalArgumentException("a proof of over 63 hashes");
        }
        var path = lines.stream().map(Hash::parse).toList();
        var note = text.substring(blank + 2).getBytes(StandardCharsets.UTF_8);
        return new LogProof(index, path, SignedNote.parse(note), extra);
    }
}
