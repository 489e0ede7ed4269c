package qorgan.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import qorgan.policy.Iin.Check;

class IinTest {
    // Month 13 belongs to nobody.
    @ParameterizedTest
    @CsvSource({
        "991332123455, VALID",
        "991332124806, VALID",
        "991332123456, WRONG_CHECK_DIGIT",
        "99133212345, NOT_TWELVE_DIGITS",
        "9913321234555, NOT_TWELVE_DIGITS",
        "99133212345a, NOT_TWELVE_DIGITS",
        "９91332123455, NOT_TWELVE_DIGITS",
        "/91332123455, NOT_TWELVE_DIGITS",
        ":91332123455, NOT_TWELVE_DIGITS",
        "'', NOT_TWELVE_DIGITS",
    })
    void a_number_is_checked(String number, Check expected) {
        assertThat(Iin.check(number)).isEqualTo(expected);
        assertThat(Iin.isValid(number)).isEqualTo(expected == Check.VALID);
    }

    @Test
    void some_eleven_digits_have_no_twelfth() {
        assertThat(IntStream.range(0, 10).mapToObj(digit -> Iin.check("99133212482" + digit)))
                .containsOnly(Check.NEVER_VALID);
    }
}
