package dev.tracks.lambda.json.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.lambda.json.Fields;
import dev.tracks.usecase.enroll.UpdateEnrollment.Patch;
import java.util.Map;
import java.util.Optional;

/** A change of an enrollment: {@code {status?,progress?}}; {@code progress} is a merge patch (RFC 7396). */
public final class PatchJson {
    private PatchJson() {}

    /** @throws InvalidRequestException naming each invalid field */
    public static Patch read(JsonNode body) {
        Fields fields = Fields.of(body);
        Optional<EnrollmentStatus> status = fields.name("status", EnrollmentStatus.class);
        Optional<Map<String, Object>> progress = fields.json("progress");
        return fields.buildWhole(() -> new Patch(status, progress));
    }
}
