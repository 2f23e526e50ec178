package dev.tracks.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.local.aws.AwsAccount;
import dev.tracks.local.aws.AwsError;
import dev.tracks.local.aws.Request;
import dev.tracks.local.support.DiskStore;
import dev.tracks.local.support.Inbox;
import dev.tracks.local.support.Json;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.h2.mvstore.MVMap;

/**
 * EventBridge PutEvents. Stores the events, so that people can look at them, and sends those that match the template's
 * {@code StepReachedRule} to {@code step}.
 */
public final class EventBus {
    /** The bus of the rule. */
    public static final String NAME = "default";
    /** The rule's pattern. */
    static final String STEP_REACHED = "step-reached";

    private final DiskStore disk;
    private final InstantSource clock;
    private final Consumer<byte[]> step;
    private final MVMap<Long, String> events;

    /** @param step stores an invocation of {@code step}; committed here, together with the event */
    public EventBus(DiskStore disk, InstantSource clock, Consumer<byte[]> step) {
        this.disk = disk;
        this.clock = clock;
        this.step = step;
        events = disk.list("events");
    }

    public ObjectNode call(String operation, Request request) {
        if (!"PutEvents".equals(operation)) {
            throw AwsError.unknownOperation("EventBridge " + operation);
        }
        List<Request> entries = request.entries("Entries");
        if (entries.isEmpty() || entries.size() > 10) {
            throw new AwsError(400, "ValidationException", "Entries must have 1 to 10 members");
        }
        ArrayNode results = Json.array();
        int failed = 0;
        for (Request entry : entries) {
            Optional<ObjectNode> error = error(entry);
            failed += error.isPresent() ? 1 : 0;
            results.add(error.orElseGet(() -> keep(entry)));
        }
        disk.commit();
        ObjectNode answer = Json.object().put("FailedEntryCount", failed);
        answer.set("Entries", results);
        return answer;
    }

    private static Optional<ObjectNode> error(Request entry) {
        for (String field : List.of("Source", "DetailType", "Detail")) {
            if (entry.text(field).isEmpty()) {
                return Optional.of(error(
                        "InvalidArgument",
                        "Parameter " + field + " is not valid. Reason: " + field + " is a required argument."));
            }
        }
        return detail(entry).isPresent()
                ? Optional.empty()
                : Optional.of(error("MalformedDetail", "Detail is malformed."));
    }

    private static ObjectNode error(String code, String message) {
        return Json.object().put("ErrorCode", code).put("ErrorMessage", message);
    }

    private static Optional<JsonNode> detail(Request entry) {
        return Json.parse(entry.required("Detail").getBytes(StandardCharsets.UTF_8))
                .filter(JsonNode::isObject);
    }

    private synchronized ObjectNode keep(Request entry) {
        String id = UUID.randomUUID().toString();
        ObjectNode event = Json.object()
                .put("version", "0")
                .put("id", id)
                .put("detail-type", entry.required("DetailType"))
                .put("source", entry.required("Source"))
                .put("account", AwsAccount.ACCOUNT)
                .put("time", clock.instant().toString())
                .put("region", AwsAccount.REGION);
        JsonNode resources = entry.node().path("Resources");
        event.set("resources", resources.isArray() ? resources : Json.array());
        event.set("detail", detail(entry).orElseThrow());
        String bus = entry.text("EventBusName").orElse(NAME);
        event.put("event-bus-name", bus);
        events.put(events.isEmpty() ? 1 : events.lastKey() + 1, event.toString());
        if (bus.substring(bus.lastIndexOf('/') + 1).equals(NAME)
                && STEP_REACHED.equals(event.path("detail-type").asText())) {
            step.accept(Json.bytes(event.path("detail")));
        }
        return Json.object().put("EventId", id);
    }

    /** {@code {"data":[…]}}, newest first, each as a rule's target would receive it, with {@code event-bus-name}. */
    public ObjectNode newestFirst() {
        return Inbox.newestFirst(events);
    }
}
