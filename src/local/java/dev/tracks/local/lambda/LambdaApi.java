package dev.tracks.local.lambda;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.tracks.local.aws.AwsError;
import dev.tracks.local.support.Json;
import dev.tracks.local.support.LocalServer;
import dev.tracks.local.support.Reply;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lambda's Invoke, and the list of functions. */
public final class LambdaApi {
    public static final String ROOT = "/2015-03-31/functions";
    private static final int EVENT_LIMIT = 6 * 1024 * 1024;
    private static final int ASYNCHRONOUS_EVENT_LIMIT = 1024 * 1024;

    private final Functions functions;
    private final AsyncInvocations asynchronous;

    public LambdaApi(Functions functions, AsyncInvocations asynchronous) {
        this.functions = functions;
        this.asynchronous = asynchronous;
    }

    public Reply call(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        List<String> parts = List.of(
                exchange.getRequestURI().getPath().substring(ROOT.length()).split("/"));
        if ("GET".equals(method) && parts.size() < 2) {
            return list();
        }
        if ("POST".equals(method) && parts.size() == 3 && "invocations".equals(parts.get(2))) {
            return invoke(parts.get(1), exchange);
        }
        throw AwsError.unknownOperation("Lambda " + method + " " + exchange.getRequestURI());
    }

    private Reply invoke(String nameOrArn, HttpExchange exchange) throws IOException {
        FunctionName function = function(nameOrArn, exchange);
        String type = header(exchange, "X-Amz-Invocation-Type", "RequestResponse");
        byte[] event = event(exchange, type);
        return switch (type) {
            case "RequestResponse" ->
                call(functions.get(function), event, "Tail".equals(header(exchange, "X-Amz-Log-Type", "None")));
            case "Event" -> {
                asynchronous.accept(function, event);
                yield Reply.empty(202);
            }
            case "DryRun" -> Reply.empty(204);
            default -> throw new AwsError(400, "InvalidParameterValueException", "Unknown invocation type " + type);
        };
    }

    private static FunctionName function(String nameOrArn, HttpExchange exchange) {
        FunctionReference reference = FunctionReference.parse(nameOrArn);
        String qualifier = LocalServer.query(exchange).getOrDefault("Qualifier", "");
        return (qualifier.isEmpty() ? reference : reference.withQualifier(qualifier)).get();
    }

    private static String header(HttpExchange exchange, String name, String fallback) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse(fallback);
    }

    private static byte[] event(HttpExchange exchange, String type) throws IOException {
        byte[] event = LocalServer.body(exchange, EVENT_LIMIT);
        if (event == null) {
            throw tooLarge(
                    "Request must be smaller than %d bytes for the InvokeFunction operation".formatted(EVENT_LIMIT));
        }
        if ("Event".equals(type) && event.length > ASYNCHRONOUS_EVENT_LIMIT) {
            throw tooLarge("%d byte payload is too large for the Event invocation type (limit %d bytes)"
                    .formatted(event.length, ASYNCHRONOUS_EVENT_LIMIT));
        }
        if (event.length == 0) {
            return Json.bytes(Json.object());
        }
        if (Json.parse(event).isEmpty()) {
            throw new AwsError(400, "InvalidRequestContentException", "Could not parse request body into json");
        }
        return event;
    }

    /** Lambda documents RequestTooLargeException, but responds with this code. */
    private static AwsError tooLarge(String message) {
        return new AwsError(413, "RequestEntityTooLargeException", message);
    }

    private static Reply call(LambdaFunction function, byte[] event, boolean withLog) throws IOException {
        LogTail log = function.logTail();
        InvocationResult result = function.call(event);
        Reply reply = new Reply(200, Map.of("content-type", List.of("application/json")), result.payload())
                .with("X-Amz-Executed-Version", FunctionReference.LATEST);
        if (withLog) {
            reply = reply.with("X-Amz-Log-Result", log.base64());
        }
        return result.isError() ? reply.with("X-Amz-Function-Error", "Unhandled") : reply;
    }

    private static Reply list() {
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("Functions");
        for (FunctionName name : FunctionName.values()) {
            list.add(Json.object()
                    .put("FunctionName", name.toString())
                    .put("FunctionArn", name.arn())
                    .put("Runtime", "java17")
                    .put("PackageType", "Zip")
                    .put("Version", FunctionReference.LATEST));
        }
        return Reply.json(200, answer);
    }
}
