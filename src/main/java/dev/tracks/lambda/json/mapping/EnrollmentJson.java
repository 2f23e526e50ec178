package dev.tracks.lambda.json.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.domain.decision.DirectEnrollment;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.step.ReEnrollment;
import dev.tracks.lambda.json.Fields;
import dev.tracks.lambda.json.Json;
import java.util.Optional;

/** An enrollment, and the request for a direct one. */
public final class EnrollmentJson {
    private EnrollmentJson() {}

    /**
     * Reads a direct enrollment: {@code {participantId,reEnrollment?}}.
     *
     * @throws InvalidRequestException naming each invalid field
     */
    public static DirectEnrollment readDirect(JsonNode body, String trackId) {
        Fields fields = Fields.of(body);
        Optional<String> participantId = fields.required("participantId", fields.id("participantId"));
        Optional<ReEnrollment> reEnrollment = fields.name("reEnrollment", ReEnrollment.class);
        return fields.buildWhole(
                () -> new DirectEnrollment(trackId, participantId.get(), reEnrollment.orElse(ReEnrollment.NO)));
    }

    public static ObjectNode write(Enrollment enrollment) {
        ObjectNode json = Json.object()
                .put("participantId", enrollment.participantId())
                .put("trackId", enrollment.trackId())
                .put("instance", enrollment.instance());
        json.set("status", Json.of(enrollment.status()));
        json.set("startedAt", Json.of(enrollment.startedAt()));
        json.set("endedAt", Json.of(enrollment.endedAt()));
        json.set("progress", Json.of(enrollment.progress()));
        json.set("source", SourceJson.write(enrollment.source()));
        json.set("lineage", Json.of(enrollment.lineage().trackIds()));
        return json;
    }
}
