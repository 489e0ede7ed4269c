package qorgan.benchmarks.load;

import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.keys.Codec;
import qorgan.keys.Field;
import qorgan.keys.Place;
import qorgan.keys.Region;
import qorgan.keys.Sealed;
import qorgan.keys.SubjectId;
import qorgan.keys.Vault;
import qorgan.policy.Engine;
import qorgan.policy.Facts;
import qorgan.policy.RecipientRole;
import qorgan.policy.pack.Packs;
import qorgan.vault.audit.Access;
import qorgan.vault.audit.AccessLog;
import qorgan.vault.audit.EntryId;
import qorgan.vault.audit.EntryKind;
import qorgan.vault.audit.Outcome;
import qorgan.vault.identity.Acting;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.ActorId;
import qorgan.vault.identity.Assurance;
import qorgan.vault.identity.Channel;
import qorgan.vault.identity.OfficeId;
import qorgan.vault.identity.Operator;
import qorgan.vault.identity.Realm;
import qorgan.vault.identity.Role;

/// An audited disclosure by the service's own parts, from a sealed row to ten plain values: the law
/// is asked, the entry with its leaf is on the disk, its warrant is claimed, the fields are opened.
final class Service {
    static final UUID OFFICE = UUID.fromString("00000000-0000-4000-8000-000000000001");
    static final UUID ACTOR = UUID.fromString("00000000-0000-4000-8000-000000000002");
    static final List<String> BASIS = List.of("icpped-18-1-d");
    static final List<String> CODES =
            List.of(
                    "W.admission_datetime",
                    "W.admission_place",
                    "W.custody_status",
                    "W.deprivation_datetime",
                    "W.deprivation_place",
                    "W.health_state",
                    "W.ordering_authority",
                    "W.supervising_authority",
                    "W.transfer_destination",
                    "W.whereabouts");
    private static final Region REGION = new Region("KZ-ALA");

    private final AccessLog log;
    private final Vault vault;
    private final Engine engine = new Engine(Packs.load());
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock = Clock.systemUTC();
    private final List<Field> fields;
    private final List<UUID> subjects;
    private final byte[] packDigest;
    private final Actor actor;

    Service(ConfigurableApplicationContext context, List<UUID> subjects) {
        this.log = context.getBean(AccessLog.class);
        this.vault = context.getBean(Vault.class);
        this.jdbc = new JdbcTemplate(context.getBean(DataSource.class));
        this.transaction =
                new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
        this.subjects = subjects;
        this.fields = CODES.stream().map(Field::new).toList();
        this.packDigest = HexFormat.of().parseHex(engine.law().digest());
        this.actor =
                new Actor(
                        new ActorId(ACTOR),
                        Realm.OFFICIALS,
                        EnumSet.of(Role.CLERK),
                        new OfficeId(OFFICE),
                        Operator.RECEPTION,
                        REGION,
                        Assurance.SILVER,
                        Channel.API);
    }

    static String value(UUID subject, int field) {
        return "value " + field + " of " + subject + ", as long as an address";
    }

    static byte[] token(UUID subject) {
        return HexFormat.of().parseHex(subject.toString().replace("-", "").repeat(2));
    }

    /// Seals ten values of each person into a row.
    void fill() throws SQLException {
        for (var subject : subjects) {
            var id = new SubjectId(subject);
            Acting.as(
                    actor,
                    () ->
                            transaction.execute(
                                    _ -> {
                                        var deposit =
                                                log.deposit(
                                                        actor,
                                                        id,
                                                        Set.copyOf(fields),
                                                        "custody",
                                                        "icpped-17-3");
                                        var row = new ArrayList<Object>();
                                        row.add(subject);
                                        for (int each = 0; each < fields.size(); each++) {
                                            var place = place(id, fields.get(each));
                                            row.add(
                                                    vault.seal(
                                                                    deposit,
                                                                    place,
                                                                    value(subject, each),
                                                                    Codec.TEXT)
                                                            .bytes());
                                        }
                                        return jdbc.update(
                                                "insert into load_row values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                                row.toArray());
                                    }));
        }
    }

    private static Place place(SubjectId subject, Field field) {
        return new Place(REGION, subject, field, subject.value(), 0);
    }

    /// One disclosure; gives its entry.
    EntryId disclose() {
        var subject = subjects.get(ThreadLocalRandom.current().nextInt(subjects.size()));
        return Acting.as(actor, () -> disclose(subject));
    }

    private EntryId disclose(UUID subject) {
        var sealed =
                jdbc.queryForObject(
                        "select * from load_row where subject = ?",
                        (row, _) -> {
                            var values = new byte[fields.size()][];
                            for (int each = 0; each < values.length; each++) {
                                values[each] = row.getBytes(2 + each);
                            }
                            return values;
                        },
                        subject);
        var facts =
                Facts.asking(
                                clock.instant(),
                                Facts.Requester.of(RecipientRole.RELATIVE).called("load"),
                                CODES)
                        .build();
        var decision = engine.decide(facts);
        var id = new SubjectId(subject);
        var committed =
                log.open(
                        actor,
                        new Access(
                                EntryKind.DISCLOSURE,
                                Set.of(id),
                                Set.copyOf(fields),
                                "whereabouts",
                                decision.result().name().isEmpty() ? List.of() : BASIS,
                                new byte[32],
                                packDigest,
                                UUID.randomUUID(),
                                null));
        try (var opening = vault.open(committed.warrant())) {
            for (int each = 0; each < fields.size(); each++) {
                try (var plain =
                        opening.plain(
                                Sealed.<String>of(Objects.requireNonNull(sealed)[each]),
                                place(id, fields.get(each)),
                                Codec.TEXT)) {
                    if (plain.value().isEmpty()) {
                        throw new IllegalStateException("nothing was read");
                    }
                }
            }
        }
        return committed.entry();
    }

    /// One disclosure with the outcome that its delivery would write.
    void discloseAndEnd() {
        var entry = disclose();
        Acting.as(actor, () -> log.outcome(entry, Outcome.DELIVERED));
    }
}
