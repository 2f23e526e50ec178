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
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.h2.mvstore.MVMap;

/**
 * EventBridge PutEvents. Stores the events, so that people can look at them, and sends those that match the template's
 * {@code StepReachedRule} to {@code step} and those that match its {@code MailEventsRule} to {@code feedback}.
 */
public final class EventBus {
    /** The bus of the rules. */
    public static final String NAME = "default";

    private static final String ARN =
            "arn:aws:events:" + AwsAccount.REGION + ":" + AwsAccount.ACCOUNT + ":event-bus/" + NAME;
    /** For all entries of a request together: 1 MiB. */
    private static final int SIZE_LIMIT = 1024 * 1024;

    private static final int TIME_SIZE = 14;
    /** The pattern of {@code StepReachedRule}. */
    static final String STEP_REACHED = "step-reached";
    /** The pattern of {@code MailEventsRule}: its source and types. */
    static final String SES = "aws.ses";

    static final Set<String> MAIL_EVENTS =
            Set.of("Email Bounced", "Email Complaint Received", "Email Delivery Delayed", "Email Rejected");

    /** The configuration set in the pattern of {@code MailEventsRule}. */
    public static final String CONFIGURATION_SET = "tracks-mail";

    private final DiskStore disk;
    private final InstantSource clock;
    private final Consumer<byte[]> step;
    private final Consumer<byte[]> feedback;
    private final MVMap<Long, String> events;

    /**
     * @param step stores an invocation of {@code step}; committed here, together with the event
     * @param feedback stores an invocation of {@code feedback}, as {@code step} does
     */
    public EventBus(DiskStore disk, InstantSource clock, Consumer<byte[]> step, Consumer<byte[]> feedback) {
        this.disk = disk;
        this.clock = clock;
        this.step = step;
        this.feedback = feedback;
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
        if (entries.stream().mapToInt(EventBus::size).sum() > SIZE_LIMIT) {
            throw new AwsError(
                    400, "ValidationException", "Total size of the entries in the request is over the limit.");
        }
        ArrayNode results = Json.array();
        int failed = 0;
        for (Request entry : entries) {
            Optional<ObjectNode> error = error(entry);
            failed += error.isPresent() ? 1 : 0;
            results.add(error.orElseGet(() -> accept(entry)));
        }
        disk.commit();
        ObjectNode answer = Json.object().put("FailedEntryCount", failed);
        answer.set("Entries", results);
        return answer;
    }

    /** In bytes, as EventBridge calculates it (User Guide, "Calculating PutEvents event entry size"). */
    private static int size(Request entry) {
        int size = entry.node().has("Time") ? TIME_SIZE : 0;
        for (String field : List.of("Source", "DetailType", "Detail")) {
            size += bytes(entry.text(field).orElse(""));
        }
        for (JsonNode resource : entry.node().path("Resources")) {
            size += bytes(resource.asText());
        }
        return size;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static Optional<ObjectNode> error(Request entry) {
        for (String field : List.of("Source", "DetailType", "Detail")) {
            if (entry.text(field).isEmpty()) {
                return Optional.of(error(
                        "InvalidArgument",
                        "Parameter " + field + " is not valid. Reason: " + field + " is a required argument."));
            }
        }
        if (entry.required("Source").startsWith("aws.")) {
            return Optional.of(error("NotAuthorizedForSourceException", "Not authorized for the source."));
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

    /** EventBridge accepts an event for a bus that does not exist, and drops it. */
    private ObjectNode accept(Request entry) {
        String id = UUID.randomUUID().toString();
        String bus = entry.text("EventBusName").orElse(NAME);
        if (bus.equals(NAME) || bus.equals(ARN)) {
            keep(id, entry, bus);
        } else {
            System.err.println("Local cloud: there is no event bus " + bus + ". As on AWS, PutEvents reports success"
                    + " and the event is dropped");
        }
        return Json.object().put("EventId", id);
    }

    private void keep(String id, Request entry, String bus) {
        JsonNode resources = entry.node().path("Resources");
        JsonNode detail = detail(entry).orElseThrow();
        ObjectNode event = event(id, entry.required("Source"), entry.required("DetailType"), resources, detail);
        keep(event, bus);
        if (STEP_REACHED.equals(event.path("detail-type").asText())) {
            step.accept(Json.bytes(detail));
        }
    }

    private ObjectNode event(String id, String source, String type, JsonNode resources, JsonNode detail) {
        ObjectNode event = Json.object()
                .put("version", "0")
                .put("id", id)
                .put("detail-type", type)
                .put("source", source)
                .put("account", AwsAccount.ACCOUNT)
                .put("time", clock.instant().toString())
                .put("region", AwsAccount.REGION);
        event.set("resources", resources.isArray() ? resources : Json.array());
        event.set("detail", detail);
        return event;
    }

    private synchronized void keep(ObjectNode event, String bus) {
        events.put(
                events.isEmpty() ? 1 : events.lastKey() + 1,
                event.deepCopy().put("event-bus-name", bus).toString());
    }

    /** An event that Amazon SES publishes about a mail; on disk when this returns. */
    public void publishMailEvent(String type, ObjectNode detail) {
        JsonNode sets = detail.at("/mail/tags/ses:configuration-set");
        ArrayNode resources = Json.array();
        sets.forEach(set -> resources.add(
                "arn:aws:ses:" + AwsAccount.REGION + ":" + AwsAccount.ACCOUNT + ":configuration-set/" + set.asText()));
        ObjectNode event = event(UUID.randomUUID().toString(), SES, type, resources, detail);
        keep(event, NAME);
        if (MAIL_EVENTS.contains(type) && CONFIGURATION_SET.equals(sets.path(0).asText())) {
            feedback.accept(Json.bytes(event));
        }
        disk.commit();
    }

    /** {@code {"data":[…]}}, newest first, each as a rule's target would receive it, with {@code event-bus-name}. */
    public ObjectNode newestFirst() {
        return Inbox.newestFirst(events);
    }
}
