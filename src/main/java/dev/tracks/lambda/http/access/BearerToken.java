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
 * The payload of the token that the gateway has verified (JWT in JWS compact form, RFC 7515 and RFC 7519).
 *
 * <p>An HTTP API passes every claim as a string, an array as {@code [a b]}: where one element ends and the next begins is
 * lost. The payload keeps arrays and objects as they are. The signature is not verified again. What makes the payload
 * trustworthy is that it belongs to the verified claims: {@code sub}, {@code iss} and {@code exp} are equal.
 */
final class BearerToken {
    /** An HTTP API takes at most 10,240 bytes of headers (API Gateway guide, "Quotas for HTTP APIs"). */
    private static final int LENGTH_MAX = 10_240;

    /** A number's text: enough for any time in seconds, and for its scientific notation. */
    private static final int NUMBER_MAX = 32;

    private static final Pattern JWT =
            Pattern.compile("(?i:Bearer +)?[A-Za-z0-9_-]+\\.(?<payload>[A-Za-z0-9_-]+)\\.[A-Za-z0-9_-]+");

    private BearerToken() {}

    /**
     * The payload of the header's token.
     *
     * @param claims what the gateway has verified; a missing node if nothing was
     * @return empty if nothing was verified, or if the header holds no JWT, or another one than the verified one
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

    /** The gateway passes a number as text: {@code 1764288000} or {@code 1.764288E9}. */
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
