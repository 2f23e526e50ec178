package dev.tracks.local.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.local.support.Json;
import dev.tracks.local.support.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An error response of an AWS API. */
public final class AwsError extends RuntimeException {
    private final int status;
    private final String code;
    private final Optional<String> queryCode;

    public AwsError(int status, String code, String message) {
        this(status, code, message, Optional.empty());
    }

    private AwsError(int status, String code, String message, Optional<String> queryCode) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.queryCode = queryCode;
    }

    /** SQS also sends the error code of its former query protocol; SDKs prefer that one. */
    public static AwsError sqs(String code, String queryCode, String message) {
        return new AwsError(400, "com.amazonaws.sqs#" + code, message, Optional.of(queryCode + ";Sender"));
    }

    public static AwsError unknownOperation(String operation) {
        return new AwsError(400, "UnknownOperationException", "The local cloud does not serve " + operation);
    }

    /** The error of one entry of a batch. */
    public ObjectNode entry() {
        return Json.object().put("Code", code.substring(code.indexOf('#') + 1)).put("Message", getMessage());
    }

    /** For clients of the query protocol, which this program does not support otherwise. */
    public Reply xmlReply() {
        String xml =
                "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error></ErrorResponse>"
                        .formatted(code, getMessage().replaceAll("[<>&]", "?"));
        return new Reply(status, Map.of("content-type", List.of("text/xml")), xml.getBytes(StandardCharsets.UTF_8));
    }

    public Reply reply() {
        Reply reply = Reply.json(status, Json.object().put("__type", code).put("message", getMessage()))
                .with("content-type", "application/x-amz-json-1.0")
                .with("x-amzn-ErrorType", code);
        return queryCode.map(q -> reply.with("x-amzn-query-error", q)).orElse(reply);
    }
}
