package qorgan.vault.register;

/// Where a person stands, as the whereabouts fact `W.custody_status` says it.
public enum CustodyStatus {
    IN_CUSTODY("in_custody", "қамауда", "под стражей", "in custody"),
    TRANSFERRED("transferred", "ауыстырылған", "переведён(а)", "transferred"),
    RELEASED("released", "босатылған", "освобождён(а)", "released"),
    DECEASED("deceased", "қайтыс болған", "умер(ла)", "deceased");

    private final String code;
    private final Wording wording;

    CustodyStatus(String code, String kk, String ru, String en) {
        this.code = code;
        this.wording = Wording.coded(code, kk, ru, en);
    }

    public String code() {
        return code;
    }

    Wording wording() {
        return wording;
    }

    /// Whether the person is deprived of liberty.
    public boolean isHeld() {
        return switch (this) {
            case IN_CUSTODY, TRANSFERRED -> true;
            case RELEASED, DECEASED -> false;
        };
    }

    static CustodyStatus of(String code) {
        for (var status : values()) {
            if (status.code.equals(code)) {
                return status;
            }
        }
        throw new IllegalStateException("no such custody status: " + code);
    }
}
