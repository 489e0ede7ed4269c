package qorgan.vault.audit;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.ledger.CasePackage;
import qorgan.ledger.Leaf;
import qorgan.ledger.LeafOpening;
import qorgan.ledger.LogProof;
import qorgan.ledger.json.Json;
import qorgan.vault.audit.log.LogSigner;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.Permissions;

/// What this room adds to a case for a court: the case itself, its entries with their proofs, the
/// decisions behind them with what a replay gives, and the rules they cite. No value of anybody is
/// in it; of an entry about several people the tokens stay shut.
@Service
public class CaseExport {
    private static final String PURPOSE = "court-case";

    /// What the desk itself did about a request is in the log, and not in a court's case.
    private static final Set<EntryKind> OF_DESK =
            EnumSet.of(
                    EntryKind.DESK_READING, EntryKind.REPLAY, EntryKind.EXPORT, EntryKind.REVIEW);

    private final Cases cases;
    private final EntrySearch search;
    private final Decisions decisions;
    private final Replays replays;
    private final Proofs proofs;
    private final LogSigner signer;
    private final AccessLog accessLog;
    private final Law law;
    private final Permissions permissions;
    private final TransactionTemplate transaction;
    private final Clock clock;

    CaseExport(
            Cases cases,
            EntrySearch search,
            Decisions decisions,
            Replays replays,
            Proofs proofs,
            LogSigner signer,
            AccessLog accessLog,
            Law law,
            Permissions permissions,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.cases = cases;
        this.search = search;
        this.decisions = decisions;
        this.replays = replays;
        this.proofs = proofs;
        this.signer = signer;
        this.accessLog = accessLog;
        this.law = law;
        this.permissions = permissions;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /// What was gathered.
    public sealed interface Gathered {
        /// @param requests the requests that the entries belong to
        record Ready(
                List<CasePackage.Entry> entries,
                Map<String, byte[]> attachments,
                Set<UUID> requests)
                implements Gathered {
            public Ready {
                entries = List.copyOf(entries);
                attachments = Map.copyOf(attachments);
                requests = Set.copyOf(requests);
            }
        }

        /// Something of the case has no proof yet; a court gets proofs or nothing.
        record NotYetProven() implements Gathered {}

        record NothingHere() implements Gathered {}
    }

    /// Gathers a case. Call it outside a transaction: words and decisions are opened under entries
    /// of their own.
    public Gathered gather(Actor dpo, UUID caseId) {
        permissions.require(dpo, "audit:export");
        var file = cases.read(dpo, caseId).orElse(null);
        if (file == null) {
            return new Gathered.NothingHere();
        }
        var entries = transaction.execute(_ -> entries(file));
        var shown = entries == null ? List.<EntryView>of() : entries;
        transaction.executeWithoutResult(
                _ ->
                        accessLog.note(
                                dpo,
                                Note.of(
                                        EntryKind.EXPORT,
                                        PURPOSE,
                                        Map.of(
                                                "case", caseId.toString(),
                                                "entries", Integer.toString(shown.size())))));
        var packed = new LinkedHashMap<Long, CasePackage.Entry>();
        var rows = new ArrayList<Row>();
        rows.add(new Row(LeafKind.DESK, caseId, false));
        shown.forEach(
                entry ->
                        rows.add(
                                new Row(
                                        LeafKind.ACCESS,
                                        entry.entry(),
                                        entry.persons().size() > 1)));
        var attachments = new TreeMap<String, byte[]>();
        var norms = new TreeSet<String>();
        for (var digest : digests(shown)) {
            var stored = transaction.execute(_ -> decisions.stored(digest).orElse(null));
            if (stored != null) {
                rows.add(new Row(LeafKind.DECISION, stored.place().record(), false));
                decision(dpo, stored, attachments, norms);
            }
        }
        for (var row : rows) {
            var entry = leaf(row.kind(), row.id(), row.several()).orElse(null);
            if (entry == null) {
                return new Gathered.NotYetProven();
            }
            packed.put(entry.proof().index(), entry);
        }
        shown.forEach(entry -> norms.addAll(entry.basis()));
        attachments.put("law/norms.json", norms(norms));
        attachments.put("case/steps.json", steps(file));
        var requests = new LinkedHashSet<UUID>();
        shown.forEach(entry -> add(requests, entry.request()));
        return new Gathered.Ready(List.copyOf(packed.values()), attachments, requests);
    }

    /// The log's keys, as they are published: for comparison with those a court already has.
    public String logKeys() {
        return signer.vkeys();
    }

    private record Row(LeafKind kind, UUID id, boolean several) {}

    /// A leaf with its proof and what it commits to; empty while it is not proven.
    public Optional<CasePackage.Entry> leaf(LeafKind kind, UUID row) {
        return leaf(kind, row, false);
    }

    private Optional<CasePackage.Entry> leaf(LeafKind kind, UUID row, boolean shutSubjects) {
        return switch (proofs.of(kind, row, 0)) {
            case Proofs.Proof.NotYetProven() -> Optional.empty();
            case Proofs.Proof.Proven proven ->
                    Optional.of(
                            new CasePackage.Entry(
                                    Leaf.parse(proven.leaf()),
                                    LogProof.parse(proven.proof()),
                                    shutSubjects
                                            ? fields(kind, row, proven.opening())
                                            : List.of(proven.opening())));
        };
    }

    private List<byte[]> fields(LeafKind kind, UUID row, byte[] opening) {
        return LeafOpening.parse(opening).fields().values().keySet().stream()
                .filter(name -> !name.equals("subjects"))
                .map(name -> proofs.field(kind, row, 0, name).toJson())
                .toList();
    }

    /// The entries that the case names, and every entry of the requests these belong to.
    private List<EntryView> entries(Cases.CaseFile file) {
        var named = new LinkedHashSet<UUID>();
        var first = file.line().entry();
        if (first != null) {
            named.add(first.value());
        }
        for (var step : file.steps()) {
            var entry = step.entry();
            if (entry != null) {
                named.add(entry.value());
            }
        }
        var found = new LinkedHashMap<UUID, EntryView>();
        for (var view : named.isEmpty() ? List.<EntryView>of() : search.all(named)) {
            found.put(view.entry(), view);
            var request = view.request();
            if (request != null) {
                search.find(EntryQuery.ofRequest(request)).entries().stream()
                        .filter(other -> !OF_DESK.contains(other.kind()))
                        .forEach(other -> found.putIfAbsent(other.entry(), other));
            }
        }
        return List.copyOf(found.values());
    }

    private static List<byte[]> digests(List<EntryView> entries) {
        return entries.stream()
                .map(EntryView::decision)
                .filter(digest -> !digest.isEmpty())
                .distinct()
                .map(HexFormat.of()::parseHex)
                .toList();
    }

    private void decision(
            Actor dpo,
            Decisions.Stored stored,
            Map<String, byte[]> attachments,
            Set<String> norms) {
        var name = "decisions/" + HexFormat.of().formatHex(stored.kept().digest());
        var kept = replays.opened(dpo, stored, EntryKind.EXPORT, PURPOSE);
        attachments.put(name + ".txt", kept.getBytes(StandardCharsets.UTF_8));
        var verdict =
                switch (replays.again(kept.substring(kept.indexOf('\n') + 1))) {
                    case Replays.Replayed.Same(var told) -> {
                        told.applied().forEach(cited -> norms.add(cited.norm()));
                        yield "same";
                    }
                    case Replays.Replayed.Different(var then, _) -> {
                        then.applied().forEach(cited -> norms.add(cited.norm()));
                        yield "different";
                    }
                    case Replays.Replayed.OtherLaw _ -> "other-law";
                    case Replays.Replayed.Forged(), Replays.Replayed.NothingHere() -> "forged";
                };
        attachments.put(
                name + ".replay.json",
                Json.object()
                        .with("replayed", verdict)
                        .with("at", clock.instant().toString())
                        .canonicalBytes());
    }

    private byte[] norms(Set<String> norms) {
        var written = Json.object();
        for (var norm : norms) {
            var provision = law.packs().provision(norm).orElse(null);
            if (provision != null) {
                written =
                        written.with(
                                norm,
                                Json.object()
                                        .with("citation", provision.citation().toString())
                                        .with("says", provision.says()));
            }
        }
        return Json.object()
                .with("packs", law.packs().digest())
                .with("norms", written)
                .canonicalBytes();
    }

    private static byte[] steps(Cases.CaseFile file) {
        var line = file.line();
        var steps = new ArrayList<Json>();
        for (var step : file.steps()) {
            var finding = step.finding();
            steps.add(
                    Json.object()
                            .with("at", step.at().toString())
                            .with("kind", step.kind().name())
                            .with("by", step.by().toString())
                            .with("finding", finding == null ? "" : finding.name())
                            .with("words", step.words()));
        }
        return Json.object()
                .with("case", line.caseId().toString())
                .with("cause", line.cause().name())
                .with("openedAt", line.openedAt().toString())
                .with("dueAt", line.dueAt().toString())
                .with("steps", new Json.Items(steps))
                .canonicalBytes();
    }

    private static void add(Set<UUID> requests, @Nullable UUID request) {
        if (request != null) {
            requests.add(request);
        }
    }
}
