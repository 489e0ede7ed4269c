package qorgan.vault.duty;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import qorgan.embedded.MailSink;
import qorgan.keys.SubjectId;
import qorgan.vault.TestMail;
import qorgan.vault.disclosure.DisclosureTest;
import qorgan.vault.identity.Role;
import qorgan.vault.register.CustodyCast;
import qorgan.vault.register.Person;
import qorgan.vault.request.Asker;
import qorgan.vault.request.Contact;
import qorgan.vault.request.Enquiries;
import qorgan.vault.request.Enquiry;

/// The twelve hours to tell a relative: they start with the arrest, again with the transfer, and
/// end with a reading and not with a message.
class TellingTest extends DisclosureTest {

    @Autowired Clocks clocks;
    @Autowired Alarms alarms;
    @Autowired Messages messages;
    @Autowired Escalation escalation;

    @Test
    void twelve_hours_start_with_the_arrest_and_end_with_the_reading() {
        var iin = CustodyCast.iin();
        var subject = arrested(iin);
        eventually(() -> open(subject) == 1);
        var running = telling(subject).getFirst();

        var slip = proven(Enquiries.about(iin));
        eventually(() -> !sent(slip.request()).isEmpty());
        assertThat(open(subject)).as("a message closes nothing").isEqualTo(1);

        given(slip);
        eventually(() -> open(subject) == 0);
        assertThat(telling(subject).getFirst().closed()).isEqualTo("read");
    }

    @Test
    void the_clock_counts_from_what_happened_and_tells_no_minute() {
        var subject = arrested(CustodyCast.iin());
        eventually(() -> open(subject) == 1);
        var running = telling(subject).getFirst();
        var stated = clock.instant().minus(Duration.ofMinutes(40));
        var byLaw = stated.plus(Duration.ofHours(12));
        var due = Objects.requireNonNull(running.due());
        assertThat(due)
                .isEqualTo(due.truncatedTo(ChronoUnit.HOURS))
                .isBeforeOrEqualTo(byLaw)
                .isAfter(byLaw.minus(Duration.ofMinutes(61)));
    }

    @Test
    void an_entry_made_late_leaves_less_time_and_alarms_at_once() {
        var intake = cast.intake();
        var subject =
                acting(
                        intake,
                        () ->
                                CustodyCast.taken(
                                        register.arrest(
                                                intake,
                                                CustodyCast.arrest(
                                                        new Person.AsStated(
                                                                CustodyCast.withNumber(
                                                                        CustodyCast.iin())),
                                                        clock.instant()
                                                                .minus(Duration.ofHours(13))))));
        eventually(() -> open(subject) == 1);
        var running = telling(subject).getFirst();
        assertThat(running.due()).isBefore(clock.instant());

        escalation.sweep();

        var procurator = cast.procuratorOfAlmaty();
        assertThat(acting(procurator, () -> alarms.list(procurator)))
                .anyMatch(alarm -> alarm.cause().equals(running.clock().value()));
    }

    @Test
    void a_transfer_starts_a_clock_beside_the_one_that_nobody_has_answered() {
        var iin = CustodyCast.iin();
        var subject = arrested(iin);
        eventually(() -> open(subject) == 1);
        transferred(subject);
        eventually(() -> open(subject) == 2);

        given(proven(Enquiries.about(iin)));
        eventually(() -> open(subject) == 0);
    }

    @Test
    void a_transfer_starts_them_again_and_a_message_says_only_that_something_waits() {
        var iin = CustodyCast.iin();
        var subject = arrested(iin);
        eventually(() -> open(subject) == 1);
        var address = "sister-" + java.util.UUID.randomUUID() + "@example.org";
        var slip = proven(telling(iin, address));
        given(slip);
        eventually(() -> open(subject) == 0 && to(address).size() == 1);

        transferred(subject);

        eventually(() -> open(subject) == 1 && to(address).size() == 2);
        var texts = to(address).stream().map(message -> body(message.text())).distinct().toList();
        assertThat(texts).as("every message is the same").hasSize(1);
        assertThat(to(address))
                .allSatisfy(
                        message ->
                                assertThat(message.text())
                                        .doesNotContain(iin)
                                        .doesNotContain(slip.number()));

        given(slip);
        eventually(() -> open(subject) == 0);
    }

    @Test
    void a_recorded_call_closes_the_duty_too() {
        var subject = arrested(CustodyCast.iin());
        eventually(() -> open(subject) == 1);
        var intake = cast.intake();
        var id = telling(subject).getFirst().clock();
        assertThat(acting(intake, () -> clocks.recordCall(intake, id))).isTrue();
        assertThat(acting(intake, () -> clocks.recordCall(intake, id))).isFalse();
        assertThat(telling(subject).getFirst().closed()).isEqualTo("call");
    }

    @Test
    void what_runs_out_alarms_the_procurator_once() {
        var subject = arrested(CustodyCast.iin());
        eventually(() -> open(subject) == 1);
        var id = telling(subject).getFirst().clock();
        clock.advance(Duration.ofHours(12));

        escalation.sweep();
        escalation.sweep();

        var procurator = cast.procuratorOfAlmaty();
        assertThat(acting(procurator, () -> alarms.list(procurator)))
                .filteredOn(alarm -> alarm.cause().equals(id.value()))
                .singleElement()
                .satisfies(alarm -> assertThat(alarm.kind()).isEqualTo("overdue"));
    }

    @Test
    void an_irregular_placement_alarms_the_procurator_with_the_rule() {
        var intake = cast.intake();
        var noon = clock.instant().minus(Duration.ofMinutes(40));
        var subject =
                acting(
                        intake,
                        () ->
                                CustodyCast.taken(
                                        register.arrest(
                                                intake,
                                                CustodyCast.arrest(
                                                        new Person.AsStated(CustodyCast.somebody()),
                                                        noon))));
        acting(
                intake,
                () ->
                        register.place(
                                intake,
                                CustodyCast.placement(
                                        subject, holding, noon.plusSeconds(600), null)));

        var procurator = cast.procuratorOfAlmaty();
        eventually(
                () ->
                        acting(procurator, () -> alarms.list(procurator)).stream()
                                .anyMatch(
                                        alarm ->
                                                alarm.about().equals(subject.value())
                                                        && alarm.kind().equals("irregular")
                                                        && alarm.rule()
                                                                .equals("kz-placement-basis")));
    }

    private void transferred(SubjectId subject) {
        var custody =
                qorgan.vault.Cast.official(
                        "intake", qorgan.vault.Cast.POLICE_ALMATY, Role.INTAKE, Role.CUSTODY);
        acting(
                custody,
                () ->
                        register.transfer(
                                custody,
                                CustodyCast.transfer(
                                        subject,
                                        holding,
                                        remandOfAstana,
                                        clock.instant().minusSeconds(60),
                                        false)));
    }

    private static Enquiry telling(String iin, String address) {
        var enquiry = Enquiries.about(iin);
        return new Enquiry(
                new Asker("Айгүл", "ID", "әпкесі"),
                enquiry.relation(),
                enquiry.sought(),
                enquiry.purpose(),
                enquiry.fields(),
                Contact.email(address),
                enquiry.language());
    }

    private List<Running> telling(SubjectId subject) {
        return inTransaction(() -> clocks.about(subject.value())).stream()
                .filter(running -> running.rule().equals(Telling.PLACE))
                .sorted((one, other) -> other.startsAt().compareTo(one.startsAt()))
                .toList();
    }

    private long open(SubjectId subject) {
        return telling(subject).stream().filter(Running::isOpen).count();
    }

    private List<Instant> sent(qorgan.vault.request.RequestId request) {
        return inTransaction(() -> messages.sentFor(request));
    }

    private static List<MailSink.Message> to(String address) {
        return TestMail.messages().stream()
                .filter(message -> message.to().stream().anyMatch(to -> to.contains(address)))
                .toList();
    }

    private static String body(String text) {
        var start = text.indexOf("\n\n");
        var crlf = text.indexOf("\r\n\r\n");
        return text.substring(Math.max(start, crlf));
    }

    /// Listeners run behind the act; a test waits for what they bring about, a minute at most.
}
