package dev.tracks.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import dev.tracks.local.aws.AwsCalls;
import dev.tracks.local.aws.AwsError;
import dev.tracks.local.aws.Request;
import dev.tracks.local.dynamodb.DatabaseProxy;
import dev.tracks.local.events.EventBus;
import dev.tracks.local.lambda.LambdaApi;
import dev.tracks.local.scheduler.SchedulerApi;
import dev.tracks.local.secrets.SecretsApi;
import dev.tracks.local.ses.SesApi;
import dev.tracks.local.sqs.SqsApi;
import dev.tracks.local.support.LocalServer;
import dev.tracks.local.support.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One address for all AWS services of the local cloud. A request's service follows from {@code X-Amz-Target} or from
 * its path. Signatures are not checked.
 */
final class AwsEndpoint {
    private static final int LIMIT = 16 * 1024 * 1024;
    private static final Pattern ACTION = Pattern.compile("(?:^|&)Action=(\\w+)");

    private final DatabaseProxy database;
    private final SqsApi sqs;
    private final EventBus events;
    private final LambdaApi lambda;
    private final SchedulerApi scheduler;
    private final SesApi ses;
    private final AwsCalls calls;
    private final SecretsApi secrets;

    AwsEndpoint(
            DatabaseProxy database,
            SqsApi sqs,
            EventBus events,
            LambdaApi lambda,
            SchedulerApi scheduler,
            SesApi ses,
            SecretsApi secrets,
            AwsCalls calls) {
        this.database = database;
        this.sqs = sqs;
        this.events = events;
        this.lambda = lambda;
        this.scheduler = scheduler;
        this.ses = ses;
        this.calls = calls;
        this.secrets = secrets;
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
        byte[] body = body(exchange);
        if (target.isEmpty() && SchedulerApi.serves(path)) {
            calls.scheduler(exchange, body);
            return scheduler.call(exchange.getRequestMethod(), path, LocalServer.query(exchange), body);
        }
        if (target.isEmpty() && path.equals(SesApi.SEND_EMAIL) && "POST".equals(exchange.getRequestMethod())) {
            calls.ses(exchange, body);
            return ses.sendEmail(body);
        }
        if (target.isEmpty() && path.equals(SesApi.ACCOUNT_SENDING) && "PUT".equals(exchange.getRequestMethod())) {
            return ses.putAccountSending(body);
        }
        switch (service) {
            case "DynamoDB_20120810":
                calls.dynamoDb(exchange, operation, body);
                return database.forward(exchange, body);
            case "AmazonSQS":
                calls.sqs(exchange, operation, body);
                return json("1.0", sqs.call(operation, Request.parse(body)));
            case SecretsApi.SERVICE:
                calls.secrets(exchange, operation, body);
                return json("1.1", secrets.call(operation, Request.parse(body)));
            case "AWSEvents":
                calls.events(exchange, operation, body);
                return json("1.1", events.call(operation, Request.parse(body)));
            default:
                return unknown(exchange, target, body);
        }
    }

    private static Reply json(String version, JsonNode answer) {
        return Reply.json(200, answer).with("content-type", "application/x-amz-json-" + version);
    }

    /** The query protocol names its operation in the form, and its clients read XML only. */
    private static Reply unknown(HttpExchange exchange, String target, byte[] body) {
        if (!target.isEmpty()) {
            throw AwsError.unknownOperation(target);
        }
        Matcher action = ACTION.matcher(new String(body, StandardCharsets.UTF_8));
        if (action.find()) {
            return AwsError.unknownOperation(action.group(1)).xmlReply();
        }
        throw AwsError.unknownOperation(exchange.getRequestMethod() + " " + exchange.getRequestURI());
    }

    private static byte[] body(HttpExchange exchange) throws IOException {
        byte[] body = LocalServer.body(exchange, LIMIT);
        if (body == null) {
            throw new AwsError(413, "RequestEntityTooLarge", "The request is longer than " + LIMIT + " bytes");
        }
        return body;
    }
}
