package qorgan.vault.subject;

/// The check digit of an individual identification number (rule `w-iin-check`). A right digit
// proves
/// nothing about the person; the first six digits are no longer bound to the birth date.
final class Iin {
    private static final int[] SECOND_PASS = {3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2};

    private Iin() {}

    static boolean isValid(String iin) {
        if (!iin.matches("[0-9]{12}")) {
            return false;
        }
        int first = 0;
        int second = 0;
        for (int i = 0; i < 11; i++) {
            int digit = iin.charAt(i) - '0';
            first += digit * (i + 1);
            second += digit * SECOND_PASS[i];
        }
        int check = first % 11 == 10 ? second % 11 : first % 11;
        return check < 10 && check == iin.charAt(11) - '0';
    }
}
