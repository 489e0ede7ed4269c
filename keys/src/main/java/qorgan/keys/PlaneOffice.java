package qorgan.keys;

/// The two sides of the pretrial plane: whoever conducts the case, and the procurator over it.
public enum PlaneOffice {
    INVESTIGATION("investigation"),
    PROCURACY("procuracy");

    private final String code;

    PlaneOffice(String code) {
        this.code = code;
    }

    /// The word that is stored and signed.
    public String code() {
        return code;
    }

    public static PlaneOffice ofCode(String code) {
        for (var office : values()) {
            if (office.code.equals(code)) {
                return office;
            }
        }
        throw new IllegalArgumentException("no such office of the plane");
    }
}
