package qorgan.vault.request;

import java.util.Locale;

/// The three languages in which everything is said.
public enum Language {
    KK("kk"),
    RU("ru"),
    EN("en");

    private final String code;

    Language(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }

    /// The language of a page or a form; an unknown one is Kazakh, the state language.
    public static Language of(Locale locale) {
        return of(locale.getLanguage());
    }

    public static Language of(String code) {
        return switch (code) {
            case "ru" -> RU;
            case "en" -> EN;
            default -> KK;
        };
    }
}
