package dev.tracks.lambda.json.mapping;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.domain.record.Source;
import dev.tracks.domain.record.StepReached;
import dev.tracks.lambda.json.Json;

/**
 * The source of a record: {@code {kind,trackId,stepId,participantId,instance,jobId}}; all but the kind are null for a
 * direct call, and all but the kind and {@code jobId} for a job. The {@code jobId} of other kinds is null.
 */
final class SourceJson {
    private SourceJson() {}

    static ObjectNode write(Source source) {
        ObjectNode json = Json.object();
        json.set("kind", Json.of(source.kind()));
        json.set("trackId", Json.of(source.cause().map(StepReached::trackId)));
        json.set("stepId", Json.of(source.cause().map(StepReached::stepId)));
        json.set("participantId", Json.of(source.cause().map(StepReached::participantId)));
        json.set("instance", Json.of(source.cause().map(StepReached::instance)));
        json.set("jobId", Json.of(source.jobId()));
        return json;
    }
}
