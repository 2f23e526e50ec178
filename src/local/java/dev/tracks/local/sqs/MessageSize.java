package dev.tracks.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.local.aws.Request;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** The size of a message as SQS counts it: the body and the name, type and value of each attribute, in bytes. */
final class MessageSize {
    /** For a message, and for all messages of a batch together: 1 MiB. */
    static final int LIMIT = 1024 * 1024;

    private MessageSize() {}

    static int of(Request message) {
        int size = bytes(message.required("MessageBody"));
        for (Map.Entry<String, JsonNode> attribute :
                message.node().path("MessageAttributes").properties()) {
            JsonNode value = attribute.getValue();
            size += bytes(attribute.getKey())
                    + bytes(value.path("DataType").asText())
                    + bytes(value.path("StringValue").asText())
                    + Base64.getDecoder().decode(value.path("BinaryValue").asText()).length;
        }
        return size;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
