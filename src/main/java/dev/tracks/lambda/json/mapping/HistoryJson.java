package dev.tracks.lambda.json.mapping;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.lambda.json.Json;
import dev.tracks.usecase.view.ReadHistory;

/** One entry of a person's history: {@code {at,decision,reason,evidence,source,enrollment,destinationTrackId,enrolleeId,dueAt}}. */
public final class HistoryJson {
    private HistoryJson() {}

    /** @param withEvidence whether to show the evidence; without it there is none */
    public static ObjectNode write(ReadHistory.Entry entry, boolean withEvidence) {
        ObjectNode json = Json.object();
        json.set("at", Json.of(entry.event().at()));
        json.put("decision", entry.event().decision());
        json.set("reason", Json.of(entry.event().reason()));
        json.set("evidence", withEvidence ? Json.of(entry.event().evidence()) : Json.object());
        json.set("source", SourceJson.write(entry.source()));
        json.set("enrollment", Json.of(entry.enrollment().map(OutcomeJson::write)));
        json.set("destinationTrackId", Json.of(entry.destinationTrackId()));
        json.set("enrolleeId", Json.of(entry.enrolleeId()));
        json.set("dueAt", Json.of(entry.dueAt()));
        return json;
    }
}
