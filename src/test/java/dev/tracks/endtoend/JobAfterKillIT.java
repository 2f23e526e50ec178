package dev.tracks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the whole local program twice with {@code kill -9} while a job runs; its data stays. */
@Tag("exhaustive")
class JobAfterKillIT {
    /** The profile {@code exhaustive} has as many as a job may list. */
    private static final int PEOPLE = Integer.getInteger("job.people", 300);

    private static final int BATCH = 100;

    /** A page that is lost is due again after ten minutes of the program's clock, which are ten seconds. */
    private static final String SPEED = "60";

    /** Each person costs about a dozen requests to the database. */
    private static final Duration PATIENCE =
            Duration.ofMinutes(2).plus(Duration.ofMillis(200).multipliedBy(PEOPLE));

    @TempDir
    Path folder;

    private KillableProgram program;

    @BeforeEach
    void start() {
        program = new KillableProgram(folder, SPEED);
        program.start();
        program.put("/v1/tracks/cohort", "{\"title\":\"Cohort\",\"status\":\"active\"}");
        List<String> everyone = people();
        for (int from = 0; from < PEOPLE; from += BATCH) {
            save(everyone.subList(from, Math.min(from + BATCH, PEOPLE)));
        }
    }

    @AfterEach
    void close() {
        program.close();
    }

    private static List<String> people() {
        return IntStream.range(0, PEOPLE).mapToObj("person-%04d"::formatted).toList();
    }

    private void save(List<String> people) {
        String rows = people.stream()
                .map(id -> "{\"id\":\"" + id + "\",\"name\":\"" + id + "\"}")
                .collect(Collectors.joining(",", "{\"data\":[", "]}"));
        // On a busy machine, some rows are refused because the time is over.
        program.eventually(
                () -> program.post("/v1/participants/batch", rows)
                                .at("/counts/refused")
                                .asInt(-1)
                        == 0,
                "saved people");
    }

    private String enrollEveryone() {
        String listed = people().stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
        return program.post(
                        "/v1/jobs",
                        "{\"kind\":\"enroll\",\"trackId\":\"cohort\",\"message\":\"Hi {{user}}\",\"who\":{\"participants\":"
                                + listed + "}}")
                .path("id")
                .asText();
    }

    private JsonNode job(String id) {
        return program.get("/v1/jobs/" + id);
    }

    private void killAfter(String id, int rows) {
        program.eventually(() -> job(id).path("done").asInt() >= rows, rows + " rows", PATIENCE);
        program.kill();
        program.start();
        assertThat(job(id).path("done").asInt()).isGreaterThanOrEqualTo(rows);
    }

    /** That field of each entry of the list, on all of its pages. */
    private List<String> all(String path, String field) {
        List<String> found = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = program.get(path + "?limit=100" + cursor);
            page.path("data").forEach(entry -> found.add(entry.path(field).asText()));
            cursor = page.path("nextCursor").isTextual()
                    ? "&cursor=" + page.path("nextCursor").asText()
                    : "";
        } while (!cursor.isEmpty());
        return found;
    }

    private List<String> told() {
        JsonNode messages = program.get("/local/messages").path("data");
        return StreamSupport.stream(messages.spliterator(), false)
                .filter(message -> message.path("trackId").asText().equals("cohort"))
                .map(message -> message.path("to").asText())
                .toList();
    }

    @Test
    void everyoneIsEnrolledOnceAndToldOnceAlthoughTheProgramIsKilledTwice() {
        String id = enrollEveryone();
        killAfter(id, PEOPLE / 6);
        killAfter(id, PEOPLE / 2);

        program.eventually(() -> !job(id).path("endedAt").isNull(), "the end of the job", PATIENCE);

        assertThat(job(id).path("status").asText()).isEqualTo("done");
        assertThat(job(id).path("outcomes")).hasToString("{\"enrolled\":" + PEOPLE + "}");
        assertThat(all("/v1/jobs/" + id + "/rows", "participantId")).containsExactlyInAnyOrderElementsOf(people());
        assertThat(all("/v1/tracks/cohort/enrollments", "participantId")).containsExactlyInAnyOrderElementsOf(people());
        assertThat(all("/v1/tracks/cohort/enrollments", "instance")).containsOnly("1");
        program.eventually(() -> told().size() >= PEOPLE, "everyone's message", PATIENCE);
        assertThat(told()).containsExactlyInAnyOrderElementsOf(people());
    }
}
