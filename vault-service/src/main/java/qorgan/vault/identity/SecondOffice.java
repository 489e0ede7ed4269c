package qorgan.vault.identity;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import qorgan.vault.identity.Entered.Table;
import tools.jackson.databind.json.JsonMapper;

/// The one way by which an entry of the register takes effect: another person of another office
/// confirms it. The table refuses anything less; here the refusal gets its reason.
@Component
class SecondOffice {
    private final JdbcClient sql;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final JsonMapper json;

    SecondOffice(JdbcClient sql, Clock clock, ApplicationEventPublisher events, JsonMapper json) {
        this.sql = sql;
        this.clock = clock;
        this.events = events;
        this.json = json;
    }

    private record Row(
            @Nullable UUID enteredBy,
            @Nullable UUID enteredOffice,
            @Nullable UUID confirmedBy,
            @Nullable UUID about) {}

    /// Tells the log of a new row. Its content is flat, its members in the order of their names,
    /// its values text: so this JSON is canonical as it is.
    void entered(Table table, UUID row, Map<String, String> content) {
        publish(table, row, 1, new TreeMap<>(content));
    }

    Confirmation confirm(Table table, UUID id, Actor actor) {
        var found =
                sql.sql(
                                "select entered_by, entered_office, confirmed_by, "
                                        + about(table)
                                        + " from "
                                        + name(table)
                                        + " where "
                                        + key(table)
                                        + " = ? for update")
                        .param(id)
                        .query(
                                (row, number) ->
                                        new Row(
                                                row.getObject(1, UUID.class),
                                                row.getObject(2, UUID.class),
                                                row.getObject(3, UUID.class),
                                                row.getObject(4, UUID.class)))
                        .optional();
        if (found.isEmpty()) {
            return new Confirmation.NothingHere();
        }
        var row = found.get();
        var office = actor.officeOrThrow().value();
        if (row.confirmedBy() != null) {
            return new Confirmation.AlreadyConfirmed();
        }
        if (actor.id().value().equals(row.enteredBy()) || actor.id().value().equals(row.about())) {
            return new Confirmation.SamePerson();
        }
        if (office.equals(row.enteredOffice())) {
            return new Confirmation.SameOffice();
        }
        return write(table, id, actor.id().value(), office);
    }

    Confirmation write(Table table, UUID id, UUID by, UUID office) {
        var now = clock.instant();
        sql.sql(
                        "update "
                                + name(table)
                                + " set confirmed_by = ?, confirmed_office = ?, confirmed_at = ? where "
                                + key(table)
                                + " = ?")
                .params(by, office, Timestamp.from(now), id)
                .update();
        var content = new TreeMap<String, String>();
        content.put("confirmedAt", now.toString());
        content.put("confirmedBy", by.toString());
        content.put("confirmedOffice", office.toString());
        publish(table, id, 2, content);
        return new Confirmation.Confirmed(now);
    }

    boolean end(Table table, UUID id, Actor actor) {
        var now = clock.instant();
        var ended =
                sql.sql(
                                "update "
                                        + name(table)
                                        + " set ended_by = ?, ended_at = ? where ended_at is null and "
                                        + key(table)
                                        + " = ?")
                        .params(actor.id().value(), Timestamp.from(now), id)
                        .update();
        if (ended == 0) {
            return false;
        }
        var content = new TreeMap<String, String>();
        content.put("endedAt", now.toString());
        content.put("endedBy", actor.id().toString());
        publish(table, id, 3, content);
        return true;
    }

    private void publish(Table table, UUID row, long revision, TreeMap<String, String> content) {
        var bytes = json.writeValueAsString(content).getBytes(StandardCharsets.UTF_8);
        events.publishEvent(new Entered(table, row, revision, bytes));
    }

    private static String name(Table table) {
        return switch (table) {
            case OFFICE -> "identity_office";
            case OFFICIAL -> "identity_official";
            case ASSIGNMENT -> "identity_assignment";
            case CERTIFICATE -> "identity_certificate";
        };
    }

    private static String key(Table table) {
        return switch (table) {
            case OFFICE -> "office_id";
            case OFFICIAL -> "official_id";
            case ASSIGNMENT -> "assignment_id";
            case CERTIFICATE -> "certificate_id";
        };
    }

    private static String about(Table table) {
        return table == Table.OFFICE ? "null::uuid" : "official_id";
    }
}
