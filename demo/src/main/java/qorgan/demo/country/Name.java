package qorgan.demo.country;

/// A name in one spelling, in the order in which papers write it.
public record Name(String family, String given, String patronymic) {
    @Override
    public String toString() {
        return patronymic.isEmpty()
                ? family + " " + given
                : family + " " + given + " " + patronymic;
    }
}
