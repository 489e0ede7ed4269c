package qorgan.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import qorgan.keys.json.CanonicalJson;
import qorgan.keys.sign.Cms;
import qorgan.keys.sign.SigningIdentity;
import qorgan.ledger.json.Json;

/// An official signs a statement at their own desk, with their own key.
@Command(
        name = "sign",
        description = {
            "Signs a statement (a grant, an assignment) with your own certificate: detached CMS.",
            "Shows the statement first. Your key stays in its file or token."
        },
        mixinStandardHelpOptions = true,
        subcommands = SignVerify.class)
final class SignCommand implements Callable<Integer> {
    @Parameters(arity = "0..1", paramLabel = "FILE", description = "the statement, canonical JSON")
    private @Nullable Path file;

    @ArgGroup private Key key = new Key();

    private static final class Key {
        @Option(names = "--pkcs12", paramLabel = "FILE", description = "your key in a file")
        private @Nullable Path pkcs12;

        @Option(names = "--pkcs11", paramLabel = "LIBRARY", description = "your key in a token")
        private @Nullable Path pkcs11;
    }

    @Option(names = "--slot", description = "the token's slot (default: ${DEFAULT-VALUE})")
    private int slot;

    @Option(names = "--alias", description = "which key, where there are several")
    private @Nullable String alias;

    @Option(
            names = "--secret-file",
            paramLabel = "FILE",
            description = "password or PIN; else it is asked for")
    private @Nullable Path secret;

    @Option(names = "--out", paramLabel = "FILE", description = "the signature (default: FILE.p7s)")
    private @Nullable Path out;

    @Option(names = "--yes", description = "do not ask before signing")
    private boolean yes;

    @Option(names = "--json", description = "the result as JSON")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var statement = Objects.requireNonNull(file, "name the statement");
        byte[] content = Files.readAllBytes(statement);
        if (!CanonicalJson.isCanonical(content)) {
            throw new IllegalArgumentException(
                    "this is not canonical JSON: its signature would fit no other copy");
        }
        if (!yes) {
            Asked.say(Json.parseObject(content).canonical());
            Asked.confirm(false, "You sign exactly this.", "sign");
        }
        try (var identity = identity()) {
            var to = out == null ? statement.resolveSibling(statement.getFileName() + ".p7s") : out;
            Files.write(to, Cms.sign(content, identity, Clock.systemUTC().instant()));
            var signer = identity.certificate().getSubjectX500Principal().getName();
            Told.to(
                    spec,
                    json,
                    Json.object().with("signature", to.toString()).with("signer", signer),
                    "signed by " + signer + ": " + to);
        }
        return 0;
    }

    private SigningIdentity identity() throws IOException {
        if (key.pkcs12 != null) {
            return SigningIdentity.ofPkcs12(
                    key.pkcs12, Asked.secret("Password of the file", secret), alias);
        }
        if (key.pkcs11 != null) {
            return SigningIdentity.ofPkcs11(
                    key.pkcs11, slot, Asked.secret("PIN of the token", secret), alias);
        }
        throw new IllegalArgumentException("name your key: --pkcs12 or --pkcs11");
    }
}
