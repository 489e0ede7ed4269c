package qorgan.vault.subject;

/// An individual identification number as stated.
///
/// @param asStated the officer takes a number whose check digit is wrong, because that is what the
///     person or the paper says; it is kept with a warning instead of being refused
public record StatedIin(Stated<String> number, boolean asStated) {
    public static StatedIin of(String number) {
        return new StatedIin(Stated.of(number.strip()), false);
    }

    public static StatedIin asStated(String number) {
        return new StatedIin(Stated.of(number.strip()), true);
    }
}
