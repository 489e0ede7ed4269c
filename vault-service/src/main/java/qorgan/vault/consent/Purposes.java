package qorgan.vault.consent;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import qorgan.keys.Entropy;
import qorgan.keys.Field;
import qorgan.keys.KeyClass;
import qorgan.ledger.json.Json;
import qorgan.vault.audit.AccessLog;
import qorgan.vault.audit.EntryKind;
import qorgan.vault.audit.LeafKind;
import qorgan.vault.audit.Leaves;
import qorgan.vault.audit.Note;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Permissions;
import qorgan.vault.subject.LeafContent;

/// The purposes for which personal data may be read, each with what it rests on. One that rests on
/// nothing cannot be configured: the table refuses it, and so does this room before.
@Service
public class Purposes {
    /// The rules that can carry a purpose without consent (Act of 21 May 2013, art. 9).
    public static final Set<String> LEGAL_BASES =
            Set.of("kz-dpa-9-1-10-state-functions", "kz-dpa-9-4-treaty", "kz-dpa-9-5-rights");

    private static final Set<KeyClass> NEVER_BY_CONSENT =
            Set.of(KeyClass.P, KeyClass.S, KeyClass.Q, KeyClass.A);

    private final Permissions permissions;
    private final AccessLog log;
    private final Leaves leaves;
    private final JdbcClient jdbc;
    private final Clock clock;

    Purposes(Permissions permissions, AccessLog log, Leaves leaves, JdbcClient jdbc, Clock clock) {
        this.permissions = permissions;
        this.log = log;
        this.leaves = leaves;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Configures a purpose, or its next revision; the same again changes nothing.
    @Transactional
    public Configured configure(Actor actor, Purpose purpose) {
        permissions.require(actor, "consent:purposes:configure");
        var unknown = new TreeSet<>(purpose.bases());
        unknown.removeAll(LEGAL_BASES);
        if (!unknown.isEmpty()) {
            return new Configured.UnknownBasis(unknown);
        }
        if (!purpose.restsOnLaw() && !purpose.consentItems().equals(Set.of(ConsentItem.values()))) {
            return new Configured.RestsOnNothing();
        }
        if (purpose.restsOnConsent()
                && !purpose.consentItems().equals(Set.of(ConsentItem.values()))) {
            return new Configured.RestsOnNothing();
        }
        var never = purpose.restsOnConsent() ? neverByConsent(purpose.fields()) : Set.<Field>of();
        if (!never.isEmpty()) {
            return new Configured.NeverByConsent(never);
        }
        if (find(purpose.code()).filter(purpose::equals).isEmpty()) {
            insert(actor, purpose);
        }
        return new Configured.Standing(purpose);
    }

    /// Fields that no consent opens: pretrial data, protected and requesters' data, the audit.
    static Set<Field> neverByConsent(Set<Field> fields) {
        return fields.stream()
                .filter(field -> NEVER_BY_CONSENT.contains(field.keyClass()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private void insert(Actor actor, Purpose purpose) {
        var entry =
                log.note(
                        actor,
                        Note.of(
                                EntryKind.CONSENT,
                                "purpose-register",
                                Map.of("purpose", purpose.code())));
        var id = Entropy.uuid();
        var office = actor.officeOrThrow().value();
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        long revision =
                jdbc.sql("select count(*) from consent_purpose where code = ?")
                        .param(purpose.code())
                        .query(Long.class)
                        .single();
        jdbc.sql(
                        """
                        insert into consent_purpose (region, office, purpose_id, code, revision, titles, fields,
                            recipients, bases, consent_items, configured_by, configured_at, entry_id)
                        values (?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        actor.region().code(),
                        office,
                        id,
                        purpose.code(),
                        revision,
                        titles(purpose).canonical(),
                        codes(purpose.fields()).toArray(String[]::new),
                        purpose.recipients().stream().sorted().toArray(String[]::new),
                        purpose.bases().stream().sorted().toArray(String[]::new),
                        items(purpose).toArray(String[]::new),
                        actor.id().value(),
                        now.atOffset(ZoneOffset.UTC),
                        entry.value())
                .update();
        leaves.append(
                LeafKind.PURPOSE,
                id,
                revision,
                LeafContent.of("consent_purpose")
                        .with("region", actor.region().code())
                        .with("office", office)
                        .with("code", purpose.code())
                        .with("titles", purpose.titles())
                        .with("fields", codes(purpose.fields()))
                        .with("recipients", purpose.recipients())
                        .with("bases", purpose.bases())
                        .with("items", items(purpose))
                        .with("configuredBy", actor.id().value())
                        .with("configuredAt", now)
                        .with("entry", entry.value())
                        .bytes());
    }

    /// The purpose of this code as it stands.
    @Transactional(readOnly = true)
    public Optional<Purpose> find(String code) {
        return jdbc.sql(
                        """
                        select code, titles, fields, recipients, bases, consent_items
                        from consent_purpose where code = ? order by revision desc limit 1
                        """)
                .param(code)
                .query(Purposes::purpose)
                .optional();
    }

    /// Every purpose as it stands, by code.
    @Transactional(readOnly = true)
    public List<Purpose> all() {
        return jdbc.sql(
                        """
                        select distinct on (code) code, titles, fields, recipients, bases, consent_items
                        from consent_purpose order by code, revision desc
                        """)
                .query(Purposes::purpose)
                .list();
    }

    private static Json.Members titles(Purpose purpose) {
        var titles = Json.object();
        for (var entry : purpose.titles().entrySet()) {
            titles = titles.with(entry.getKey(), entry.getValue());
        }
        return titles;
    }

    private static List<String> codes(Set<Field> fields) {
        return fields.stream().map(Field::code).sorted().toList();
    }

    private static List<String> items(Purpose purpose) {
        return purpose.consentItems().stream().map(ConsentItem::code).sorted().toList();
    }

    private static Purpose purpose(ResultSet found, int row) throws SQLException {
        var titles = new TreeMap<String, String>();
        Json.parseObject(
                        found.getString("titles").getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .values()
                .forEach(
                        (language, title) -> {
                            if (title instanceof Json.Text(var text)) {
                                titles.put(language, text);
                            }
                        });
        return new Purpose(
                found.getString("code"),
                titles,
                texts(found, "fields").stream().map(Field::new).collect(Collectors.toSet()),
                texts(found, "recipients"),
                texts(found, "bases"),
                texts(found, "consent_items").stream()
                        .map(ConsentItem::of)
                        .collect(Collectors.toSet()));
    }

    static Set<String> texts(ResultSet found, String column) throws SQLException {
        return Arrays.stream((String[]) found.getArray(column).getArray())
                .collect(Collectors.toUnmodifiableSet());
    }
}
