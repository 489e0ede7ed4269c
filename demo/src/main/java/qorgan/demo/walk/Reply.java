package qorgan.demo.walk;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// What the service answered.
record Reply(String request, int status, String contentType, byte[] body) {

    /// The body as JSON; a missing node where it is not JSON, so that a check on it fails rather
    // than the walk.
    JsonNode json() {
        try {
            return body.length == 0 ? MissingNode.getInstance() : Api.JSON.readTree(body);
        } catch (JacksonException notJson) {
            return MissingNode.getInstance();
        }
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    boolean is(int expected) {
        return status == expected;
    }

    boolean isGood() {
        return status >= 200 && status < 300;
    }

    /// The stable code of a problem, empty where it is none.
    String code() {
        return json().path("code").asString("");
    }

    /// The value at a pointer such as `/slip/number`.
    Optional<String> at(String pointer) {
        var node = json().at(pointer);
        return node.isMissingNode() || node.isNull()
                ? Optional.empty()
                : Optional.of(node.asString());
    }

    /// The value at a pointer, which must be there for the walk to go on.
    String need(String pointer) {
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
    Reply good() {
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
