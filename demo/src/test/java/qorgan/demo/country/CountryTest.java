package qorgan.demo.country;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import qorgan.demo.country.Person.Situation;

class CountryTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private final Country country = Country.of(7, NOW);

    @Test
    void the_same_seed_gives_the_same_country() {
        assertThat(Country.of(7, NOW)).isEqualTo(country);
        assertThat(Country.of(8, NOW)).isNotEqualTo(country);
    }

    @Test
    void it_has_about_three_hundred_people_of_every_kind_and_one_protected() {
        assertThat(country.people()).hasSizeBetween(280, 320);
        assertThat(country.people().stream().map(Person::situation).distinct())
                .containsExactlyInAnyOrder(Situation.values());
        assertThat(country.people()).filteredOn(Person::isProtected).hasSize(1);
        assertThat(country.people()).filteredOn(Person::isForeign).hasSizeGreaterThan(8);
        var today = LocalDate.ofInstant(NOW, ZoneOffset.UTC);
        assertThat(country.people())
                .filteredOn(each -> each.isMinorOn(today))
                .hasSizeGreaterThan(10);
    }

    @Test
    void every_number_is_different_and_has_a_right_check_digit() {
        var iins = country.people().stream().flatMap(each -> each.iin().stream()).toList();
        assertThat(iins).doesNotHaveDuplicates().allMatch(CountryTest::isRight);
        assertThat(iins).map(Iins::spoiled).noneMatch(CountryTest::isRight);
    }

    @Test
    void each_type_of_facility_stands_in_both_regions() {
        var byKind =
                country.facilities().stream()
                        .collect(
                                Collectors.groupingBy(
                                        Facility::kind,
                                        Collectors.mapping(Facility::region, Collectors.toSet())));
        assertThat(byKind).hasSize(9);
        assertThat(byKind.values()).allMatch(regions -> regions.size() == 2);
    }

    /// Written the long way on purpose: it is what the generator is held against.
    private static boolean isRight(String iin) {
        var digits = Arrays.stream(iin.split("")).mapToInt(Integer::parseInt).toArray();
        int[][] rows = {{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, {3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2}};
        for (var row : rows) {
            var sum = 0;
            for (var each = 0; each < 11; each++) {
                sum += row[each] * digits[each];
            }
            if (sum % 11 != 10) {
                return sum % 11 == digits[11];
            }
        }
        return false;
    }
}
