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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Posts JSON to Slack, once.
 *
 * <p>By the JDK's URLConnection, which the AWS SDK uses here too, so that a cold start loads no second HTTP client and
 * starts no threads. Left alone, it sends a POST again when the connection breaks; with a body of a length that was
 * told before it does not. That matters: Slack shows both.
 *
 * @param connect how long to wait for a connection
 * @param read how long to wait for the answer
 */
public record SlackHttp(Duration connect, Duration read) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int ANSWER_MAX = 256 * 1024;

    /**
     * What came back.
     *
     * @param retryAfter the header of that name, if it is a number of seconds
     * @param body missing if it is not JSON
     */
    public record Answer(int status, Optional<Duration> retryAfter, JsonNode body) {}

    /** @throws IOException if nobody knows whether it arrived */
    public Answer post(URI address, Optional<String> token, JsonNode body) throws IOException {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setConnectTimeout((int) connect.toMillis());
        connection.setReadTimeout((int) read.toMillis());
        connection.setInstanceFollowRedirects(false);
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Content-Type", "application/json; charset=utf-8");
        token.ifPresent(secret -> connection.setRequestProperty("Authorization", "Bearer " + secret));
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(bytes.length);
        try (OutputStream output = connection.getOutputStream()) {
            output.write(bytes);
        }
        int status = connection.getResponseCode();
        return new Answer(status, seconds(connection.getHeaderField("Retry-After")), body(connection, status));
    }

    // Read to its end, so that the connection serves the next message too.
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
