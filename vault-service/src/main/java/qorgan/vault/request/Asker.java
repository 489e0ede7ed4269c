package qorgan.vault.request;

/// Who asks, in their own words: a name, an identity document, what the person sought is to them.
public record Asker(String name, String document, String tie) {

    @Override
    public String toString() {
        return "Asker[…]";
    }
}
