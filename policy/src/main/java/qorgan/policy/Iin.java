package qorgan.policy;

/// The individual identification number: twelve digits, the last of which is a check digit.
///
/// A right check digit proves nothing about a person, and a wrong one is an error of the field,
/// never a ground to refuse an admission. The first six digits are not compared with a birth date:
/// since 26 August 2013 numbers are not bound to it.
public final class Iin {
    private static final int[] FIRST = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
    private static final int[] SECOND = {3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2};
    private static final int LENGTH = 12;

    private Iin() {}

    /// What is wrong with a number, if anything.
    public enum Check {
        VALID,
        NOT_TWELVE_DIGITS,
        WRONG_CHECK_DIGIT,
        /// Both rounds of weights give ten: no twelfth digit makes such a number valid.
        NEVER_VALID
    }

    public static Check check(String number) {
        if (number.length() != LENGTH
                || !number.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            return Check.NOT_TWELVE_DIGITS;
        }
        var control = control(number, FIRST);
        if (control == 10) {
            control = control(number, SECOND);
        }
        if (control == 10) {
            return Check.NEVER_VALID;
        }
        return control == number.charAt(LENGTH - 1) - '0' ? Check.VALID : Check.WRONG_CHECK_DIGIT;
    }

    public static boolean isValid(String number) {
        return check(number) == Check.VALID;
    }

    private static int control(String number, int[] weights) {
        var sum = 0;
        for (var i = 0; i < weights.length; i++) {
            sum += (number.charAt(i) - '0') * weights[i];
        }
        return sum % 11;
    }
}
