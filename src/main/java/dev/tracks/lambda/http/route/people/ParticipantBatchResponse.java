package dev.tracks.lambda.http.route.people;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.lambda.http.protocol.HttpResponse;
import dev.tracks.lambda.json.FieldProblem;
import dev.tracks.lambda.json.InvalidRequestException;
import dev.tracks.lambda.json.Json;
import dev.tracks.lambda.json.mapping.ParticipantRow;
import dev.tracks.lambda.telemetry.LogScope;
import dev.tracks.usecase.ConcurrentUpdateException;
import dev.tracks.usecase.ErasedException;
import dev.tracks.usecase.Saved;
import dev.tracks.usecase.people.AliasTakenException;
import dev.tracks.usecase.people.RegisterParticipants.NotProcessedException;
import dev.tracks.usecase.people.RegisterParticipants.Outcome;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** The response to a request with many people: the result of each row, in order, and how many rows have each result. */
final class ParticipantBatchResponse {
    private static final Logger LOG = Logger.getLogger(ParticipantBatchResponse.class);
    private static final String REFUSED = "refused";
    /** Limits the response to a hostile request: 500 rows with this many errors stay below Lambda's 6 MB. */
    private static final int ERRORS_MAX = 20;

    /**
     * Why a row was not saved.
     *
     * @param retry whether the same row can be saved later, without a change of it or of another person
     */
    private record Refusal(boolean retry, List<FieldProblem> errors) {
        static Refusal of(String field, String message) {
            return new Refusal(false, List.of(new FieldProblem(field, message)));
        }

        static Refusal passing(String message) {
            return new Refusal(true, List.of(new FieldProblem("row", message)));
        }
    }

    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private final ArrayNode data = Json.object().putArray("data");

    private ParticipantBatchResponse() {
        Arrays.stream(Saved.Effect.values()).forEach(effect -> counts.put(effect.wireName(), 0));
        counts.put(REFUSED, 0);
    }

    static HttpResponse of(List<ParticipantRow> rows, List<Outcome> outcomes, boolean dryRun) {
        ParticipantBatchResponse response = new ParticipantBatchResponse();
        for (int i = 0; i < rows.size(); i++) {
            response.add(rows.get(i), outcomes.get(i));
        }
        LogScope.add("people", (dryRun ? "checked " : "saved ") + response.counts);
        ObjectNode body = Json.object();
        body.set("counts", Json.of(response.counts));
        body.set("data", response.data);
        return HttpResponse.json(200, body);
    }

    private void add(ParticipantRow row, Outcome outcome) {
        String result = outcome.effect().map(Saved.Effect::wireName).orElse(REFUSED);
        counts.merge(result, 1, Integer::sum);
        Refusal refusal =
                outcome.refusal().map(ParticipantBatchResponse::refusal).orElse(new Refusal(false, List.of()));
        ObjectNode entry = data.addObject().put("row", data.size());
        entry.set("id", Json.of(row.id()));
        entry.put("result", result).put("retry", refusal.retry());
        ArrayNode errors = entry.putArray("errors");
        refusal.errors()
                .forEach(error -> errors.addObject()
                        .put("field", error.field().isEmpty() ? "row" : error.field())
                        .put("message", error.message()));
    }

    private static Refusal refusal(RuntimeException e) {
        if (e instanceof InvalidRequestException invalid) {
            return new Refusal(
                    false, invalid.problems().stream().limit(ERRORS_MAX).toList());
        }
        if (e instanceof AliasTakenException taken) {
            return Refusal.of(taken.field(), "belongs to participant " + taken.ownerId());
        }
        if (e instanceof ErasedException) {
            return Refusal.of("id", "belongs to a person whose data have been erased; it cannot be used again");
        }
        if (e instanceof NotProcessedException) {
            return Refusal.passing("was not processed in time; send it again");
        }
        if (e instanceof ConcurrentUpdateException) {
            return Refusal.passing("was not saved because of concurrent updates; send it again");
        }
        LOG.error("a row failed", e);
        return Refusal.passing("may not have been saved, because of an internal error; send it again");
    }
}
