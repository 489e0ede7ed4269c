package qorgan.vault.request;

import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import qorgan.ledger.json.Json;
import qorgan.vault.identity.ActorId;

/// What a registry says of an asker's standing, as canonical JSON to be signed: for which request,
/// as it was written down, by whom, and which proofs the registry has itself.
///
/// @param registrar the registry's official, whose certificate signs it
/// @param digest the digest of the request's row: another claim under the same number is another
///     statement
record RegistryStatement(
        RequestId request,
        byte[] digest,
        ActorId registrar,
        Set<EvidenceKind> proofs,
        @Nullable String state) {
    private static final String FORMAT = "qorgan-standing-1";

    byte[] canonical() {
        var json =
                Json.object()
                        .with("format", FORMAT)
                        .with("request", request.toString())
                        .with("digest", HexFormat.of().formatHex(digest))
                        .with("registrar", registrar.value().toString())
                        .with(
                                "proofs",
                                Json.texts(
                                        new TreeSet<>(
                                                        proofs.stream()
                                                                .map(EvidenceKind::code)
                                                                .collect(Collectors.toSet()))
                                                .stream().toList()));
        return (state == null ? json : json.with("state", state)).canonicalBytes();
    }

    /// Reads a statement; what is none is refused as an argument.
    static RegistryStatement read(byte[] written) {
        var json = Json.parseObject(written);
        if (!json.text("format").equals(FORMAT)) {
            throw new IllegalArgumentException("another format");
        }
        return new RegistryStatement(
                new RequestId(java.util.UUID.fromString(json.text("request"))),
                HexFormat.of().parseHex(json.text("digest")),
                ActorId.of(json.text("registrar")),
                json.items("proofs").stream()
                        .map(item -> EvidenceKind.of(((Json.Text) item).value()))
                        .collect(Collectors.toSet()),
                json.get("state").isPresent() ? json.text("state") : null);
    }

    @Override
    public String toString() {
        return "RegistryStatement[" + request + "]";
    }
}
