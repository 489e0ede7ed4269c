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
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import qorgan.keys.CannotOpen;

/// Where custodians unseal a service that is starting or was sealed, and seal one that runs: a port
/// of the loopback interface.
///
/// One line a request: `state` gives `sealed` or `open`; `begin` gives `session NAME`, or `open`
/// where there is nothing to unseal; `give NAME CUSTODIAN PASSPHRASE` gives `missing
/// {group=number, …}`, `refused`, `unsealed`, or `open` when others were faster; `seal CUSTODIAN
/// PASSPHRASE` gives `sealed` or `refused`. Opening takes a quorum, closing any one custodian.
/// They come from terminals of this machine; who can listen on its loopback interface can read its
/// memory too.
public final class UnsealingDoor implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;

    /// What stands behind the door once it was opened for the first time.
    public interface Service {
        boolean isSealed();

        /// Takes over what a quorum opened.
        ///
        /// @throws CannotOpen when it is another store's root
        void unseal(OpenKeystore opened);

        void seal();
    }

    private final QuorumKeystore keystore;
    private final ServerSocket server;
    private final Unsealings unsealings;
    private final CompletableFuture<OpenKeystore> opened = new CompletableFuture<>();
    private volatile @Nullable Service service;

    private UnsealingDoor(QuorumKeystore keystore, ServerSocket server, Unsealings unsealings) {
        this.keystore = keystore;
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
                            keystore,
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

    /// From now on custodians at this door seal and unseal that service.
    public void serve(Service running) {
        service = running;
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
    }

    private String answer(String line) {
        var words = line.split(" ", 4);
        return switch (words[0] + " " + words.length) {
            case "state 1" -> isSealed() ? "sealed" : "open";
            case "begin 1" -> isSealed() ? "session " + unsealings.begin() : "open";
            case "give 4" ->
                    give(unsealings.find(words[1]), words[1], words[2], words[3].toCharArray());
            default -> words[0].equals("seal") ? seal(line.split(" ", 3)) : "refused";
        };
    }

    private boolean isSealed() {
        var running = service;
        return running == null ? !opened.isDone() : running.isSealed();
    }

    private String seal(String[] words) {
        var running = service;
        if (words.length != 3 || running == null) {
            return "refused";
        }
        char[] passphrase = words[2].toCharArray();
        try {
            keystore.share(words[1], passphrase).close();
            running.seal();
            return "sealed";
        } catch (CannotOpen e) {
            return "refused";
        } finally {
            Arrays.fill(passphrase, '0');
        }
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
            var complete = session.get().open();
            unsealings.end(name);
            return taken(complete) ? "unsealed" : "open";
        } catch (CannotOpen e) {
            return "refused";
        } finally {
            Arrays.fill(passphrase, '0');
        }
    }

    /// The first quorum starts the service, a later one unseals it; two at once don't both.
    private synchronized boolean taken(OpenKeystore complete) {
        var running = service;
        if (running == null ? opened.complete(complete) : running.isSealed()) {
            if (running != null) {
                running.unseal(complete);
            }
            return true;
        }
        complete.close();
        return false;
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
