package qorgan.vault.disclosure;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.keys.Field;
import qorgan.keys.KeyClass;
import qorgan.keys.Region;
import qorgan.keys.SubjectId;
import qorgan.keys.Vault;
import qorgan.policy.Ground;
import qorgan.vault.audit.Access;
import qorgan.vault.audit.AccessLog;
import qorgan.vault.audit.EntryKind;
import qorgan.vault.audit.Outcome;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.CaseId;
import qorgan.vault.identity.OfficeId;
import qorgan.vault.identity.Permissions;
import qorgan.vault.request.Language;
import qorgan.vault.request.RequestId;
import qorgan.vault.request.RevealedRequest;

/// The withheld part of an answer. It waits for a named human, with a clock that escalates; then it
/// is a refusal with the outward ground, the article and the remedy, of one shape for each kind.
/// The inner ground stays sealed, for a court and the data-protection officer.
@Service
public class Refusals {

    /// The product's own promise; the rule that asks for a named human sets no term.
    private static final int DAYS_TO_SIGN = 3;

    private static final List<String> BASIS = List.of("named-human-all-packs");
    private static final byte[] NONE = new byte[0];

    private final RefusalRows rows;
    private final PretrialRows pretrial;
    private final DecisionSeal seal;
    private final Norms norms;
    private final Words words;
    private final CaseTeam team;
    private final AccessLog log;
    private final Vault vault;
    private final Permissions permissions;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Refusals(
            RefusalRows rows,
            PretrialRows pretrial,
            DecisionSeal seal,
            Norms norms,
            Words words,
            CaseTeam team,
            AccessLog log,
            Vault vault,
            Permissions permissions,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.rows = rows;
        this.pretrial = pretrial;
        this.seal = seal;
        this.norms = norms;
        this.words = words;
        this.team = team;
        this.log = log;
        this.vault = vault;
        this.permissions = permissions;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// The withheld lines of an answer as the reader may know them. What no human has signed yet is
    /// put before one.
    List<Withheld> lines(
            Actor duty,
            RevealedRequest request,
            SubjectId subject,
            @Nullable CaseId caseId,
            Map<Field, Ground> withheld,
            Language language) {
        var waiting = new TreeMap<Field, Ground>(withheld);
        var lines = new ArrayList<Withheld>();
        // To sign the warning is the reader's own act: no official stands between.
        waiting.entrySet()
                .removeIf(
                        line -> {
                            if (line.getValue() != Ground.WARNING_NOT_SIGNED) {
                                return false;
                            }
                            lines.add(told(line.getKey(), line.getValue(), "", language));
                            return true;
                        });
        for (var part : parts(waiting)) {
            lines.addAll(lines(duty, request, subject, caseId, part, language, true));
        }
        return lines;
    }

    /// Pretrial fields wait for the case's own office, everything else for the reception.
    private static List<TreeMap<Field, Ground>> parts(TreeMap<Field, Ground> waiting) {
        var ofCase = new TreeMap<Field, Ground>();
        var others = new TreeMap<Field, Ground>();
        waiting.forEach(
                (field, ground) ->
                        (field.keyClass() == KeyClass.P ? ofCase : others).put(field, ground));
        return List.of(ofCase, others).stream().filter(part -> !part.isEmpty()).toList();
    }

    private List<Withheld> lines(
            Actor duty,
            RevealedRequest request,
            SubjectId subject,
            @Nullable CaseId caseId,
            TreeMap<Field, Ground> part,
            Language language,
            boolean mayWrite) {
        var grounds = written(part);
        var digest = Receipts.sha256(grounds);
        var known = rows.find(request.request(), digest);
        if (known.isEmpty() && mayWrite) {
            put(duty, request, subject, caseId, part, grounds, digest);
            return lines(duty, request, subject, caseId, part, language, false);
        }
        var row = known.orElseThrow();
        var signedAs = row.signedAs();
        var signer = row.official();
        var ofCase = row.caseId();
        var official =
                signedAs != null && signer != null
                        ? team.named(signer, signedAs)
                        : team.responsible(
                                        ofCase == null ? null : new CaseId(ofCase),
                                        new OfficeId(row.office()))
                                .orElse(null);
        return part.entrySet().stream()
                .map(
                        line ->
                                signedAs == null
                                        ? new Withheld(
                                                line.getKey(),
                                                Withheld.AWAITING_OFFICIAL,
                                                "",
                                                words.of(language, "remedy.general"),
                                                official,
                                                row.dueAt())
                                        : told(
                                                line.getKey(),
                                                line.getValue(),
                                                official == null ? signedAs : official,
                                                language))
                .toList();
    }

    private Withheld told(Field field, Ground ground, String official, Language language) {
        return new Withheld(
                field,
                norms.outward(ground),
                norms.article(ground, field),
                words.of(language, remedy(ground)),
                official.isEmpty() ? null : official,
                null);
    }

    private static String remedy(Ground ground) {
        return switch (ground) {
            case W_RESTRICTED_20_1, SUBJECT_OBJECTS, PROTECTED_PERSON -> "remedy.restriction";
            case NO_GRANT_INVESTIGATOR,
                    NO_GRANT_PROCURATOR,
                    SAME_SIGNER,
                    GRANT_WRONG_CASE,
                    GRANT_REVOKED,
                    GRANT_EXPIRED,
                    GRANT_NOT_YET_VALID,
                    OUTSIDE_GRANT_SCOPE,
                    PREJUDICE_STATED ->
                    "remedy.grant";
            case SEARCH_OPENED -> "remedy.search";
            default -> "remedy.general";
        };
    }

    private void put(
            Actor duty,
            RevealedRequest request,
            SubjectId subject,
            @Nullable CaseId caseId,
            TreeMap<Field, Ground> part,
            byte[] grounds,
            byte[] digest) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var id = RefusalId.random();
        var due = norms.workingDays(now, DAYS_TO_SIGN);
        var ofCase = part.firstKey().keyClass() == KeyClass.P ? caseId : null;
        var office =
                ofCase == null
                        ? request.office().value()
                        : pretrial.officeOf(ofCase).orElse(request.office().value());
        transaction.executeWithoutResult(
                _ -> {
                    // Somebody may read the same answer at this moment: one of the two puts it.
                    rows.lock(request.request());
                    if (rows.find(request.request(), digest).isPresent()) {
                        return;
                    }
                    rows.insert(
                            new RefusalRows.Refusal(
                                    request.region().code(),
                                    office,
                                    id.value(),
                                    request.request().value(),
                                    subject.value(),
                                    ofCase == null ? null : ofCase.value(),
                                    digest,
                                    seal.seal(
                                            duty,
                                            request.region(),
                                            subject,
                                            id.value(),
                                            0,
                                            grounds,
                                            BASIS.getFirst()),
                                    now,
                                    due,
                                    null,
                                    null,
                                    null));
                    events.publishEvent(new RefusalDue(id, request.request(), now, due));
                });
    }

    /// What waits for the official's own office, oldest first.
    @Transactional(readOnly = true)
    public List<RefusalTask> waiting(Actor official) {
        permissions.require(official, "disclosure:refuse");
        return rows.waiting(official.officeOrThrow()).stream()
                .map(
                        row ->
                                new RefusalTask(
                                        new RefusalId(row.refusal()),
                                        new RequestId(row.request()),
                                        row.since(),
                                        row.dueAt()))
                .toList();
    }

    /// The fields and inner grounds that the official is about to sign; under an entry.
    public Optional<Map<Field, String>> open(Actor official, RefusalId refusal) {
        permissions.require(official, "disclosure:refuse");
        return rows.find(refusal)
                .filter(row -> isFor(row, official))
                .map(row -> opened(official, row));
    }

    /// Signs the withheld part by name. From now on the reader sees ground, article and remedy.
    @Transactional
    public boolean sign(Actor official, RefusalId refusal) {
        permissions.require(official, "disclosure:refuse");
        var found = rows.find(refusal).filter(row -> isFor(row, official));
        if (found.isEmpty() || found.get().signedAt() != null) {
            return false;
        }
        var row = found.get();
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        rows.sign(row, official.id().value(), team.signsAs(official), now);
        events.publishEvent(new RefusalSigned(refusal, new RequestId(row.request()), now));
        return true;
    }

    private boolean isFor(RefusalRows.Refusal row, Actor official) {
        var office = official.office();
        var ofCase = row.caseId();
        return new OfficeId(row.office()).equals(office)
                || (ofCase != null && team.isAssigned(official, new CaseId(ofCase)));
    }

    private Map<Field, String> opened(Actor official, RefusalRows.Refusal row) {
        var subject = new SubjectId(row.subject());
        var committed =
                log.open(
                        official,
                        new Access(
                                EntryKind.VERIFICATION,
                                Set.of(subject),
                                Set.of(DecisionSeal.FIELD),
                                "refusal",
                                BASIS,
                                NONE,
                                NONE,
                                row.request(),
                                null));
        byte[] grounds;
        try (var opening = vault.open(committed.warrant())) {
            grounds =
                    seal.open(
                            opening,
                            new Region(row.region()),
                            subject,
                            row.refusal(),
                            0,
                            row.grounds());
        }
        log.outcome(committed.entry(), Outcome.DELIVERED);
        return new String(grounds, StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.split("=", 2))
                .collect(
                        Collectors.toMap(
                                line -> new Field(line[0]),
                                line -> line[1],
                                (first, _) -> first,
                                TreeMap::new));
    }

    private static byte[] written(TreeMap<Field, Ground> part) {
        return part.entrySet().stream()
                .map(line -> line.getKey().code() + "=" + line.getValue().code())
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8);
    }
}
