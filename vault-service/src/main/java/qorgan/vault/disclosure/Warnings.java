package qorgan.vault.disclosure;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.vault.audit.AccessLog;
import qorgan.vault.audit.EntryKind;
import qorgan.vault.audit.Note;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Permissions;
import qorgan.vault.request.Language;
import qorgan.vault.request.RequestId;
import qorgan.vault.request.Requests;

/// The non-disclosure warning, which the recipient signs before anything granted is delivered.
@Service
public class Warnings {

    private static final String BASIS = "p-warning-recipient";

    private final GrantRows rows;
    private final Requests requests;
    private final AccessLog log;
    private final Words words;
    private final Permissions permissions;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Warnings(
            GrantRows rows,
            Requests requests,
            AccessLog log,
            Words words,
            Permissions permissions,
            TransactionTemplate transaction,
            Clock clock) {
        this.rows = rows;
        this.requests = requests;
        this.log = log;
        this.words = words;
        this.permissions = permissions;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// What is signed, in the reader's language.
    public String text(Language language) {
        return words.of(language, "warning.text");
    }

    /// Whether the recipient of this request has signed.
    public boolean isSigned(Actor recipient, RequestId request) {
        return requests.isAsker(recipient, request) && rows.isWarned(request);
    }

    /// Signs for the own request; once is enough.
    public Warned sign(Actor recipient, RequestId request) {
        permissions.require(recipient, "disclosure:warning");
        if (!requests.isAsker(recipient, request)) {
            return Warned.NOT_YOURS;
        }
        if (rows.isWarned(request)) {
            return Warned.ALREADY;
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        try {
            transaction.executeWithoutResult(
                    _ -> {
                        rows.warn(
                                recipient.region().code(),
                                requests.office(request)
                                        .map(office -> office.value())
                                        .orElse(NOBODY),
                                request,
                                recipient.id().value(),
                                now);
                        log.note(
                                recipient,
                                Note.of(EntryKind.REQUEST, "warning", Map.of("basis", BASIS))
                                        .inRequest(request.value()));
                    });
        } catch (DuplicateKeyException e) {
            return Warned.ALREADY;
        }
        return Warned.SIGNED;
    }

    private static final UUID NOBODY = new UUID(0, 0);
}
