package qorgan.vault.disclosure;

/// The receipt of one delivery: `json` is the signed canonical text with its signatures, `pdf` the
/// same content on paper; both come from one canonical source.
public record Receipt(DeliveryId delivery, byte[] json, byte[] pdf) {

    @Override
    public byte[] json() {
        return json.clone();
    }

    @Override
    public byte[] pdf() {
        return pdf.clone();
    }

    @Override
    public String toString() {
        return "Receipt[" + delivery + "]";
    }
}
