package dev.tracks.slack;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Posts JSON and forms to Slack, without retries.
 *
 * <p>It uses the JDK's URLConnection, as the AWS SDK does here, so that a cold start loads no second HTTP client and
 * starts no threads. By default URLConnection sends a POST again if the connection breaks, and Slack would show the
 * message twice. A fixed content length prevents that.
 *
 * @param connect connect time-out
 * @param read read time-out
 */
public record SlackHttp(Duration connect, Duration read) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int ANSWER_MAX = 256 * 1024;

    /**
     * Slack's response.
     *
     * @param retryAfter the header {@code Retry-After}, if it is a number of seconds
     * @param body a missing node if the body is not JSON
     */
    public record Answer(int status, Optional<Duration> retryAfter, JsonNode body) {
        /** Slack answers errors with status 200 too; this decides (Slack docs, "Web API", Evaluating responses). */
        public boolean isOk() {
            return body.path("ok").asBoolean();
        }

        /** Slack's error code; empty if there is none. */
        public String error() {
            return body.path("error").asText("");
        }
    }

    /** @throws IOException if it is unknown whether Slack received the request */
    public Answer post(URI address, Optional<String> token, JsonNode body) throws IOException {
        return post(address, token, "application/json; charset=utf-8", body.toString());
    }

    /**
     * Posts a form, for methods that do not accept JSON.
     *
     * @throws IOException if it is unknown whether Slack received the request
     */
    public Answer postForm(URI address, Optional<String> token, Map<String, String> form) throws IOException {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return post(address, token, "application/x-www-form-urlencoded", body);
    }

    private Answer post(URI address, Optional<String> token, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setConnectTimeout((int) connect.toMillis());
        connection.setReadTimeout((int) read.toMillis());
        connection.setInstanceFollowRedirects(false);
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Content-Type", type);
        token.ifPresent(secret -> connection.setRequestProperty("Authorization", "Bearer " + secret));
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(bytes.length);
        try (OutputStream output = connection.getOutputStream()) {
            output.write(bytes);
        }
        int status = connection.getResponseCode();
        return new Answer(status, seconds(connection.getHeaderField("Retry-After")), body(connection, status));
    }

    // Reads to the end, so that the connection can be reused.
    private static JsonNode body(HttpURLConnection connection, int status) throws IOException {
        try (InputStream input = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            JsonNode body = input == null ? null : MAPPER.readTree(input.readNBytes(ANSWER_MAX));
            return body == null ? MissingNode.getInstance() : body;
        } catch (JacksonException notJson) {
            return MissingNode.getInstance();
        }
    }

    private static Optional<Duration> seconds(String header) {
        return Optional.ofNullable(header)
                .map(String::strip)
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    }
}
