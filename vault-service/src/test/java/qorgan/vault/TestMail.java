package qorgan.vault;

import java.util.List;
import org.springframework.test.context.DynamicPropertyRegistry;
import qorgan.embedded.MailSink;

/// One real SMTP server a JVM, which sends nothing on.
public final class TestMail {
    private static final MailSink SINK = MailSink.start(0);

    private TestMail() {}

    public static List<MailSink.Message> messages() {
        return SINK.messages();
    }

    static void describe(DynamicPropertyRegistry registry) {
        registry.add("spring.mail.host", () -> "127.0.0.1");
        registry.add("spring.mail.port", SINK::port);
    }
}
