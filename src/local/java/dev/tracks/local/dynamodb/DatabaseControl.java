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
 * What the local database offers beside the DynamoDB API. Every method throws {@link UncheckedIOException} while the
 * database is away, as it is for a moment after its process was killed: ask again.
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
     * @param after the sequence number of the last record known, empty for all from the first
     * @param limit at most so many, up to 1,000
     * @param wait how long to wait for a first record, at most a minute
     */
    public List<JsonNode> stream(String after, int limit, Duration wait) {
        String query = "after=%s&limit=%d&wait=%d".formatted(after, limit, wait.toMillis());
        var records = new ArrayList<JsonNode>();
        send("GET", "/stream?" + query, "").path("records").forEach(records::add);
        return List.copyOf(records);
    }

    /**
     * How far the stream has come.
     *
     * @param last the sequence number of the last record written; 0 for none
     * @param trimmed that of the last one forgotten; 0 for none
     */
    public record StreamPosition(long last, long trimmed) {}

    /** How far the stream has come. */
    public StreamPosition streamPosition() {
        JsonNode position = send("GET", "/stream/position", "");
        return new StreamPosition(
                position.path("last").asLong(), position.path("trimmed").asLong());
    }

    /** Forgets the stream's records up to and including a sequence number. */
    public void trim(String through) {
        send("POST", "/stream/trim?through=" + through, "");
    }

    /** How often each operation was requested since the process started or the counts were reset. */
    public Map<String, Integer> requests() {
        var counts = new TreeMap<String, Integer>();
        send("GET", "/requests", "")
                .fields()
                .forEachRemaining(
                        count -> counts.put(count.getKey(), count.getValue().asInt()));
        return counts;
    }

    /** Starts the counts of requests afresh. */
    public void resetRequests() {
        send("DELETE", "/requests", "");
    }

    /** Makes the next requests fail as a loaded DynamoDB would; a kind not given no longer fails. */
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

    /** What DynamoDB does under load. */
    public enum Fault {
        /** BatchGetItem leaves keys unprocessed: by turns all of them and half of them, the last time half. */
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
