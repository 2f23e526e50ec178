package dev.tracks.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The table's stream, in the order of the changes. */
final class StreamSource {
    private static final Duration WAIT = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final URI database;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    StreamSource(URI database) {
        this.database = database;
    }

    /**
     * Up to {@code limit} records after the sequence number ("" = from the start); waits a moment for the first one.
     *
     * @throws IOException if the database does not answer, which passes
     */
    List<JsonNode> read(String after, int limit) throws IOException, InterruptedException {
        String query = "after=%s&limit=%d&wait=%d"
                .formatted(URLEncoder.encode(after, StandardCharsets.UTF_8), limit, WAIT.toMillis());
        HttpRequest request = request("/stream?" + query).GET().build();
        JsonNode answer = Json.parse(send(request)).orElseThrow(() -> new IOException("not JSON"));
        List<JsonNode> records = new ArrayList<>();
        answer.path("records").forEach(records::add);
        return records;
    }

    /** Records up to this one are not needed any more. */
    void trim(String through) throws IOException, InterruptedException {
        String query = "through=" + URLEncoder.encode(through, StandardCharsets.UTF_8);
        send(request("/stream/trim?" + query)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(database.resolve(path)).timeout(TIMEOUT);
    }

    private byte[] send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException("the stream answered " + response.statusCode());
        }
        return response.body();
    }

    static String sequenceNumber(JsonNode record) {
        return record.path("dynamodb").path("SequenceNumber").asText();
    }
}
