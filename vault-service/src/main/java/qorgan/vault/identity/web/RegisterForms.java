package qorgan.vault.identity.web;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import qorgan.keys.Entropy;
import qorgan.keys.Region;
import qorgan.vault.edge.ProblemCode;
import qorgan.vault.edge.Refused;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.ActorId;
import qorgan.vault.identity.CaseId;
import qorgan.vault.identity.Office;
import qorgan.vault.identity.OfficeId;
import qorgan.vault.identity.Official;
import qorgan.vault.identity.Role;
import qorgan.vault.identity.Target;
import qorgan.vault.identity.Window;

/// What comes in to and goes out of the register.
final class RegisterForms {
    private RegisterForms() {}

    record OfficialForm(
            @Nullable UUID id,
            @NotNull UUID subject,
            @NotNull UUID office,
            @NotNull String region,
            @NotNull Set<String> roles,
            @NotNull String serviceName,
            @NotNull String serviceNumber,
            @NotNull Instant from,
            @NotNull Instant to) {
        Official toOfficial() {
            return new Official(
                    new ActorId(id == null ? Entropy.uuid() : id),
                    subject,
                    new OfficeId(office),
                    new Region(region),
                    roles.stream()
                            .map(
                                    code ->
                                            Role.ofCode(code)
                                                    .orElseThrow(
                                                            () ->
                                                                    new Refused(
                                                                            ProblemCode
                                                                                    .VALUE_UNREADABLE,
                                                                            "roles")))
                            .collect(Collectors.toSet()),
                    serviceName,
                    serviceNumber,
                    window(from, to));
        }
    }

    record AssignmentForm(
            @NotNull UUID official,
            @Nullable UUID caseId,
            @Nullable UUID facility,
            @Nullable String territory,
            @NotNull Instant from,
            @NotNull Instant to) {
        Target target() {
            if (caseId != null && facility == null && territory == null) {
                return new Target.ToCase(new CaseId(caseId));
            } else if (facility != null && caseId == null && territory == null) {
                return new Target.ToFacility(facility);
            } else if (territory != null && caseId == null && facility == null) {
                return new Target.ToTerritory(new Region(territory));
            }
            throw new Refused(ProblemCode.VALUE_UNREADABLE, "caseId");
        }

        Window window() {
            return RegisterForms.window(from, to);
        }
    }

    record CertificateForm(@NotNull UUID official, @NotNull byte[] certificate) {}

    record MadeView(UUID id) {}

    record ConfirmedView(Instant at) {}

    record OfficeView(
            UUID id,
            String operator,
            String kind,
            String region,
            Map<String, String> names,
            String serviceContact) {
        static OfficeView of(Office office) {
            return new OfficeView(
                    office.id().value(),
                    office.operator().code(),
                    office.kind().code(),
                    office.region().code(),
                    office.names(),
                    office.serviceContact());
        }
    }

    record ActorView(
            UUID id,
            String realm,
            Set<String> roles,
            @Nullable UUID office,
            String region,
            String assurance) {
        static ActorView of(Actor actor) {
            var office = actor.office();
            return new ActorView(
                    actor.id().value(),
                    actor.realm().name().toLowerCase(java.util.Locale.ROOT),
                    actor.roles().stream().map(Role::code).collect(Collectors.toSet()),
                    office == null ? null : office.value(),
                    actor.region().code(),
                    actor.assurance().name().toLowerCase(java.util.Locale.ROOT));
        }
    }

    record OfficialView(
            UUID id,
            UUID office,
            Set<String> roles,
            String serviceName,
            String serviceNumber,
            Instant from,
            Instant to) {
        static OfficialView of(Official official) {
            return new OfficialView(
                    official.id().value(),
                    official.office().value(),
                    official.roles().stream().map(Role::code).collect(Collectors.toSet()),
                    official.serviceName(),
                    official.serviceNumber(),
                    official.valid().from(),
                    official.valid().to());
        }
    }

    private static Window window(Instant from, Instant to) {
        if (!from.isBefore(to)) {
            throw new Refused(ProblemCode.WINDOW_EMPTY, "to");
        }
        return new Window(from, to);
    }
}
