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
                "Checks the signatures of a receipt or slip against the operator's public key.",
        mixinStandardHelpOptions = true)
final class ReceiptVerify implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "the receipt or slip (JSON)")
    private Path file = Path.of("");

    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE",
            description = "the operator's public keys, one a line; may be given several times")
    private List<Path> keys = List.of();

    @Option(
            names = "--kind",
            defaultValue = "receipt",
            description = "receipt or slip (default: ${DEFAULT-VALUE})")
    private String kind = "";

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
        var trusted = new ArrayList<HybridPublicKey>();
        for (var key : keys) {
            Files.readString(key)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .forEach(line -> trusted.add(HybridPublicKey.ofText(line)));
        }
        var logKeys = new ArrayList<VerifierKey>();
        for (var vkey : vkeys) {
            logKeys.addAll(
                    VerifierKey.parseAll(
                            Files.exists(Path.of(vkey)) ? Files.readString(Path.of(vkey)) : vkey));
        }
        var receipt = ReceiptFile.read(Files.readAllBytes(file));
        var proof = receipt.state(logKeys);
        if (proof.equals("false proof")) {
            Told.to(
                    spec,
                    json,
                    Json.object().with("valid", new Json.Flag(false)).with("reason", "PROOF_WRONG"),
                    "NOT valid: PROOF_WRONG");
            return 1;
        }
        var verdict =
                HybridVerifier.trusting(trusted)
                        .demanding(demanded)
                        .verify(kind, receipt.envelope());
        return switch (verdict) {
            case Verdict.Valid(var _, var statement, var key, var algorithms) -> {
                Told.to(
                        spec,
                        json,
                        Json.object()
                                .with("valid", new Json.Flag(true))
                                .with("key", key.id())
                                .with("proof", proof)
                                .with(
                                        "signatures",
                                        Json.texts(
                                                algorithms.stream()
                                                        .map(Enum::name)
                                                        .sorted()
                                                        .toList()))
                                .with("statement", Json.parseObject(statement)),
                        "valid: "
                                + algorithms.stream().sorted().toList()
                                + " by key "
                                + key.id()
                                + "; "
                                + proof
                                + "\n"
                                + new String(statement, UTF_8));
                yield 0;
            }
            case Verdict.Refused(var reason) -> {
                Told.to(
                        spec,
                        json,
                        Json.object()
                                .with("valid", new Json.Flag(false))
                                .with("reason", reason.name()),
                        "NOT valid: " + reason);
                yield 1;
            }
        };
    }
}
