package qorgan.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/// The directory in which one demo lives: its database, its Keycloak, its secrets, its logs. Only
/// one demo runs in it at a time; a lock that the operating system drops with the process says so.
public final class Home implements AutoCloseable {
    private final Path root;
    private final FileChannel channel;

    private Home(Path root, FileChannel channel) {
        this.root = root;
        this.channel = channel;
    }

    /// Where a demo lives unless it is told otherwise.
    static Path usual() {
        var named = System.getenv("QORGAN_DEMO_HOME");
        return named == null || named.isBlank()
                ? Path.of(System.getProperty("user.home"), ".local", "share", "qorgan-demo")
                : Path.of(named);
    }

    /// Takes the directory, making it where it is not there yet.
    ///
    /// @throws IOException also where another demo runs in it
    public static Home take(Path root) throws IOException {
        var absolute = root.toAbsolutePath();
        Files.createDirectories(absolute);
        Files.setPosixFilePermissions(absolute, PosixFilePermissions.fromString("rwx------"));
        Files.createDirectories(absolute.resolve("logs"));
        Files.createDirectories(absolute.resolve("tmp"));
        var channel =
                FileChannel.open(
                        absolute.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new IOException(
                    "another demo is running in "
                            + absolute
                            + "; stop it, or name another place with QORGAN_DEMO_HOME");
        }
        return new Home(absolute, channel);
    }

    public Path root() {
        return root;
    }

    public Path at(String name) {
        return root.resolve(name);
    }

    public Path log(String name) {
        return root.resolve("logs").resolve(name + ".log");
    }

    public Secrets secrets() throws IOException {
        return Secrets.in(at("secrets.properties"));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
