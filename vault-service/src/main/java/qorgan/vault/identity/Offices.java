package qorgan.vault.identity;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import qorgan.keys.Region;
import qorgan.vault.identity.Entered.Table;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The register of offices. Offices are public: their names and contacts are told to everyone who
/// waits.
@Service
public class Offices {
    private static final String COLUMNS =
            "office_id, operator, kind, region, names, service_contact";

    private final JdbcClient sql;
    private final JsonMapper json;
    private final Clock clock;
    private final SecondOffice secondOffice;

    Offices(JdbcClient sql, JsonMapper json, Clock clock, SecondOffice secondOffice) {
        this.secondOffice = secondOffice;
        this.sql = sql;
        this.json = json;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Optional<Office> find(OfficeId id) {
        return sql.sql("select " + COLUMNS + " from identity_office where office_id = ?")
                .param(id.value())
                .query(asOffice())
                .optional();
    }

    @Transactional(readOnly = true)
    public List<Office> all() {
        return sql.sql(
                        "select "
                                + COLUMNS
                                + " from identity_office order by region, operator, office_id")
                .query(asOffice())
                .list();
    }

    /// Enters an office of the charter. The same office entered twice is one office.
    @Transactional
    void enter(Office office) {
        var entered =
                sql.sql(
                                """
                        insert into identity_office
                            (office_id, region, operator, kind, names, service_contact, recorded_at)
                        values (:id, :region, :operator, :kind, :names::jsonb, :contact, :now)
                        on conflict (office_id) do nothing
                        """)
                        .param("id", office.id().value())
                        .param("region", office.region().code())
                        .param("operator", office.operator().code())
                        .param("kind", office.kind().code())
                        .param("names", json.writeValueAsString(office.names()))
                        .param("contact", office.serviceContact())
                        .param("now", Timestamp.from(clock.instant()))
                        .update();
        if (entered == 1) {
            secondOffice.entered(
                    Table.OFFICE,
                    office.id().value(),
                    Map.of(
                            "operator", office.operator().code(),
                            "kind", office.kind().code(),
                            "region", office.region().code(),
                            "nameKk", office.name("kk"),
                            "nameRu", office.name("ru"),
                            "nameEn", office.name("en"),
                            "serviceContact", office.serviceContact()));
        }
    }

    private RowMapper<Office> asOffice() {
        return (row, number) ->
                new Office(
                        new OfficeId(row.getObject("office_id", java.util.UUID.class)),
                        Operator.ofCode(row.getString("operator")),
                        OfficeKind.ofCode(row.getString("kind")),
                        new Region(row.getString("region")),
                        json.readValue(
                                row.getString("names"),
                                new TypeReference<Map<String, String>>() {}),
                        row.getString("service_contact"));
    }
}
