package dev.tracks.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.lambda.json.InvalidRequestException;
import dev.tracks.lambda.json.Json;
import dev.tracks.lambda.telemetry.LogScope;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Works through a batch, record by record. One that fails is answered by its identifier, so that Lambda sends it again
 * (for a stream: it and what follows), and stops none of the others (Lambda guide, "Implementing partial batch responses").
 */
final class Batch {
    private static final Logger LOG = Logger.getLogger(Batch.class);

    private final String identifier;

    /** @param identifier where a record says what it is called, as a JSON pointer */
    Batch(String identifier) {
        this.identifier = identifier;
    }

    /** As {@link #processOrRetry}, where a record is dealt with unless it fails. */
    ObjectNode process(JsonNode event, Consumer<JsonNode> record) {
        return processOrRetry(event, item -> {
            record.accept(item);
            return true;
        });
    }

    /**
     * The partial batch response.
     *
     * @param record works on a record, and tells whether it is dealt with: if not, it comes again, and that is no failure
     * @throws InvalidRequestException if this is no batch at all, or a record without a name
     */
    ObjectNode processOrRetry(JsonNode event, Predicate<JsonNode> record) {
        JsonNode records = event.path("Records");
        if (!records.isArray()) {
            throw new InvalidRequestException("Records", "must be a list of records");
        }
        List<String> nameless = new ArrayList<>();
        ObjectNode response = Json.object();
        ArrayNode failures = response.putArray("batchItemFailures");
        for (int i = 0; i < records.size(); i++) {
            String name = records.get(i).at(identifier).asText("");
            if (name.isEmpty()) {
                nameless.add("Records[" + i + "]" + identifier.replace('/', '.'));
            } else if (!succeeds(name, records.get(i), record)) {
                failures.addObject().put("itemIdentifier", name);
            }
        }
        if (!nameless.isEmpty()) {
            throw new InvalidRequestException(nameless.get(0), "is required");
        }
        return response;
    }

    private static boolean succeeds(String name, JsonNode item, Predicate<JsonNode> record) {
        try (LogScope scope = LogScope.open()) {
            return succeedsInScope(name, item, record);
        }
    }

    /** Logs a failure within the record's scope, so that its line carries the cause. */
    private static boolean succeedsInScope(String name, JsonNode item, Predicate<JsonNode> record) {
        try {
            return record.test(item);
        } catch (InvalidRequestException e) {
            LOG.warnf("record %s is malformed: %s", name, e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf(e, "record %s failed", name);
        }
        return false;
    }
}
