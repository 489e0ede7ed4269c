package qorgan.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import qorgan.keys.Entropy;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The service's end of an import: sends a batch, as often as it takes.
final class ImportService {
    record SentRow(int row, Map<String, String> cells) {}

    record Refused(int row, String column, String reason) {}

    record Irregular(int row, List<String> rules) {}

    record Answer(int taken, int present, List<Refused> refused, List<Irregular> irregular) {}

    private record Batch(List<SentRow> rows) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Set<Integer> AGAIN = Set.of(409, 429, 500, 502, 503, 504);
    // About three minutes in all: as long as a service that was killed may take to come back.
    private static final int ATTEMPTS = 16;
    private static final long LONGEST_PAUSE_MILLIS = 15_000;

    private final HttpClient http;
    private final URI rows;
    private final SignIn signIn;

    ImportService(HttpClient http, URI service, SignIn signIn) {
        this.http = http;
        this.rows = URI.create(service.toString().replaceAll("/$", "") + "/api/register/imports");
        this.signIn = signIn;
    }

    /// Sends a batch until it is answered. A batch whose answer was lost is sent again: the service
    /// recognises its rows.
    Answer send(List<SentRow> batch) throws IOException, InterruptedException {
        var body = JSON.writeValueAsBytes(new Batch(batch));
        IOException last = new IOException("the service did not answer");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (attempt > 0) {
                Thread.sleep(Duration.ofMillis(Math.min(LONGEST_PAUSE_MILLIS, 250L << attempt)));
            }
            var token = signIn.token();
            try {
                var response =
                        http.send(
                                HttpRequest.newBuilder(rows)
                                        .timeout(PATIENCE)
                                        .header("Authorization", "Bearer " + token)
                                        .header("Content-Type", "application/json")
                                        .header("Idempotency-Key", Entropy.uuid().toString())
                                        .POST(BodyPublishers.ofByteArray(body))
                                        .build(),
                                BodyHandlers.ofByteArray());
                if (response.statusCode() == 200) {
                    return answer(JSON.readTree(response.body()));
                }
                if (response.statusCode() == 401 && signIn.renew(token)) {
                    continue;
                }
                last = refusal(response.statusCode(), response.body());
                if (last instanceof Final) {
                    throw last;
                }
            } catch (Final e) {
                throw e;
            } catch (IOException e) {
                last = e;
            }
        }
        throw last;
    }

    /// What sending again does not mend.
    private static final class Final extends IOException {
        private static final long serialVersionUID = 1L;

        Final(String message) {
            super(message);
        }
    }

    private static IOException refusal(int status, byte[] body) {
        var problem = problem(body);
        var text =
                "the service said no (%d %s). %s"
                        .formatted(
                                status,
                                problem.path("code").asString("without a code"),
                                problem.path("next").asString(""))
                        .strip();
        return AGAIN.contains(status) ? new IOException(text) : new Final(text);
    }

    private static JsonNode problem(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (tools.jackson.core.JacksonException _) {
            return JSON.createObjectNode();
        }
    }

    private static Answer answer(JsonNode answer) {
        var refused = new ArrayList<Refused>();
        for (var row : answer.path("refused")) {
            refused.add(
                    new Refused(
                            row.path("row").asInt(),
                            row.path("column").asString(""),
                            row.path("reason").asString("")));
        }
        var irregular = new ArrayList<Irregular>();
        for (var row : answer.path("irregular")) {
            var rules = new ArrayList<String>();
            row.path("rules").forEach(rule -> rules.add(rule.asString()));
            irregular.add(new Irregular(row.path("row").asInt(), rules));
        }
        return new Answer(
                answer.path("taken").asInt(), answer.path("present").asInt(), refused, irregular);
    }
}
