package dev.tracks.lambda.json.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.lambda.json.Fields;
import dev.tracks.lambda.json.Json;
import dev.tracks.lambda.json.Since;
import dev.tracks.usecase.enroll.RerunSkipped;
import java.time.Instant;
import java.util.Optional;

/** A rerun: the request {@code {reason,since}}, and the response {@code {queued,nextCursor}}. */
public final class RerunJson {
    private RerunJson() {}

    /** @throws InvalidRequestException naming each invalid field */
    public static RerunSkipped.Request read(JsonNode body, String trackId, String stepId) {
        Fields fields = Fields.of(body);
        Optional<SkipReason> reason = fields.required("reason", fields.name("reason", SkipReason.class));
        Optional<Instant> since = fields.required("since", fields.text("since", Since::parse));
        return fields.buildWhole(() -> new RerunSkipped.Request(trackId, stepId, reason.get(), since.get()));
    }

    public static ObjectNode write(int queued, Optional<String> nextCursor) {
        ObjectNode json = Json.object().put("queued", queued);
        json.set("nextCursor", Json.of(nextCursor));
        return json;
    }
}
