package dev.tracks.local.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.local.support.Json;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A partial batch response ({@code ReportBatchItemFailures}), read as Lambda reads it: an empty response is success;
 * an error or an invalid response is a failure of the whole batch.
 */
final class BatchResponse {
    private BatchResponse() {}

    /**
     * The ids that failed.
     *
     * @return empty if the batch as a whole failed
     */
    static Optional<Set<String>> failures(InvocationResult answer, Collection<String> ids) {
        Optional<JsonNode> response = Json.parse(answer.payload());
        if (answer.isError() || response.isEmpty() && answer.payload().length > 0) {
            return Optional.empty();
        }
        Set<String> failed = new HashSet<>();
        for (JsonNode failure :
                response.map(node -> node.path("batchItemFailures")).orElseGet(Json::array)) {
            String id = failure.path("itemIdentifier").asText("");
            if (!ids.contains(id)) {
                return Optional.empty();
            }
            failed.add(id);
        }
        return Optional.of(failed);
    }
}
