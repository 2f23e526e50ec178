package dev.tracks.lambda.http.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.lambda.http.HttpApi;
import dev.tracks.lambda.http.TestRequest;
import dev.tracks.lambda.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Sends interactions as Slack does: a form in Base64, signed with the app's secret. */
public final class SignedSlackRequest {
    private final String secret;
    private final String responseUrl;

    public SignedSlackRequest(String secret, String responseUrl) {
        this.secret = secret;
        this.responseUrl = responseUrl;
    }

    /** A user's click on a button. */
    public ObjectNode click(String user, String action, String value) {
        ObjectNode payload = Json.object().put("type", "block_actions").put("response_url", responseUrl);
        payload.putObject("user").put("id", user).put("name", "somebody").put("team_id", "T1");
        payload.putObject("container").put("type", "message").put("message_ts", "1503435956.000247");
        payload.putArray("actions")
                .addObject()
                .put("type", "button")
                .put("block_id", "b1")
                .put("action_id", action)
                .put("value", value);
        return payload;
    }

    /** A request with the payload. */
    public static String form(JsonNode payload) {
        return form(payload.toString());
    }

    static String form(String payload) {
        return "payload=" + URLEncoder.encode(payload, StandardCharsets.UTF_8);
    }

    /** A request with the form, signed at the current time. */
    public TestRequest call(HttpApi api, String form) {
        return call(api, form, Instant.now().getEpochSecond());
    }

    TestRequest call(HttpApi api, String form, long sent) {
        return TestRequest.of(api, "POST", "/slack/interactions")
                .withoutToken()
                .header("content-type", "application/x-www-form-urlencoded")
                .header("x-slack-request-timestamp", String.valueOf(sent))
                .header("x-slack-signature", signature(sent, form))
                .base64(Base64.getEncoder().encodeToString(form.getBytes(StandardCharsets.UTF_8)));
    }

    String signature(long sent, String form) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] hash = mac.doFinal(("v0:" + sent + ":" + form).getBytes(StandardCharsets.UTF_8));
            return "v0=" + HexFormat.of().formatHex(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
