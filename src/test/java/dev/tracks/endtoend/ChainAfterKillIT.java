package dev.tracks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the whole local program with {@code kill -9} during the chain; its data stays. */
@Tag("exhaustive")
class ChainAfterKillIT {
    /** A day in a second. */
    private static final String SPEED = "86400";

    @TempDir
    Path folder;

    private KillableProgram program;

    @BeforeEach
    void start() {
        program = new KillableProgram(folder, SPEED);
        program.start();
    }

    @AfterEach
    void close() {
        program.close();
    }

    private void startDay1(String participantId) {
        program.post("/v1/tracks/day-1/enrollments", "{\"participantId\":\"" + participantId + "\"}");
    }

    private void restart() {
        program.kill();
        program.start();
    }

    private Stream<JsonNode> entries(String participantId) {
        JsonNode data =
                program.get("/v1/participants/" + participantId + "/history").path("data");
        return StreamSupport.stream(data.spliterator(), false);
    }

    /** The entries of the history as {@code decision destination}. */
    private List<String> history(String participantId) {
        return entries(participantId)
                .map(entry -> entry.path("decision").asText() + " "
                        + entry.path("destinationTrackId").asText())
                .toList();
    }

    private List<Instant> times(String participantId) {
        return entries(participantId)
                .map(entry -> Instant.parse(entry.path("at").asText()))
                .toList();
    }

    private List<String> messages(String participantId) {
        JsonNode data = program.get("/local/messages").path("data");
        return StreamSupport.stream(data.spliterator(), false)
                .filter(message -> message.path("to").asText().equals(participantId))
                .map(message -> message.path("kind").asText() + " "
                        + message.path("trackId").asText())
                .toList();
    }

    /**
     * Waits for one of the entries, then kills. Entries seen before must still exist afterwards, with the same times.
     */
    private void restartAt(String participantId, List<String> oneOf) {
        program.eventually(() -> !Collections.disjoint(history(participantId), oneOf), participantId + " " + oneOf);
        List<String> seen = history(participantId);
        Instant latest = times(participantId).get(0);
        restart();
        assertThat(history(participantId)).containsAll(seen);
        assertThat(times(participantId).get(0)).isAfterOrEqualTo(latest);
    }

    private void assertCompletedOnce(String participantId) {
        List<String> expected = List.of("confirmation week-1", "confirmation month-1");
        program.eventually(() -> messages(participantId).containsAll(expected), "the messages of " + participantId);
        assertThat(messages(participantId)).containsOnlyOnceElementsOf(expected);
        assertThat(history(participantId)).containsOnlyOnce("enrolled day-1", "enrolled week-1", "enrolled month-1");
        JsonNode data = program.get("/v1/participants/" + participantId + "/enrollments")
                .path("data");
        assertThat(data.findValuesAsText("status")).containsExactly("active", "active", "active");
        assertThat(times(participantId)).isSortedAccordingTo(Comparator.reverseOrder());
    }

    /**
     * A start of the program takes weeks of its virtual time, so a run that becomes due meanwhile is never seen as
     * waiting.
     */
    @Test
    void theChainIsCompletedExactlyOnceHoweverOftenTheProgramIsKilled() {
        startDay1("ada");
        restart();
        startDay1("linus");
        restartAt("linus", List.of("deferred week-1", "enrolled week-1"));
        restartAt("linus", List.of("enrolled week-1"));
        restartAt("linus", List.of("deferred month-1", "enrolled month-1"));
        restartAt("linus", List.of("enrolled month-1"));

        assertCompletedOnce("ada");
        assertCompletedOnce("linus");
    }
}
