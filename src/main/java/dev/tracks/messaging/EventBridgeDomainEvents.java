package dev.tracks.messaging;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.domain.record.StepReached;
import dev.tracks.usecase.outbox.DomainEvents;
import dev.tracks.usecase.outbox.Transition;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/**
 * Publishes transitions to an EventBridge bus; {@code docs/events/} has their schemas. Events have no texts and no
 * names.
 */
public final class EventBridgeDomainEvents implements DomainEvents {
    /** The {@code source} of every event. */
    public static final String SOURCE = "dev.tracks";

    /** EventBridge rejected the event. */
    public static final class NotPublishedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotPublishedException(String code) {
            super("the event bus rejected an event: " + code);
        }
    }

    private final EventBridgeClient client;
    private final String bus;

    public EventBridgeDomainEvents(EventBridgeClient client, String bus) {
        this.client = client;
        this.bus = bus;
    }

    @Override
    public void publish(Transition transition) {
        PutEventsResponse response = client.putEvents(request -> request.entries(entry -> entry.eventBusName(bus)
                .source(SOURCE)
                .detailType(transition.name())
                .time(transition.at())
                .detail(detail(transition).toString())));
        if (response.failedEntryCount() != null && response.failedEntryCount() > 0) {
            throw new NotPublishedException(response.entries().get(0).errorCode());
        }
    }

    static ObjectNode detail(Transition transition) {
        ObjectNode detail = JsonNodeFactory.instance.objectNode();
        detail.put("id", transition.id())
                .put("transition", transition.name())
                .put("at", transition.at().toString())
                .put("participantId", transition.subject().participantId())
                .put("trackId", transition.subject().trackId().orElse(null))
                .put(
                        "reason",
                        transition.reason().map(reason -> reason.wireName()).orElse(null))
                .put("dueAt", transition.dueAt().map(Object::toString).orElse(null));
        ObjectNode source = detail.putObject("source");
        source.put("kind", transition.source().kind().wireName());
        transition.source().cause().ifPresent(cause -> cause(source, cause));
        transition.source().jobId().ifPresent(jobId -> source.put("jobId", jobId));
        transition
                .subject()
                .enrollment()
                .ifPresentOrElse(
                        ref -> detail.putObject("enrollment")
                                .put("trackId", ref.trackId())
                                .put("instance", ref.instance()),
                        () -> detail.putNull("enrollment"));
        transition
                .subject()
                .invitation()
                .ifPresentOrElse(
                        ref -> detail.putObject("invitation")
                                .put("trackId", ref.trackId())
                                .put("number", ref.number()),
                        () -> detail.putNull("invitation"));
        return detail;
    }

    private static void cause(ObjectNode source, StepReached cause) {
        source.put("trackId", cause.trackId())
                .put("stepId", cause.stepId())
                .put("participantId", cause.participantId())
                .put("instance", cause.instance());
    }
}
