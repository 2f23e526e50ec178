package dev.tracks.local.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.local.support.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Sends a click to the program as Slack does: a signed form, which needs a response of 200 within three seconds. */
final class SlackClickSender {
    static final String SIGNING_SECRET = "local-signing-secret";
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final URI interactions;
    private final InstantSource realTime;
    private final HttpClient client = HttpClient.newHttpClient();

    SlackClickSender(URI interactions, InstantSource realTime) {
        this.interactions = interactions;
        this.realTime = realTime;
    }

    /** Whether the program accepted it; if not, Slack shows a warning to the person who clicked. */
    boolean click(JsonNode message, JsonNode button, String user, URI responseUrl) throws InterruptedException {
        String form =
                "payload=" + URLEncoder.encode(payload(message, button, user, responseUrl), StandardCharsets.UTF_8);
        String timestamp = String.valueOf(realTime.instant().getEpochSecond());
        HttpRequest request = HttpRequest.newBuilder(interactions)
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Slack-Request-Timestamp", timestamp)
                .header("X-Slack-Signature", signature(timestamp, form))
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private String payload(JsonNode message, JsonNode button, String user, URI responseUrl) {
        ObjectNode payload = Json.object().put("type", "block_actions");
        payload.putObject("user").put("id", user).put("team_id", "T0LOCAL");
        payload.putObject("team").put("id", "T0LOCAL").put("domain", "local");
        payload.putObject("container")
                .put("type", "message")
                .put("message_ts", message.path("ts").asText())
                .put("is_ephemeral", false);
        payload.set("message", message);
        payload.put("response_url", responseUrl.toString());
        ObjectNode action = button.deepCopy();
        payload.putArray("actions").add(action.put("block_id", "b1").put("action_ts", "1.000000"));
        return payload.toString();
    }

    private static String signature(String timestamp, String form) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SIGNING_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] hash = mac.doFinal(("v0:" + timestamp + ":" + form).getBytes(StandardCharsets.UTF_8));
            return "v0=" + HexFormat.of().formatHex(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
