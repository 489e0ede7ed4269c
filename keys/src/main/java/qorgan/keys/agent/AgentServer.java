package qorgan.keys.agent;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import qorgan.keys.HalfRefused;
import tools.jackson.databind.JsonNode;

/// An agent as its own process: answers on the loopback interface, and only to the service whose
/// certificate it knows.
public final class AgentServer implements AutoCloseable {
    private static final int IDLE_MILLIS = 10 * 60 * 1000;

    private final KeyAgent agent;
    private final SSLServerSocket server;
    private final Set<SSLSocket> open = ConcurrentHashMap.newKeySet();

    private AgentServer(KeyAgent agent, SSLServerSocket server) {
        this.agent = agent;
        this.server = server;
    }

    /// Begins to answer.
    ///
    /// @param port 0 for any that is free
    public static AgentServer start(KeyAgent agent, SSLContext context, int port) {
        try {
            var socket =
                    (SSLServerSocket)
                            context.getServerSocketFactory()
                                    .createServerSocket(port, 16, InetAddress.getLoopbackAddress());
            socket.setNeedClientAuth(true);
            socket.setEnabledProtocols(new String[] {Channel.PROTOCOL});
            var server = new AgentServer(agent, socket);
            var _ = Thread.ofPlatform().name("key-agent").daemon().start(server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = (SSLSocket) server.accept();
                open.add(socket);
                var _ = Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void serve(SSLSocket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(IDLE_MILLIS);
            var in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            var out = new DataOutputStream(socket.getOutputStream());
            while (!server.isClosed()) {
                Message.write(out, answer(Message.read(in)));
            }
        } catch (IOException | IllegalArgumentException e) {
            // A peer that hung up, is somebody else, or speaks another protocol: this connection
            // ends, and nothing of the agent's state has changed.
            return;
        } finally {
            open.remove(socket);
        }
    }

    private Map<String, Object> answer(JsonNode message) {
        return switch (GrantTerms.text(message, "ask")) {
            case "key" ->
                    Map.of(
                            "office",
                            agent.office().code(),
                            "key",
                            Message.base64(agent.publicKey().encoded()));
            case "half" -> half(message);
            case "journal" ->
                    Map.of(
                            "lines",
                            agent.journalFrom(Long.parseLong(GrantTerms.text(message, "from"))));
            default -> throw new IllegalArgumentException("a message of another protocol");
        };
    }

    private Map<String, Object> half(JsonNode message) {
        try (var half = agent.half(Message.half(message))) {
            byte[] bytes = half.copy();
            try {
                return Map.of("half", Message.base64(bytes));
            } finally {
                Arrays.fill(bytes, (byte) 0);
            }
        } catch (HalfRefused e) {
            return Map.of("refused", e.reason().name());
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (var socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
