package dev.tracks.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.tracks.local.aws.AwsAccount;
import dev.tracks.local.aws.Request;
import dev.tracks.local.dynamodb.Database;
import dev.tracks.local.dynamodb.DatabaseProxy;
import dev.tracks.local.events.EventBus;
import dev.tracks.local.lambda.FunctionName;
import dev.tracks.local.scheduler.SchedulerApi;
import dev.tracks.local.scheduler.Schedules;
import dev.tracks.local.sqs.MessageQueue;
import dev.tracks.local.sqs.Queues;
import dev.tracks.local.sqs.SqsApi;
import dev.tracks.local.sqs.SqsAttributes;
import dev.tracks.local.support.DiskStore;
import dev.tracks.local.support.Folders;
import dev.tracks.local.support.Json;
import dev.tracks.local.support.LocalServer;
import dev.tracks.local.support.Reply;
import dev.tracks.local.support.Resources;
import dev.tracks.local.support.Threads;
import dev.tracks.local.support.VirtualClock;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One address for AWS, served by the local cloud's parts, that records every request with its response, and the items
 * that it wrote before and after. It serves one request at a time, so that no other write comes between.
 */
public final class MeteredAws implements AutoCloseable {
    /**
     * One request to DynamoDB, SQS, EventBridge or Scheduler.
     *
     * @param operation such as {@code PutItem}; for Scheduler {@code CreateSchedule} or {@code DeleteSchedule}
     * @param answer an empty object if the response has no body
     * @param writes the items that it wrote or tried to write
     */
    public record RecordedRequest(
            String operation, JsonNode request, JsonNode answer, boolean failed, List<Image> writes) {}

    /** An item before and after a request, in DynamoDB's JSON; empty where there is none. */
    public record Image(Optional<JsonNode> before, Optional<JsonNode> after) {}

    private final Resources open = new Resources();
    private final Queues queues;
    private final LocalServer server;
    private final DatabaseProxy table;
    private final SqsApi sqs;
    private final EventBus events;
    private final SchedulerApi scheduler;
    private final ItemImages images;
    private final List<RecordedRequest> recorded = new ArrayList<>();
    private final List<JsonNode> messages = new ArrayList<>();

    /** In front of a database; everything else is created here and removed on close. */
    public MeteredAws(Database database) {
        Threads threads = open.add(new Threads());
        Path folder = Folders.temporary();
        open.onClose(() -> Folders.delete(folder));
        DiskStore disk = open.add(DiskStore.open(folder));
        Instant now = InstantSource.system().instant();
        VirtualClock clock = new VirtualClock(now, now, BigDecimal.ONE, InstantSource.system());
        queues = open.add(new Queues(disk, clock));
        server = open.add(new LocalServer(0, threads.workers()));
        images = new ItemImages(database.uri());
        table = new DatabaseProxy(CompletableFuture.completedFuture(database.uri()), threads.workers());
        sqs = new SqsApi(queues, disk, server.uri(), clock);
        events = new EventBus(disk, clock, event -> {}, event -> {});
        scheduler = new SchedulerApi(new Schedules(disk, clock), clock);
        server.serve(this::handle);
    }

    public URI uri() {
        return server.uri();
    }

    /** The functions' environment variables for it. */
    public Map<String, String> environment() {
        return Map.ofEntries(
                Map.entry("TRACKS_REACHED_QUEUE_URL", SqsApi.url(uri(), Queues.REACHED)),
                Map.entry("TRACKS_MESSAGES_QUEUE_URL", SqsApi.url(uri(), Queues.MESSAGES)),
                Map.entry("TRACKS_JOBS_QUEUE_URL", SqsApi.url(uri(), Queues.JOBS)),
                Map.entry("TRACKS_EVENT_BUS", EventBus.NAME),
                Map.entry("TRACKS_SCHEDULE_GROUP", Schedules.GROUP),
                Map.entry("TRACKS_STEP_FUNCTION_ARN", FunctionName.STEP.arn()),
                Map.entry("TRACKS_JOBS_FUNCTION_ARN", FunctionName.JOBS.arn()),
                Map.entry("TRACKS_SCHEDULE_ROLE_ARN", "arn:aws:iam::" + AwsAccount.ACCOUNT + ":role/tracks-schedules"),
                Map.entry("TRACKS_SCHEDULE_DLQ_ARN", SqsAttributes.arn(Queues.SCHEDULE_DLQ)),
                Map.entry("TRACKS_LOCAL_INBOX_URL", uri() + "/local/inbox"));
    }

    /** The requests since the last call of this method. */
    public synchronized List<RecordedRequest> takeRequests() {
        List<RecordedRequest> taken = List.copyOf(recorded);
        recorded.clear();
        return taken;
    }

    /** The messages sent to people since the last call of this method. */
    public synchronized List<JsonNode> delivered() {
        List<JsonNode> taken = List.copyOf(messages);
        messages.clear();
        return taken;
    }

    /** Removes and returns the bodies in the queue of messages. */
    public List<String> queuedMessages() {
        return drained(queues.get(Queues.MESSAGES));
    }

    /** Removes and returns the bodies in the queue of jobs' pages. */
    public List<String> queuedPages() {
        return drained(queues.get(Queues.JOBS));
    }

    private static List<String> drained(MessageQueue queue) {
        List<String> bodies = new ArrayList<>();
        try {
            while (queue.counts().visible() > 0) {
                for (MessageQueue.Received received : queue.receive(10, Duration.ofMinutes(1), Duration.ZERO)) {
                    bodies.add(received.message().body());
                    queue.delete(received.handle());
                }
            }
            return bodies;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private synchronized Reply handle(HttpExchange exchange) throws IOException, InterruptedException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (exchange.getRequestURI().getPath().equals("/local/inbox")) {
            messages.add(Json.parse(body).orElseThrow());
            return Reply.json(200, Json.object());
        }
        JsonNode request = Json.parse(body).orElseGet(Json::object);
        String operation = operation(exchange);
        List<ObjectNode> keys = ItemImages.written(operation, request);
        List<Optional<JsonNode>> before = images.of(keys);
        Reply reply = reply(exchange, operation, body);
        List<Optional<JsonNode>> after = images.of(keys);
        List<Image> writes = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            writes.add(new Image(before.get(i), after.get(i)));
        }
        JsonNode answer = Json.parse(reply.body()).orElseGet(Json::object);
        recorded.add(new RecordedRequest(operation, request, answer, reply.status() >= 400, writes));
        return reply;
    }

    private Reply reply(HttpExchange exchange, String operation, byte[] body) throws InterruptedException {
        String target = target(exchange);
        return switch (target.substring(0, Math.max(0, target.indexOf('.')))) {
            case "DynamoDB_20120810" -> table.forward(exchange, body);
            case "AmazonSQS" -> Reply.json(200, sqs.call(operation, Request.parse(body)));
            case "AWSEvents" -> Reply.json(200, events.call(operation, Request.parse(body)));
            default ->
                scheduler.call(
                        exchange.getRequestMethod(), exchange.getRequestURI().getPath(), Map.of(), body);
        };
    }

    private static String target(HttpExchange exchange) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Target"))
                .orElse("");
    }

    private static String operation(HttpExchange exchange) {
        String target = target(exchange);
        if (!target.isEmpty()) {
            return target.substring(target.indexOf('.') + 1);
        }
        return exchange.getRequestMethod().equals("POST") ? "CreateSchedule" : "DeleteSchedule";
    }

    @Override
    public void close() {
        open.close();
    }
}
