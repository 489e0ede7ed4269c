package qorgan.keys;

import java.util.UUID;

/// What an agent is asked: its half for this place, for this entry, on this evidence. It believes
/// nothing of it, looks the entry up itself and verifies what was signed.
public record HalfRequest(UUID entry, Place place, byte[] sealedHalf, Evidence evidence) {
    public HalfRequest {
        sealedHalf = sealedHalf.clone();
    }

    @Override
    public byte[] sealedHalf() {
        return sealedHalf.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HalfRequest that
                && entry.equals(that.entry)
                && place.equals(that.place)
                && java.util.Arrays.equals(sealedHalf, that.sealedHalf);
    }

    @Override
    public int hashCode() {
        return entry.hashCode();
    }
}
