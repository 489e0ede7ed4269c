package qorgan.vault.disclosure;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.stereotype.Component;
import qorgan.keys.Codec;
import qorgan.keys.Evidence;
import qorgan.keys.Field;
import qorgan.keys.Place;
import qorgan.keys.Region;
import qorgan.keys.Sealed;
import qorgan.keys.SubjectId;
import qorgan.keys.Vault;
import qorgan.vault.audit.Access;
import qorgan.vault.audit.AccessLog;
import qorgan.vault.audit.EntryKind;
import qorgan.vault.audit.Outcome;
import qorgan.vault.identity.Acting;
import qorgan.vault.identity.Actor;
import qorgan.vault.request.RevealedRequest;

/// Opens what decisions rest on and is sealed itself: the statements of grants and the fields of an
/// application. Each opening is an entry of the duty to decide.
@Component
class GrantStatements {

    static final Field APPLICATION_FIELD = new Field("Q.request_history");
    private static final byte[] NONE = new byte[0];

    private final DecisionSeal seal;
    private final AccessLog log;
    private final Vault vault;

    GrantStatements(DecisionSeal seal, AccessLog log, Vault vault) {
        this.seal = seal;
        this.log = log;
        this.vault = vault;
    }

    /// A grant as it was signed, for the decision and for the offices' agents.
    record Kept(GrantStatement statement, Evidence.Signed signed) {}

    /// The statements of these grants with their signatures, in their order.
    List<Kept> open(RevealedRequest request, SubjectId subject, List<GrantRow> rows) {
        var committed =
                log.open(
                        actor(),
                        new Access(
                                EntryKind.VERIFICATION,
                                Set.of(subject),
                                Set.of(DecisionSeal.FIELD),
                                "decision",
                                List.of("p-gate-conjunction"),
                                NONE,
                                NONE,
                                request.request().value(),
                                null));
        var read = new ArrayList<Kept>();
        try (var opening = vault.open(committed.warrant())) {
            for (var row : rows) {
                var region = new Region(row.region());
                byte[] text = seal.open(opening, region, subject, row.grant(), 0, row.statement());
                byte[] cms = seal.open(opening, region, subject, row.grant(), 1, row.signature());
                var statement = GrantStatement.read(text);
                if (statement == null) {
                    throw new IllegalStateException("a kept grant cannot be read: " + row.grant());
                }
                read.add(new Kept(statement, new Evidence.Signed(text, List.of(cms))));
            }
        }
        log.outcome(committed.entry(), Outcome.DELIVERED);
        return read;
    }

    /// The fields of an application.
    Set<Field> fieldsOf(ApplicationRow row) {
        var asker = new SubjectId(row.asker());
        var committed =
                log.open(
                        actor(),
                        new Access(
                                EntryKind.VERIFICATION,
                                Set.of(asker),
                                Set.of(APPLICATION_FIELD),
                                "decision",
                                List.of("p-gate-conjunction"),
                                NONE,
                                NONE,
                                row.request(),
                                null));
        var fields = new TreeSet<Field>();
        try (var opening = vault.open(committed.warrant());
                var plain =
                        opening.plain(
                                Sealed.<String>of(row.terms()),
                                place(new Region(row.region()), asker, row.application()),
                                Codec.TEXT)) {
            for (var code : plain.value().strip().split(" ")) {
                fields.add(new Field(code));
            }
        }
        log.outcome(committed.entry(), Outcome.DELIVERED);
        return fields;
    }

    /// An application's fields as they are sealed: codes, padded to one size.
    static String terms(Set<Field> fields) {
        var codes = String.join(" ", fields.stream().map(Field::code).sorted().toList());
        var length = codes.getBytes(StandardCharsets.UTF_8).length;
        return codes + " ".repeat(Math.max(0, 1024 - length));
    }

    static Place place(Region region, SubjectId asker, UUID application) {
        return new Place(region, asker, APPLICATION_FIELD, application, 0);
    }

    static GrantStatement.RecordVersion version(PretrialRow row) {
        return new GrantStatement.RecordVersion(
                new Field(row.field()),
                row.record(),
                row.revision(),
                Sealed.of(row.value()).digest());
    }

    /// Whoever acts: the reader's own request, or the duty to prepare its answer.
    private static Actor actor() {
        return Acting.current().orElseThrow();
    }
}
