package dev.tracks.lambda.json.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.StepReached;
import dev.tracks.lambda.json.Fields;
import java.util.Optional;

/** A step-reached event: {@code {"trackId":"day-1","stepId":"s1","participantId":"ada","instance":1}}. */
public final class StepReachedJson {
    private StepReachedJson() {}

    /**
     * Reads the event; the instance is 1 if it is omitted.
     *
     * @throws InvalidRequestException naming each invalid field
     */
    public static StepReached read(JsonNode event) {
        Fields fields = Fields.of(event);
        Optional<String> trackId = fields.required("trackId", fields.id("trackId"));
        Optional<String> stepId = fields.required("stepId", fields.id("stepId"));
        Optional<String> participantId = fields.required("participantId", fields.id("participantId"));
        Optional<Integer> instance = fields.whole("instance", 1, EnrollmentRef.MAX);
        return fields.buildWhole(
                () -> new StepReached(trackId.get(), stepId.get(), participantId.get(), instance.orElse(1)));
    }
}
