package qorgan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {
    private static final String EMPTY_LAW =
            "{\"id\":\"a\",\"kind\":\"norms\",\"at\":\"2026-03-01T10:00:00Z\",\"declared\":[],"
                    + "\"facts\":{},\"norms\":[],\"unheard-of\":1}";

    @TempDir Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("in"), content);
    }

    private static PrintStream on(ByteArrayOutputStream stream) {
        return new PrintStream(stream, true, StandardCharsets.UTF_8);
    }

    private String said(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }

    @Test
    void marks_returns_and_blank_lines_of_a_file_of_cases_do_not_matter() throws IOException {
        var file = file("\uFEFF" + EMPTY_LAW + "\r\n\r\n  \n" + EMPTY_LAW);
        assertThat(EvaluateCommand.cases(file, on(out), on(complaints))).isZero();
        assertThat(said(out).lines()).hasSize(2).allMatch(line -> line.contains("NO_PERMIT"));
        assertThat(said(complaints)).isEmpty();
    }

    @Test
    void an_empty_file_has_no_answers() throws IOException {
        assertThat(EvaluateCommand.cases(file(""), on(out), on(complaints))).isZero();
        assertThat(EvaluateCommand.scenarios(file("\n# none\n"), on(out), on(complaints))).isZero();
        assertThat(DeadlineCommand.count("", on(out), on(complaints))).isZero();
        assertThat(said(out)).isEmpty();
        assertThat(said(complaints)).isEmpty();
    }

    @Test
    void a_broken_case_is_told_with_its_line_and_the_others_go_on() throws IOException {
        var undeclared = EMPTY_LAW.replace("\"facts\":{}", "\"facts\":{\"f\":\"TRUE\"}");
        var file = file(EMPTY_LAW + "\n" + undeclared + "\n" + EMPTY_LAW);
        assertThat(EvaluateCommand.cases(file, on(out), on(complaints))).isZero();
        assertThat(said(out).lines())
                .hasSize(3)
                .element(1)
                .isEqualTo("{\"id\":\"a\",\"result\":{\"decision\":\"INVALID\"}}");
        assertThat(said(complaints)).contains(":2: ").contains("the fact f is not declared");
    }

    @Test
    void a_line_that_is_no_json_makes_the_exit_code_one_after_all_are_answered()
            throws IOException {
        var file = file("nonsense\n" + EMPTY_LAW);
        assertThat(EvaluateCommand.cases(file, on(out), on(complaints))).isEqualTo(1);
        assertThat(said(out).lines()).hasSize(2).last().asString().contains("NO_PERMIT");
        assertThat(said(complaints)).contains(":1: not JSON");
    }

    @Test
    void a_scenario_that_cannot_be_read_has_an_error_naming_line_and_member() throws IOException {
        var file =
                file(
                        """
                        scenarios:
                        - id: A
                          pack: none
                          facts: {now: '2020-04-14 10:00', requester: {role: relative}}
                          request: {fields: [W.whereabouts]}
                        - id: B
                          pack: {none
                        - id: C
                          pack: none
                          facts: {now: '2020-04-14 10:00', requester: {role: relativ}}
                        """);
        assertThat(EvaluateCommand.scenarios(file, on(out), on(complaints))).isZero();
        var lines = said(out).lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).contains("\"id\":\"A\"", "\"permit\"", "\"error\":null");
        assertThat(lines.get(1)).contains("\"id\":\"B\"", ":8: ");
        assertThat(lines.get(2)).contains("\"id\":\"C\"", ":10: no role is called relativ");
    }

    @Test
    void a_file_that_is_no_list_of_scenarios_is_refused_with_its_line() throws IOException {
        assertThat(EvaluateCommand.scenarios(file("x: 1\n"), on(out), on(complaints))).isEqualTo(1);
        assertThat(said(complaints)).contains(":1: the member scenarios is missing");
    }

    @Test
    void terms_are_counted_row_by_row_and_other_columns_stay() {
        var text =
                "\uFEFFid,start,amount,unit,calculator,note\r\n"
                        + "1,2026-03-02T10:20:00+05:00,8,hours,ccp_hours,\"a, b\"\r\n\r\n"
                        + "2,never,8,hours,ccp_hours\n";
        assertThat(DeadlineCommand.count(text, on(out), on(complaints))).isZero();
        assertThat(said(out).lines())
                .containsExactly(
                        "id,start,amount,unit,calculator,note,due",
                        "1,2026-03-02T10:20:00+05:00,8,hours,ccp_hours,\"a,"
                                + " b\",2026-03-02T19:00:00+05:00",
                        "2,never,8,hours,ccp_hours,,error: not an instant: never");
        assertThat(DeadlineCommand.count("begin,amount\n", on(out), on(complaints))).isEqualTo(1);
        assertThat(said(complaints)).contains("the column start is missing");
    }
}
