package qorgan.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import qorgan.keys.sign.HybridPublicKey;
import qorgan.keys.sign.HybridVerifier;
import qorgan.keys.sign.HybridVerifier.Algorithm;
import qorgan.keys.sign.HybridVerifier.Verdict;
import qorgan.ledger.VerifierKey;
import qorgan.ledger.json.Json;

/// Checks both signatures of a receipt or slip.
@Command(
        name = "verify",
        description =
                "Checks the signatures of a receipt or slip, and the proofs that came with it."
                        + " Offline.",
        mixinStandardHelpOptions = true)
final class ReceiptVerify implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "the receipt or slip (JSON)")
    private Path file = Path.of("");

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description =
                    "the operator's public keys, one a line; may be given several times"
                            + " (default: the key that came with the file, named for comparison)")
    private List<Path> keys = List.of();

    @Option(
            names = "--proofs",
            paramLabel = "FILE",
            description = "proofs fetched later, which turn \"not yet proven\" into \"proven\"")
    private @Nullable Path proofs;

    @Option(names = "--kind", description = "demand a receipt or a slip (default: either)")
    private @Nullable String kind;

    @Option(
            names = "--demand",
            split = ",",
            description = "ED25519, ML_DSA_65 or both (default: both)")
    private Set<Algorithm> demanded = EnumSet.allOf(Algorithm.class);

    @Option(
            names = "--vkey",
            paramLabel = "KEY|FILE",
            description = "keys of the log: also checks whose checkpoint proves the entries")
    private List<String> vkeys = new ArrayList<>();

    @Option(names = "--json", description = "the result as JSON")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var receipt = ReceiptFile.read(Files.readAllBytes(file));
        if (proofs != null) {
            receipt = receipt.with(Files.readAllBytes(proofs));
        }
        var trusted = keys.isEmpty() ? receipt.keys() : given();
        if (trusted.isEmpty() && receipt.kind().isPresent()) {
            throw new IllegalArgumentException(
                    "no public key came with this file: name the operator's with --key"
                            + " (the service gives them at /api/keys/receipts)");
        }
        var verdict =
                HybridVerifier.trusting(trusted)
                        .demanding(demanded)
                        .verify(
                                kind == null ? receipt.kind().orElse("receipt") : kind,
                                receipt.envelope());
        return switch (verdict) {
            case Verdict.Refused(var reason) -> refused(reason.name());
            case Verdict.Valid valid -> {
                var statement = Json.parseObject(valid.statement());
                var proof =
                        receipt.state(
                                Set.copyOf(ReceiptFile.strings(statement, "entries")), logKeys());
                yield proof.equals(ReceiptFile.FALSE_PROOF)
                        ? refused("PROOF_WRONG")
                        : valid(valid, statement, proof);
            }
        };
    }

    private int refused(String reason) {
        Told.to(
                spec,
                json,
                Json.object().with("valid", new Json.Flag(false)).with("reason", reason),
                "NOT valid: " + reason);
        return 1;
    }

    private int valid(Verdict.Valid valid, Json.Members statement, String proof) {
        var signatures = valid.algorithms().stream().map(Enum::name).sorted().toList();
        var key = valid.key().id();
        var note =
                keys.isEmpty()
                        ? "\nnote: the key came with the file; compare "
                                + key
                                + " with the one that the operator publishes"
                        : "";
        Told.to(
                spec,
                json,
                Json.object()
                        .with("valid", new Json.Flag(true))
                        .with("kind", valid.kind())
                        .with("key", key)
                        .with("keyFromFile", new Json.Flag(keys.isEmpty()))
                        .with("proof", proof)
                        .with("signatures", Json.texts(signatures))
                        .with("statement", statement),
                (keys.isEmpty() ? "the signatures hold, " : "valid, ")
                        + valid.kind()
                        + ": "
                        + signatures
                        + " by key "
                        + key
                        + "; "
                        + proof
                        + note
                        + "\n"
                        + new String(valid.statement(), UTF_8));
        return 0;
    }

    private List<HybridPublicKey> given() throws IOException {
        var trusted = new ArrayList<HybridPublicKey>();
        for (var key : keys) {
            Files.readString(key)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .forEach(line -> trusted.add(HybridPublicKey.ofText(line)));
        }
        return trusted;
    }

    private List<VerifierKey> logKeys() throws IOException {
        var read = new ArrayList<VerifierKey>();
        for (var vkey : vkeys) {
            read.addAll(
                    VerifierKey.parseAll(
                            Files.exists(Path.of(vkey)) ? Files.readString(Path.of(vkey)) : vkey));
        }
        return read;
    }
}
