package qorgan.vault.request;

import java.util.Locale;

/// Where the asker may be told that something waits, and nothing more.
public record Contact(Way way, String address) {

    /// How a message can reach the asker.
    public enum Way {
        NONE,
        EMAIL,
        PHONE,
        POST;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Contact none() {
        return new Contact(Way.NONE, "");
    }

    public static Contact email(String address) {
        return new Contact(Way.EMAIL, address);
    }

    @Override
    public String toString() {
        return "Contact[" + way + "]";
    }
}
