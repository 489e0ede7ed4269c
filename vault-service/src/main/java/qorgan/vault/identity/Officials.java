package qorgan.vault.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import qorgan.keys.Region;
import qorgan.vault.identity.Entered.Table;

/// The register of officials. An entry counts from its confirmation by a second office, inside its
/// validity, until it is ended.
@Service
public class Officials {
    private static final String COLUMNS =
            """
            select official_id, subject_id, office_id, region, roles, service_name, service_number,
                   lower(valid) as valid_from, upper(valid) as valid_to
            from identity_official
            """;
    private static final String IN_EFFECT =
            " and confirmed_at <= :now and valid @> :now::timestamptz and ended_at is null";

    private final JdbcClient sql;
    private final Clock clock;
    private final Permissions permissions;
    private final SecondOffice secondOffice;

    Officials(JdbcClient sql, Clock clock, Permissions permissions, SecondOffice secondOffice) {
        this.sql = sql;
        this.clock = clock;
        this.permissions = permissions;
        this.secondOffice = secondOffice;
    }

    /// Enters an official. It has no effect before [#confirm].
    @Transactional
    public void enter(Actor registrar, Official official) {
        permissions.require(registrar, "identity:register");
        insert(official, registrar.id().value(), registrar.officeOrThrow().value());
    }

    @Transactional
    public Confirmation confirm(Actor registrar, ActorId official) {
        permissions.require(registrar, "identity:confirm");
        return secondOffice.confirm(Table.OFFICIAL, official.value(), registrar);
    }

    /// Ends an official's service here, at once.
    ///
    /// @return false where there is nothing to end
    @Transactional
    public boolean end(Actor registrar, ActorId official) {
        permissions.require(registrar, "identity:register");
        return secondOffice.end(Table.OFFICIAL, official.value(), registrar);
    }

    /// An official in effect now.
    @Transactional(readOnly = true)
    public Optional<Official> find(ActorId id) {
        return sql.sql(COLUMNS + " where official_id = :id" + IN_EFFECT)
                .param("id", id.value())
                .param("now", now())
                .query(Officials::official)
                .optional();
    }

    /// Whoever is in effect now in this role at this office.
    @Transactional(readOnly = true)
    public List<Official> at(OfficeId office, Role role) {
        return sql.sql(
                        COLUMNS
                                + " where office_id = :office and :role = any(roles)"
                                + IN_EFFECT
                                + " order by service_number")
                .param("office", office.value())
                .param("role", role.code())
                .param("now", now())
                .query(Officials::official)
                .list();
    }

    /// Whoever is in effect now in this role in this region.
    @Transactional(readOnly = true)
    public List<Official> in(Region region, Role role) {
        return sql.sql(
                        COLUMNS
                                + " where region = :region and :role = any(roles)"
                                + IN_EFFECT
                                + " order by service_number")
                .param("region", region.code())
                .param("role", role.code())
                .param("now", now())
                .query(Officials::official)
                .list();
    }

    /// Entries that wait for a second office.
    @Transactional(readOnly = true)
    public List<Official> unconfirmed(Actor registrar) {
        permissions.require(registrar, "identity:confirm");
        return sql.sql(
                        COLUMNS
                                + " where confirmed_at is null and ended_at is null"
                                + " and entered_office <> :office order by entered_at")
                .param("office", registrar.officeOrThrow().value())
                .query(Officials::official)
                .list();
    }

    Optional<Official> bySubject(UUID subject) {
        return sql.sql(COLUMNS + " where subject_id = :subject" + IN_EFFECT)
                .param("subject", subject)
                .param("now", now())
                .query(Officials::official)
                .optional();
    }

    boolean isEmpty() {
        return sql.sql("select not exists (select from identity_official)")
                .query(Boolean.class)
                .single();
    }

    void insert(Official official, UUID by, UUID byOffice) {
        sql.sql(
                        """
                        insert into identity_official (official_id, subject_id, office_id, region, roles,
                            service_name, service_number, valid, entered_by, entered_office, entered_at)
                        values (:id, :subject, :office, :region, string_to_array(:roles, ','),
                            :name, :number, tstzrange(:from, :to, '[)'), :by, :byOffice, :now)
                        """)
                .param("id", official.id().value())
                .param("subject", official.subject())
                .param("office", official.office().value())
                .param("region", official.region().code())
                .param("roles", codes(official.roles()))
                .param("name", official.serviceName())
                .param("number", official.serviceNumber())
                .param("from", Timestamp.from(official.valid().from()))
                .param("to", Timestamp.from(official.valid().to()))
                .param("by", by)
                .param("byOffice", byOffice)
                .param("now", now())
                .update();
        secondOffice.entered(
                Table.OFFICIAL,
                official.id().value(),
                Map.of(
                        "subject", official.subject().toString(),
                        "office", official.office().toString(),
                        "region", official.region().code(),
                        "roles", codes(official.roles()),
                        "serviceName", official.serviceName(),
                        "serviceNumber", official.serviceNumber(),
                        "from", official.valid().from().toString(),
                        "to", official.valid().to().toString(),
                        "enteredBy", by.toString(),
                        "enteredOffice", byOffice.toString()));
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private static String codes(Set<Role> roles) {
        return roles.stream().map(Role::code).sorted().collect(Collectors.joining(","));
    }

    private static Official official(ResultSet row, int number) throws SQLException {
        return new Official(
                new ActorId(row.getObject("official_id", UUID.class)),
                row.getObject("subject_id", UUID.class),
                new OfficeId(row.getObject("office_id", UUID.class)),
                new Region(row.getString("region")),
                Arrays.stream((String[]) row.getArray("roles").getArray())
                        .flatMap(code -> Role.ofCode(code).stream())
                        .collect(Collectors.toSet()),
                row.getString("service_name"),
                row.getString("service_number"),
                new Window(instant(row, "valid_from"), instant(row, "valid_to")));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }
}
