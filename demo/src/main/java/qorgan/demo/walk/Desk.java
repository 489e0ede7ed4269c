package qorgan.demo.walk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import qorgan.demo.client.BrokenOff;

/// The command line at somebody's own desk, run as they would run it: another process, files in and
/// files out.
final class Desk {
    private static final long PATIENCE_SECONDS = 60;

    private final World world;

    /// What a command said and how it ended.
    record Said(int code, String text) {}

    Desk(World world) {
        this.world = world;
    }

    /// An official signs a statement with their own key: `bin/qorgan sign`.
    byte[] sign(String username, byte[] statement) {
        var signer = world.signer().apply(username);
        try {
            var place = Files.createTempDirectory(world.out(), "desk");
            var file = Files.write(place.resolve("statement.json"), statement);
            var secret = Files.writeString(place.resolve("secret"), signer.password());
            var signature = place.resolve("statement.p7s");
            var said =
                    run(
                            "sign",
                            file.toString(),
                            "--pkcs12",
                            signer.keyStore().toString(),
                            "--secret-file",
                            secret.toString(),
                            "--out",
                            signature.toString(),
                            "--yes");
            Files.delete(secret);
            if (said.code() != 0) {
                throw new BrokenOff("bin/qorgan sign: " + said.text());
            }
            var signed = Files.readAllBytes(signature);
            for (var each : List.of(file, signature, place)) {
                Files.delete(each);
            }
            return signed;
        } catch (IOException e) {
            throw new BrokenOff("signing failed: " + e.getMessage(), e);
        }
    }

    /// The command line as it is started, its arguments still to come.
    List<String> command() {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-jar",
                        world.cli().toString()));
        return command;
    }

    /// Runs one command of the command line.
    Said run(String... arguments) {
        var command = command();
        command.addAll(List.of(arguments));
        try {
            var process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectInput(
                                    ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                            .start();
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new BrokenOff("bin/qorgan " + arguments[0] + " did not end");
            }
            return new Said(process.exitValue(), text.strip());
        } catch (IOException e) {
            throw new BrokenOff("bin/qorgan " + arguments[0] + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokenOff("the walk was stopped", e);
        }
    }
}
