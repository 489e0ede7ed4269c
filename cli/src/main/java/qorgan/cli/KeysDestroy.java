package qorgan.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import qorgan.keys.ErasureDecision;
import qorgan.keys.sign.TrustAnchors;
import qorgan.ledger.json.Json;

/// Carries out a decided erasure.
@Command(
        name = "destroy",
        description = {
            "Destroys a person's key of one class (P, M, D, L, Q, S), by a decision (keys decide) that",
            "two people of two offices signed (bin/qorgan sign) and that was announced 14 days before.",
            "Nothing is destroyed while a legal hold, a complaint or a request of the person is open.",
            "Whereabouts, register and audit (W, R, A) are not among the classes: their keys are not"
                    + " destroyable for anyone."
        },
        mixinStandardHelpOptions = true)
final class KeysDestroy implements Callable<Integer> {
    @ArgGroup(exclusive = false, multiplicity = "1")
    private StorePlace store = new StorePlace();

    @Option(names = "--decision", required = true, paramLabel = "FILE", description = "its text")
    private Path decision = Path.of("");

    @Option(
            names = "--signature",
            required = true,
            arity = "1",
            paramLabel = "CMS",
            description = "both signatures: of whoever decided, and of the second office")
    private List<Path> signatures = List.of();

    @Option(names = "--trust", required = true, paramLabel = "DIR", description = "whom to believe")
    private Path trust = Path.of("");

    @Option(names = "--yes", description = "do not ask")
    private boolean yes;

    @Option(names = "--json", description = "the result as JSON")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (signatures.size() != 2) {
            throw new IllegalArgumentException("two signatures, each by its own --signature");
        }
        var verified =
                ErasureDecision.verified(
                        Files.readAllBytes(decision),
                        Files.readAllBytes(signatures.get(0)),
                        Files.readAllBytes(signatures.get(1)),
                        TrustAnchors.in(trust),
                        Clock.systemUTC().instant());
        return store.openWithHolds(
                (maintenance, held) -> {
                    Asked.confirm(
                            yes,
                            "What class "
                                    + verified.terms().keyClass()
                                    + " of this person sealed will never open.",
                            "destroy");
                    int versions = maintenance.destroy(verified, held);
                    Told.to(
                            spec,
                            json,
                            Json.object().with("versions", versions),
                            "destroyed "
                                    + versions
                                    + " versions; gone from backups when this month's epoch is");
                    return versions == 0 ? 1 : 0;
                });
    }
}
