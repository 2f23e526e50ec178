package dev.tracks.endtoend;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.slack.api.app_backend.SlackSignature.Generator;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/**
 * A click as Slack would send it, signed by Slack's own SDK.
 *
 * @param user the Slack id of the person who clicks
 * @param action the {@code action_id} of the button
 * @param value the button's value
 */
record SignedClick(String user, String action, String value) {
    private static final String SECRET = "local-signing-secret";

    /** Slack docs, "Handling user interaction", Acknowledgment response. */
    private static final Duration SLACK_WAITS = Duration.ofSeconds(3);

    /**
     * Sends it and returns the status of the response.
     *
     * @throws IllegalStateException if there is no response within Slack's three seconds
     */
    int send(Program program) {
        String form = form();
        String timestamp = String.valueOf(Instant.now().getEpochSecond());
        HttpRequest request = HttpRequest.newBuilder(URI.create(program.cloud().gateway() + "/slack/interactions"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Slack-Request-Timestamp", timestamp)
                .header("X-Slack-Signature", new Generator(SECRET).generate(timestamp, form))
                .timeout(SLACK_WAITS)
                .POST(BodyPublishers.ofString(form))
                .build();
        try {
            return HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .statusCode();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String form() {
        ObjectNode payload = JsonNodeFactory.instance.objectNode().put("type", "block_actions");
        payload.putObject("user").put("id", user);
        payload.putArray("actions")
                .addObject()
                .put("type", "button")
                .put("action_id", action)
                .put("value", value);
        payload.put("response_url", "https://hooks.slack.invalid/");
        return "payload=" + URLEncoder.encode(payload.toString(), StandardCharsets.UTF_8);
    }
}
