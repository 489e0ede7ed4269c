package qorgan.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import qorgan.ledger.json.Json;
import qorgan.policy.pack.PackFault;
import qorgan.policy.pack.PackSignatures;
import qorgan.policy.pack.Packs;

/// Makes a law ready for the two who sign it: checks a folder, packs it, writes what is signed.
@Command(
        name = "law",
        description = {
            "Makes a law ready to come into force.",
            "Then: bring the bundle (POST /api/law/packs), try it, and sign the statement with `sign`."
        },
        mixinStandardHelpOptions = true,
        subcommands = {LawCommand.Bundle.class, LawCommand.Statement.class})
final class LawCommand implements Callable<Integer> {
    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
        return 2;
    }

    private static TreeMap<String, byte[]> read(Path folder) throws IOException {
        var files = new TreeMap<String, byte[]>();
        for (var name : Packs.FILES) {
            var file = folder.resolve(name);
            if (Files.exists(file)) {
                files.put(name, Files.readAllBytes(file));
            }
        }
        return files;
    }

    @Command(
            name = "bundle",
            description = "Checks the files of a law and writes them as the body of one request.",
            mixinStandardHelpOptions = true)
    static final class Bundle implements Callable<Integer> {
        @Parameters(paramLabel = "DIR", description = "the folder with the law's YAML files")
        private Path folder = Path.of(".");

        @Option(names = "--out", required = true, paramLabel = "FILE.json")
        private Path out = Path.of("law.json");

        @Override
        public Integer call() throws IOException {
            var files = read(folder);
            String digest;
            try {
                digest = Packs.of(files).digest();
            } catch (PackFault faulty) {
                System.err.println(faulty.getMessage());
                return 1;
            }
            var text = Json.object();
            for (var file : files.entrySet()) {
                text =
                        text.with(
                                file.getKey(), new String(file.getValue(), StandardCharsets.UTF_8));
            }
            Files.write(out, Json.object().with("files", text).canonicalBytes());
            System.out.println(digest);
            return 0;
        }
    }

    @Command(
            name = "statement",
            description = "Writes what the two officials sign: the law's digest and its instant.",
            mixinStandardHelpOptions = true)
    static final class Statement implements Callable<Integer> {
        @Parameters(paramLabel = "DIR", description = "the folder with the law's YAML files")
        private Path folder = Path.of(".");

        @Option(names = "--takes-effect", required = true, paramLabel = "INSTANT")
        private Instant takesEffect = Instant.EPOCH;

        @Option(names = "--out", required = true, paramLabel = "FILE.json")
        private Path out = Path.of("statement.json");

        @Override
        public Integer call() throws IOException {
            try {
                var digest = Packs.of(read(folder)).digest();
                Files.write(out, PackSignatures.statement(digest, takesEffect));
                return 0;
            } catch (PackFault faulty) {
                System.err.println(faulty.getMessage());
                return 1;
            }
        }
    }
}
