package dev.tracks.lambda.http.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.lambda.json.Fields;
import dev.tracks.lambda.json.InvalidRequestException;
import dev.tracks.lambda.json.Json;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * A request from an API Gateway HTTP API (payload format 2.0; API Gateway guide, "Create AWS Lambda proxy integrations
 * for HTTP APIs"). Query and body are parsed on access, so that their errors are reported only to callers who passed
 * the access check.
 */
public final class HttpRequest {
    /** The default limit of a body, in bytes (contract: 64 kB). */
    public static final int BODY_MAX = 64 * 1024;

    private final JsonNode event;
    private final BasePath base;
    private final int bodyMax;

    private HttpRequest(JsonNode event, BasePath base, int bodyMax) {
        this.event = event;
        this.base = base;
        this.bodyMax = bodyMax;
    }

    /**
     * A request to an API that clients reach below a base path.
     *
     * @throws InvalidRequestException if the event is not one of an HTTP API
     */
    public static HttpRequest of(JsonNode event, BasePath base) {
        if (!event.at("/requestContext/http/method").isTextual()) {
            throw new InvalidRequestException(
                    "requestContext.http.method", "must be a string, as in payload format 2.0");
        }
        if (!event.path("rawPath").isTextual()) {
            throw new InvalidRequestException("rawPath", "must be a string, as in payload format 2.0");
        }
        return new HttpRequest(event, base, BODY_MAX);
    }

    /** The same request, with another limit of the body, in bytes. */
    public HttpRequest withBodyMax(int bytes) {
        return new HttpRequest(event, base, bytes);
    }

    public String method() {
        return event.at("/requestContext/http/method").textValue();
    }

    /** The path, without the stage and the base path. */
    public RequestPath path() {
        return new RequestPath(
                event.path("rawPath").textValue(),
                event.at("/requestContext/stage").asText(RequestPath.DEFAULT_STAGE),
                event.at("/requestContext/domainName").asText(""),
                base);
    }

    /**
     * If the path is the base path or the stage without a slash at its end: where it is with the slash, relative to this
     * request. Relative links of the page at the root work from there only.
     */
    public Optional<String> rootWithSlash() {
        String query = event.path("rawQueryString").asText("");
        return path().rootWithSlash().map(root -> query.isEmpty() ? root : root + "?" + query);
    }

    /**
     * The query's parameters.
     *
     * @throws InvalidRequestException if a parameter is repeated or cannot be decoded
     */
    public Fields query() {
        return Fields.of(parameters());
    }

    /**
     * The query's parameters as strings by name.
     *
     * @throws InvalidRequestException if a parameter is repeated or cannot be decoded
     */
    public ObjectNode parameters() {
        return pairs(event.path("rawQueryString").asText(""));
    }

    private static ObjectNode pairs(String text) {
        ObjectNode parameters = Json.object();
        for (String pair : text.split("&")) {
            if (!pair.isEmpty()) {
                String[] parts = pair.split("=", 2);
                String name = decoded(parts[0], parts[0]);
                if (parameters.has(name)) {
                    throw new InvalidRequestException(name, "must occur only once");
                }
                parameters.put(name, decoded(name, parts.length == 1 ? "" : parts[1]));
            }
        }
        return parameters;
    }

    /**
     * The body as a form's fields ({@code application/x-www-form-urlencoded}).
     *
     * @throws ProblemException 413 beyond the limit, 415 if it has a content coding
     * @throws InvalidRequestException if a field is repeated or cannot be decoded
     */
    public Fields form() {
        return Fields.of(pairs(body()));
    }

    private static String decoded(String name, String text) {
        return PercentDecoder.decode(text.replace('+', ' '))
                .orElseThrow(() -> new InvalidRequestException(name, "must be percent-encoded UTF-8"));
    }

    /** A header, by its case-insensitive name. */
    public Optional<String> header(String name) {
        // API Gateway sends names in lower case.
        return Optional.ofNullable(
                event.path("headers").path(name.toLowerCase(Locale.ROOT)).textValue());
    }

    /** The claims that the gateway's authorizer verified; a missing node without a token. */
    public JsonNode claims() {
        return event.at("/requestContext/authorizer/jwt/claims");
    }

    /**
     * The body as JSON.
     *
     * @throws ProblemException 413 beyond the limit, 415 if it has another type or a content coding
     * @throws InvalidRequestException if it is not one JSON value in UTF-8
     */
    public JsonNode json() {
        BodyFormat.requireJson(method(), header("content-type"));
        return Json.read(body());
    }

    /**
     * The body as JSON of SCIM (RFC 7644, section 8.1).
     *
     * @throws ProblemException 413 beyond the limit, 415 if it has another type or a content coding
     * @throws InvalidRequestException if it is not one JSON value in UTF-8
     */
    public JsonNode scimJson() {
        BodyFormat.requireScim(header("content-type"));
        return Json.read(body());
    }

    /**
     * The body, if it is declared to be CSV; empty if it is JSON.
     *
     * @throws ProblemException 413 beyond the limit, 415 if it has another type or a content coding
     * @throws InvalidRequestException if it is CSV and not in UTF-8
     */
    public Optional<String> csv() {
        return BodyFormat.isCsv(header("content-type")) ? Optional.of(body()) : Optional.empty();
    }

    /**
     * The body's bytes.
     *
     * @throws ProblemException 413 beyond the limit, 415 if it has a content coding
     */
    public byte[] bytes() {
        BodyFormat.requireIdentity(header("content-encoding"));
        String body = event.path("body").asText("");
        // Reject an obviously large body before decoding it: a char is at least one byte in UTF-8, and Base64 adds a
        // third.
        boolean encoded = event.path("isBase64Encoded").asBoolean();
        rejectIf(body.length() > (encoded ? bodyMax * 2 : bodyMax));
        byte[] bytes = encoded ? base64(body) : body.getBytes(StandardCharsets.UTF_8);
        rejectIf(bytes.length > bodyMax);
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

    private void rejectIf(boolean tooLarge) {
        if (tooLarge) {
            String limit = "the body must have at most " + bodyMax / 1024 + " kB";
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
