package qorgan.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/// Where the house's servers listen, on loopback only. The addresses stay the same from start to
/// start, because tokens and bookmarks name them.
record Ports(
        int service,
        int management,
        int keycloak,
        int keycloakManagement,
        int database,
        int mail,
        int investigation,
        int procuracy) {
    private static final int FIRST = 18080;

    /// Free ones, for a house that lives once.
    static Ports free() throws IOException {
        return new Ports(any(), any(), any(), any(), any(), any(), any(), any());
    }

    /// Those that this home used before, or the usual ones where they are free.
    static Ports of(Path file) throws IOException {
        var kept = new Properties();
        if (Files.exists(file)) {
            try (var reader = Files.newBufferedReader(file)) {
                kept.load(reader);
            }
        }
        var ports =
                new Ports(
                        kept(kept, "service", FIRST),
                        kept(kept, "management", FIRST + 1),
                        kept(kept, "keycloak", FIRST + 2),
                        kept(kept, "keycloak-management", FIRST + 3),
                        kept(kept, "database", FIRST + 4),
                        kept(kept, "mail", FIRST + 5),
                        kept(kept, "agent-investigation", FIRST + 6),
                        kept(kept, "agent-procuracy", FIRST + 7));
        try (var writer = Files.newBufferedWriter(file)) {
            kept.store(writer, "Ports of this demo");
        }
        return ports;
    }

    private static int kept(Properties kept, String name, int usual) throws IOException {
        var port = kept.getProperty(name);
        var chosen = port != null ? Integer.parseInt(port) : isFree(usual) ? usual : any();
        kept.setProperty(name, Integer.toString(chosen));
        return chosen;
    }

    static boolean isFree(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static int any() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
