package dev.tracks.lambda.json.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.PersonRef;
import dev.tracks.domain.record.ReachedEvent;
import dev.tracks.lambda.json.Fields;
import java.util.Optional;

/**
 * A step-reached event: {@code {"trackId":"day-1","stepId":"s1","participantId":"ada","instance":1}}; {@link
 * PersonRefJson} describes the alternatives to {@code participantId}.
 */
public final class StepReachedJson {
    private StepReachedJson() {}

    /**
     * Reads the event; the instance is 1 if it is omitted.
     *
     * @throws InvalidRequestException naming each invalid field
     */
    public static ReachedEvent read(JsonNode event) {
        Fields fields = Fields.of(event);
        Optional<String> trackId = fields.required("trackId", fields.id("trackId"));
        Optional<String> stepId = fields.required("stepId", fields.id("stepId"));
        Optional<PersonRef> person = PersonRefJson.read(fields);
        Optional<Integer> instance = fields.whole("instance", 1, EnrollmentRef.MAX);
        return fields.buildWhole(() -> new ReachedEvent(trackId.get(), stepId.get(), person.get(), instance.orElse(1)));
    }
}
