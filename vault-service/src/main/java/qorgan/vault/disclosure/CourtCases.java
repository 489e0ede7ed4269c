package qorgan.vault.disclosure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.keys.Region;
import qorgan.keys.SubjectId;
import qorgan.keys.Vault;
import qorgan.ledger.CasePackage;
import qorgan.vault.audit.Access;
import qorgan.vault.audit.AccessLog;
import qorgan.vault.audit.CaseExport;
import qorgan.vault.audit.EntryKind;
import qorgan.vault.audit.LeafKind;
import qorgan.vault.audit.Outcome;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.ActorId;
import qorgan.vault.identity.Certificates;
import qorgan.vault.request.RequestId;
import qorgan.vault.request.Seals;

/// One case as a package for a court: entries, proofs, decisions and rules from the log's room;
/// grants as they were signed; all of it listed in one manifest that the service signs. It is put
/// together in memory and leaves no file here.
@Service
public class CourtCases {
    static final String KIND = "court-case";
    private static final List<String> BASIS = List.of("role-dpo", "audit-every-read");

    private final CaseExport cases;
    private final GrantRows grants;
    private final DecisionSeal seal;
    private final Certificates certificates;
    private final Seals seals;
    private final AccessLog log;
    private final Vault vault;
    private final TransactionTemplate transaction;
    private final Clock clock;

    CourtCases(
            CaseExport cases,
            GrantRows grants,
            DecisionSeal seal,
            Certificates certificates,
            Seals seals,
            AccessLog log,
            Vault vault,
            TransactionTemplate transaction,
            Clock clock) {
        this.cases = cases;
        this.grants = grants;
        this.seal = seal;
        this.certificates = certificates;
        this.seals = seals;
        this.log = log;
        this.vault = vault;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// What comes of an export.
    public sealed interface Exported {
        /// A ZIP; `bin/qorgan ledger case` checks it offline.
        record Packed(byte[] zip) implements Exported {}

        /// Something of it has no proof yet. Ask again after the next checkpoint.
        record NotYetProven() implements Exported {}

        record NothingHere() implements Exported {}
    }

    /// Packs a case of the officer's desk. Call it outside a transaction.
    public Exported export(Actor dpo, UUID caseId) {
        return switch (cases.gather(dpo, caseId)) {
            case CaseExport.Gathered.NothingHere() -> new Exported.NothingHere();
            case CaseExport.Gathered.NotYetProven() -> new Exported.NotYetProven();
            case CaseExport.Gathered.Ready(var entries, var attachments, var requests) -> {
                var all = new ArrayList<>(entries);
                var files = new TreeMap<>(attachments);
                for (var request : requests) {
                    if (!grants(dpo, new RequestId(request), all, files)) {
                        yield new Exported.NotYetProven();
                    }
                }
                yield new Exported.Packed(packed(caseId, all, files));
            }
        };
    }

    /// Adds the request's grants; false when one is not proven yet.
    private boolean grants(
            Actor dpo,
            RequestId request,
            List<CasePackage.Entry> entries,
            Map<String, byte[]> files) {
        var rows = transaction.execute(_ -> grants.ofRequest(request));
        var revoked = transaction.execute(_ -> grants.revoked(request));
        for (var row : rows == null ? List.<GrantRow>of() : rows) {
            var leaf = cases.leaf(LeafKind.GRANT, row.grant());
            if (leaf.isEmpty()) {
                return false;
            }
            entries.add(leaf.get());
            open(dpo, row, files);
            if (revoked != null && revoked.containsKey(row.grant())) {
                var ended = cases.leaf(LeafKind.REVOCATION, row.grant());
                if (ended.isEmpty()) {
                    return false;
                }
                entries.add(ended.get());
            }
        }
        return true;
    }

    private void open(Actor dpo, GrantRow row, Map<String, byte[]> files) {
        var subject = new SubjectId(row.subject());
        var region = new Region(row.region());
        var name = "grants/" + row.grant();
        var committed =
                log.open(
                        dpo,
                        new Access(
                                EntryKind.EXPORT,
                                Set.of(subject),
                                Set.of(DecisionSeal.FIELD),
                                KIND,
                                BASIS,
                                new byte[0],
                                new byte[0],
                                row.request(),
                                null));
        try (var opening = vault.open(committed.warrant())) {
            files.put(
                    name + ".json",
                    seal.open(opening, region, subject, row.grant(), 0, row.statement()));
            files.put(
                    name + ".p7s",
                    seal.open(opening, region, subject, row.grant(), 1, row.signature()));
        }
        log.outcome(committed.entry(), Outcome.DELIVERED);
        files.put(name + ".at", row.grantedAt().toString().getBytes(StandardCharsets.UTF_8));
        var number = 0;
        for (var certificate : certificates.of(new ActorId(row.signer()))) {
            try {
                files.put(name + "." + number++ + ".cer", certificate.getEncoded());
            } catch (CertificateEncodingException e) {
                throw new IllegalStateException("a kept certificate cannot be encoded", e);
            }
        }
    }

    private byte[] packed(
            UUID caseId, List<CasePackage.Entry> entries, Map<String, byte[]> attachments) {
        var files = new TreeMap<>(CasePackage.files(caseId.toString(), entries, attachments));
        var manifest = files.getOrDefault(CasePackage.MANIFEST, new byte[0]);
        files.put(
                CasePackage.MANIFEST + ".sig",
                seals.sign(
                        KIND,
                        Map.of(
                                "case", caseId.toString(),
                                "manifest", CasePackage.digest(manifest),
                                "at", clock.instant().toString())));
        files.put(
                CasePackage.MANIFEST + ".keys",
                String.join("\n", seals.publicKeys()).getBytes(StandardCharsets.UTF_8));
        files.put(CasePackage.MANIFEST + ".vkey", cases.logKeys().getBytes(StandardCharsets.UTF_8));
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
