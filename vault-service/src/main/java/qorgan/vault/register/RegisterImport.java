package qorgan.vault.register;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.keys.Codec;
import qorgan.keys.Deposit;
import qorgan.keys.Field;
import qorgan.keys.KeyClass;
import qorgan.keys.Sealing;
import qorgan.keys.SubjectId;
import qorgan.keys.Vault;
import qorgan.vault.audit.AccessLog;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Permissions;
import qorgan.vault.subject.Draft;
import qorgan.vault.subject.Fingerprints;
import qorgan.vault.subject.Subjects;

/// Brings in a register that was kept on paper or in a spreadsheet, a batch of rows at a time. A
/// batch is one transaction under one bulk entry of the access log: after an interruption a row is
/// in with all its facts or not at all, and a row that is in is recognised and not taken again.
@Service
public class RegisterImport {
    /// The most rows of one batch.
    public static final int BATCH = 500;

    private static final Set<KeyClass> CLASSES = Set.of(KeyClass.D, KeyClass.R, KeyClass.W);

    private final Permissions permissions;
    private final Subjects subjects;
    private final Facilities facilities;
    private final Events events;
    private final Entering entering;
    private final SameFact same;
    private final Announcing announcing;
    private final Fingerprints fingerprints;
    private final AccessLog log;
    private final Chronology chronology;
    private final Vault vault;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RegisterImport(
            Permissions permissions,
            Subjects subjects,
            Facilities facilities,
            Events events,
            Entering entering,
            SameFact same,
            Announcing announcing,
            Fingerprints fingerprints,
            AccessLog log,
            Chronology chronology,
            Vault vault,
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.permissions = permissions;
        this.subjects = subjects;
        this.facilities = facilities;
        this.events = events;
        this.entering = entering;
        this.same = same;
        this.announcing = announcing;
        this.fingerprints = fingerprints;
        this.log = log;
        this.chronology = chronology;
        this.vault = vault;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /// Takes a batch of at most [#BATCH] rows. Call it outside a transaction: where a row is about
    /// somebody whom the register knows, their stated times are opened first, under an entry of
    /// their own.
    public ImportReport take(Actor actor, List<ImportRow> rows) {
        permissions.require(actor, "register:import");
        if (rows.size() > BATCH) {
            throw new IllegalArgumentException("a batch has at most " + BATCH + " rows");
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var reading = new ImportReading(now.plus(Register.CLOCK_TOLERANCE));
        var read = reading.read(rows, places());
        var known = subjects.known(read.stream().map(ParsedRow::person).toList());
        var times = known.isEmpty() ? Map.<UUID, Instant>of() : chronology.of(actor, known);
        var report = transaction.execute(_ -> new Batch(actor, now, reading, times).take(read));
        if (report == null) {
            throw new IllegalStateException("a batch has a report");
        }
        return report;
    }

    private Map<String, Facility> places() {
        return facilities.all().stream()
                .collect(Collectors.toMap(Facility::code, facility -> facility));
    }

    /// A row that is not in yet, with what it is recognised by.
    private record Keyed(ParsedRow parsed, byte[] key, byte[] content) {}

    private record Taken(Keyed row, Draft draft, List<Fact> facts) {}

    /// One batch on its way.
    private final class Batch {
        private final Actor actor;
        private final UUID office;
        private final Instant now;
        private final ImportReading reading;
        private final Map<UUID, Instant> times;
        private final Map<String, Facility> places = places();
        private final Map<UUID, Facility> placesById = new HashMap<>();
        private final List<EventRow> rows = new ArrayList<>();
        private final List<byte[]> prints = new ArrayList<>();
        private final List<Object[]> files = new ArrayList<>();
        private final List<Runnable> tellings = new ArrayList<>();
        private int present;

        private Batch(Actor actor, Instant now, ImportReading reading, Map<UUID, Instant> times) {
            this.actor = actor;
            this.office = actor.officeOrThrow().value();
            this.now = now;
            this.reading = reading;
            this.times = new HashMap<>(times);
            places.values().forEach(place -> placesById.put(place.id().value(), place));
        }

        ImportReport take(List<ParsedRow> read) {
            var fresh = notYetIn(read);
            var drafted =
                    subjects.drafts(
                            actor, fresh.stream().map(row -> row.parsed().person()).toList());
            var taken = new ArrayList<Taken>();
            for (int i = 0; i < fresh.size(); i++) {
                var parsed = fresh.get(i).parsed();
                switch (drafted.get(i)) {
                    case Subjects.Drafted.Ready(var draft) ->
                            taken.add(
                                    new Taken(
                                            fresh.get(i),
                                            draft,
                                            reading.facts(parsed, draft.subject(), places)));
                    case Subjects.Drafted.Refused(var field, var fault) ->
                            reading.refuse(parsed.row(), field, fault);
                }
            }
            if (!taken.isEmpty()) {
                enter(taken);
            }
            return reading.report(taken.size(), present);
        }

        private List<Keyed> notYetIn(List<ParsedRow> read) {
            var keyed = read.stream().map(this::keyed).toList();
            var earlier = new HashMap<String, byte[]>();
            if (!keyed.isEmpty()) {
                jdbc.query(
                        """
                        select encode(row_key, 'hex') as key, content from register_import
                        where office = ? and row_key = any (
                            select decode(k, 'hex') from unnest(?) as k)
                        """,
                        found -> {
                            earlier.put(found.getString("key"), found.getBytes("content"));
                        },
                        office,
                        keyed.stream().map(row -> hex(row.key())).toArray(String[]::new));
            }
            var fresh = new ArrayList<Keyed>();
            for (var row : keyed) {
                var before = earlier.putIfAbsent(hex(row.key()), row.content());
                if (before == null) {
                    fresh.add(row);
                } else if (Arrays.equals(before, row.content())) {
                    present++;
                } else {
                    reading.differs(row.parsed().row());
                }
            }
            return fresh;
        }

        private Keyed keyed(ParsedRow parsed) {
            var cells = new ArrayList<String>();
            new EnumMap<>(parsed.row().cells())
                    .forEach(
                            (column, cell) -> {
                                cells.add(column.title());
                                cells.add(cell.value());
                            });
            var number = parsed.row().cell(ImportColumn.REGISTER_NUMBER).orElseThrow();
            return new Keyed(
                    parsed,
                    fingerprints.of("import", office.toString(), number.value()),
                    fingerprints.of(cells.toArray(String[]::new)));
        }

        private void enter(List<Taken> taken) {
            var people = new LinkedHashMap<SubjectId, Draft>();
            var fields = new HashSet<Field>();
            for (var row : taken) {
                people.putIfAbsent(row.draft().subject(), row.draft());
                fields.addAll(row.draft().fields());
                row.facts().forEach(fact -> fields.addAll(Entering.fields(entry(fact))));
            }
            var deposits =
                    log.deposits(actor, people.keySet(), fields, "register-import", Entering.BASIS);
            var later = new ArrayList<Taken>();
            try (var sealing = vault.sealing()) {
                for (var draft : people.values()) {
                    if (draft.isFresh()) {
                        sealing.begin(draft.region(), draft.subject(), CLASSES);
                    }
                }
                sealing.store();
                subjects.enterAll(people.values(), deposits, sealing);
                for (var row : taken) {
                    if (row.draft().isFresh()) {
                        enterNew(row, deposits, sealing);
                    } else {
                        later.add(row);
                    }
                }
            }
            events.openFiles(files);
            events.insertAll(rows, prints);
            later.forEach(row -> enterKnown(row, deposits));
            remember(taken);
            tellings.forEach(Runnable::run);
        }

        private Entry entry(Fact fact) {
            return Entry.of(fact, place(fact), null, null);
        }

        private @Nullable Facility place(Fact fact) {
            return fact instanceof Fact.Placement placement
                    ? placesById.get(placement.facility().value())
                    : null;
        }

        /// Somebody the register meets for the first time: their entries depend on nothing before.
        private void enterNew(Taken taken, Map<SubjectId, Deposit> deposits, Sealing sealing) {
            var draft = taken.draft();
            var who =
                    new Entering.Whom.Somebody(
                            draft.subject(), draft.region(), draft, draft.warnings());
            var deposit = Objects.requireNonNull(deposits.get(draft.subject()));
            var standing = new ArrayList<EventRow>();
            var broken = new TreeSet<String>();
            for (var fact : taken.facts()) {
                var rules = Irregularities.of(fact, place(fact), standing, times, null);
                var row =
                        entering.seal(
                                actor,
                                entry(fact),
                                who,
                                deposit.entry(),
                                (place, value) -> sealing.seal(deposit, place, value, Codec.TEXT),
                                now,
                                standing.size(),
                                (standing.size() + 1) * Entering.STEP,
                                null,
                                rules);
                times.put(row.event(), fact.at().value());
                standing.add(row);
                rows.add(row);
                prints.add(same.fingerprint(fact, draft.subject(), null, 0));
                broken.addAll(rules);
                if (!rules.isEmpty()) {
                    tellings.add(() -> announcing.alarm(row));
                }
            }
            var after = Standing.of(standing);
            files.add(
                    new Object[] {
                        draft.region().code(),
                        office,
                        draft.subject().value(),
                        after.state().code(),
                        after.facility(),
                        (long) standing.size()
                    });
            reading.irregular(taken.row().parsed().row(), broken);
        }

        /// Somebody the register knows: each fact goes the way of an officer's entry.
        private void enterKnown(Taken taken, Map<SubjectId, Deposit> deposits) {
            var broken = new TreeSet<String>();
            var source =
                    new Entering.Source(
                            (subject, _) -> Objects.requireNonNull(deposits.get(subject)), true);
            for (var fact : taken.facts()) {
                if (entering.enter(actor, fact, null, times, source)
                        instanceof Recorded.Taken entered) {
                    broken.addAll(entered.broken());
                    times.put(entered.event().value(), fact.at().value());
                }
            }
            reading.irregular(taken.row().parsed().row(), broken);
        }

        private void remember(List<Taken> taken) {
            jdbc.batchUpdate(
                    """
                    insert into register_import (region, office, row_key, content, subject_id, recorded_at)
                    values (?, ?, ?, ?, ?, ?)
                    """,
                    taken.stream()
                            .map(
                                    row ->
                                            new Object[] {
                                                row.draft().region().code(),
                                                office,
                                                row.row().key(),
                                                row.row().content(),
                                                row.draft().subject().value(),
                                                now.atOffset(ZoneOffset.UTC)
                                            })
                            .toList());
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
