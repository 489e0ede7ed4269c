package qorgan.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;
import qorgan.embedded.EmbeddedKeycloak;

/// The house's Keycloak: the production realms with the demo's accounts added, its database a file
/// that stays.
final class IdentityProvider implements Server {
    private final EmbeddedKeycloak.Setup setup;
    private @Nullable EmbeddedKeycloak running;
    private volatile boolean starting;

    IdentityProvider(EmbeddedKeycloak.Setup setup) {
        this.setup = setup;
    }

    @Override
    public String name() {
        return "Keycloak";
    }

    @Override
    public synchronized void start() {
        close();
        starting = true;
        try {
            running = EmbeddedKeycloak.start(setup);
        } finally {
            starting = false;
        }
    }

    @Override
    public long pid() {
        var current = running;
        return current == null ? -1 : current.pid();
    }

    @Override
    public void stop() {
        if (starting) {
            breakOff();
        }
        close();
    }

    /// Ends the process of a start that is under way, which then gives up.
    private void breakOff() {
        try {
            var pid = Files.readString(setup.home().resolve("pid")).strip();
            Program.leftBehind(pid, setup.home().toString())
                    .ifPresent(ProcessHandle::destroyForcibly);
        } catch (IOException notYet) {
            // It has no process yet; the start is waited for.
        }
    }

    private synchronized void close() {
        if (running != null) {
            running.close();
            running = null;
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + setup.port());
    }

    String issuer(String realm) {
        return url() + "/realms/" + realm;
    }
}
