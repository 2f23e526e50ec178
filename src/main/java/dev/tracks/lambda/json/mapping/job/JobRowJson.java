package dev.tracks.lambda.json.mapping.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.domain.job.JobKind;
import dev.tracks.domain.job.JobRow;
import dev.tracks.domain.job.JobUnit;
import dev.tracks.lambda.json.Json;
import java.util.Optional;

/** A row of a job: {@code {participantId,name,record,outcome,reason,evidence,at}}. */
public final class JobRowJson {
    private JobRowJson() {}

    /**
     * Writes a row.
     *
     * @param kind of its job
     * @param name of the person, if the caller may read it
     * @param withEvidence whether to include the evidence; otherwise it is empty
     */
    public static ObjectNode write(JobRow row, JobKind kind, Optional<String> name, boolean withEvidence) {
        ObjectNode json = Json.object();
        json.set("participantId", Json.of(row.participantId()));
        json.set("name", Json.of(name));
        json.set("record", Json.of(record(row, kind)));
        json.set("outcome", Json.of(row.outcome()));
        json.set("reason", Json.of(row.reason()));
        json.set("evidence", withEvidence ? Json.of(row.evidence()) : Json.object());
        json.set("at", Json.of(row.at()));
        return json;
    }

    /** The person's record, for kinds of which a person can have several rows; from the key, see {@link JobUnit#key}. */
    private static Optional<ObjectNode> record(JobRow row, JobKind kind) {
        String[] key = row.key().split("#");
        return switch (kind) {
            case ENROLL, REMOVE -> Optional.empty();
            case RERUN, APPLY, UNDO ->
                Optional.of(Json.object()
                        .put("trackId", key[1])
                        .put("instance", Integer.parseInt(key[2]))
                        .put("stepId", key[3]));
            case RESEND ->
                Optional.of(Json.object()
                        .put("kind", key[1])
                        .put("trackId", key[2])
                        .put("number", Integer.parseInt(key[3])));
        };
    }
}
