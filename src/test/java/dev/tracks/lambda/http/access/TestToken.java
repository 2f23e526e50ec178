package dev.tracks.lambda.http.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.lambda.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Tokens, and what an HTTP API passes of a verified one: the unchanged header, and its claims as strings. */
public final class TestToken {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private TestToken() {}

    /** The payload of a person's token. */
    public static ObjectNode payload(String subject, String... roles) {
        ObjectNode payload = Json.object()
                .put("iss", "https://issuer.example")
                .put("sub", subject)
                .put("exp", 1_764_288_000L);
        payload.set("roles", Json.of(Arrays.asList(roles)));
        return payload;
    }

    /** Adds a verified token with that payload to the event. */
    public static void send(ObjectNode event, JsonNode payload) {
        event.withObject("/headers").put("authorization", "Bearer " + jwt(payload.toString()));
        event.withObject("/requestContext/authorizer/jwt").set("claims", flattened(payload));
    }

    static String jwt(String payload) {
        return encoded("{\"alg\":\"RS256\",\"kid\":\"1\"}") + "." + encoded(payload) + "." + encoded("a signature");
    }

    private static String encoded(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static ObjectNode flattened(JsonNode payload) {
        ObjectNode claims = Json.object();
        payload.properties().forEach(claim -> claims.put(claim.getKey(), flat(claim.getValue())));
        return claims;
    }

    private static String flat(JsonNode value) {
        if (value.isArray()) {
            List<String> elements = StreamSupport.stream(value.spliterator(), false)
                    .map(TestToken::flat)
                    .toList();
            return "[" + String.join(" ", elements) + "]";
        }
        if (value.isObject()) {
            return value.properties().stream()
                    .map(member -> member.getKey() + ":" + flat(member.getValue()))
                    .collect(Collectors.joining(" ", "map[", "]"));
        }
        return value.asText();
    }
}
