package qorgan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource({"imprt,import", "ledgr,ledger", "dmeo,demo", "tests,test", "key,keys"})
    void a_slip_of_the_finger_is_named(String typed, String meant) {
        var err = new StringWriter();
        var line = Qorgan.commandLine().setErr(new PrintWriter(err));
        assertThat(line.execute(typed)).isEqualTo(2);
        assertThat(err.toString())
                .contains("no command " + typed + ". Did you mean " + meant + "?");
    }

    @Test
    void a_wrong_option_says_where_help_is() {
        var err = new StringWriter();
        var line = Qorgan.commandLine().setErr(new PrintWriter(err));
        assertThat(line.execute("import", "x.csv", "--no-such")).isEqualTo(2);
        assertThat(err.toString()).contains("--no-such", "bin/qorgan import --help");
        assertThat(Qorgan.commandLine().setErr(new PrintWriter(err)).execute("quite-another"))
                .isEqualTo(2);
        assertThat(err.toString()).doesNotContain("Did you mean");
    }
}
