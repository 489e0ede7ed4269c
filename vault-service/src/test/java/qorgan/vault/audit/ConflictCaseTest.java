package qorgan.vault.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import qorgan.keys.sign.Cms;
import qorgan.keys.sign.DemoAuthority;
import qorgan.keys.sign.SigningIdentity;
import qorgan.vault.Cast;
import qorgan.vault.ServiceTest;
import qorgan.vault.identity.Acting;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Certificates;
import qorgan.vault.identity.Role;

/// A conflict of rules: opened by the service at a desk, resolved by a named officer, signed.
class ConflictCaseTest extends ServiceTest {
    @Autowired Cases cases;
    @Autowired Certificates certificates;

    @Test
    void a_conflict_is_resolved_by_a_signature_and_only_then_closed() {
        var dpo = cast.dpoOfPolice();
        var identity = enrolled(dpo);
        var conflict = conflict();
        assertThat(close(dpo, conflict)).isEqualTo(Cases.Stepped.NO_RESOLUTION);

        var text = text(dpo, conflict, "the rule of protection is the narrower one");
        assertThat(submit(dpo, conflict, text, sign(text, identity))).isEqualTo(Cases.Stepped.DONE);
        assertThat(submit(dpo, conflict, text, sign(text, identity)))
                .isEqualTo(Cases.Stepped.CLOSED_ALREADY);
        assertThat(close(dpo, conflict)).isEqualTo(Cases.Stepped.DONE);
        var file = Acting.as(dpo, () -> cases.read(dpo, conflict)).orElseThrow();
        assertThat(file.steps())
                .extracting(Cases.Step::kind)
                .containsExactly(Cases.Kind.RESOLUTION, Cases.Kind.CLOSED);
        assertThat(file.steps().getFirst().words())
                .isEqualTo(new String(text, StandardCharsets.UTF_8));
        assertThat(file.steps().getFirst().by()).isEqualTo(dpo.id().value());
    }

    @Test
    void what_somebody_else_signed_or_another_case_is_no_resolution() {
        var dpo = cast.dpoOfPolice();
        var identity = enrolled(dpo);
        var conflict = conflict();
        var text = text(dpo, conflict, "first");
        var stranger = DemoAuthority.root("Another", clock.instant());
        assertThat(
                        submit(
                                dpo,
                                conflict,
                                text,
                                sign(text, stranger.official("X", "Y", clock.instant()))))
                .isEqualTo(Cases.Stepped.NOT_SIGNED);
        var ofAnother = text(dpo, conflict(), "second");
        assertThat(submit(dpo, conflict, ofAnother, sign(ofAnother, identity)))
                .isEqualTo(Cases.Stepped.NOT_SIGNED);
        var colleague = Cast.official("dpo-police-two", Cast.INVESTIGATION_ALMATY, Role.DPO);
        assertThat(submit(colleague, conflict, text, sign(text, identity)))
                .as("each signs for themselves")
                .isEqualTo(Cases.Stepped.NOT_SIGNED);
    }

    @Test
    void it_is_due_in_one_working_day_and_then_overdue() {
        var dpo = cast.dpoOfPolice();
        var conflict = conflict();
        var line = Acting.as(dpo, () -> cases.read(dpo, conflict)).orElseThrow().line();
        assertThat(line.isOverdue(clock.instant())).isFalse();
        assertThat(line.isOverdue(clock.instant().plus(Duration.ofDays(6)))).isTrue();
    }

    private byte[] sign(byte[] text, SigningIdentity identity) {
        return Cms.sign(text, identity, clock.instant());
    }

    private UUID conflict() {
        var duty = cast.duty("rule-conflict-deny");
        return Acting.as(
                duty,
                () ->
                        cases.open(
                                duty,
                                Cast.POLICE_ALMATY.id().value(),
                                Cases.Cause.RULE_CONFLICT,
                                null));
    }

    private byte[] text(Actor dpo, UUID conflict, String why) {
        return Acting.as(dpo, () -> cases.resolution(dpo, conflict, Cases.Stands.DENY, why))
                .orElseThrow();
    }

    private Cases.Stepped submit(Actor dpo, UUID conflict, byte[] text, byte[] cms) {
        return Acting.as(dpo, () -> cases.resolve(dpo, conflict, text, cms));
    }

    private Cases.Stepped close(Actor dpo, UUID conflict) {
        return Acting.as(dpo, () -> cases.close(dpo, conflict));
    }

    private SigningIdentity enrolled(Actor dpo) {
        var identity =
                DemoAuthority.root("Desk", clock.instant())
                        .official("Officer", "Police", clock.instant());
        byte[] der;
        try {
            der = identity.certificate().getEncoded();
        } catch (CertificateEncodingException e) {
            throw new AssertionError(e);
        }
        var registrar = cast.registrarOfPolice();
        var second = cast.registrarOfProcuracy();
        var id = Acting.as(registrar, () -> certificates.enter(registrar, dpo.id(), der));
        Acting.as(second, () -> certificates.confirm(second, id));
        return identity;
    }
}
