package qorgan.keys;

/// The two offices without which a P record opens to nobody: each keeps one half of its key.
public record DualControl(HalfKeeper investigation, HalfKeeper procuracy) {
    public DualControl {
        if (investigation.office() != PlaneOffice.INVESTIGATION
                || procuracy.office() != PlaneOffice.PROCURACY) {
            throw new IllegalArgumentException("each half has its own office");
        }
    }
}
