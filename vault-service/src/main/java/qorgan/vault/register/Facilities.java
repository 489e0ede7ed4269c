package qorgan.vault.register;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import qorgan.keys.Entropy;
import qorgan.keys.Region;
import qorgan.keys.SubjectId;
import qorgan.vault.audit.AccessLog;
import qorgan.vault.audit.EntryKind;
import qorgan.vault.audit.LeafKind;
import qorgan.vault.audit.Leaves;
import qorgan.vault.audit.Note;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.OfficeId;
import qorgan.vault.identity.Offices;
import qorgan.vault.identity.Permissions;
import qorgan.vault.subject.LeafContent;

/// The places that hold people: their types, operators and supervisors, and how many are there.
@Service
public class Facilities {
    private static final String COLUMNS =
            "region, office, facility_id, type, code, names, address, supervisor";

    private final Permissions permissions;
    private final Offices offices;
    private final AccessLog log;
    private final Leaves leaves;
    private final JdbcClient jdbc;
    private final Clock clock;

    Facilities(
            Permissions permissions,
            Offices offices,
            AccessLog log,
            Leaves leaves,
            JdbcClient jdbc,
            Clock clock) {
        this.permissions = permissions;
        this.offices = offices;
        this.log = log;
        this.leaves = leaves;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Enters a facility. A code that stands already gives the facility that has it.
    @Transactional
    public Facility enter(Actor actor, NewFacility stated) {
        permissions.require(actor, "register:facility:manage");
        var standing = byCode(stated.code());
        if (standing.isPresent()) {
            return standing.get();
        }
        var office =
                offices.find(stated.office())
                        .orElseThrow(() -> new IllegalArgumentException("no such office"));
        var facility =
                new Facility(
                        new FacilityId(Entropy.uuid()),
                        stated.code(),
                        stated.type(),
                        stated.office(),
                        office.region(),
                        new Wording(stated.names()),
                        new Wording(stated.address()),
                        new Wording(stated.supervisor()));
        var entry =
                log.note(
                        actor,
                        Note.of(
                                EntryKind.CUSTODY,
                                "facility-register",
                                Map.of("facility", facility.id().toString())));
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        insert(facility, now, entry.value());
        return facility;
    }

    private void insert(Facility facility, Instant now, UUID entry) {
        jdbc.sql(
                        "insert into register_facility ("
                                + COLUMNS
                                + ", recorded_at, entry_id) values (?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?::jsonb, ?, ?)")
                .params(
                        facility.region().code(),
                        facility.office().value(),
                        facility.id().value(),
                        facility.type().code(),
                        facility.code(),
                        facility.names().text(),
                        facility.address().text(),
                        facility.supervisor().text(),
                        now.atOffset(ZoneOffset.UTC),
                        entry)
                .update();
        leaves.append(
                LeafKind.FACILITY,
                facility.id().value(),
                0,
                LeafContent.of("register_facility")
                        .with("region", facility.region().code())
                        .with("office", facility.office().value())
                        .with("type", facility.type().code())
                        .with("code", facility.code())
                        .with("names", facility.names().text())
                        .with("address", facility.address().text())
                        .with("supervisor", facility.supervisor().text())
                        .with("recordedAt", now)
                        .with("entry", entry)
                        .bytes());
    }

    /// Every facility that whoever acts may see, by code.
    @Transactional(readOnly = true)
    public List<Facility> all() {
        return jdbc.sql("select " + COLUMNS + " from register_facility order by code")
                .query(Facilities::facility)
                .list();
    }

    @Transactional(readOnly = true)
    public Optional<Facility> find(FacilityId id) {
        return jdbc.sql("select " + COLUMNS + " from register_facility where facility_id = ?")
                .param(id.value())
                .query(Facilities::facility)
                .optional();
    }

    @Transactional(readOnly = true)
    public Optional<Facility> byCode(String code) {
        return jdbc.sql("select " + COLUMNS + " from register_facility where code = ?")
                .param(code)
                .query(Facilities::facility)
                .optional();
    }

    /// How many people are held in each facility, as the register stands: a number and nobody's
    /// name.
    @Transactional(readOnly = true)
    public Map<FacilityId, Long> headCounts(Actor actor) {
        if (!permissions.holds(actor, "disclosure:aggregates")) {
            permissions.require(actor, "register:read");
        }
        var counts =
                new TreeMap<FacilityId, Long>(java.util.Comparator.comparing(FacilityId::value));
        jdbc.sql(
                        """
                        select f.facility_id, count(r.subject_id) as heads
                        from register_facility f left join register_file r
                          on r.facility_id = f.facility_id and r.state in ('in_custody', 'transferred')
                        group by f.facility_id
                        """)
                .query(
                        found -> {
                            counts.put(
                                    new FacilityId(found.getObject("facility_id", UUID.class)),
                                    found.getLong("heads"));
                        });
        return counts;
    }

    /// Who is held in a facility as the register stands, by random identifier, for its own office
    /// and for the procurator.
    @Transactional(readOnly = true)
    public List<SubjectId> occupants(Actor actor, FacilityId facility) {
        permissions.require(actor, "register:read");
        return jdbc.sql(
                        """
                        select subject_id from register_file
                        where facility_id = ? and state in ('in_custody', 'transferred') order by subject_id
                        """)
                .param(facility.value())
                .query((found, _) -> new SubjectId(found.getObject("subject_id", UUID.class)))
                .list();
    }

    private static Facility facility(ResultSet found, int row) throws SQLException {
        return new Facility(
                new FacilityId(found.getObject("facility_id", UUID.class)),
                found.getString("code"),
                FacilityType.of(found.getString("type")),
                new OfficeId(found.getObject("office", UUID.class)),
                new Region(found.getString("region")),
                Wording.read(found.getString("names")),
                Wording.read(found.getString("address")),
                Wording.read(found.getString("supervisor")));
    }
}
