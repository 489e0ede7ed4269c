package qorgan.keys.root;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import qorgan.keys.CannotOpen;

/// Where custodians unseal a service that is starting: a port of the loopback interface that
/// answers until one unsealing is complete, and then closes.
///
/// One line a request: `begin` gives `session NAME`; `give NAME CUSTODIAN PASSPHRASE` gives
/// `missing {group=number, …}`, `refused` or `unsealed`. Custodians come from terminals of this
/// machine; who can listen on its loopback interface can read its memory too.
public final class UnsealingDoor implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;

    private final ServerSocket server;
    private final Unsealings unsealings;
    private final CompletableFuture<OpenKeystore> opened = new CompletableFuture<>();

    private UnsealingDoor(ServerSocket server, Unsealings unsealings) {
        this.server = server;
        this.unsealings = unsealings;
    }

    /// Opens the door.
    ///
    /// @param port 0 for any that is free
    public static UnsealingDoor open(QuorumKeystore keystore, int port, Clock clock) {
        try {
            var door =
                    new UnsealingDoor(
                            new ServerSocket(port, 8, InetAddress.getLoopbackAddress()),
                            new Unsealings(keystore, clock));
            var _ = Thread.ofPlatform().name("unsealing").daemon().start(door::accept);
            return door;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    /// Waits until custodians have unsealed the keystore.
    public OpenKeystore await() {
        return opened.join();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                var _ = Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    opened.completeExceptionally(e);
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket;
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
                var out = new PrintWriter(socket.getOutputStream(), true, UTF_8)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            var line = in.readLine();
            out.println(line == null ? "refused" : answer(line));
        } catch (SocketTimeoutException e) {
            // Somebody connected and said nothing.
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (opened.isDone()) {
            close();
        }
    }

    private String answer(String line) {
        if (line.equals("begin")) {
            return "session " + unsealings.begin();
        }
        var words = line.split(" ", 4);
        if (words.length != 4 || !words[0].equals("give")) {
            return "refused";
        }
        return give(unsealings.find(words[1]), words[1], words[2], words[3].toCharArray());
    }

    private String give(
            Optional<Unsealing> session, String name, String custodian, char[] passphrase) {
        if (session.isEmpty()) {
            return "refused";
        }
        try {
            session.get().give(custodian, passphrase);
            if (!session.get().isComplete()) {
                return "missing " + session.get().missing();
            }
            opened.complete(session.get().open());
            unsealings.end(name);
            return "unsealed";
        } catch (CannotOpen e) {
            return "refused";
        } finally {
            java.util.Arrays.fill(passphrase, '0');
        }
    }

    /// One request to a door of this machine.
    public static String ask(int port, String request) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port);
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
                var out = new PrintWriter(socket.getOutputStream(), true, UTF_8)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            out.println(request);
            var answer = in.readLine();
            return answer == null ? "refused" : answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
