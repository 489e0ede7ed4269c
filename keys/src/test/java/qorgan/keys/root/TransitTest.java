package qorgan.keys.root;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import qorgan.keys.Entropy;
import qorgan.keys.KeyManagement;
import qorgan.keys.VaultSealed;

class TransitTest implements KeyManagementContract {
    private TransitServer server;

    @BeforeEach
    void start() throws IOException {
        server = TransitServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Override
    public KeyManagement open() {
        return TransitRoot.open(server.engine(), "qorgan", TransitServer.TOKEN);
    }

    @Test
    void a_wrong_token_and_a_sealed_engine_are_told_apart() {
        assertThatThrownBy(() -> TransitRoot.open(server.engine(), "qorgan", "stolen"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("403");
        try (var root = open();
                var key = Entropy.key()) {
            server.seal();
            assertThatThrownBy(() -> root.wrap(key, "x")).isInstanceOf(VaultSealed.class);
        }
    }
}
