package qorgan.vault.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.keys.Region;
import qorgan.vault.identity.Entered.Table;
import tools.jackson.databind.json.JsonMapper;

/// The first entries of an empty register, from the charter that the installation names
/// (`qorgan.founding.charter`). Once there is an official, there is no second founding: everyone
/// else is entered by a registrar and confirmed by another office.
@Service
public class Founding implements ApplicationRunner {
    private static final Logger LOG = LoggerFactory.getLogger(Founding.class);

    /// Nobody's identifier: the ceremony at which the charter was agreed.
    private static final UUID CEREMONY = new UUID(0, 0);
    private static final Duration TERM = Duration.ofDays(3 * 365);

    private final FoundingSettings settings;
    private final Offices offices;
    private final Officials officials;
    private final SecondOffice secondOffice;
    private final TransactionTemplate transaction;
    private final JsonMapper json;
    private final Clock clock;

    Founding(
            FoundingSettings settings,
            Offices offices,
            Officials officials,
            SecondOffice secondOffice,
            TransactionTemplate transaction,
            JsonMapper json,
            Clock clock) {
        this.settings = settings;
        this.offices = offices;
        this.officials = officials;
        this.secondOffice = secondOffice;
        this.transaction = transaction;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        var resource = settings.charter();
        if (resource == null) {
            return;
        }
        try (var in = resource.getInputStream()) {
            if (found(json.readValue(in, Charter.class))) {
                LOG.info("the register was founded from its charter");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Founds the register.
    ///
    /// @return false, having changed nothing, where it has been founded before
    public boolean found(Charter charter) {
        return Boolean.TRUE.equals(transaction.execute(status -> foundNow(charter)));
    }

    private boolean foundNow(Charter charter) {
        if (!officials.isEmpty()) {
            return false;
        }
        if (charter.officials().stream().map(Charter.FoundingOfficial::office).distinct().count()
                < 2) {
            throw new IllegalArgumentException("a charter names officials of at least two offices");
        }
        for (var office : charter.offices()) {
            offices.enter(
                    new Office(
                            new OfficeId(office.id()),
                            Operator.ofCode(office.operator()),
                            OfficeKind.ofCode(office.kind()),
                            new Region(office.region()),
                            office.names(),
                            office.serviceContact()));
        }
        for (var official : charter.officials()) {
            enter(charter, official);
        }
        return true;
    }

    private void enter(Charter charter, Charter.FoundingOfficial official) {
        var id = official.id() == null ? official.subject() : official.id();
        var office = offices.find(new OfficeId(official.office())).orElseThrow();
        var now = clock.instant();
        officials.insert(
                new Official(
                        new ActorId(id),
                        official.subject(),
                        office.id(),
                        office.region(),
                        official.roles().stream()
                                .map(code -> Role.ofCode(code).orElseThrow())
                                .collect(Collectors.toSet()),
                        official.serviceName(),
                        official.serviceNumber(),
                        new Window(now, now.plus(TERM))),
                CEREMONY,
                official.office());
        var second =
                charter.officials().stream()
                        .filter(other -> !other.office().equals(official.office()))
                        .filter(other -> !other.subject().equals(official.subject()))
                        .findFirst()
                        .orElseThrow();
        secondOffice.write(
                Table.OFFICIAL,
                id,
                second.id() == null ? second.subject() : second.id(),
                second.office());
    }
}
