package qorgan.keys.agent;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import qorgan.keys.HalfKeeper;
import qorgan.keys.HalfRefused;
import qorgan.keys.HalfRefused.Reason;
import qorgan.keys.HalfRequest;
import qorgan.keys.PlaneOffice;
import qorgan.keys.PlanePublicKey;
import qorgan.keys.Secret;
import tools.jackson.databind.JsonNode;

/// The service's side of an office's agent in another process. Sealing needs only the public key,
/// which the service was given beforehand: an agent that is down stops openings, not deposits.
public final class RemoteKeeper implements HalfKeeper, AutoCloseable {
    private static final int PATIENCE_MILLIS = 5_000;

    private final PlaneOffice office;
    private final PlanePublicKey publicKey;
    private final SSLContext context;
    private final int port;
    private @Nullable Connection connection;

    private record Connection(SSLSocket socket, DataInputStream in, DataOutputStream out) {}

    /// @param publicKey the office's key as its custodians handed it over, not as the agent says
    public RemoteKeeper(
            PlaneOffice office, PlanePublicKey publicKey, SSLContext context, int port) {
        this.office = office;
        this.publicKey = publicKey;
        this.context = context;
        this.port = port;
    }

    @Override
    public PlaneOffice office() {
        return office;
    }

    @Override
    public PlanePublicKey publicKey() {
        return publicKey;
    }

    @Override
    public synchronized Secret half(HalfRequest request) {
        var answer = ask(Message.half(request));
        if (answer.has("refused")) {
            throw new HalfRefused(office, reason(GrantTerms.text(answer, "refused")));
        }
        byte[] half = Message.bytes(answer, "half");
        if (half.length != Secret.KEY_BYTES) {
            throw new HalfRefused(office, Reason.HALF_UNREADABLE);
        }
        return Secret.taking(half);
    }

    /// True when the agent answers and holds the key that this side was given.
    public synchronized boolean isReachable() {
        try {
            var answer = ask(Map.of("ask", "key"));
            return GrantTerms.text(answer, "office").equals(office.code())
                    && PlanePublicKey.of(Message.bytes(answer, "key")).equals(publicKey);
        } catch (HalfRefused | IllegalArgumentException e) {
            return false;
        }
    }

    /// The lines of the agent's journal from that number on, a batch at a time.
    ///
    /// @throws HalfRefused when the agent does not answer
    public synchronized List<String> journalFrom(long number) {
        var answer = ask(Map.of("ask", "journal", "from", Long.toString(number)));
        var lines = new ArrayList<String>();
        answer.path("lines").values().forEach(line -> lines.add(line.asString("")));
        return lines;
    }

    private static Reason reason(String name) {
        for (var reason : Reason.values()) {
            if (reason.name().equals(name)) {
                return reason;
            }
        }
        return Reason.HALF_UNREADABLE;
    }

    /// A request that fails on a kept connection is asked once more on a new one: an agent that was
    /// started again doesn't lose an answer, and one that gave its half already refuses the second.
    private JsonNode ask(Map<String, ?> message) {
        var kept = connection;
        if (kept != null) {
            try {
                return exchange(kept, message);
            } catch (IOException e) {
                close();
            }
        }
        try {
            var fresh = connect();
            connection = fresh;
            return exchange(fresh, message);
        } catch (IOException e) {
            close();
            throw new HalfRefused(office, Reason.AGENT_UNREACHABLE);
        }
    }

    private static JsonNode exchange(Connection with, Map<String, ?> message) throws IOException {
        Message.write(with.out(), message);
        return Message.read(with.in());
    }

    private Connection connect() throws IOException {
        var socket =
                (SSLSocket)
                        context.getSocketFactory()
                                .createSocket(InetAddress.getLoopbackAddress(), port);
        socket.setEnabledProtocols(new String[] {Channel.PROTOCOL});
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return new Connection(
                socket,
                new DataInputStream(new BufferedInputStream(socket.getInputStream())),
                new DataOutputStream(socket.getOutputStream()));
    }

    @Override
    public synchronized void close() {
        var kept = connection;
        connection = null;
        if (kept != null) {
            try {
                kept.socket().close();
            } catch (IOException e) {
                // The connection is gone either way, which is what was asked for.
                return;
            }
        }
    }
}
