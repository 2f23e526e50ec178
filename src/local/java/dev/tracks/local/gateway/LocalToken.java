package dev.tracks.local.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.local.support.Json;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code Bearer local-<participantId>-<role>} stands for a JWT that the authorizer has verified. The function receives
 * the event that API Gateway would send: claims as strings, and a header with a JWT. The JWT has no real signature,
 * because nothing verifies it.
 */
record LocalToken(String participantId, String role, long exp) {
    /** The role follows the last hyphen: ids may contain hyphens. */
    private static final Pattern HEADER = Pattern.compile("(?i:bearer) +local-(.+)-([a-z]+)");

    private static final String ISSUER = "local";
    private static final Duration LIFE = Duration.ofHours(1);
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /** Empty for any other header, or without one. */
    static Optional<LocalToken> of(String authorization, InstantSource clock) {
        Matcher matcher = HEADER.matcher(authorization == null ? "" : authorization);
        long exp = clock.instant().plus(LIFE).getEpochSecond();
        return matcher.matches()
                ? Optional.of(new LocalToken(matcher.group(1), matcher.group(2), exp))
                : Optional.empty();
    }

    /** The claims as an HTTP API passes them: all as strings. */
    ObjectNode claims() {
        return Json.object()
                .put("exp", String.valueOf(exp))
                .put("iss", ISSUER)
                .put("roles", "[" + role + "]")
                .put("sub", participantId);
    }

    /** The header with a JWT. */
    String authorization() {
        ObjectNode payload = Json.object().put("exp", exp).put("iss", ISSUER).put("sub", participantId);
        payload.putArray("roles").add(role);
        return "Bearer " + encoded(Json.object().put("alg", "none")) + "." + encoded(payload) + "."
                + encoded(Json.text("local"));
    }

    private static String encoded(JsonNode json) {
        return BASE64.encodeToString(Json.bytes(json));
    }
}
