package qorgan.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MailSinkTest {
    @Test
    void it_keeps_what_a_client_hands_over() throws IOException {
        try (var sink = MailSink.start(0);
                var client = new Socket(Loopback.HOST, sink.port());
                var in =
                        new BufferedReader(
                                new InputStreamReader(
                                        client.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(in.readLine()).startsWith("220");
            for (var line :
                    new String[] {
                        "HELO here", "MAIL FROM:<from@x.example>", "RCPT TO:<to@x.example>"
                    }) {
                client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
                assertThat(in.readLine()).startsWith("250");
            }
            client.getOutputStream()
                    .write(
                            "DATA\r\nSubject: x\r\n\r\nҚорған\r\n..\r\n.\r\n"
                                    .getBytes(StandardCharsets.UTF_8));
            assertThat(in.readLine()).startsWith("354");
            assertThat(in.readLine()).startsWith("250");
            assertThat(sink.messages()).hasSize(1);
            assertThat(sink.messages().getFirst().to()).containsExactly("to@x.example");
            assertThat(sink.messages().getFirst().text()).contains("Қорған").endsWith(".\r\n");
        }
    }
}
