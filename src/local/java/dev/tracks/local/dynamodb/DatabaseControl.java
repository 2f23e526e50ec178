package dev.tracks.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The functions of the local database besides the DynamoDB API. Every method throws {@link UncheckedIOException} while
 * the database is unavailable, for example briefly after its process was killed; callers should retry.
 */
public final class DatabaseControl {

    private final URI uri;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper json = new ObjectMapper();

    public DatabaseControl(URI uri) {
        this.uri = uri;
    }

    /**
     * The stream's records in the form of a Lambda event, oldest first.
     *
     * @param after the sequence number of the last known record; empty for all records
     * @param limit the maximum number of records, up to 1,000
     * @param wait how long to wait for a first record, at most a minute
     */
    public List<JsonNode> stream(String after, int limit, Duration wait) {
        String query = "after=%s&limit=%d&wait=%d".formatted(after, limit, wait.toMillis());
        var records = new ArrayList<JsonNode>();
        send("GET", "/stream?" + query, "").path("records").forEach(records::add);
        return List.copyOf(records);
    }

    /**
     * The position of the stream.
     *
     * @param last the sequence number of the last written record; 0 if there is none
     * @param trimmed the sequence number of the last trimmed record; 0 if there is none
     */
    public record StreamPosition(long last, long trimmed) {}

    /** The current position of the stream. */
    public StreamPosition streamPosition() {
        JsonNode position = send("GET", "/stream/position", "");
        return new StreamPosition(
                position.path("last").asLong(), position.path("trimmed").asLong());
    }

    /** Trims the stream's records up to and including a sequence number. */
    public void trim(String through) {
        send("POST", "/stream/trim?through=" + through, "");
    }

    /** The number of requests of each operation since the process started or the counts were reset. */
    public Map<String, Integer> requests() {
        var counts = new TreeMap<String, Integer>();
        send("GET", "/requests", "")
                .fields()
                .forEachRemaining(
                        count -> counts.put(count.getKey(), count.getValue().asInt()));
        return counts;
    }

    /** Resets the request counts. */
    public void resetRequests() {
        send("DELETE", "/requests", "");
    }

    /** Makes the next requests fail as under load on DynamoDB. A fault that is not given is switched off. */
    public void faults(Map<Fault, Integer> next) {
        var counts = json.createObjectNode();
        next.forEach((fault, count) -> counts.put(fault.field, count));
        send("POST", "/faults", counts.toString());
    }

    private JsonNode send(String method, String path, String body) {
        var request = HttpRequest.newBuilder(uri.resolve(path)).method(method, BodyPublishers.ofString(body));
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(path + " answers " + response.statusCode() + " " + response.body());
            }
            return json.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A fault that DynamoDB shows under load. */
    public enum Fault {
        /** BatchGetItem leaves keys unprocessed: alternately all of them and half of them, the last time half. */
        UNPROCESSED_KEYS("unprocessedKeys"),
        /** Any read or write is answered with ProvisionedThroughputExceededException. */
        THROTTLE("throttle"),
        /** TransactWriteItems is cancelled: its first action conflicts with another transaction. */
        TRANSACTION_CONFLICT("transactionConflict");

        private final String field;

        Fault(String field) {
            this.field = field;
        }
    }
}
