package qorgan.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import qorgan.ledger.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Changes the key of the blind indexes of a running service, and watches.
@Command(
        name = "reindex",
        description = {
            "Changes the key of the blind indexes while the service runs, and watches until nobody is"
                    + " left behind.",
            "The service does the work and goes on by itself: this command may be interrupted, and run"
                    + " again it watches the change that is under way."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nEnvironment:%n",
        footer = "  QORGAN_TOKEN          an access token, instead of a sign-in")
final class KeysReindex implements Callable<Integer> {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Mixin private ServicePlace place = new ServicePlace();

    @Option(names = "--dry-run", description = "say what would be done, and do nothing")
    private boolean dryRun;

    @Option(names = "--rate", description = "at most so many people a second; 0 without limit")
    private @Nullable Integer rate;

    @Option(
            names = "--every",
            defaultValue = "2",
            description = "seconds between two lines of progress (default: ${DEFAULT-VALUE})")
    private int every;

    @Option(names = "--json", description = "the result as JSON")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var http = ServicePlace.http();
        var service = new Service(http, place, place.signIn(http, spec()));
        var now = service.get();
        if (dryRun) {
            tell(now, plan(now));
            return 0;
        }
        if (!now.path("underWay").asBoolean()) {
            now = service.post("changes", rate == null ? 0 : rate);
        } else if (rate != null) {
            now = service.post("rate", rate);
        }
        var end = watch(service, now);
        tell(
                end,
                "version %d: %d people moved, %d behind; the proof is the entry %s"
                        .formatted(
                                end.path("version").asInt(),
                                end.path("moved").asLong(),
                                end.path("behind").asLong(),
                                end.path("proof").asString("none")));
        return end.path("behind").asLong() == 0 ? 0 : 1;
    }

    private JsonNode watch(Service service, JsonNode begun)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        long before = begun.path("moved").asLong();
        var now = begun;
        while (now.path("underWay").asBoolean()) {
            Thread.sleep(Duration.ofSeconds(Math.max(1, every)));
            now = service.get();
            long millis = Math.max(1, (System.nanoTime() - start) / 1_000_000);
            progress(now, (now.path("moved").asLong() - before) * 1000 / millis);
        }
        return now;
    }

    private void progress(JsonNode now, long perSecond) {
        if (!json) {
            long behind = now.path("behind").asLong();
            spec().commandLine()
                    .getErr()
                    .printf(
                            "%d of %d, %d a second, %s left%n",
                            now.path("moved").asLong(),
                            now.path("people").asLong(),
                            perSecond,
                            perSecond == 0 ? "unknown" : behind / perSecond + " s");
            spec().commandLine().getErr().flush();
        }
    }

    private String plan(JsonNode now) {
        long people = now.path("people").asLong();
        if (now.path("underWay").asBoolean()) {
            return "a change is under way: %d of %d moved, %d behind"
                    .formatted(now.path("moved").asLong(), people, now.path("behind").asLong());
        }
        return "%d people would be moved to version %d%s"
                .formatted(
                        people,
                        now.path("version").asInt() + 1,
                        rate == null || rate == 0 ? "" : ", in " + people / rate + " s or more");
    }

    private void tell(JsonNode change, String text) {
        Told.to(
                spec,
                json,
                Json.object()
                        .with("version", change.path("version").asLong())
                        .with("people", change.path("people").asLong())
                        .with("moved", change.path("moved").asLong())
                        .with("behind", change.path("behind").asLong())
                        .with("underWay", new Json.Flag(change.path("underWay").asBoolean()))
                        .with("dryRun", new Json.Flag(dryRun))
                        .with("proof", change.path("proof").asString("")),
                text);
    }

    private CommandSpec spec() {
        return Objects.requireNonNull(spec);
    }

    /// The service's end.
    private record Service(HttpClient http, ServicePlace place, SignIn signIn) {
        JsonNode get() throws IOException, InterruptedException {
            return send(to("").GET());
        }

        JsonNode post(String what, int perSecond) throws IOException, InterruptedException {
            return send(
                    to("/" + what)
                            .header("Content-Type", "application/json")
                            .header("Idempotency-Key", UUID.randomUUID().toString())
                            .POST(BodyPublishers.ofString("{\"perSecond\":" + perSecond + "}")));
        }

        private HttpRequest.Builder to(String path) {
            var base = place.service().toString().replaceAll("/$", "");
            return HttpRequest.newBuilder(URI.create(base + "/api/keys/index" + path))
                    .timeout(PATIENCE);
        }

        private JsonNode send(HttpRequest.Builder request)
                throws IOException, InterruptedException {
            while (true) {
                var token = signIn.token();
                var response =
                        http.send(
                                request.setHeader("Authorization", "Bearer " + token).build(),
                                BodyHandlers.ofByteArray());
                if (response.statusCode() == 401 && signIn.renew(token)) {
                    continue;
                }
                if (response.statusCode() / 100 != 2) {
                    throw new IOException(
                            "the service said no (%d)".formatted(response.statusCode()));
                }
                return MAPPER.readTree(response.body());
            }
        }
    }
}
