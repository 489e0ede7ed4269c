package qorgan.vault.request;

import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.springframework.stereotype.Component;
import qorgan.keys.Codec;
import qorgan.keys.Entropy;
import qorgan.keys.Opening;
import qorgan.keys.Place;
import qorgan.keys.Sealed;
import qorgan.keys.Vault;
import qorgan.ledger.json.Json;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.ActorId;
import qorgan.vault.identity.OfficeId;
import qorgan.vault.identity.OfficialSignatures;

/// The text of a facility's statement, its signature, and where both are sealed.
@Component
class SearchStatements {

    static final String FORMAT = "qorgan-search-statement/1";

    private final EnquirySeal seal;
    private final Vault vault;
    private final OfficialSignatures signatures;

    SearchStatements(EnquirySeal seal, Vault vault, OfficialSignatures signatures) {
        this.seal = seal;
        this.vault = vault;
        this.signatures = signatures;
    }

    byte[] text(SearchId search, OfficeId office, ActorId officer, Verdict verdict) {
        return Json.object()
                .with("format", FORMAT)
                .with("search", search.toString())
                .with("office", office.value().toString())
                .with("officer", officer.value().toString())
                .with("verdict", verdict.code())
                .canonicalBytes();
    }

    boolean isText(
            byte[] text, SearchId search, OfficeId office, ActorId officer, Verdict verdict) {
        return Arrays.equals(text, text(search, office, officer, verdict));
    }

    boolean isSigned(ActorId officer, byte[] text, byte[] cms, Instant at) {
        return signatures.isSigned(officer, text, cms, at);
    }

    /// Both go under the asker's history: a facility's word belongs to the request, and sealing by
    /// the asker keeps it with what it answers.
    SearchRows.StatementRow seal(
            Actor officer,
            RequestRow request,
            SearchId search,
            byte[] statement,
            byte[] signature,
            Instant now) {
        var id = Entropy.uuid();
        var asker = Searches.asker(request);
        var deposit = seal.deposit(officer, asker, "w-search-opens");
        return new SearchRows.StatementRow(
                request.region(),
                officer.officeOrThrow().value(),
                search.value(),
                id,
                officer.id().value(),
                vault.seal(deposit, place(request, id, 0), statement, Codec.BYTES).bytes(),
                vault.seal(deposit, place(request, id, 1), signature, Codec.BYTES).bytes(),
                now);
    }

    StatementRead read(Opening opening, RequestRow request, SearchRows.StatementRow row) {
        try (var plain =
                opening.plain(
                        Sealed.<byte[]>of(row.statement()),
                        place(request, row.id(), 0),
                        Codec.BYTES)) {
            return new StatementRead(
                    new OfficeId(row.office()),
                    Verdict.of(Json.parseObject(plain.value()).text("verdict")),
                    row.statedAt());
        }
    }

    private static Place place(RequestRow request, UUID record, long revision) {
        return new Place(
                Searches.region(request),
                Searches.asker(request),
                EnquirySeal.HISTORY,
                record,
                revision);
    }
}
