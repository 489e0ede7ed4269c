package qorgan.keys;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import qorgan.keys.aead.Xaes;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Index values of what is sealed already, for many people, under one version of the index key. No
/// plaintext leaves: what comes back is what the index stores. Each value names the deposit of the
/// entry by which the person's row is indexed anew, which is its trace: it counts and is not
// limited.
public final class Reindexing implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final BlindIndexes indexes;
    private final Vault vault;
    private final int version;
    private Map<KeyName, Xaes> ciphers = new HashMap<>();

    Reindexing(BlindIndexes indexes, Vault vault, int version) {
        this.indexes = indexes;
        this.vault = vault;
        this.version = version;
    }

    /// A sealed value and the place it is sealed to.
    public record Held(Sealed<String> sealed, Place place) {}

    /// The version of the index key under which values are computed here.
    public int version() {
        return version;
    }

    /// Fetches the keys of these values at once and lets go of those before.
    public void fetch(Collection<Held> values) {
        letGo();
        ciphers =
                vault.ciphers(
                        values.stream()
                                .map(held -> Vault.keyOf(held.sealed().raw(), held.place()))
                                .distinct()
                                .toList());
    }

    /// The value of a text in a sealed JSON object; nothing where it has no such member, or its key
    /// was destroyed.
    public Optional<byte[]> value(
            Deposit deposit, BlindIndexes.Kind kind, Held json, String member) {
        return within(
                        deposit,
                        json,
                        text -> {
                            var found = JSON.readTree(text).path(member).asString("");
                            return found.isEmpty()
                                    ? List.<byte[]>of()
                                    : List.of(indexes.stored(deposit, kind, found, version));
                        })
                .stream()
                .findFirst();
    }

    /// The values of every token of every name in an array of a sealed JSON object, each with the
    /// sealed birth date (ISO 8601); each value once. Nothing where either key was destroyed.
    public List<byte[]> names(Deposit deposit, Held json, String member, Held birth) {
        return within(deposit, birth, date -> names(deposit, json, member, LocalDate.parse(date)));
    }

    private List<byte[]> names(Deposit deposit, Held json, String member, LocalDate birth) {
        return within(
                deposit,
                json,
                text -> {
                    var tokens = new TreeSet<byte[]>(Arrays::compareUnsigned);
                    for (JsonNode name : JSON.readTree(text).path(member)) {
                        tokens.addAll(
                                indexes.storedName(deposit, name.asString(""), birth, version));
                    }
                    return new ArrayList<>(tokens);
                });
    }

    private List<byte[]> within(Deposit deposit, Held held, Function<String, List<byte[]>> verb) {
        Vault.check(deposit, held.place());
        @Nullable Xaes cipher = ciphers.get(Vault.keyOf(held.sealed().raw(), held.place()));
        if (cipher == null) {
            return List.of();
        }
        try {
            return vault.within(held.sealed(), held.place(), cipher, verb);
        } catch (JacksonException | DateTimeParseException e) {
            // Its message would show what was sealed.
            throw new CannotOpen();
        }
    }

    private void letGo() {
        ciphers.values().forEach(Xaes::close);
        ciphers.clear();
    }

    @Override
    public void close() {
        letGo();
    }
}
