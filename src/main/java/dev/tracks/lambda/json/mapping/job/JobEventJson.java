package dev.tracks.lambda.json.mapping.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.domain.job.Lane;
import dev.tracks.domain.job.LaneRef;
import dev.tracks.lambda.json.Fields;
import java.util.Optional;

/**
 * The events of jobs: a record of the jobs queue, {@code {"jobId","lane","page"}}, and the input of a job's schedule,
 * {@code {"jobId"}}.
 */
public final class JobEventJson {
    private JobEventJson() {}

    /** @throws InvalidRequestException naming each invalid field */
    public static LaneRef readPage(JsonNode body) {
        Fields fields = Fields.of(body);
        Optional<String> jobId = fields.required("jobId", fields.id("jobId"));
        Optional<Integer> lane = fields.required("lane", fields.whole("lane", 0, Lane.MAX - 1));
        Optional<Integer> page = fields.required("page", fields.whole("page", 1, Integer.MAX_VALUE));
        return fields.buildWhole(() -> new LaneRef(jobId.get(), lane.get(), page.get()));
    }

    /** @throws InvalidRequestException if the job's id is missing or invalid */
    public static String readStart(JsonNode event) {
        Fields fields = Fields.of(event);
        Optional<String> jobId = fields.required("jobId", fields.id("jobId"));
        return fields.buildWhole(jobId::get);
    }
}
