package qorgan.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import qorgan.keys.CannotOpen;
import qorgan.keys.KeyManagement;
import qorgan.keys.root.OpenKeystore;
import qorgan.keys.root.Pkcs11Root;
import qorgan.keys.root.QuorumKeystore;
import qorgan.keys.root.TransitRoot;
import qorgan.keys.root.Unsealing;

/// Which provider holds the root key, as options of a command.
final class RootPlace {
    @Option(names = "--keystore", paramLabel = "DIR", description = "a keystore of custodians")
    private @Nullable Path keystore;

    @Option(
            names = "--passphrases",
            paramLabel = "FILE",
            description =
                    "custodians' passphrases, name=passphrase a line; else they are asked for")
    private @Nullable Path passphrases;

    @Option(names = "--pkcs11", paramLabel = "LIBRARY", description = "a PKCS#11 token")
    private @Nullable Path pkcs11;

    @Option(names = "--slot", description = "the token's slot (default: ${DEFAULT-VALUE})")
    private int slot;

    @Option(names = "--pin-file", paramLabel = "FILE", description = "the token's PIN; else asked")
    private @Nullable Path pin;

    @Option(
            names = "--label",
            defaultValue = "qorgan",
            description = "this house's keys in the token (default: ${DEFAULT-VALUE})")
    private String label = "";

    @Option(
            names = "--transit",
            paramLabel = "URL",
            description = "a transit engine, such as https://vault:8200/v1/transit/")
    private @Nullable URI transit;

    @Option(
            names = "--transit-key",
            defaultValue = "qorgan",
            description = "the root key's name there (default: ${DEFAULT-VALUE})")
    private String transitKey = "";

    @Option(names = "--token-file", paramLabel = "FILE", description = "the transit token")
    private @Nullable Path token;

    KeyManagement open() throws IOException {
        if (keystore != null) {
            return openKeystore();
        }
        if (pkcs11 != null) {
            return Pkcs11Root.open(pkcs11, slot, Asked.secret("PIN of the token", pin), label);
        }
        if (transit != null) {
            return TransitRoot.open(
                    transit, transitKey, new String(Asked.secret("Transit token", token)).strip());
        }
        throw new IllegalArgumentException("name a provider: --keystore, --pkcs11 or --transit");
    }

    Path keystoreDirectory() {
        if (keystore == null) {
            throw new IllegalArgumentException("name the keystore: --keystore DIR");
        }
        return keystore;
    }

    OpenKeystore openKeystore() throws IOException {
        var store = QuorumKeystore.in(keystoreDirectory());
        if (passphrases != null) {
            return store.openAutomatically(passphrases());
        }
        var unsealing = new Unsealing(store);
        while (!unsealing.isComplete()) {
            var custodian = Asked.line("Custodian (missing " + unsealing.missing() + ")");
            try {
                unsealing.give(custodian, Asked.secret("Passphrase of " + custodian, null));
            } catch (CannotOpen e) {
                Asked.say("That is not this custodian's passphrase.");
            }
        }
        return unsealing.open();
    }

    /// The passphrases of these custodians, from the file or asked for twice.
    Map<String, char[]> newPassphrases(Iterable<String> custodians) throws IOException {
        if (passphrases != null) {
            return passphrases();
        }
        var given = new LinkedHashMap<String, char[]>();
        for (var custodian : custodians) {
            given.put(custodian, Asked.newSecret("New passphrase of " + custodian));
        }
        return given;
    }

    private Map<String, char[]> passphrases() throws IOException {
        var given = new LinkedHashMap<String, char[]>();
        if (passphrases != null) {
            for (var line : Files.readAllLines(passphrases)) {
                int sign = line.indexOf('=');
                if (sign > 0) {
                    given.put(line.substring(0, sign), line.substring(sign + 1).toCharArray());
                }
            }
        }
        return given;
    }
}
