package qorgan.demo.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class TranscriptTest {
    private final Transcript transcript =
            new Transcript(new PrintStream(OutputStream.nullOutputStream()));

    @Test
    void each_check_is_counted_and_a_difference_is_shown() {
        transcript.step("1. A step", "ICPPED art. 18");
        transcript.check("it holds", true);
        transcript.same("the state", "open", "closed");
        transcript.brokeOff("no answer");
        assertThat(transcript.summary()).isEqualTo("1 passed, 2 failed");
        assertThat(transcript.text()).contains("expected open, found closed", "ICPPED art. 18");
    }
}
