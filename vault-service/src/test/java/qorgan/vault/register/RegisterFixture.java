package qorgan.vault.register;

import static qorgan.vault.register.CustodyCast.arrest;
import static qorgan.vault.register.CustodyCast.placement;
import static qorgan.vault.register.CustodyCast.taken;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import qorgan.keys.Codec;
import qorgan.keys.Field;
import qorgan.keys.SubjectId;
import qorgan.keys.Vault;
import qorgan.vault.Cast;
import qorgan.vault.ServiceTest;
import qorgan.vault.audit.Access;
import qorgan.vault.audit.AccessLog;
import qorgan.vault.audit.EntryKind;
import qorgan.vault.identity.Acting;
import qorgan.vault.identity.Actor;
import qorgan.vault.subject.Subjects;

/// People and places that the tests of the register share.
abstract class RegisterFixture extends ServiceTest {
    @Autowired Register register;
    @Autowired Facilities facilities;
    @Autowired Subjects subjects;
    @Autowired AccessLog log;
    @Autowired Vault vault;
    @Autowired JdbcTemplate jdbc;
    @Autowired PlatformTransactionManager transactions;

    protected Facility holding;
    protected Facility remand;
    protected Facility remandOfAstana;
    protected Actor intake;
    protected Instant noon;

    @BeforeEach
    void places() {
        var registrar = cast.registrarOfPolice();
        holding =
                CustodyCast.facility(
                        facilities,
                        registrar,
                        Cast.POLICE_ALMATY,
                        FacilityType.TEMPORARY_HOLDING_FACILITY);
        remand =
                CustodyCast.facility(
                        facilities, registrar, Cast.REMAND_ALMATY, FacilityType.REMAND_CENTRE);
        remandOfAstana =
                CustodyCast.facility(
                        facilities, registrar, Cast.REMAND_ASTANA, FacilityType.REMAND_CENTRE);
        intake = cast.intake();
        noon = clock.instant().minus(Duration.ofMinutes(40));
    }

    protected SubjectId arrested() {
        return Acting.as(
                intake,
                () ->
                        taken(
                                register.arrest(
                                        intake,
                                        arrest(
                                                new Person.AsStated(CustodyCast.somebody()),
                                                noon))));
    }

    protected SubjectId placed() {
        var subject = arrested();
        Acting.as(
                intake,
                () ->
                        register.place(
                                intake,
                                placement(
                                        subject,
                                        holding,
                                        noon.plusSeconds(900),
                                        Basis.ARREST_RECORD)));
        return subject;
    }

    protected String opened(SubjectId subject, Field field) {
        return Acting.as(
                intake,
                () -> {
                    var value =
                            Objects.requireNonNull(
                                    register.sealed(subject, Set.of(field)).get(field));
                    var committed =
                            log.open(
                                    intake,
                                    new Access(
                                            EntryKind.CUSTODY,
                                            Set.of(subject),
                                            Set.of(field),
                                            "test",
                                            List.of("test"),
                                            new byte[0],
                                            new byte[0],
                                            null,
                                            null));
                    try (var opening = vault.open(committed.warrant());
                            var plain = opening.plain(value.sealed(), value.place(), Codec.TEXT)) {
                        return plain.value();
                    }
                });
    }
}
