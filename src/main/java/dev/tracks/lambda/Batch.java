package dev.tracks.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.lambda.json.InvalidRequestException;
import dev.tracks.lambda.json.Json;
import dev.tracks.lambda.telemetry.LogScope;
import dev.tracks.usecase.ConcurrentUpdateException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Processes a batch record by record. A record that fails is reported as a batch item failure, so that Lambda
 * redelivers it (from a stream, also the records after it); the other records are still processed (Lambda guide,
 * "Implementing partial batch responses").
 */
final class Batch {
    private static final Logger LOG = Logger.getLogger(Batch.class);

    private final String identifier;

    /** @param identifier JSON pointer to a record's identifier */
    Batch(String identifier) {
        this.identifier = identifier;
    }

    /** Like {@link #processOrRetry}; a record is done unless it throws an exception. */
    ObjectNode process(JsonNode event, Consumer<JsonNode> record) {
        return processOrRetry(event, item -> {
            record.accept(item);
            return true;
        });
    }

    /**
     * Processes the records and returns the partial batch response.
     *
     * @param record processes a record and returns whether it is done; if not, Lambda redelivers it, which is not
     *     logged as a failure
     * @throws InvalidRequestException if the event is not a batch, or a record has no identifier
     */
    ObjectNode processOrRetry(JsonNode event, Predicate<JsonNode> record) {
        JsonNode records = event.path("Records");
        if (!records.isArray()) {
            throw new InvalidRequestException("Records", "must be a list of records");
        }
        List<String> withoutIdentifier = new ArrayList<>();
        ObjectNode response = Json.object();
        ArrayNode failures = response.putArray("batchItemFailures");
        for (int i = 0; i < records.size(); i++) {
            String name = records.get(i).at(identifier).asText("");
            if (name.isEmpty()) {
                withoutIdentifier.add("Records[" + i + "]" + identifier.replace('/', '.'));
            } else if (!succeeds(name, records.get(i), record)) {
                failures.addObject().put("itemIdentifier", name);
            }
        }
        if (!withoutIdentifier.isEmpty()) {
            throw new InvalidRequestException(withoutIdentifier.get(0), "is required");
        }
        return response;
    }

    private static boolean succeeds(String name, JsonNode item, Predicate<JsonNode> record) {
        try (LogScope scope = LogScope.open()) {
            return succeedsInScope(name, item, record);
        }
    }

    /** Logs a failure within the record's scope, so that the log line has the record's fields. */
    private static boolean succeedsInScope(String name, JsonNode item, Predicate<JsonNode> record) {
        try {
            return record.test(item);
        } catch (InvalidRequestException e) {
            LOG.warnf("record %s is malformed: %s", name, e.getMessage());
        } catch (ConcurrentUpdateException e) {
            // Usual when a cause is delivered several times at once; a stack trace would explain nothing.
            LOG.warnf("record %s is redelivered: %s", name, e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf(e, "record %s failed", name);
        }
        return false;
    }
}
