package qorgan.vault.edge;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.util.ClassUtils;
import qorgan.keys.MemoryOnDisk;

/// Refuses to start with a configuration that would not protect anybody: a secret that is missing
/// or that anybody could know, TLS off, an issuer that is not pinned, a database whose certificate
/// nobody checks.
///
/// There is no switch for it. The profiles `demo` and `test` are held to loopback instead.
public final class SafeStart
        implements ApplicationContextInitializer<ConfigurableApplicationContext>, Ordered {
    private static final int SHORTEST_SECRET = 16;
    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "localhost");
    private static final List<String> KNOWN_WORDS =
            List.of(
                    "demo",
                    "test",
                    "changeme",
                    "change-me",
                    "password",
                    "secret",
                    "example",
                    "qorgan",
                    "12345");
    private static final List<String> SECRETS =
            List.of(
                    "spring.datasource.password",
                    "spring.flyway.password",
                    "qorgan.officials.client-secret",
                    "qorgan.officials.events-secret",
                    "qorgan.public.client-secret",
                    "qorgan.public.events-secret");
    private static final List<String> ISSUERS =
            List.of("qorgan.officials.issuer", "qorgan.public.issuer");

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var settings = context.getEnvironment();
        var faults = new ArrayList<>(faults(settings, isUnderTest()));
        if (!settings.acceptsProfiles(Profiles.of("demo", "test"))) {
            faults.addAll(MemoryOnDisk.here().faults(isSwapEncrypted(settings)));
        }
        if (!faults.isEmpty()) {
            throw new UnsafeConfiguration(faults);
        }
    }

    /// Nobody can see from here whether a swap device is encrypted: whoever runs the machine says
    /// so.
    private static boolean isSwapEncrypted(Environment settings) {
        return settings.getProperty("qorgan.edge.swap-is-encrypted", Boolean.class, false);
    }

    /// What is wrong, each in one line that names the setting and not its value.
    static List<String> faults(Environment settings, boolean underTest) {
        if (settings.acceptsProfiles(Profiles.of("demo", "test"))) {
            return underTest || isLoopback(settings.getProperty("server.address"))
                    ? List.of()
                    : List.of("the profiles demo and test need server.address on loopback");
        }
        var faults = new ArrayList<String>();
        secrets(settings, faults);
        issuers(settings, faults);
        tls(settings, faults);
        database(settings, faults);
        mail(settings, faults);
        if (!settings.getProperty("server.servlet.session.cookie.secure", Boolean.class, true)) {
            faults.add("server.servlet.session.cookie.secure must stay on");
        }
        if (settings.getProperty("springdoc.api-docs.enabled", Boolean.class, false)) {
            faults.add("springdoc.api-docs.enabled must stay off");
        }
        if (settings.containsProperty(MachineClock.OFFSET)) {
            faults.add(MachineClock.OFFSET + " is for drills: it sets the clock wrong");
        }
        if ("memory".equals(settings.getProperty("qorgan.keys.provider"))) {
            faults.add("qorgan.keys.provider must not be memory: its keys end with the process");
        }
        if (settings.containsProperty("qorgan.keys.unseal-file")) {
            faults.add("qorgan.keys.unseal-file is for the demo: custodians unseal");
        }
        var transit = settings.getProperty("qorgan.keys.transit.url");
        if (transit != null && !transit.startsWith("https://")) {
            faults.add("qorgan.keys.transit.url must be https: keys cross that connection");
        }
        var responsible = resolved(settings, "qorgan.duty.responsible");
        if (responsible == null || responsible.isBlank() || responsible.equals(NOBODY)) {
            faults.add("qorgan.duty.responsible is missing: a duty acts in an official's name");
        }
        return faults;
    }

    private static void secrets(Environment settings, List<String> faults) {
        for (var name : SECRETS) {
            var secret = resolved(settings, name);
            if (secret == null || secret.isBlank()) {
                faults.add(name + " is missing");
            } else if (secret.length() < SHORTEST_SECRET) {
                faults.add(name + " is shorter than " + SHORTEST_SECRET + " characters");
            } else if (isKnown(secret)) {
                faults.add(name + " is what anybody could know");
            }
        }
    }

    /// The value, or null also where it names something that is not there.
    private static @Nullable String resolved(Environment settings, String name) {
        try {
            return settings.getProperty(name);
        } catch (IllegalArgumentException e) {
            return null; // a placeholder that nothing fills
        }
    }

    private static boolean isKnown(String secret) {
        var lower = secret.toLowerCase(Locale.ROOT);
        return KNOWN_WORDS.stream().anyMatch(lower::contains)
                || lower.chars().distinct().count() < SHORTEST_SECRET / 3;
    }

    private static void issuers(Environment settings, List<String> faults) {
        for (var name : ISSUERS) {
            var issuer = resolved(settings, name);
            if (issuer == null || issuer.isBlank()) {
                faults.add(name + " is not pinned");
            } else if (!issuer.startsWith("https://") || issuer.contains("*")) {
                faults.add(name + " must be one https address");
            }
        }
        var officials = settings.getProperty(ISSUERS.getFirst());
        if (officials != null && officials.equals(settings.getProperty(ISSUERS.getLast()))) {
            faults.add("the officials and the public must not share a realm");
        }
    }

    private static void tls(Environment settings, List<String> faults) {
        var own =
                settings.getProperty("server.ssl.enabled", Boolean.class, true)
                        && (settings.containsProperty("server.ssl.bundle")
                                || settings.containsProperty("server.ssl.certificate")
                                || settings.containsProperty("server.ssl.key-store"));
        var proxied =
                settings.getProperty("qorgan.edge.tls-ends-at-proxy", Boolean.class, false)
                        && isLoopback(settings.getProperty("server.address"));
        if (!own && !proxied) {
            faults.add(
                    "TLS is off: set server.ssl.*, or end it at a proxy on this machine"
                            + " (qorgan.edge.tls-ends-at-proxy and server.address on loopback)");
        }
    }

    private static void database(Environment settings, List<String> faults) {
        for (var name : List.of("spring.datasource.url", "spring.flyway.url")) {
            var url = settings.getProperty(name);
            if (url == null || !url.startsWith("jdbc:postgresql://")) {
                faults.add(name + " is missing");
            } else if (!isLoopback(URI.create(url.substring("jdbc:".length())).getHost())
                    && !url.contains("sslmode=verify-full")) {
                faults.add(name + " must say sslmode=verify-full");
            }
        }
        var user = settings.getProperty("spring.datasource.username");
        if (user == null
                || user.equals("postgres")
                || user.equals(settings.getProperty("spring.flyway.user"))) {
            faults.add("spring.datasource.username must be the role that owns nothing");
        }
    }

    private static void mail(Environment settings, List<String> faults) {
        var host = settings.getProperty("spring.mail.host");
        if (host != null
                && !isLoopback(host)
                && !settings.getProperty(
                        "spring.mail.properties.mail.smtp.starttls.required", Boolean.class, false)
                && !settings.getProperty(
                        "spring.mail.properties.mail.smtp.ssl.enable", Boolean.class, false)) {
            faults.add("spring.mail must require TLS");
        }
    }

    private static boolean isLoopback(@Nullable String host) {
        return host != null && LOOPBACK.contains(host);
    }

    private static boolean isUnderTest() {
        return ClassUtils.isPresent("org.junit.jupiter.api.Test", SafeStart.class.getClassLoader());
    }
}
