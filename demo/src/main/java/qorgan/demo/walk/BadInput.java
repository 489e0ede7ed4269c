package qorgan.demo.walk;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import qorgan.demo.client.Reply;
import qorgan.embedded.DemoRealms;

/// Step 11: what the service must survive with a clear error and nothing lost.
final class BadInput {
    private static final String REQUESTS = "/api/requests";
    private static final int TWENTY_MEGABYTES = 20 * 1024 * 1024;
    private static final int DEEP = 5000;

    private BadInput() {}

    static Step step() {
        return new Step(
                "11. Bad input and bad tokens are refused clearly, and nothing is lost or doubled",
                "",
                BadInput::run);
    }

    private static void run(Walking walking) {
        bodies(walking);
        tokens(walking);
        twice(walking);
        errors(walking);
    }

    private static void bodies(Walking walking) {
        var told = walking.transcript();
        var token = walking.person("asker", 4);
        told.same(
                "a body that is not JSON",
                "not-json",
                walking.api().postRaw(REQUESTS, token, "application/json", bytes("{not")).code());
        told.same(
                "a body of another kind",
                "media-type",
                walking.api().postRaw(REQUESTS, token, "text/plain", bytes("hello")).code());
        told.same(
                "a body of 20 MB",
                "body-too-large",
                walking.api()
                        .postRaw(
                                REQUESTS,
                                token,
                                "application/json",
                                bytes("\"" + "x".repeat(TWENTY_MEGABYTES) + "\""))
                        .code());
        var deep =
                walking.api()
                        .postRaw(
                                REQUESTS,
                                token,
                                "application/json",
                                bytes("{\"asker\":" + "[".repeat(DEEP) + "]".repeat(DEEP) + "}"));
        told.same("a deeply nested body", "body-too-deep", deep.code());
        told.same(
                "an unknown field",
                "field-unknown",
                walking.api().post(REQUESTS, token, Map.of("mood", "good")).code());
        told.same(
                "a missing value",
                "value-missing",
                walking.api().post(REQUESTS, token, Map.of("relation", "relative")).code());
        var request =
                walking.api()
                        .request(REQUESTS, token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{}"));
        told.same(
                "a creating call without an idempotency key",
                "idempotency-key-missing",
                walking.api().send(request).code());
    }

    private static void tokens(Walking walking) {
        var told = walking.transcript();
        var api = walking.api();
        told.same("no token", 401, api.get(REQUESTS, "").status());
        told.same("a token that is none", 401, api.get(REQUESTS, "abc.def.ghi").status());
        var good = walking.person("asker", 4);
        told.same(
                "a token with one letter changed",
                401,
                api.get(REQUESTS, good.substring(0, good.length() - 5) + "AAAAA").status());
        told.same(
                "a token for another audience",
                401,
                api.get(
                                REQUESTS,
                                walking.tokens()
                                        .elsewhere(
                                                DemoRealms.PUBLIC,
                                                walking.publicAccount("asker", 4)))
                        .status());
        told.same(
                "a token of the public realm at an official's desk",
                403,
                api.get("/api/standings", good).status());
        told.same(
                "an official's token without the role",
                403,
                api.get("/api/standings", walking.official("doctor-akd")).status());
    }

    private static void twice(Walking walking) {
        var told = walking.transcript();
        var token = walking.person("asker", 5);
        var key = UUID.randomUUID().toString();
        var form = form(walking);
        var both =
                List.of(
                                CompletableFuture.supplyAsync(
                                        () -> walking.api().post(REQUESTS, token, form, key)),
                                CompletableFuture.supplyAsync(
                                        () -> walking.api().post(REQUESTS, token, form, key)))
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();
        told.check("a double click is answered twice", both.stream().allMatch(Reply::isGood));
        told.same("and makes one request", 1, walking.api().get(REQUESTS, token).json().size());
        var other = new LinkedHashMap<>(form);
        other.put("language", "ru");
        told.same(
                "the same key for another body is refused",
                "idempotency-key-reused",
                walking.api().post(REQUESTS, token, other, key).code());
    }

    private static Map<String, Object> form(Walking walking) {
        var form = new LinkedHashMap<String, Object>();
        form.put("asker", Map.of("name", walking.canaries().text("asker's name")));
        form.put("relation", "relative");
        form.put("sought", Map.of("iin", walking.freshIin("somebody")));
        form.put("fields", List.of("W.whereabouts"));
        form.put("language", "en");
        return form;
    }

    private static void errors(Walking walking) {
        var told = walking.transcript();
        var name = walking.canaries().word("name in a bad form");
        var unknown = arrest(walking, Map.of("nickname", name), walking.now().toString());
        told.same("a field that nobody knows is refused", "field-unknown", unknown.code());
        var unreadable = arrest(walking, Map.of(), name);
        told.same("an instant that is none is refused", "value-unreadable", unreadable.code());
        told.check(
                "and no error body repeats a value",
                walking.canaries().fields(unknown.body()).isEmpty()
                        && walking.canaries().fields(unreadable.body()).isEmpty());
        told.check(
                "no error body of the whole walk did",
                walking.api().failures().stream()
                        .allMatch(each -> walking.canaries().fields(each.body()).isEmpty()));
        var metrics = walking.metrics();
        told.check(
                "nor do health and metrics tell a value",
                metrics.stream()
                        .allMatch(each -> walking.canaries().fields(each.body()).isEmpty()));
    }

    private static Reply arrest(Walking walking, Map<String, String> person, String at) {
        return walking.api()
                .post(
                        "/api/register/arrests",
                        walking.official("intake-akd"),
                        Map.of("person", person, "at", at));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
