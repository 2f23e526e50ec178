package dev.tracks.lambda.json.mapping;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.domain.decision.Outcome;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.lambda.json.Json;

/** An outcome as in the contract: every field is present, null if it has no value. */
public final class OutcomeJson {
    private OutcomeJson() {}

    public static ObjectNode write(Outcome outcome) {
        ObjectNode json = Json.object();
        json.set("decision", Json.of(outcome.decision()));
        json.set("reason", Json.of(outcome.reason()));
        json.put("replayed", outcome.replayed());
        json.set("enrolleeId", Json.of(outcome.enrolleeId()));
        json.set("enrollment", Json.of(outcome.enrollment().map(OutcomeJson::write)));
        json.set("invitation", Json.of(outcome.invitation().map(OutcomeJson::write)));
        json.set("dueAt", Json.of(outcome.dueAt()));
        json.set("evidence", Json.of(outcome.evidence()));
        return json;
    }

    static ObjectNode write(EnrollmentRef ref) {
        return Json.object().put("trackId", ref.trackId()).put("instance", ref.instance());
    }

    private static ObjectNode write(InvitationRef ref) {
        return Json.object().put("trackId", ref.trackId()).put("number", ref.number());
    }
}
