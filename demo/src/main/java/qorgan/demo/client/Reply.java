package qorgan.demo.client;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// What the service answered.
public record Reply(String request, int status, String contentType, String location, byte[] body) {

    /// The body as JSON; a missing node where it is not JSON, so that a check on it fails rather
    /// than the walk.
    public JsonNode json() {
        try {
            return body.length == 0 ? MissingNode.getInstance() : Api.JSON.readTree(body);
        } catch (JacksonException notJson) {
            return MissingNode.getInstance();
        }
    }

    /// The identifier of what was made: from the body, or from the address where a repeated call
    /// only names that.
    public String made() {
        return at("/id").orElseGet(() -> location.substring(location.lastIndexOf('/') + 1));
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public boolean is(int expected) {
        return status == expected;
    }

    public boolean isGood() {
        return status >= 200 && status < 300;
    }

    /// The stable code of a problem, empty where it is none.
    public String code() {
        return json().path("code").asString("");
    }

    /// The value at a pointer such as `/slip/number`.
    public Optional<String> at(String pointer) {
        var node = json().at(pointer);
        return node.isMissingNode() || node.isNull()
                ? Optional.empty()
                : Optional.of(node.asString());
    }

    /// The value at a pointer, which must be there for the walk to go on.
    public String need(String pointer) {
        return at(pointer)
                .orElseThrow(
                        () ->
                                new BrokenOff(
                                        request
                                                + " answered "
                                                + status
                                                + " "
                                                + code()
                                                + " without "
                                                + pointer));
    }

    /// This reply, if it is a good one.
    public Reply good() {
        if (!isGood()) {
            throw new BrokenOff(request + " answered " + status + " " + brief());
        }
        return this;
    }

    private String brief() {
        var text = text();
        return text.length() > 300 ? text.substring(0, 300) : text;
    }
}
