package dev.tracks.local.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import dev.tracks.local.support.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The distinct permissions that callers have needed so far, in IAM's terms: a transaction needs the permission of each
 * of its writes, and creating a schedule also needs to pass its role. Nothing is denied here.
 */
public final class AwsCalls {
    /**
     * A call that IAM would authorize.
     *
     * @param caller the access key id; that of a function is its name
     * @param action such as {@code dynamodb:GetItem}
     * @param resource an ARN; a schedule's and an e-mail identity's last part is {@code *}, so that there are few
     */
    public record Call(String caller, String action, String resource) {}

    private static final Pattern CREDENTIAL = Pattern.compile("Credential=([^/,]+)/");
    private static final Map<String, String> TRANSACTED = Map.of(
            "Put", "dynamodb:PutItem",
            "Update", "dynamodb:UpdateItem",
            "Delete", "dynamodb:DeleteItem",
            "ConditionCheck", "dynamodb:ConditionCheckItem",
            "Get", "dynamodb:GetItem");

    private record Permission(String action, String resource) {}

    private final Set<Call> calls = ConcurrentHashMap.newKeySet();

    /** All of them so far. */
    public Set<Call> all() {
        return Set.copyOf(calls);
    }

    public void dynamoDb(HttpExchange exchange, String operation, byte[] body) {
        add(exchange, body, request -> dynamoDb(operation, request));
    }

    public void sqs(HttpExchange exchange, String operation, byte[] body) {
        add(
                exchange,
                body,
                request -> Stream.of(new Permission(
                        "sqs:" + operation.replaceFirst("Batch$", ""),
                        arn("sqs", lastPart(request.path("QueueUrl").asText())))));
    }

    public void events(HttpExchange exchange, String operation, byte[] body) {
        add(
                exchange,
                body,
                request -> elements(request.path("Entries"))
                        .map(entry -> entry.path("EventBusName").asText("default"))
                        .map(bus ->
                                new Permission("events:" + operation, arn("events", "event-bus/" + lastPart(bus)))));
    }

    /** Only single schedules: functions do not use groups. */
    public void scheduler(HttpExchange exchange, byte[] body) {
        String[] path = exchange.getRequestURI().getPath().split("/");
        if (path.length != 3 || !path[1].equals("schedules")) {
            return;
        }
        add(exchange, body, request -> switch (exchange.getRequestMethod()) {
            case "POST" ->
                Stream.of(
                        new Permission(
                                "scheduler:CreateSchedule",
                                schedules(request.path("GroupName").asText("default"))),
                        new Permission(
                                "iam:PassRole", request.at("/Target/RoleArn").asText()));
            case "DELETE" -> Stream.of(new Permission("scheduler:DeleteSchedule", schedules(group(exchange))));
            default ->
                Stream.of(new Permission("scheduler:" + exchange.getRequestMethod(), schedules(group(exchange))));
        });
    }

    public void ses(HttpExchange exchange, byte[] body) {
        add(
                exchange,
                body,
                request -> Stream.concat(
                                Stream.of("identity/*"),
                                Stream.of(request.path("ConfigurationSetName").asText())
                                        .filter(name -> !name.isEmpty())
                                        .map("configuration-set/"::concat))
                        .map(resource -> new Permission("ses:SendEmail", arn("ses", resource))));
    }

    public void secrets(HttpExchange exchange, String operation, byte[] body) {
        add(
                exchange,
                body,
                request -> Stream.of(new Permission(
                        "secretsmanager:" + operation,
                        secret(request.path("SecretId").asText()))));
    }

    private void add(HttpExchange exchange, byte[] body, Function<JsonNode, Stream<Permission>> permissions) {
        Optional<String> caller = caller(exchange);
        Optional<JsonNode> request =
                body.length == 0 ? Optional.of(Json.object()) : Json.parse(body).filter(JsonNode::isObject);
        if (caller.isPresent() && request.isPresent()) {
            permissions
                    .apply(request.get())
                    .forEach(permission ->
                            calls.add(new Call(caller.get(), permission.action(), permission.resource())));
        }
    }

    private static Optional<String> caller(HttpExchange exchange) {
        String header = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .orElse("");
        Matcher credential = CREDENTIAL.matcher(header);
        return credential.find() ? Optional.of(credential.group(1)) : Optional.empty();
    }

    private static Stream<Permission> dynamoDb(String operation, JsonNode request) {
        if (operation.startsWith("Transact")) {
            return elements(request.path("TransactItems"))
                    .flatMap(item -> item.properties().stream())
                    .map(write -> new Permission(TRANSACTED.get(write.getKey()), table(write.getValue())));
        }
        String action = "dynamodb:" + operation;
        if (operation.startsWith("Batch")) {
            return request.path("RequestItems").properties().stream()
                    .map(table -> new Permission(action, arn("dynamodb", "table/" + table.getKey())));
        }
        String index = request.path("IndexName").asText();
        return Stream.of(new Permission(action, index.isEmpty() ? table(request) : table(request) + "/index/" + index));
    }

    private static String table(JsonNode request) {
        return arn("dynamodb", "table/" + request.path("TableName").asText());
    }

    private static String schedules(String group) {
        return arn("scheduler", "schedule/" + group + "/*");
    }

    private static String group(HttpExchange exchange) {
        String query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
        return List.of(query.split("&")).stream()
                .filter(parameter -> parameter.startsWith("groupName="))
                .map(parameter -> parameter.substring("groupName=".length()))
                .findFirst()
                .orElse("default");
    }

    private static String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + AwsAccount.REGION + ":" + AwsAccount.ACCOUNT + ":" + resource;
    }

    /** IAM compares the secret's ARN, also if the caller names the secret. */
    private static String secret(String id) {
        return id.startsWith("arn:") ? id : arn("secretsmanager", "secret:" + id + AwsAccount.SECRET_SUFFIX);
    }

    private static String lastPart(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
