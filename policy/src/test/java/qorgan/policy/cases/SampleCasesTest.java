package qorgan.policy.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import qorgan.policy.Shared;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class SampleCasesTest {
    @Test
    void every_published_case_has_its_published_answer() {
        var json = JsonMapper.builder().build();
        var cases = new Cases();
        var wrong = new ArrayList<String>();
        var lines =
                new String(Shared.read("qorgan.cases", "sample.jsonl"), StandardCharsets.UTF_8)
                        .lines()
                        .toList();
        for (var line : lines) {
            var source = (ObjectNode) json.readTree(line);
            var expected = source.remove("expect");
            var answer = json.readTree(cases.answer(source.toString()).json());
            if (!answer.path("result").equals(expected)
                    || !answer.path("id").equals(source.path("id"))) {
                wrong.add(line + "\n   " + answer);
            }
        }
        assertThat(lines).hasSizeGreaterThanOrEqualTo(200);
        assertThat(wrong).isEmpty();
    }
}
