package qorgan.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The vault service, started from its jar the way any installation starts it. Its settings come in
/// a file that only its owner reads, so that no secret stands in a process list.
public final class Vault {
    private Vault() {}

    static Program of(Home home, Path jar, Path settings, Ports ports) {
        var ready =
                URI.create("http://127.0.0.1:" + ports.management() + "/actuator/health/readiness");
        return new Program(
                new Program.Plan(
                        "the service",
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx768m",
                                "-Djava.io.tmpdir=" + home.at("tmp"),
                                "-Dfile.encoding=UTF-8",
                                "-jar",
                                jar.toString(),
                                "--spring.config.additional-location=file:" + settings,
                                "--server.port=" + ports.service()),
                        home.at("tmp"),
                        home.log("service"),
                        home.at("service.pid"),
                        settings.toString(),
                        Program.answering(ready)));
    }

    /// The service's executable jar under a clone's root.
    public static Path jarUnder(Path root) throws IOException {
        var target = root.resolve("vault-service").resolve("target");
        try (var files = Files.newDirectoryStream(target, "vault-service-*-exec.jar")) {
            for (var file : files) {
                return file;
            }
        }
        throw new IOException(
                "the service's jar is not in " + target + "; run bin/qorgan demo, which builds it");
    }
}
