package qorgan.demo.country;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import qorgan.demo.country.Person.Situation;

/// The whole invented country as of one instant.
public record Country(
        List<Office> offices,
        List<Official> officials,
        List<Facility> facilities,
        List<Person> people,
        List<Relative> relatives) {

    /// The codes of the two regions; between them somebody is transferred.
    public static final List<String> REGIONS = List.of("KZ-AKD", "KZ-TOB");

    private static final List<String> CITIZENSHIPS = List.of("UZ", "KG", "TR", "DE", "NG");
    private static final int EACH_SEVENTEENTH_IS_YOUNG = 17;
    private static final int EACH_TWENTY_THIRD_IS_FOREIGN = 23;

    public Country {
        offices = List.copyOf(offices);
        officials = List.copyOf(officials);
        facilities = List.copyOf(facilities);
        people = List.copyOf(people);
        relatives = List.copyOf(relatives);
    }

    /// The country that this seed gives, with people deprived of liberty in the months before
    /// `now`.
    public static Country of(long seed, Instant now) {
        var random = new Random(seed);
        var officials = Offices.officials(random);
        var facilities = Facilities.all();
        var people = new ArrayList<Person>();
        for (var situation : Situation.values()) {
            for (var each = 0; each < count(situation); each++) {
                people.add(person(random, facilities, situation, people.size(), now));
            }
        }
        var relatives = new ArrayList<Relative>();
        for (var number = 0; number < people.size(); number += 6) {
            relatives.add(relative(random, people.get(number), relatives.size()));
        }
        return new Country(Offices.all(), officials, facilities, people, relatives);
    }

    /// The office of this key.
    public Office office(String key) {
        return offices.stream()
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no office " + key));
    }

    /// The facilities of this type in this region.
    public List<Facility> facilities(String kind, String region) {
        return facilities.stream()
                .filter(each -> each.kind().equals(kind) && each.region().equals(region))
                .toList();
    }

    /// Somebody whom the police hold, for a register of such people.
    static Person heldByPolice(Random random, List<Facility> facilities, int number, Instant now) {
        return person(random, facilities, Situation.DETAINED, number, now);
    }

    private static int count(Situation situation) {
        return switch (situation) {
            case DETAINED -> 60;
            case REMAND -> 80;
            case CONVICTED -> 90;
            case RELEASED -> 45;
            case VICTIM -> 25;
        };
    }

    private static Person person(
            Random random,
            List<Facility> facilities,
            Situation situation,
            int number,
            Instant now) {
        var woman = situation == Situation.VICTIM || random.nextInt(5) == 0;
        var foreign = number % EACH_TWENTY_THIRD_IS_FOREIGN == 7;
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        var young = number % EACH_SEVENTEENTH_IS_YOUNG == 3;
        var birth =
                today.minusYears(young ? 15 : 19 + random.nextInt(45))
                        .minusDays(1 + random.nextInt(360));
        var established = !foreign && number % 31 != 11;
        return new Person(
                "p%03d".formatted(number),
                foreign ? Names.foreign(number) : Names.draw(random, woman),
                birth,
                woman,
                established
                        ? Optional.of(Iins.of(birth, woman, random.nextInt(10_000)))
                        : Optional.empty(),
                foreign ? CITIZENSHIPS.get(number % CITIZENSHIPS.size()) : "KZ",
                situation,
                situation == Situation.REMAND && number == PROTECTED,
                facility(random, facilities, situation, young),
                began(random, situation, now),
                phone(random),
                address(random));
    }

    /// The one protected person: on remand, their data in a sealed envelope.
    private static final int PROTECTED = 66;

    private static Optional<String> facility(
            Random random, List<Facility> facilities, Situation situation, boolean young) {
        var kind =
                switch (situation) {
                    case DETAINED -> "temporary_holding_facility";
                    case REMAND -> "remand_centre";
                    case CONVICTED, RELEASED ->
                            young ? "juvenile_adaptation_centre" : "correctional_institution";
                    case VICTIM -> "";
                };
        var fitting = facilities.stream().filter(each -> each.kind().equals(kind)).toList();
        return fitting.isEmpty()
                ? Optional.empty()
                : Optional.of(fitting.get(random.nextInt(fitting.size())).key());
    }

    private static Instant began(Random random, Situation situation, Instant now) {
        var hours =
                switch (situation) {
                    // Long enough ago for the admission, which comes three hours later.
                    case DETAINED -> 4 + random.nextInt(60);
                    case REMAND -> 24 * (4 + random.nextInt(50));
                    case CONVICTED, RELEASED -> 24 * (90 + random.nextInt(900));
                    case VICTIM -> 24 * (1 + random.nextInt(120));
                };
        return now.minus(Duration.ofHours(hours))
                .minus(Duration.ofMinutes(random.nextInt(60)))
                .truncatedTo(ChronoUnit.MINUTES);
    }

    private static Relative relative(Random random, Person person, int number) {
        var woman = number % 3 != 0;
        return new Relative(
                "r%03d".formatted(number),
                person.isForeign() ? Names.foreign(number + 1) : Names.draw(random, woman),
                person.key(),
                switch (number % 4) {
                    case 0 -> "spouse";
                    case 1 -> "parent";
                    case 2 -> "sibling";
                    default -> "child";
                },
                phone(random));
    }

    /// Of a number range that no operator hands out.
    private static String phone(Random random) {
        return "+7 700 000 %02d %02d".formatted(random.nextInt(100), random.nextInt(100));
    }

    private static String address(Random random) {
        var street = List.of("Көктем", "Дала", "Бұлақ", "Жусан", "Самал").get(random.nextInt(5));
        return street + " көшесі, " + (1 + random.nextInt(120)) + ", " + (1 + random.nextInt(80));
    }
}
