package dev.tracks.lambda.http.access;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.lambda.json.InvalidRequestException;
import dev.tracks.lambda.json.Json;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The payload of the token that the gateway has verified (JWT in JWS compact serialization, RFC 7515 and RFC 7519).
 *
 * <p>An HTTP API passes every claim as a string, and an array as {@code [a b]}, which loses the boundaries between its
 * elements. The payload keeps arrays and objects. Its signature is not verified again: it is trusted because its
 * {@code sub}, {@code iss} and {@code exp} equal the verified claims.
 */
final class BearerToken {
    /** An HTTP API accepts at most 10,240 bytes of headers (API Gateway guide, "Quotas for HTTP APIs"). */
    private static final int LENGTH_MAX = 10_240;

    /** Characters of a number: enough for every time in seconds, also in scientific notation. */
    private static final int NUMBER_MAX = 32;

    private static final Pattern JWT =
            Pattern.compile("(?i:Bearer +)?[A-Za-z0-9_-]+\\.(?<payload>[A-Za-z0-9_-]+)\\.[A-Za-z0-9_-]+");

    private BearerToken() {}

    /**
     * The payload of the token in the header.
     *
     * @param claims the claims that the gateway has verified; a missing node if there are none
     * @return empty if the gateway verified no token, if the header has no JWT, or if its JWT is not the verified one
     */
    static Optional<JsonNode> payload(Optional<String> authorization, JsonNode claims) {
        return authorization
                .filter(header -> header.length() <= LENGTH_MAX)
                .map(JWT::matcher)
                .filter(Matcher::matches)
                .flatMap(jwt -> json(jwt.group("payload")))
                .filter(payload -> isSame(payload, claims));
    }

    private static Optional<JsonNode> json(String encoded) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(encoded);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return Optional.of(Json.read(text));
        } catch (IllegalArgumentException | CharacterCodingException | InvalidRequestException e) {
            return Optional.empty();
        }
    }

    private static boolean isSame(JsonNode payload, JsonNode claims) {
        return isSameText(payload.path("sub"), claims.path("sub"))
                && isSameText(payload.path("iss"), claims.path("iss"))
                && isSameNumber(payload.path("exp"), claims.path("exp"));
    }

    private static boolean isSameText(JsonNode sent, JsonNode verified) {
        return sent.isTextual() && verified.isTextual() && sent.textValue().equals(verified.textValue());
    }

    /** The gateway passes a number as a string: {@code 1764288000} or {@code 1.764288E9}. */
    private static boolean isSameNumber(JsonNode sent, JsonNode verified) {
        return sent.isNumber()
                && number(verified)
                        .filter(number -> number.compareTo(sent.decimalValue()) == 0)
                        .isPresent();
    }

    private static Optional<BigDecimal> number(JsonNode node) {
        String text = node.asText();
        try {
            return text.length() <= NUMBER_MAX ? Optional.of(new BigDecimal(text)) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
