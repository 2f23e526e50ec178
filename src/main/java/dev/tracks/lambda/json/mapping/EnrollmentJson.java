package dev.tracks.lambda.json.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.domain.decision.DirectEnrollment;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.PersonRef;
import dev.tracks.domain.step.ReEnrollment;
import dev.tracks.lambda.json.Fields;
import dev.tracks.lambda.json.Json;
import java.util.Optional;

/** An enrollment, and the request for a direct one. */
public final class EnrollmentJson {
    /** A request for a direct enrollment, whose person is not yet found. */
    public record Direct(String trackId, PersonRef person, ReEnrollment reEnrollment) {
        /** The request, once the person is found. */
        public DirectEnrollment of(String participantId) {
            return new DirectEnrollment(trackId, participantId, reEnrollment);
        }
    }

    private EnrollmentJson() {}

    /**
     * Reads a direct enrollment: {@code {participantId|participant,reEnrollment?}}.
     *
     * @throws InvalidRequestException naming each invalid field
     */
    public static Direct readDirect(JsonNode body, String trackId) {
        Fields fields = Fields.of(body);
        Optional<PersonRef> person = PersonRefJson.read(fields);
        Optional<ReEnrollment> reEnrollment = fields.name("reEnrollment", ReEnrollment.class);
        return fields.buildWhole(() -> new Direct(trackId, person.get(), reEnrollment.orElse(ReEnrollment.NO)));
    }

    public static ObjectNode write(Enrollment enrollment) {
        ObjectNode json = Json.object()
                .put("participantId", enrollment.participantId())
                .put("trackId", enrollment.trackId())
                .put("instance", enrollment.instance());
        json.set("status", Json.of(enrollment.status()));
        json.set("startedAt", Json.of(enrollment.startedAt()));
        json.set("endedAt", Json.of(enrollment.endedAt()));
        json.put("undone", enrollment.undone());
        json.set("progress", Json.of(enrollment.progress()));
        json.set("source", SourceJson.write(enrollment.source()));
        json.set("lineage", Json.of(enrollment.lineage().trackIds()));
        return json;
    }
}
