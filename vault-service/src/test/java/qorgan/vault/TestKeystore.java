package qorgan.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.test.context.DynamicPropertyRegistry;
import qorgan.keys.root.Quorum;
import qorgan.keys.root.QuorumKeystore;
import qorgan.keys.root.UnsealingDoor;

/// One keystore a JVM, with real custodians: a file unseals it at the start of each context, and at
/// the door of each they seal and unseal it again.
public final class TestKeystore {
    private static final List<String> CUSTODIANS = List.of("dana", "timur");
    private static final Path DIRECTORY = create();

    private TestKeystore() {}

    static void describe(DynamicPropertyRegistry registry) {
        registry.add("qorgan.keys.keystore", DIRECTORY::toString);
        registry.add("qorgan.keys.unseal-file", () -> DIRECTORY + "/passphrases");
        registry.add("qorgan.keys.unseal-port", () -> 0);
        registry.add("qorgan.keys.epochs", () -> DIRECTORY + "/epochs");
    }

    /// What custodians of both groups do at the door; what it said last.
    public static String unseal(int port) {
        var session = UnsealingDoor.ask(port, "begin").replace("session ", "");
        String answer = "";
        for (var custodian : CUSTODIANS) {
            answer =
                    UnsealingDoor.ask(
                            port,
                            "give " + session + " " + custodian + " " + passphrase(custodian));
        }
        return answer;
    }

    public static String seal(int port) {
        return UnsealingDoor.ask(port, "seal dana " + passphrase("dana"));
    }

    private static String passphrase(String custodian) {
        return "six random words of " + custodian;
    }

    private static Path create() {
        try {
            var directory = Files.createTempDirectory("qorgan-keystore");
            Map<String, char[]> passphrases = new LinkedHashMap<>();
            CUSTODIANS.forEach(each -> passphrases.put(each, passphrase(each).toCharArray()));
            QuorumKeystore.in(directory)
                    .create(Quorum.parse("operators:1:dana;lawyers:1:timur"), passphrases)
                    .close();
            Files.writeString(
                    directory.resolve("passphrases"),
                    CUSTODIANS.stream()
                            .map(each -> each + "=" + passphrase(each) + "\n")
                            .collect(Collectors.joining()));
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
