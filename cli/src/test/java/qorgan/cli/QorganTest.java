package qorgan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

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
}
