package qorgan.vault.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import qorgan.keys.Region;
import qorgan.vault.audit.log.LogSigner;
import qorgan.vault.identity.Acting;
import qorgan.vault.identity.Actor;
import qorgan.vault.identity.ActorId;

/// What started: an entry, and so a leaf, with the digests of the service, its configuration, its
/// trust anchors, its packs and the log's keys. Whoever changes one of them between two starts is
/// seen to have done so; which value changed is not told, and no secret goes into a digest.
@Component
class StartRecord {
    private static final Pattern SECRET =
            Pattern.compile(".*(password|secret|passphrase|token|credential|private).*");
    private static final Pattern OURS =
            Pattern.compile("(qorgan|server|management|spring\\.(datasource|flyway|mail))\\..*");
    private static final String RULE = "audit-every-read";
    private static final String NONE = "none";

    private final AccessLog accessLog;
    private final Law law;
    private final LogSigner signer;
    private final ConfigurableEnvironment environment;
    private final TransactionTemplate transaction;
    private final String instance;
    private final Actor service;
    private final @Nullable Path anchors;

    StartRecord(
            AccessLog accessLog,
            Law law,
            LogSigner signer,
            ConfigurableEnvironment environment,
            PlatformTransactionManager transactions,
            @Value("${qorgan.instance}") String instance,
            @Value("${qorgan.region}") String region,
            @Value("${qorgan.trust.roots:}") String anchors) {
        this.accessLog = accessLog;
        this.law = law;
        this.signer = signer;
        this.environment = environment;
        this.transaction = new TransactionTemplate(transactions);
        this.instance = instance;
        this.service = Actor.duty(RULE, new ActorId(new UUID(0, 0)), new Region(region));
        this.anchors = anchors.isBlank() ? null : Path.of(anchors);
    }

    @EventListener(ApplicationReadyEvent.class)
    void started() {
        record();
    }

    EntryId record() {
        var note = Note.of(EntryKind.CONFIGURATION, "start", digests());
        return Acting.as(
                service,
                () ->
                        Objects.requireNonNull(
                                transaction.execute(_ -> accessLog.note(service, note))));
    }

    /// By name, each a short text or a SHA-256.
    Map<String, String> digests() {
        return Map.of(
                "instance", instance,
                "version", version(),
                "java", Runtime.version().toString(),
                "service", service(),
                "configuration", sha256(configuration()),
                "anchors", anchors == null ? NONE : sha256(files(anchors)),
                "packs", law.packs().digest(),
                "log", sha256(signer.vkeys()));
    }

    private static String version() {
        var version = StartRecord.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }

    /// The jar that this class came from; a start from loose classes has none.
    private static String service() {
        var source = StartRecord.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            return NONE;
        }
        var place = source.getLocation().toString();
        int nested = place.indexOf(".jar");
        var path = place.replaceFirst("^(jar:)?(nested:|file:)+", "");
        var jar = nested < 0 ? path : path.substring(0, path.indexOf(".jar") + ".jar".length());
        var file = Path.of(jar);
        return Files.isRegularFile(file) ? sha256(file) : NONE;
    }

    /// Every setting of ours as it is in force, one a line, by name; of a secret its name alone.
    String configuration() {
        var lines = new TreeMap<String, String>();
        for (var source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> listed) {
                for (var written : listed.getPropertyNames()) {
                    var name = canonical(written);
                    if (OURS.matcher(name).matches()) {
                        lines.put(name, SECRET.matcher(name).matches() ? "" : value(name, written));
                    }
                }
            }
        }
        return lines.entrySet().stream()
                .map(line -> line.getKey() + "=" + line.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private String value(String name, String written) {
        var value = environment.getProperty(name);
        return value != null ? value : String.valueOf(environment.getProperty(written));
    }

    /// `QORGAN_LOG_KEY_FILE` and `qorgan.log.key-file` are one setting.
    private static String canonical(String name) {
        return name.equals(name.toUpperCase(Locale.ROOT))
                ? name.toLowerCase(Locale.ROOT).replace('_', '.')
                : name.toLowerCase(Locale.ROOT);
    }

    private static String files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .map(file -> folder.relativize(file) + " " + sha256(file) + "\n")
                    .collect(Collectors.joining());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String text) {
        return HexFormat.of().formatHex(Decisions.sha256(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String sha256(Path file) {
        try {
            return HexFormat.of().formatHex(Decisions.sha256(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
