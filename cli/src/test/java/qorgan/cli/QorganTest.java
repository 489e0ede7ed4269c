package qorgan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QorganTest {
    @Test
    void the_help_names_every_command_and_an_unknown_one_is_refused() {
        var out = new StringWriter();
        var err = new StringWriter();
        var line = Qorgan.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        assertThat(line.execute("--help")).isZero();
        assertThat(out.toString()).contains("demo --check");
        line.getSubcommands().keySet().forEach(name -> assertThat(out.toString()).contains(name));
        assertThat(line.execute("no-such-command")).isEqualTo(2);
        assertThat(err.toString()).contains("no-such-command");
    }

    @Test
    void what_cannot_be_read_is_said_in_one_line(@TempDir Path folder) throws IOException {
        var nothing = folder.resolve("nothing.csv");
        assertThat(failing("deadline", "--cases", nothing.toString()))
                .isEqualTo("qorgan: there is no file " + nothing + "\n");
        var other = Files.writeString(folder.resolve("other.csv"), "start,amount,unit\n");
        assertThat(failing("deadline", "--cases", other.toString()))
                .contains(other + ":1: the column calculator is missing")
                .hasLineCount(1);
        var bytes = Files.write(folder.resolve("bytes.csv"), new byte[] {(byte) 0xC3, 0x28});
        assertThat(failing("deadline", "--cases", bytes.toString())).contains("not UTF-8");
    }

    private static String failing(String... words) {
        var err = new StringWriter();
        var line = Qorgan.commandLine().setErr(new PrintWriter(err));
        assertThat(line.execute(words)).isEqualTo(2);
        return err.toString();
    }
}
