package qorgan.keys.agent;

import qorgan.keys.CannotOpen;
import qorgan.keys.HalfCipher;
import qorgan.keys.HalfKeeper;
import qorgan.keys.HalfRefused;
import qorgan.keys.HalfRequest;
import qorgan.keys.PlaneOffice;
import qorgan.keys.PlanePublicKey;
import qorgan.keys.Secret;

/// An office's key in this very process, giving every half it is asked for. It shows how the pieces
/// fit and separates nothing: for tests of what lies above.
public final class LocalKeeper implements HalfKeeper, AutoCloseable {
    private final PlaneOffice office;
    private final Secret seed;
    private final PlanePublicKey publicKey;

    /// Takes the seed over.
    public LocalKeeper(PlaneOffice office, Secret seed) {
        this.office = office;
        this.seed = seed;
        this.publicKey = HalfCipher.publicKeyOf(seed);
    }

    @Override
    public PlaneOffice office() {
        return office;
    }

    @Override
    public PlanePublicKey publicKey() {
        return publicKey;
    }

    @Override
    public Secret half(HalfRequest request) {
        try {
            return HalfCipher.open(office, seed, request.place(), request.sealedHalf());
        } catch (CannotOpen e) {
            throw new HalfRefused(office, HalfRefused.Reason.HALF_UNREADABLE);
        }
    }

    @Override
    public void close() {
        seed.close();
    }
}
