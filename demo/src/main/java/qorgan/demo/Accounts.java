package qorgan.demo;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import qorgan.demo.country.Country;
import qorgan.demo.country.Official;
import qorgan.embedded.Account;
import qorgan.embedded.Totp;

/// Who can sign in: every official of the country, and people of the public under random names.
final class Accounts {
    private static final String SECOND_FACTOR = "otp.";
    private static final String CONSONANTS = "bdfghjkmnprstvz";
    private static final String VOWELS = "aeiou";

    /// What the people of the public come for; the number of accounts for each.
    private static final Map<String, Integer> PUBLIC = Map.of("asker", 8, "subject", 6);

    /// Which account of a subject belongs to whom; the first ones are the walk's.
    private static final int VICTIM = 4;

    private static final int DETAINEE = 5;

    private final List<Account> officials;
    private final List<Account> people;

    private Accounts(List<Account> officials, List<Account> people) {
        this.officials = List.copyOf(officials);
        this.people = List.copyOf(people);
    }

    /// The same accounts at every start: names from the seed, passwords from the secrets.
    static Accounts of(Country country, Secrets secrets, long seed) {
        var officials = country.officials().stream().map(each -> official(each, secrets)).toList();
        var random = new Random(seed);
        var people = new ArrayList<Account>();
        for (var role : List.of("asker", "subject")) {
            for (var each = 0; each < PUBLIC.getOrDefault(role, 0); each++) {
                var name = publicName(random);
                var id =
                        UUID.nameUUIDFromBytes(
                                ("qorgan-demo/public/" + name).getBytes(StandardCharsets.UTF_8));
                people.add(account(id, name, secrets, role, false));
            }
        }
        return new Accounts(officials, people);
    }

    List<Account> officials() {
        return officials;
    }

    List<Account> people() {
        return people;
    }

    /// The official of this user name.
    Account official(String username) {
        return officials.stream()
                .filter(each -> each.username().equals(username))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no official " + username));
    }

    /// The accounts of the public that carry this role.
    List<Account> people(String role) {
        return people.stream()
                .filter(each -> each.roles().contains(role))
                .collect(Collectors.toUnmodifiableList());
    }

    /// The account of a victim in the shelter.
    Account victim() {
        return people("subject").get(VICTIM);
    }

    /// The account of somebody in police custody.
    Account detainee() {
        return people("subject").get(DETAINEE);
    }

    private static Account official(Official official, Secrets secrets) {
        return account(official.id(), official.username(), secrets, official.role(), true);
    }

    private static Account account(
            UUID id, String name, Secrets secrets, String role, boolean secondFactor) {
        @Nullable String otp = secondFactor ? secondFactor(secrets.of(SECOND_FACTOR + name)) : null;
        return new Account(id, name, secrets.of("account." + name), otp, List.of(role));
    }

    /// The one-time code of this account at this moment, where it was made and has one.
    static Optional<String> code(Secrets secrets, String username, Instant now) {
        return secrets.known(SECOND_FACTOR + username)
                .map(secret -> Totp.code(secondFactor(secret), now));
    }

    private static String secondFactor(String secret) {
        return secret.substring(0, 20);
    }

    /// A name that names nobody, in the form that the public realm asks for.
    private static String publicName(Random random) {
        var name = new StringBuilder();
        for (var each = 0; each < 2; each++) {
            name.append(CONSONANTS.charAt(random.nextInt(CONSONANTS.length())));
            name.append(VOWELS.charAt(random.nextInt(VOWELS.length())));
        }
        return name + "-%04d-%04d".formatted(random.nextInt(10_000), random.nextInt(10_000));
    }
}
