package qorgan.demo;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import qorgan.embedded.MailSink;

/// The house's mail catcher: a real SMTP server in this process that sends nothing on.
final class Mail implements Server {
    private final int port;
    private final List<MailSink.Message> arrived = new CopyOnWriteArrayList<>();
    private @Nullable MailSink running;

    Mail(int port) {
        this.port = port;
    }

    @Override
    public String name() {
        return "the mail catcher";
    }

    @Override
    public synchronized void start() {
        running = MailSink.start(port, arrived::add);
    }

    @Override
    public long pid() {
        return -1;
    }

    @Override
    public synchronized void stop() {
        if (running != null) {
            running.close();
            running = null;
        }
    }

    List<MailSink.Message> arrived() {
        return List.copyOf(arrived);
    }
}
