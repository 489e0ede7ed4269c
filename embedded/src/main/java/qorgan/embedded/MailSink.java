package qorgan.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A real SMTP server on loopback (the commands of RFC 5321 §4.5.1 that a client needs) that keeps
/// what it is given and sends nothing on.
public final class MailSink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MailSink.class);
    private static final int PATIENCE_MILLIS = 30_000;

    private final ServerSocket server;
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private final Consumer<Message> onArrival;

    /// One message as it came: the envelope, and the text with its headers.
    public record Message(String from, List<String> to, String text) {
        public Message {
            to = List.copyOf(to);
        }

        @Override
        public String toString() {
            return "Message[" + text.length() + " characters]";
        }
    }

    private MailSink(ServerSocket server, Consumer<Message> onArrival) {
        this.server = server;
        this.onArrival = onArrival;
    }

    /// @param port the port of loopback, or 0 for a free one
    public static MailSink start(int port) {
        return start(port, message -> {});
    }

    public static MailSink start(int port, Consumer<Message> onArrival) {
        try {
            var sink =
                    new MailSink(
                            new ServerSocket(port, 50, InetAddress.getByName(Loopback.HOST)),
                            onArrival);
            Thread.ofVirtual().name("mail sink").start(sink::listen);
            return sink;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    public List<Message> messages() {
        return List.copyOf(messages);
    }

    public void clear() {
        messages.clear();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                Thread.ofVirtual().name("mail client").start(() -> serve(client));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    LOG.warn("mail sink: a connection failed", e);
                }
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                var in =
                        new BufferedReader(
                                new InputStreamReader(
                                        client.getInputStream(), StandardCharsets.UTF_8));
                var out = client.getOutputStream()) {
            client.setSoTimeout(PATIENCE_MILLIS);
            converse(in, out);
        } catch (IOException e) {
            LOG.debug("mail sink: a client went away", e);
        }
    }

    private void converse(BufferedReader in, OutputStream out) throws IOException {
        say(out, "220 qorgan.invalid mail sink");
        var from = "";
        var to = new ArrayList<String>();
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            var command = line.toUpperCase(Locale.ROOT);
            if (command.startsWith("EHLO")) {
                say(out, "250-qorgan.invalid", "250-8BITMIME", "250 SMTPUTF8");
            } else if (command.startsWith("HELO") || command.startsWith("NOOP")) {
                say(out, "250 ok");
            } else if (command.startsWith("MAIL FROM:")) {
                from = address(line);
                to.clear();
                say(out, "250 ok");
            } else if (command.startsWith("RCPT TO:")) {
                to.add(address(line));
                say(out, "250 ok");
            } else if (command.equals("DATA") && !to.isEmpty()) {
                say(out, "354 end with a dot");
                var message = new Message(from, to, text(in));
                messages.add(message);
                onArrival.accept(message);
                to.clear();
                say(out, "250 kept");
            } else if (command.startsWith("RSET")) {
                to.clear();
                say(out, "250 ok");
            } else if (command.startsWith("QUIT")) {
                say(out, "221 bye");
                return;
            } else {
                say(out, "503 not now");
            }
        }
    }

    private static String text(BufferedReader in) throws IOException {
        var text = new StringBuilder();
        for (var line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            text.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
        }
        return text.toString();
    }

    private static String address(String line) {
        var start = line.indexOf('<');
        var end = line.indexOf('>');
        return start >= 0 && end > start ? line.substring(start + 1, end) : "";
    }

    private static void say(OutputStream out, String... lines) throws IOException {
        out.write((String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
