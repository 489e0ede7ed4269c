package qorgan.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// A running service and how to sign in to it, as options of a command.
final class ServicePlace {
    @Option(
            names = "--service",
            defaultValue = "http://localhost:8080",
            paramLabel = "URL",
            description = "the service; default: ${DEFAULT-VALUE}")
    private URI service = URI.create("http://localhost:8080");

    @Option(
            names = "--issuer",
            paramLabel = "URL",
            description = "the officials' realm, to sign in there")
    private @Nullable URI issuer;

    @Option(
            names = "--client",
            defaultValue = "qorgan-cli",
            description = "this program's name in the realm; default: ${DEFAULT-VALUE}")
    private String client = "";

    @Option(
            names = "--user",
            description =
                    "sign in by name and password, where the realm allows it; else by browser")
    private @Nullable String user;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "a file that holds the password of --user, instead of being asked")
    private @Nullable Path passwordFile;

    static HttpClient http() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    URI service() {
        return service;
    }

    SignIn signIn(HttpClient http, CommandSpec spec) throws IOException {
        return new SignIn(http, way(spec), spec.commandLine().getErr()::println);
    }

    private SignIn.Way way(CommandSpec spec) throws IOException {
        var token = System.getenv("QORGAN_TOKEN");
        if (token != null && !token.isBlank()) {
            return new SignIn.Way.Token(token.strip());
        }
        if (issuer == null) {
            throw new ParameterException(
                    spec.commandLine(), "--issuer says where to sign in (or set QORGAN_TOKEN)");
        }
        if (user == null) {
            return new SignIn.Way.Device(issuer, client);
        }
        return new SignIn.Way.Password(
                issuer, client, System.getenv("QORGAN_CLIENT_SECRET"), user, password(spec));
    }

    private String password(CommandSpec spec) throws IOException {
        if (passwordFile != null) {
            return Files.readString(passwordFile).strip();
        }
        var set = System.getenv("QORGAN_PASSWORD");
        if (set != null) {
            return set;
        }
        var console = System.console();
        if (console == null) {
            throw new ParameterException(
                    spec.commandLine(), "no terminal to ask for the password; set QORGAN_PASSWORD");
        }
        return new String(console.readPassword("Password of %s: ", user));
    }
}
