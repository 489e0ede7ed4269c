package qorgan.policy.pack;

/// One thing said in Kazakh, Russian and English.
public record Wording(String kk, String ru, String en) {
    /// In a language by its code; anything but `kk` and `ru` is answered in English.
    public String in(String language) {
        return switch (language) {
            case "kk" -> kk;
            case "ru" -> ru;
            default -> en;
        };
    }

    static Wording of(Source source) {
        return new Wording(said(source, "kk"), said(source, "ru"), said(source, "en"));
    }

    private static String said(Source source, String language) {
        var said = source.find(language).map(Source::text).orElse("");
        if (said.isBlank()) {
            throw source.fault("the wording in " + language + " is missing");
        }
        return said;
    }
}
