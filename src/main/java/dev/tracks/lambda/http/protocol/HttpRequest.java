package dev.tracks.lambda.http.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.lambda.json.Fields;
import dev.tracks.lambda.json.InvalidRequestException;
import dev.tracks.lambda.json.Json;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A request as API Gateway's HTTP API hands it over (payload format 2.0; API Gateway guide, "Create AWS Lambda proxy
 * integrations for HTTP APIs"). Path, query and body are read only when asked for, so that an error is told to somebody
 * who may know.
 */
public final class HttpRequest {
    /** Bodies up to 64 kB (contract), where nothing else is said. */
    public static final int BODY_MAX = 64 * 1024;

    /** The stage that has no name in paths. */
    private static final String DEFAULT_STAGE = "$default";

    private final JsonNode event;
    private final int bodyMax;

    private HttpRequest(JsonNode event, int bodyMax) {
        this.event = event;
        this.bodyMax = bodyMax;
    }

    /** @throws InvalidRequestException if the event is not one of an HTTP API */
    public static HttpRequest of(JsonNode event) {
        if (!event.at("/requestContext/http/method").isTextual()) {
            throw new InvalidRequestException("requestContext.http.method", "must be a text, as in payload format 2.0");
        }
        if (!event.path("rawPath").isTextual()) {
            throw new InvalidRequestException("rawPath", "must be a text, as in payload format 2.0");
        }
        return new HttpRequest(event, BODY_MAX);
    }

    /** The same request, with a body that may have that many bytes. */
    public HttpRequest withBodyMax(int bytes) {
        return new HttpRequest(event, bytes);
    }

    public String method() {
        return event.at("/requestContext/http/method").textValue();
    }

    /**
     * The path, part by part, decoded. An encoded slash stays inside its part, and a part that cannot be decoded stays as
     * it is: neither is an id. The stage is no part of it: API Gateway puts the name of any but {@code $default} before it
     * (API Gateway guide, "Stages for HTTP APIs").
     */
    public List<String> path() {
        String whole = event.path("rawPath").textValue();
        String stage = event.at("/requestContext/stage").asText(DEFAULT_STAGE);
        boolean named = !stage.equals(DEFAULT_STAGE) && (whole + "/").startsWith("/" + stage + "/");
        String path = named ? whole.substring(1 + stage.length()) : whole;
        String relative = path.startsWith("/") ? path.substring(1) : path;
        return Arrays.stream(relative.split("/", -1))
                .map(part -> PercentDecoder.decode(part).orElse(part))
                .toList();
    }

    /**
     * The query's parameters.
     *
     * @throws InvalidRequestException for one that is there twice or cannot be decoded
     */
    public Fields query() {
        return pairs(event.path("rawQueryString").asText(""));
    }

    private static Fields pairs(String text) {
        ObjectNode parameters = Json.object();
        for (String pair : text.split("&")) {
            if (!pair.isEmpty()) {
                String[] parts = pair.split("=", 2);
                String name = decoded(parts[0], parts[0]);
                if (parameters.has(name)) {
                    throw new InvalidRequestException(name, "must be there once");
                }
                parameters.put(name, decoded(name, parts.length == 1 ? "" : parts[1]));
            }
        }
        return Fields.of(parameters);
    }

    /**
     * The body as a form's fields ({@code application/x-www-form-urlencoded}).
     *
     * @throws ProblemException 413 beyond the limit
     * @throws InvalidRequestException for a field that is there twice or cannot be decoded
     */
    public Fields form() {
        return pairs(body());
    }

    private static String decoded(String name, String text) {
        return PercentDecoder.decode(text.replace('+', ' '))
                .orElseThrow(() -> new InvalidRequestException(name, "must be percent-encoded UTF-8"));
    }

    /** A header; names have no case. */
    public Optional<String> header(String name) {
        // API Gateway sends names in lower case.
        return Optional.ofNullable(
                event.path("headers").path(name.toLowerCase(Locale.ROOT)).textValue());
    }

    /** What the gateway's authorizer verified; a missing node without a token. */
    public JsonNode claims() {
        return event.at("/requestContext/authorizer/jwt/claims");
    }

    /**
     * The body as JSON.
     *
     * @throws ProblemException 413 beyond the limit
     * @throws InvalidRequestException if it is not one JSON value in UTF-8
     */
    public JsonNode json() {
        return Json.read(body());
    }

    /**
     * The body as it was sent.
     *
     * @throws ProblemException 413 beyond the limit
     */
    public byte[] bytes() {
        String body = event.path("body").asText("");
        // A char makes at least one byte of UTF-8: count only what may pass. Base64 needs a third more.
        boolean encoded = event.path("isBase64Encoded").asBoolean();
        small(body.length() > (encoded ? bodyMax * 2 : bodyMax));
        byte[] bytes = encoded ? base64(body) : body.getBytes(StandardCharsets.UTF_8);
        small(bytes.length > bodyMax);
        return bytes;
    }

    private String body() {
        if (!event.path("isBase64Encoded").asBoolean()) {
            bytes();
            return event.path("body").asText("");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidRequestException("body", "must be UTF-8");
        }
    }

    private void small(boolean tooLong) {
        if (tooLong) {
            String limit = "a body may have " + bodyMax / 1024 + " kB";
            throw new ProblemException(Problem.of(413, "too-large", "Body too large", limit));
        }
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException("body", "must be base64, as isBase64Encoded says");
        }
    }
}
