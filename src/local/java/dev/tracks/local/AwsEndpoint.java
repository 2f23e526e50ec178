package dev.tracks.local;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Optional;

/**
 * One address for all AWS services of the local cloud, told apart like their clients write requests: by
 * {@code X-Amz-Target} or by path. Signatures are not checked.
 *
 * <p>EventBridge Scheduler ({@code /schedules/…}) has its place in {@link #route}, beside Lambda.
 */
final class AwsEndpoint {
    private static final int LIMIT = 16 * 1024 * 1024;

    private final DatabaseProxy database;
    private final SqsApi sqs;
    private final EventBus events;
    private final LambdaApi lambda;

    AwsEndpoint(DatabaseProxy database, SqsApi sqs, EventBus events, LambdaApi lambda) {
        this.database = database;
        this.sqs = sqs;
        this.events = events;
        this.lambda = lambda;
    }

    Reply handle(HttpExchange exchange) throws IOException, InterruptedException {
        try {
            return route(exchange);
        } catch (AwsError e) {
            return e.reply();
        }
    }

    private Reply route(HttpExchange exchange) throws IOException, InterruptedException {
        String target = Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Target"))
                .orElse("");
        String path = exchange.getRequestURI().getPath();
        String service = target.substring(0, Math.max(0, target.indexOf('.')));
        String operation = target.substring(target.indexOf('.') + 1);
        if (target.isEmpty() && (path.equals(LambdaApi.ROOT) || path.startsWith(LambdaApi.ROOT + "/"))) {
            return lambda.call(exchange);
        }
        return switch (service) {
            case "DynamoDB_20120810" -> database.forward(exchange, body(exchange));
            case "AmazonSQS" -> json("1.0", sqs.call(operation, Request.parse(body(exchange))));
            case "AWSEvents" -> json("1.1", events.call(operation, Request.parse(body(exchange))));
            default -> throw AwsError.unknownOperation(describe(exchange, target));
        };
    }

    private static Reply json(String version, com.fasterxml.jackson.databind.JsonNode answer) {
        return Reply.json(200, answer).with("content-type", "application/x-amz-json-" + version);
    }

    /** The query protocol names its operation in the form. */
    private static String describe(HttpExchange exchange, String target) throws IOException {
        if (!target.isEmpty()) {
            return target;
        }
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        String form = new String(body(exchange), java.nio.charset.StandardCharsets.UTF_8);
        int action = form.indexOf("Action=");
        return action < 0 ? request : request + " " + form.substring(action).split("&")[0];
    }

    private static byte[] body(HttpExchange exchange) throws IOException {
        byte[] body = LocalServer.body(exchange, LIMIT);
        if (body == null) {
            throw new AwsError(413, "RequestEntityTooLarge", "The request is longer than " + LIMIT + " bytes");
        }
        return body;
    }
}
