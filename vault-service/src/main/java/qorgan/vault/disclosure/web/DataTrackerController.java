package qorgan.vault.disclosure.web;

import static qorgan.vault.edge.Problem.problem;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import qorgan.vault.disclosure.Usages;
import qorgan.vault.edge.ProblemCode;
import qorgan.vault.edge.Refused;
import qorgan.vault.identity.Actor;

/// The open data-tracker protocol, version 2 (docs/data-tracker.md): `findUsage`, `usagePeriod`,
/// `heartbeat`, answered to the person themselves and signed.
@RestController
@RequestMapping(path = "/api/data-tracker/v2", produces = MediaType.APPLICATION_JSON_VALUE)
class DataTrackerController {
    private static final int MOST = 10_000;
    private static final ZoneId HERE = ZoneId.of("Asia/Almaty");

    private final Usages usages;

    DataTrackerController(Usages usages) {
        this.usages = usages;
    }

    /// One look. The members of the protocol, then our own.
    ///
    /// @param receiverCode the office's identifier, or `yourself`, `somebody_entitled`, `service`
    /// @param entry the entry's number: its proof is at `/api/own/looks/{entry}/proof`
    record UsageView(
            Instant logtime,
            String action,
            String receiverCode,
            String receiverName,
            String receiverSystem,
            String entry,
            List<String> fields,
            List<String> basis,
            boolean provable) {}

    record WithheldView(int count, @Nullable Instant until, List<String> commitments) {}

    /// @param signature a signed envelope; its statement's `answer` is the SHA-256 of the canonical
    ///     JSON of all other members
    record FoundView(
            int totalUsages,
            List<UsageView> usages,
            WithheldView withheld,
            Instant answeredAt,
            Object signature) {}

    record PeriodView(Instant periodStart, Instant answeredAt, Object signature) {}

    record HeartbeatView(String status, String message, Instant answeredAt, Object signature) {}

    @GetMapping("/findUsage")
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = FoundView.class)))
    ResponseEntity<?> findUsage(
            Actor person,
            @RequestHeader("X-Road-UserId") String userId,
            @RequestParam String userCode,
            @RequestParam(required = false) @Nullable String periodStart,
            @RequestParam(required = false) @Nullable String periodEnd,
            @RequestParam(defaultValue = "0") int offset,
            @RequestParam(defaultValue = "1000") int limit,
            Locale language) {
        if (offset < 0) {
            throw new Refused(ProblemCode.VALUE_UNREADABLE, "offset");
        }
        if (limit < 1 || limit > MOST) {
            throw new Refused(ProblemCode.VALUE_UNREADABLE, "limit");
        }
        var span =
                new Usages.Span(
                        instant("periodStart", periodStart),
                        instant("periodEnd", periodEnd),
                        offset,
                        limit);
        return usages.find(person, List.of(userId, userCode), span, language)
                .<ResponseEntity<?>>map(DataTrackerController::answer)
                .orElseGet(() -> problem(ProblemCode.NOTHING_HERE));
    }

    @GetMapping("/usagePeriod")
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = PeriodView.class)))
    ResponseEntity<byte[]> usagePeriod(Actor person) {
        return answer(usages.period(person));
    }

    @GetMapping("/heartbeat")
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = HeartbeatView.class)))
    ResponseEntity<byte[]> heartbeat(Actor person) {
        return answer(usages.heartbeat(person));
    }

    private static ResponseEntity<byte[]> answer(byte[] json) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_JSON)
                .body(json);
    }

    /// With an offset, or without one as the protocol's own examples are: then here.
    private static @Nullable Instant instant(String name, @Nullable String written) {
        if (written == null) {
            return null;
        }
        try {
            var read =
                    DateTimeFormatter.ISO_DATE_TIME.parseBest(
                            written, java.time.OffsetDateTime::from, LocalDateTime::from);
            return read instanceof LocalDateTime local
                    ? local.atZone(HERE).toInstant()
                    : Instant.from(read);
        } catch (DateTimeException unreadable) {
            throw new Refused(ProblemCode.VALUE_UNREADABLE, name);
        }
    }
}
