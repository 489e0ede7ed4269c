package qorgan.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import qorgan.keys.sign.Cms;
import qorgan.keys.sign.TrustAnchors;
import qorgan.ledger.json.Json;

/// Checks an official's signature offline.
@Command(
        name = "verify",
        description = {
            "Checks a detached CMS signature, offline.",
            "The folder of trust has roots (*.crt), revocation lists (*.crl) and OCSP answers (*.ocsp)."
        },
        mixinStandardHelpOptions = true)
final class SignVerify implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "the statement")
    private Path file = Path.of("");

    @Parameters(index = "1", paramLabel = "SIGNATURE", description = "its signature")
    private Path signature = Path.of("");

    @Option(names = "--trust", required = true, paramLabel = "DIR", description = "whom to believe")
    private Path trust = Path.of("");

    @Option(names = "--at", description = "as of this instant (default: now)")
    private @Nullable Instant at;

    @Option(names = "--json", description = "the result as JSON")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var instant = at == null ? Clock.systemUTC().instant() : at;
        var verdict =
                Cms.verify(
                        Files.readAllBytes(file),
                        Files.readAllBytes(signature),
                        TrustAnchors.in(trust),
                        instant);
        return switch (verdict) {
            case Cms.Verdict.Valid(var signer, var _, var stated) -> {
                var name = signer.getSubjectX500Principal().getName();
                Told.to(
                        spec,
                        json,
                        Json.object()
                                .with("valid", new Json.Flag(true))
                                .with("signer", name)
                                .with("statedTime", stated.toString()),
                        "valid: signed by " + name + ", who says at " + stated);
                yield 0;
            }
            case Cms.Verdict.Refused(var reason) -> {
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
