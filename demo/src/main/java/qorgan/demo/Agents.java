package qorgan.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import qorgan.demo.country.Country;
import qorgan.demo.country.Official;
import tools.jackson.databind.json.JsonMapper;

/// The two offices' key agents, the service's side of their channel, and whom they believe.
public final class Agents {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> RULES = List.of("p-case-team", "p-procurator-oversight");

    private final Home home;
    private final Secrets secrets;
    private final Country country;
    private final Certificates certificates;
    private final Clock clock;
    private final List<Agent> both;

    Agents(
            Home home,
            Ports ports,
            Secrets secrets,
            Country country,
            Certificates certificates,
            Database database,
            Clock clock) {
        this.home = home;
        this.secrets = secrets;
        this.country = country;
        this.certificates = certificates;
        this.clock = clock;
        this.both =
                List.of(
                        new Agent(
                                home,
                                "investigation",
                                ports.investigation(),
                                database.jdbcUrl(),
                                secrets),
                        new Agent(
                                home, "procuracy", ports.procuracy(), database.jdbcUrl(), secrets));
    }

    List<Agent> both() {
        return both;
    }

    /// Everything that the ceremonies make, once; and what each office writes down about whom it
    /// believes, at each start.
    void ready() throws IOException, GeneralSecurityException {
        channel(home, secrets);
        together(Agent::ready);
        for (var agent : both) {
            believe(agent);
        }
    }

    private static void channel(Home home, Secrets secrets) throws IOException {
        var channel = home.at("channel");
        var password = home.at("channel.password");
        Secrets.writePrivately(password, secrets.of("channel"));
        if (!Files.exists(channel)) {
            Cli.run(
                    home.log("agents"),
                    "agent",
                    "channel",
                    channel.toString(),
                    "--password-file",
                    password.toString());
        }
    }

    /// The settings of a service whose offices held their ceremonies and whose agents do not run:
    /// it takes deposits and opens nothing of the pretrial class.
    public static Map<String, String> closed(Home home, Secrets secrets) throws IOException {
        channel(home, secrets);
        var offices =
                List.of(
                        new Agent(home, "investigation", 1, "", secrets),
                        new Agent(home, "procuracy", 1, "", secrets));
        for (var office : offices) {
            office.ready();
        }
        return settings(home, offices);
    }

    void start() throws IOException {
        together(Agent::start);
    }

    private interface Act {
        void of(Agent agent) throws IOException;
    }

    /// Stretching a passphrase takes a second: both offices do it at once.
    private void together(Act act) throws IOException {
        try {
            CompletableFuture.allOf(
                            both.stream()
                                    .map(agent -> CompletableFuture.runAsync(() -> run(act, agent)))
                                    .toArray(CompletableFuture[]::new))
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof UncheckedIOException io
                    ? io.getCause()
                    : new IOException(e);
        }
    }

    private static void run(Act act, Agent agent) {
        try {
            act.of(agent);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void believe(Agent agent) throws IOException, GeneralSecurityException {
        var now = clock.instant();
        var trust = agent.directory().resolve("trust");
        Files.createDirectories(trust);
        Files.write(trust.resolve("authority.crt"), certificates.authority(now).getEncoded());
        var officials = new TreeMap<String, String>();
        for (var official : country.officials()) {
            if (official.signs()) {
                officials.put(
                        certificates.of(official, now).getSubjectX500Principal().getName(),
                        official.id().toString());
            }
        }
        Secrets.writePrivately(
                agent.directory().resolve("settings.json"),
                JSON.writeValueAsString(
                        Map.of(
                                "organisations",
                                Map.of(
                                        "investigation", List.of("investigation"),
                                        "procuracy", List.of("procuracy")),
                                "officials",
                                officials,
                                "rules",
                                RULES)));
    }

    /// What the service is told about them.
    Map<String, String> settings() {
        return settings(home, both);
    }

    private static Map<String, String> settings(Home home, List<Agent> offices) {
        var lines = new TreeMap<String, String>();
        lines.put("qorgan.keys.channel", home.at("channel").toString());
        lines.put("qorgan.keys.channel-password-file", home.at("channel.password").toString());
        for (var agent : offices) {
            var prefix = "qorgan.keys." + agent.office();
            lines.put(prefix + ".port", Integer.toString(agent.port()));
            lines.put(prefix + ".key", agent.publicKey().toString());
            lines.put(prefix + ".certificate", agent.certificate().toString());
        }
        return lines;
    }

    /// What stands as the organisation on an official's certificate: the kind of their office.
    static String organisation(Official official) {
        return official.office().substring(0, official.office().indexOf('.'));
    }
}
