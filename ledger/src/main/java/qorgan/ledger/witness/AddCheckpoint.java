package qorgan.ledger.witness;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import qorgan.ledger.Checkpoint;
import qorgan.ledger.SignedNote;
import qorgan.ledger.merkle.Hash;
import qorgan.ledger.merkle.Proofs;

/// What a log sends to a witness (C2SP tlog-witness, add-checkpoint): the size it believes the
/// witness has seen, the proof from there, the new checkpoint.
public record AddCheckpoint(long old, List<Hash> path, SignedNote note) {
    public AddCheckpoint {
        if (old < 0 || path.size() > Proofs.LONGEST) {
            throw new IllegalArgumentException("not an add-checkpoint request");
        }
        path = List.copyOf(path);
    }

    public Checkpoint checkpoint() {
        return Checkpoint.parse(note.text());
    }

    public byte[] bytes() {
        var out = new StringBuilder("old ").append(old).append('\n');
        path.forEach(hash -> out.append(hash).append('\n'));
        out.append('\n').append(new String(note.bytes(), StandardCharsets.UTF_8));
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// An `IllegalArgumentException` when the body is not as the protocol asks.
    public static AddCheckpoint parse(byte[] body) {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException notUtf8) {
            throw new IllegalArgumentException("not UTF-8", notUtf8);
        }
        int blank = text.indexOf("\n\n");
        if (blank < 0) {
            throw new IllegalArgumentException("no checkpoint");
        }
        var lines = List.of(text.substring(0, blank).split("\n", -1));
        if (!lines.getFirst().matches("old (0|[1-9][0-9]{0,17})")) {
            throw new IllegalArgumentException("no old size");
        }
        if (lines.size() > Proofs.LONGEST + 1) {
            throw new IllegalArgumentException("a proof of over 63 hashes");
        }
        var request =
                new AddCheckpoint(
                        Long.parseLong(lines.getFirst().substring("old ".length())),
                        lines.subList(1, lines.size()).stream().map(Hash::parse).toList(),
                        SignedNote.parse(
                                text.substring(blank + 2).getBytes(StandardCharsets.UTF_8)));
        request.checkpoint();
        return request;
    }
}
