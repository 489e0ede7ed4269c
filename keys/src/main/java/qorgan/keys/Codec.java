package qorgan.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Function;

/// How a value becomes the bytes that are sealed, and back. Encodings are stored for decades: a
/// codec never changes, it gets a successor.
public interface Codec<T> {
    Codec<byte[]> BYTES = of(byte[]::clone, byte[]::clone);
    Codec<String> TEXT =
            of(
                    text -> text.getBytes(StandardCharsets.UTF_8),
                    bytes -> new String(bytes, StandardCharsets.UTF_8));

    /// Seconds and nanoseconds: the registered minute and the instant it was learnt keep all
    /// digits.
    Codec<Instant> INSTANT =
            of(
                    instant ->
                            ByteBuffer.allocate(12)
                                    .putLong(instant.getEpochSecond())
                                    .putInt(instant.getNano())
                                    .array(),
                    bytes -> {
                        var buffer = exactly(bytes, 12);
                        return Instant.ofEpochSecond(buffer.getLong(), buffer.getInt());
                    });
    Codec<LocalDate> DATE =
            of(
                    date -> ByteBuffer.allocate(8).putLong(date.toEpochDay()).array(),
                    bytes -> LocalDate.ofEpochDay(exactly(bytes, 8).getLong()));
    Codec<Long> NUMBER =
            of(
                    number -> ByteBuffer.allocate(8).putLong(number).array(),
                    bytes -> exactly(bytes, 8).getLong());
    Codec<Boolean> TRUTH =
            of(truth -> new byte[] {(byte) (truth ? 1 : 0)}, bytes -> exactly(bytes, 1).get() == 1);

    byte[] encode(T value);

    T decode(byte[] bytes);

    static <T> Codec<T> of(Function<T, byte[]> encode, Function<byte[], T> decode) {
        return new Codec<>() {
            @Override
            public byte[] encode(T value) {
                return encode.apply(value);
            }

            @Override
            public T decode(byte[] bytes) {
                return decode.apply(bytes);
            }
        };
    }

    /// This codec, seen through a pair of conversions.
    default <U> Codec<U> map(Function<U, T> in, Function<T, U> out) {
        return of(value -> encode(in.apply(value)), bytes -> out.apply(decode(bytes)));
    }

    /// Enum constants by their name.
    static <E extends Enum<E>> Codec<E> constant(Class<E> type) {
        return TEXT.map(Enum::name, name -> Enum.valueOf(type, name));
    }

    private static ByteBuffer exactly(byte[] bytes, int length) {
        if (bytes.length != length) {
            throw new IllegalStateException("a sealed value has another length than its codec");
        }
        return ByteBuffer.wrap(bytes);
    }
}
