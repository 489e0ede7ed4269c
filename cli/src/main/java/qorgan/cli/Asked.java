package qorgan.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Asks the person at the terminal.
final class Asked {
    private Asked() {}

    /// From the file where one is named, else typed without being shown.
    static char[] secret(String what, @Nullable Path file) throws IOException {
        if (file != null) {
            return Files.readString(file).strip().toCharArray();
        }
        return console().readPassword("%s: ", what);
    }

    static char[] newSecret(String what) {
        while (true) {
            char[] first = console().readPassword("%s: ", what);
            char[] again = console().readPassword("The same once more: ");
            if (first.length > 0 && Arrays.equals(first, again)) {
                return first;
            }
            say("They differ, or there is none.");
        }
    }

    static String line(String what) {
        return console().readLine("%s: ", what).strip();
    }

    static void say(String text) {
        console().printf("%s%n", text);
    }

    /// What cannot be undone is typed out.
    static void confirm(boolean agreed, String what, String word) {
        if (!agreed && !line(what + " Type " + word + " to go on").equals(word)) {
            throw new IllegalArgumentException("nothing was done");
        }
    }

    private static Console console() {
        var console = System.console();
        if (console == null) {
            throw new IllegalArgumentException(
                    "there is no terminal to ask at; name the files, or give --yes");
        }
        return console;
    }
}
