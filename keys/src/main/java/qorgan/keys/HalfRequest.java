package qorgan.keys;

import java.util.UUID;

/// What an agent is asked: its half for this place, for this entry. It believes nothing of it,
/// and
/// looks the entry up itself.
public record HalfRequest(UUID entry, Place place, byte[] sealedHalf) {
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
