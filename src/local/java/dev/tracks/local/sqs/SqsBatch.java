package dev.tracks.local.sqs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.local.aws.AwsError;
import dev.tracks.local.aws.Request;
import dev.tracks.local.support.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The batch operations of SQS. An invalid batch is an error and none of its entries is processed; an invalid entry of a
 * valid batch is reported in the response.
 */
final class SqsBatch {
    private static final int MAX_ENTRIES = 10;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,80}");

    private final String operation;
    private final List<Request> entries;

    /** @throws AwsError if the number of entries or an id is invalid, or two entries have the same id */
    SqsBatch(String operation, Request request) {
        this.operation = operation;
        this.entries = request.entries("Entries");
        checkCount();
        checkIds();
    }

    private void checkCount() {
        if (entries.isEmpty()) {
            throw error(
                    "EmptyBatchRequest", "There should be at least one " + operation + "RequestEntry in the request.");
        }
        if (entries.size() > MAX_ENTRIES) {
            throw error(
                    "TooManyEntriesInBatchRequest",
                    "Maximum number of entries per request are %d. You have sent %d."
                            .formatted(MAX_ENTRIES, entries.size()));
        }
    }

    private void checkIds() {
        Set<String> ids = new HashSet<>();
        for (Request entry : entries) {
            String id = entry.required("Id");
            if (!ID.matcher(id).matches()) {
                throw error(
                        "InvalidBatchEntryId",
                        "A batch entry id can only contain alphanumeric characters, hyphens and underscores."
                                + " It can be at most 80 letters long.");
            }
            if (!ids.add(id)) {
                throw error("BatchEntryIdsNotDistinct", "Id " + id + " repeated.");
            }
        }
    }

    /** @throws AwsError if the messages together are longer than the limit of one message */
    SqsBatch ofMessages() {
        int size = entries.stream().mapToInt(MessageSize::of).sum();
        if (size > MessageSize.LIMIT) {
            throw error(
                    "BatchRequestTooLong",
                    "Batch requests cannot be longer than %d bytes. You have sent %d bytes."
                            .formatted(MessageSize.LIMIT, size));
        }
        return this;
    }

    /** Processes each entry; an entry that fails does not affect the others. */
    ObjectNode process(Function<Request, ObjectNode> one) {
        ObjectNode answer = Json.object();
        ArrayNode successful = answer.putArray("Successful");
        ArrayNode failed = answer.putArray("Failed");
        for (Request entry : entries) {
            String id = entry.required("Id");
            try {
                successful.add(one.apply(entry).put("Id", id));
            } catch (AwsError e) {
                failed.add(e.entry().put("Id", id).put("SenderFault", true));
            }
        }
        return answer;
    }

    private static AwsError error(String code, String message) {
        return AwsError.sqs(code, "AWS.SimpleQueueService." + code, message);
    }
}
