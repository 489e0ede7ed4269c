package qorgan.vault.register;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import qorgan.embedded.EmbeddedPostgres;
import qorgan.keys.SubjectId;
import qorgan.vault.TestDatabase;
import qorgan.vault.identity.Acting;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Office;
import qorgan.vault.subject.NewSubject;
import qorgan.vault.subject.PersonName;
import qorgan.vault.subject.Stated;
import qorgan.vault.subject.StatedIin;

/// Invented people in custody and the verbs for what happens to them.
public final class CustodyCast {
    private CustodyCast() {}

    /// A person whom no other test has: a random number with a right check digit and a random name.
    public static NewSubject somebody() {
        return new NewSubject(
                StatedIin.of(iin()),
                List.of(PersonName.of("Сейітов" + letters(), "Арман", "Болатұлы")),
                Stated.of(LocalDate.of(1990, 5, 17)),
                Map.of());
    }

    public static NewSubject withNumber(String iin) {
        return new NewSubject(
                StatedIin.of(iin),
                List.of(PersonName.of("Сейітов" + letters(), "Арман", null)),
                Stated.of(LocalDate.of(1990, 5, 17)),
                Map.of());
    }

    private static final AtomicInteger NEXT = new AtomicInteger();

    /// A number in the impossible month 13, so that it belongs to nobody, and to nobody twice.
    public static String iin() {
        while (true) {
            var next = NEXT.getAndIncrement();
            var first = "9913" + "%02d".formatted(next % 28 + 1) + "%05d".formatted(next);
            for (int digit = 0; digit < 10; digit++) {
                if (isValid(first + digit)) {
                    return first + digit;
                }
            }
        }
    }

    private static boolean isValid(String iin) {
        int first = 0;
        int second = 0;
        for (int i = 0; i < 11; i++) {
            first += (iin.charAt(i) - '0') * (i + 1);
            second += (iin.charAt(i) - '0') * ((i + 2) % 11 + 1);
        }
        int check = first % 11 == 10 ? second % 11 : first % 11;
        return check == iin.charAt(11) - '0';
    }

    public static String letters() {
        var text = new StringBuilder();
        for (var each : UUID.randomUUID().toString().replaceAll("[^0-9]", "").toCharArray()) {
            text.append((char) ('а' + (each - '0')));
        }
        return text.toString();
    }

    public static Fact.Arrest arrest(Person person, Instant at) {
        return new Fact.Arrest(
                person,
                Stated.of(at),
                Stated.of("Алматы, Абай даңғылы 10"),
                Stated.of("Ахметов, полиция"),
                Stated.of("Алматы қалалық полиция департаменті"),
                Stated.of("128-бап"),
                Stated.of("Алматы прокуратурасы"),
                Stated.of(at.plusSeconds(600)),
                Stated.of("Айгүл, 87010000001"),
                Map.of());
    }

    public static Fact.Placement placement(
            SubjectId subject, Facility facility, Instant at, @Nullable Basis basis) {
        return new Fact.Placement(
                subject,
                facility.id(),
                Stated.of(at),
                basis,
                Stated.of("№ 17"),
                Stated.of("шағымы жоқ"),
                Map.of());
    }

    public static Fact.Transfer transfer(
            SubjectId subject, Facility from, Facility to, Instant at, boolean another) {
        return new Fact.Transfer(
                subject,
                from.id(),
                to.id(),
                Stated.of(at),
                Stated.of("ҚАЖК"),
                Basis.JUDGE_DECISION,
                Stated.of("№ 18"),
                another,
                Map.of());
    }

    public static Fact.Release release(SubjectId subject, Instant at) {
        return new Fact.Release(
                subject,
                Stated.of(at),
                Stated.of("Алматы, қақпа алды"),
                Stated.of("мерзімі бітті"),
                Stated.of("А-12"),
                Map.of());
    }

    public static Facility facility(
            Facilities facilities, Actor registrar, Office office, FacilityType type) {
        var name = type.code() + "-" + office.id();
        return Acting.as(
                registrar,
                () ->
                        facilities.enter(
                                registrar,
                                new NewFacility(
                                        name.substring(0, Math.min(60, name.length())),
                                        type,
                                        office.id(),
                                        Map.of("kk", "мекеме", "ru", "учреждение", "en", "place"),
                                        Map.of("kk", "көше 1", "ru", "улица 1", "en", "street 1"),
                                        Map.of(
                                                "kk",
                                                "прокуратура",
                                                "ru",
                                                "прокуратура",
                                                "en",
                                                "procuracy"))));
    }

    /// What somebody with the owner's rights in the database could do.
    public static void asOwner(String statement) {
        var postgres = TestDatabase.postgres();
        try (var connection =
                        DriverManager.getConnection(
                                postgres.jdbcUrl(),
                                EmbeddedPostgres.OWNER,
                                postgres.passwords().owner());
                var change = connection.createStatement()) {
            change.execute(statement);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    public static SubjectId taken(Recorded recorded) {
        return ((Recorded.Taken) recorded).subject();
    }
}
