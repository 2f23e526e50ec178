package dev.tracks.local.lambda;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.tracks.local.aws.AwsAccount;
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

    private Reply invoke(String name, HttpExchange exchange) throws IOException {
        FunctionName function = FunctionName.parse(name)
                .orElseThrow(() -> new AwsError(
                        404,
                        "ResourceNotFoundException",
                        "Function not found: arn:aws:lambda:%s:%s:function:%s"
                                .formatted(AwsAccount.REGION, AwsAccount.ACCOUNT, name)));
        byte[] event = event(exchange);
        String type = Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Invocation-Type"))
                .orElse("RequestResponse");
        return switch (type) {
            case "RequestResponse" -> answer(functions.get(function).call(event));
            case "Event" -> {
                asynchronous.accept(function, event);
                yield Reply.empty(202);
            }
            case "DryRun" -> Reply.empty(204);
            default -> throw new AwsError(400, "InvalidParameterValueException", "Unknown invocation type " + type);
        };
    }

    private static byte[] event(HttpExchange exchange) throws IOException {
        byte[] event = LocalServer.body(exchange, EVENT_LIMIT);
        if (event == null) {
            throw new AwsError(413, "RequestTooLargeException", "Request must be smaller than 6291456 bytes");
        }
        if (event.length == 0) {
            return Json.bytes(Json.object());
        }
        if (Json.parse(event).isEmpty()) {
            throw new AwsError(400, "InvalidRequestContentException", "Could not parse request body into json");
        }
        return event;
    }

    private static Reply answer(InvocationResult answer) {
        Reply reply = new Reply(200, Map.of("content-type", List.of("application/json")), answer.payload())
                .with("X-Amz-Executed-Version", "$LATEST");
        return answer.isError() ? reply.with("X-Amz-Function-Error", "Unhandled") : reply;
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
                    .put("Version", "$LATEST"));
        }
        return Reply.json(200, answer);
    }
}
