package qorgan.vault.subject;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Objects;
import java.util.function.Function;

/// A value as somebody stated it on a form, on its way to being sealed. It never prints itself, so
/// that a record made of such values can be named in a message or a log without telling anything.
public final class Stated<T> {
    private final T value;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    private Stated(T value) {
        this.value = value;
    }

    public static <T> Stated<T> of(T value) {
        return new Stated<>(value);
    }

    public T value() {
        return value;
    }

    public <U> Stated<U> map(Function<T, U> change) {
        return new Stated<>(change.apply(value));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Stated<?> that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(value);
    }

    @Override
    public String toString() {
        return "Stated[hidden]";
    }
}
