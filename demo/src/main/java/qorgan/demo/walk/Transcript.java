package qorgan.demo.walk;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/// What the walk did and what held, as text for the screen and for the file.
final class Transcript {
    private final PrintStream out;
    private final List<String> lines = new ArrayList<>();
    private int passed;
    private int failed;

    Transcript(PrintStream out) {
        this.out = out;
    }

    /// A new step with the provisions it rests on.
    void step(String title, String law) {
        write("");
        write(title);
        if (!law.isEmpty()) {
            write("    law: " + law);
        }
    }

    /// Something that happened, for the reader.
    void say(String text) {
        write("    " + text);
    }

    /// Something that must hold; the rest of the walk goes on either way.
    boolean check(String statement, boolean holds) {
        if (holds) {
            passed++;
        } else {
            failed++;
        }
        write((holds ? "    [ok] " : "  [FAIL] ") + statement);
        return holds;
    }

    /// Two values that must be equal; a difference shows both.
    boolean same(String statement, Object expected, Object found) {
        var holds = expected.equals(found);
        return check(
                holds ? statement : statement + " (expected " + expected + ", found " + found + ")",
                holds);
    }

    /// A step that could not go on.
    void brokeOff(String reason) {
        failed++;
        write("  [FAIL] the step broke off: " + reason);
    }

    String summary() {
        return passed + " passed, " + failed + " failed";
    }

    int failed() {
        return failed;
    }

    int passed() {
        return passed;
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }

    void write(String line) {
        lines.add(line);
        out.println(line);
    }
}
