package qorgan.vault.consent;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import qorgan.keys.Entropy;
import qorgan.keys.Field;
import qorgan.keys.SubjectId;
import qorgan.vault.audit.AccessLog;
import qorgan.vault.audit.EntryKind;
import qorgan.vault.audit.Note;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Permissions;
import qorgan.vault.identity.Role;
import qorgan.vault.subject.OwnAccounts;
import qorgan.vault.subject.Subjects;

/// Consents: given with their seven items, for a purpose, a recipient and a period; withdrawn on
/// the person's own page and effective at once.
@Service
public class Consents {
    /// Where a legal day begins: one zone for the whole country since 1 March 2024.
    static final ZoneId LEGAL_DAY = ZoneId.of("Asia/Almaty");

    private static final int LONGEST_MONTHS = 120;

    private final Permissions permissions;
    private final Purposes purposes;
    private final Subjects subjects;
    private final OwnAccounts accounts;
    private final ConsentRows rows;
    private final ObligationRows obligations;
    private final AccessLog log;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    Consents(
            Permissions permissions,
            Purposes purposes,
            Subjects subjects,
            OwnAccounts accounts,
            ConsentRows rows,
            ObligationRows obligations,
            AccessLog log,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.permissions = permissions;
        this.purposes = purposes;
        this.subjects = subjects;
        this.accounts = accounts;
        this.rows = rows;
        this.obligations = obligations;
        this.log = log;
        this.publisher = publisher;
        this.clock = clock;
    }

    /// Takes a consent: on the person's own page, or by an officer who hears it or receives it on
    /// paper. What is no consent in law is not kept, and the answer says what is missing.
    @Transactional
    public Given give(Actor actor, NewConsent stated) {
        if (!may(actor, stated.subject(), "consent:give", "consent:take")) {
            return new Given.NothingHere();
        }
        var keeper = subjects.keeper(stated.subject());
        var purpose = purposes.find(stated.purpose()).filter(Purpose::restsOnConsent);
        if (keeper.isEmpty() || purpose.isEmpty()) {
            return new Given.NothingHere();
        }
        var missing = missing(stated);
        var rules = broken(stated, purpose.get(), missing);
        if (!rules.isEmpty()) {
            return new Given.Invalid(missing, rules);
        }
        var fields = new TreeSet<Field>();
        stated.items().keySet().forEach(item -> fields.add(ConsentRows.field(item)));
        var deposit = log.deposit(actor, stated.subject(), fields, "consent", "kz-dpa-8-1-form");
        var from = stated.from().truncatedTo(ChronoUnit.MICROS);
        var to = end(from, stated.months());
        var consent =
                rows.insert(
                        new ConsentRow(
                                keeper.get().region().code(),
                                keeper.get().office().value(),
                                Entropy.uuid(),
                                stated.subject().value(),
                                stated.purpose(),
                                stated.recipient(),
                                codes(stated.fields()),
                                from,
                                to,
                                stated.form(),
                                stated.giver(),
                                stated.inCustody(),
                                stated.minor(),
                                stated.witness(),
                                actor.id().value(),
                                clock.instant().truncatedTo(ChronoUnit.MICROS),
                                deposit.entry(),
                                null,
                                null),
                        stated.items(),
                        deposit);
        return new Given.Taken(consent, from, to);
    }

    /// Withdraws a consent. From this instant nothing is released on it; a second time changes
    /// nothing.
    @Transactional
    public Ended withdraw(Actor actor, ConsentId consent) {
        var found = rows.find(consent);
        if (found.isEmpty()
                || !may(
                        actor,
                        new SubjectId(found.get().subject()),
                        "consent:withdraw",
                        "consent:take")) {
            return new Ended.NotYours();
        }
        var row = rows.lock(consent);
        if (row.withdrawnAt() != null) {
            return ended(consent, row.withdrawnAt());
        }
        var subject = new SubjectId(row.subject());
        var unused =
                log.note(
                        actor,
                        Note.about(
                                EntryKind.CONSENT,
                                subject,
                                "withdrawal",
                                List.of("kz-dpa-8-withdrawal-15wd"),
                                null));
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        rows.withdraw(row.withdrawn(at, actor.id().value()));
        publisher.publishEvent(new ConsentWithdrawn(consent, subject, at));
        return ended(consent, at);
    }

    private Ended ended(ConsentId consent, Instant withdrawnAt) {
        return obligations
                .standing(consent, clock.instant())
                .<Ended>map(
                        bar -> new Ended.Barred(consent, withdrawnAt, bar.article(), bar.until()))
                .orElseGet(() -> new Ended.Withdrawn(consent, withdrawnAt));
    }

    /// Writes down that an obligation is outstanding towards what a consent allows. Only a
    /// data-protection officer does: it stands against the person's right.
    @Transactional
    public Bound bind(Actor dpo, ConsentId consent, String article, Instant until) {
        permissions.require(dpo, "consent:obligation");
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (!article.strip().matches("[\\p{L}\\p{N} .,()№-]{3,200}")) {
            return new Bound.Unreadable();
        }
        if (!now.isBefore(until)) {
            return new Bound.EmptyWindow();
        }
        if (rows.find(consent).isEmpty()) {
            return new Bound.NothingHere();
        }
        var row = rows.lock(consent);
        var entry =
                log.note(
                        dpo,
                        Note.about(
                                EntryKind.CONSENT,
                                new SubjectId(row.subject()),
                                "obligation",
                                List.of(Ended.Barred.RULE),
                                null));
        var obligation =
                new Obligation(
                        Entropy.uuid(),
                        consent,
                        article.strip(),
                        until.truncatedTo(ChronoUnit.MICROS),
                        null);
        obligations.insert(row, obligation, dpo, now, entry);
        return new Bound.Standing(obligation.id(), obligation.until());
    }

    /// The obligations that were written down at the officer's own operator, the last one first;
    /// at most 200.
    @Transactional(readOnly = true)
    public List<Obligation> obligations(Actor dpo) {
        permissions.require(dpo, "consent:obligation");
        return obligations.latest();
    }

    /// The obligation is met: a withdrawal that waited for it takes effect now.
    @Transactional
    public Bound release(Actor dpo, UUID obligation) {
        permissions.require(dpo, "consent:obligation");
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var row = obligations.lock(obligation);
        if (row.isEmpty() || !row.get().obligation().standsAt(now)) {
            return new Bound.NothingHere();
        }
        var consent = rows.lock(row.get().obligation().consent());
        var unused =
                log.note(
                        dpo,
                        Note.about(
                                EntryKind.CONSENT,
                                new SubjectId(consent.subject()),
                                "obligation",
                                List.of(Ended.Barred.RULE),
                                null));
        obligations.end(row.get().ended(dpo, now));
        return new Bound.Over(obligation, now);
    }

    /// Whether a consent covers this purpose for this recipient at this instant. Of several the one
    /// in force counts, else the latest given says why not.
    @Transactional(readOnly = true)
    public ConsentState inForce(SubjectId subject, String purpose, String recipient, Instant at) {
        ConsentState last = new ConsentState.Missing();
        for (var row : rows.matching(subject)) {
            if (row.purpose().equals(purpose) && row.recipient().equals(recipient)) {
                last = state(row, at);
                if (last instanceof ConsentState.InForce) {
                    return last;
                }
            }
        }
        return last;
    }

    /// Holds a consent in the caller's transaction, so that a withdrawal waits for it or comes
    /// first.
    ///
    /// @return whether it is still in force at this instant
    @Transactional
    public boolean hold(ConsentId consent, Instant at) {
        return rows.share(consent)
                .filter(row -> state(row, at) instanceof ConsentState.InForce)
                .isPresent();
    }

    /// The consent as it is now, held in the caller's transaction, so that a withdrawal waits for
    /// it or comes first. Empty when it cannot be believed.
    @Transactional
    public Optional<ConsentFact> holdFact(ConsentId consent) {
        return rows.share(consent).map(this::fact);
    }

    /// Every consent of a person, as facts for the engine of the rules.
    @Transactional(readOnly = true)
    public List<ConsentFact> facts(SubjectId subject) {
        return rows.matching(subject).stream().map(this::fact).toList();
    }

    /// A person's own consents.
    @Transactional(readOnly = true)
    public List<ConsentFact> own(Actor actor) {
        permissions.require(actor, "consent:read");
        return accounts.personOf(actor).map(this::facts).orElse(List.of());
    }

    private boolean may(Actor actor, SubjectId subject, String own, String officers) {
        if (actor.has(Role.SUBJECT)) {
            permissions.require(actor, own);
            return accounts.personOf(actor).filter(subject::equals).isPresent();
        }
        permissions.require(actor, officers);
        return true;
    }

    private static Set<ConsentItem> missing(NewConsent stated) {
        var missing = EnumSet.allOf(ConsentItem.class);
        missing.removeIf(
                item -> {
                    var said = stated.items().get(item);
                    return said != null && !said.value().isBlank();
                });
        return missing;
    }

    private static Set<String> broken(
            NewConsent stated, Purpose purpose, Set<ConsentItem> missing) {
        var rules = new TreeSet<String>();
        if (!missing.isEmpty()) {
            rules.add("kz-dpa-8-4-consent-items");
        }
        if (stated.months() < 1 || stated.months() > LONGEST_MONTHS) {
            rules.add("kz-dpa-8-window");
        }
        if (stated.inCustody()
                && (stated.witness() == null || !stated.witness().isOutsideFacility())) {
            rules.add("kz-dpa-8-detainee-free");
        }
        if (stated.minor() && stated.giver() == Giver.SUBJECT) {
            rules.add("kz-dpa-8-minor-representative");
        }
        if (stated.fields().isEmpty()
                || !purpose.fields().containsAll(stated.fields())
                || !Purposes.neverByConsent(stated.fields()).isEmpty()
                || !purpose.recipients().contains(stated.recipient())) {
            rules.add("kz-dpa-7-lawful");
        }
        return rules;
    }

    /// A period in months ends on the same day number, clamped to the month's end, at 00:00.
    static Instant end(Instant from, int months) {
        return from.atZone(LEGAL_DAY)
                .toLocalDate()
                .plusMonths(months)
                .atStartOfDay(LEGAL_DAY)
                .toInstant();
    }

    private ConsentState state(ConsentRow row, Instant at) {
        var id = new ConsentId(row.consent());
        if (row.withdrawnAt() != null
                && !at.isBefore(row.withdrawnAt())
                && obligations.standing(id, at).isEmpty()) {
            return new ConsentState.WasWithdrawn(id);
        }
        if (at.isBefore(row.from())) {
            return new ConsentState.NotYet(id);
        }
        if (!at.isBefore(row.to())) {
            return new ConsentState.Expired(id);
        }
        return new ConsentState.InForce(id, fields(row), row.to());
    }

    private ConsentFact fact(ConsentRow row) {
        return new ConsentFact(
                new ConsentId(row.consent()),
                row.purpose(),
                row.recipient(),
                fields(row),
                row.from(),
                row.to(),
                true,
                true,
                !row.inCustody() || (row.witness() != null && row.witness().isOutsideFacility()),
                !row.minor() || row.giver() != Giver.SUBJECT,
                row.withdrawnAt(),
                obligations.standing(new ConsentId(row.consent()), clock.instant()).orElse(null));
    }

    private static Set<Field> fields(ConsentRow row) {
        return row.fields().stream().map(Field::new).collect(Collectors.toUnmodifiableSet());
    }

    private static List<String> codes(Set<Field> fields) {
        return fields.stream().map(Field::code).sorted().toList();
    }
}
