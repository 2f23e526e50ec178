package dev.tracks.lambda;

import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.StepReached;
import dev.tracks.lambda.http.HttpApi;
import dev.tracks.lambda.http.TestRequest;
import dev.tracks.lambda.json.InvalidRequestException;
import dev.tracks.lambda.json.Json;
import dev.tracks.usecase.message.JoinToken;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;

/** An application to attack: Ada, in day-1, is invited to week-1. It logs nothing until it is closed. */
final class AttackTarget implements AutoCloseable {
    static final long SEED = 20_250_303;
    static final StepReached CAUSE = new StepReached("day-1", "s1", "ada", 1);
    static final JoinToken TOKEN = new JoinToken("ada", new InvitationRef("week-1", 1), CAUSE);

    final InMemoryApplication program = new InMemoryApplication();
    final HttpApi api = program.api();
    final FuzzedInput chaos = new FuzzedInput(SEED);
    private final Logger log = Logger.getLogger("dev.tracks");
    private final Level level = log.getLevel();

    AttackTarget() {
        log.setLevel(Level.OFF); // Without a log line for each of 100,000 refusals.
        put("tracks/day-1", "{'title':'Day 1','status':'active','managers':['linus']}");
        put("tracks/week-1", "{'title':'Week 1','status':'active'}");
        put("participants/ada", "{'name':'Ada'}");
        put(
                "tracks/day-1/steps/s1",
                "{'destinationTrackId':'week-1','enrollmentMethod':'manual','invitationMessage':'Come!'}");
        TestRequest.of(api, "POST", "/v1/tracks/day-1/enrollments")
                .body("{\"participantId\":\"ada\"}")
                .send();
        program.reach(CAUSE);
    }

    private void put(String path, String body) {
        TestRequest.of(api, "PUT", "/v1/" + path).body(body.replace('\'', '"')).send();
    }

    /**
     * Whether the text is a JSON object once it is encoded: unpaired surrogates become question marks, so two names can
     * become equal.
     */
    static boolean isObject(String text) {
        try {
            return Json.read(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                    .isObject();
        } catch (InvalidRequestException e) {
            return false;
        }
    }

    @Override
    public void close() {
        log.setLevel(level);
    }
}
