package qorgan.vault.duty;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.MailException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.keys.Entropy;
import qorgan.vault.audit.LeafKind;
import qorgan.vault.audit.LeafedRows;
import qorgan.vault.audit.RowContent;
import qorgan.vault.identity.Acting;
import qorgan.vault.identity.Actor;
import qorgan.vault.request.Contact;
import qorgan.vault.request.RequestId;
import qorgan.vault.request.Requests;

/// Messages that say only that something waits: one constant text in three languages, without a
/// name, a number, a place or a link that tells anything. They leave through SMTP and close no
/// duty.
@Service
public class Messages {

    static final String SUBJECT = "Qorgan";

    /// The same to everybody, whatever waits: its size and words tell nothing.
    static final String TEXT =
            """
            Қорған қызметінде сізге арналған хабар күтіп тұр. Қызметке кіріп, оқыңыз.

            В службе Qorgan вас ожидает сообщение. Войдите в службу и прочтите его.

            Something is waiting for you at the Qorgan service. Please sign in and read it.
            """;

    private static final Logger log = LoggerFactory.getLogger(Messages.class);

    private final Requests requests;
    private final JdbcClient jdbc;
    private final LeafedRows leafed;
    private final ObjectProvider<JavaMailSender> mail;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final String from;

    Messages(
            Requests requests,
            JdbcClient jdbc,
            LeafedRows leafed,
            ObjectProvider<JavaMailSender> mail,
            TransactionTemplate transaction,
            Clock clock,
            @Value("${qorgan.mail.from:qorgan@localhost}") String from) {
        this.requests = requests;
        this.jdbc = jdbc;
        this.leafed = leafed;
        this.mail = mail;
        this.transaction = transaction;
        this.clock = clock;
        this.from = from;
    }

    /// Tells one asker that something waits, once for one cause. Throws what the mail server
    /// throws, so that the event is heard again.
    void tell(Actor duty, RequestId request, UUID cause, String rule) {
        if (isTold(duty, request, cause)) {
            return;
        }
        var contact = requests.contact(duty, request, "message", List.of(rule)).orElseThrow();
        var sender = mail.getIfAvailable();
        var way = contact.contact().way();
        if (way == Contact.Way.EMAIL && sender != null) {
            var message = new SimpleMailMessage();
            message.setFrom(from);
            message.setTo(contact.contact().address());
            message.setSubject(SUBJECT);
            message.setText(TEXT);
            try {
                sender.send(message);
            } catch (MailException e) {
                // The library's text names the address: only the kind of failure may go further.
                throw new MessageNotSent(e.getClass().getSimpleName());
            }
        }
        Acting.as(
                duty,
                () ->
                        transaction.executeWithoutResult(
                                _ -> {
                                    var id = Entropy.uuid();
                                    leafed.insert(
                                            LeafKind.DUTY,
                                            id,
                                            0,
                                            RowContent.of("duty_message")
                                                    .with("region", contact.region().code())
                                                    .with("office", contact.office().value())
                                                    .with("message_id", id)
                                                    .with("request_id", request.value())
                                                    .with("cause", cause)
                                                    .with("way", way.code())
                                                    .with("entry_id", contact.entry().value())
                                                    .with(
                                                            "sent_at",
                                                            clock.instant()
                                                                    .truncatedTo(
                                                                            ChronoUnit.MILLIS)));
                                }));
        log.info("message recorded for request {}", request);
    }

    /// How many messages left for a request, and when the last did.
    public List<java.time.Instant> sentFor(RequestId request) {
        return transaction.execute(
                _ ->
                        jdbc.sql(
                                        """
                                        select sent_at from duty_message where request_id = ?
                                        order by sent_at
                                        """)
                                .param(request.value())
                                .query((row, number) -> row.getTimestamp(1).toInstant())
                                .list());
    }

    private boolean isTold(Actor duty, RequestId request, UUID cause) {
        return Acting.as(
                duty,
                () ->
                        Boolean.TRUE.equals(
                                transaction.execute(
                                        _ ->
                                                jdbc.sql(
                                                                        """
                                                                        select count(*) from duty_message
                                                                        where request_id = ? and cause = ?
                                                                        """)
                                                                .params(request.value(), cause)
                                                                .query(Long.class)
                                                                .single()
                                                        > 0)));
    }

    /// The mail server did not take a message; the registry keeps the event for another try.
    static final class MessageNotSent extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MessageNotSent(String kind) {
            super("a message was not sent: " + kind);
        }
    }
}
