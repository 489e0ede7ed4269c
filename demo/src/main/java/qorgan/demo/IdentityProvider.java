package qorgan.demo;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import qorgan.embedded.EmbeddedKeycloak;

/// The house's Keycloak: the production realms with the demo's accounts added, its database a
/// file that stays.
final class IdentityProvider implements Server {
    private final EmbeddedKeycloak.Setup setup;
    private @Nullable EmbeddedKeycloak running;

    IdentityProvider(EmbeddedKeycloak.Setup setup) {
        this.setup = setup;
    }

    @Override
    public String name() {
        return "Keycloak";
    }

    @Override
    public synchronized void start() {
        stop();
        running = EmbeddedKeycloak.start(setup);
    }

    @Override
    public long pid() {
        var current = running;
        return current == null ? -1 : current.pid();
    }

    @Override
    public synchronized void stop() {
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
