package dev.tracks.messaging;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.domain.job.LaneRef;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.ReachedEvent;
import dev.tracks.domain.record.StepReached;

/** The bodies of the queues' records, as JSON. */
final class QueueBody {
    private QueueBody() {}

    /** A step-reached event, in the same format as from outside. */
    static String of(StepReached cause) {
        return object().put("trackId", cause.trackId())
                .put("stepId", cause.stepId())
                .put("participantId", cause.participantId())
                .put("instance", cause.instance())
                .toString();
    }

    /** A step-reached event that names the person by an alias. */
    static String of(ReachedEvent event) {
        ObjectNode body = object().put("trackId", event.trackId()).put("stepId", event.stepId());
        body.putObject("participant").put(event.person().kind(), event.person().value());
        return body.put("instance", event.instance()).toString();
    }

    /** The reference to a message; its text stays in the table. */
    static String of(MessageRef message) {
        return written(object(), message).toString();
    }

    /** The reference to an invitation that was closed. */
    static String closed(MessageRef invitation) {
        ObjectNode body = object();
        written(body.putObject("closed"), invitation);
        return body.toString();
    }

    /** A page of a lane of a job. */
    static String of(LaneRef lane) {
        return object().put("jobId", lane.jobId())
                .put("lane", lane.lane())
                .put("page", lane.page())
                .toString();
    }

    /** The start of a job. */
    static String job(String jobId) {
        return object().put("jobId", jobId).toString();
    }

    private static ObjectNode written(ObjectNode body, MessageRef message) {
        return body.put("kind", message.kind().wireName())
                .put("participantId", message.participantId())
                .put("trackId", message.trackId())
                .put("number", message.number());
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
