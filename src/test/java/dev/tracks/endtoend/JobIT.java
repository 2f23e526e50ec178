package dev.tracks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.local.LocalOptions;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Jobs on the packaged functions: HTTP API, stream, relay, jobs queue, function jobs, Scheduler. */
@Tag("exhaustive")
class JobIT {
    /** More than a page of each lane, and more than one lane. */
    private static final int PEOPLE = 120;

    private static Program program;

    @BeforeAll
    static void start() {
        program = Program.start(LocalOptions.defaults().withSpeed(new BigDecimal(3_600)));
        put("tracks/cohort", "{'title':'Cohort','status':'active'}");
        put("tracks/later", "{'title':'Later','status':'active'}");
        put("tracks/next", "{'title':'Next','status':'active'}");
        put("tracks/cohort/steps/s1", "{'destinationTrackId':'next','confirmationMessage':''}");
        people("p");
        people("q");
    }

    @AfterAll
    static void close() {
        program.close();
    }

    private static void put(String path, String body) {
        assertThat(program.send("PUT", "/v1/" + path, body.replace('\'', '"')).status())
                .as(path)
                .isBetween(200, 201);
    }

    private static Stream<String> ids(String prefix) {
        return IntStream.range(0, PEOPLE).mapToObj(i -> prefix + "%03d".formatted(i));
    }

    private static void people(String prefix) {
        String people = ids(prefix)
                .map(id -> "{'id':'" + id + "','name':'" + id + "'}")
                .collect(Collectors.joining(",", "{'data':[", "]}"));
        // On a busy machine, some rows are refused because the time is over.
        program.eventually(
                () -> program.send("POST", "/v1/participants/batch", people.replace('\'', '"'))
                                .json()
                                .at("/counts/refused")
                                .asInt(-1)
                        == 0,
                "saved people");
    }

    /** The people with that prefix, as a list in a request. */
    private static String listed(String prefix) {
        return ids(prefix).map(id -> "'" + id + "'").collect(Collectors.joining(",", "{'participants':[", "]}"));
    }

    private static String create(String job) {
        Program.Answer answer = program.send("POST", "/v1/jobs", job.replace('\'', '"'));
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        return answer.json().path("id").asText();
    }

    private static JsonNode ended(String job) {
        program.eventually(() -> !job(job).path("endedAt").isNull(), () -> "the end of " + job(job));
        return job(job);
    }

    private static JsonNode job(String job) {
        return program.get("/v1/jobs/" + job);
    }

    private static long confirmations(String track) {
        return StreamSupport.stream(program.get("/local/messages").path("data").spliterator(), false)
                .filter(message -> message.path("trackId").asText().equals(track))
                .map(message -> message.path("to").asText())
                .distinct()
                .count();
    }

    @Test
    void everyoneOnTheListIsEnrolledAndToldOnceAndReachesTheStepsOfTheTrack() {
        String enroll = "{'kind':'enroll','trackId':'cohort','who':" + listed("p") + ",'message':'Hi {{user}}'";
        JsonNode dry = ended(create(enroll + ",'dryRun':true}"));
        assertThat(dry.path("outcomes")).hasToString("{\"enrolled\":" + PEOPLE + "}");
        assertThat(program.instances("p000")).isEmpty();

        JsonNode done = ended(create(enroll + "}"));
        assertThat(done.path("status").asText()).isEqualTo("done");
        assertThat(done.path("total").asInt()).isEqualTo(PEOPLE);
        assertThat(done.path("outcomes")).hasToString("{\"enrolled\":" + PEOPLE + "}");
        program.eventually(() -> confirmations("cohort") == PEOPLE, "everyone's confirmation");
        program.eventually(() -> program.instances("p119").equals(List.of("cohort/1", "next/1")), "the next track");

        JsonNode repeated = ended(create(enroll + "}"));
        assertThat(repeated.path("outcomes")).hasToString("{\"skipped\":{\"previously_started\":" + PEOPLE + "}}");
        assertThat(program.messages("p000")).containsExactly("confirmation cohort");
    }

    @Test
    void aJobThatStartsLaterIsStartedAtItsTime() {
        Instant now = Instant.parse(
                job(create("{'kind':'enroll','trackId':'later','who':{'participants':['q000']},'dryRun':true}"))
                        .path("createdAt")
                        .asText());
        Instant startAt = now.plus(Duration.ofHours(12));
        String job =
                create("{'kind':'enroll','trackId':'later','who':" + listed("q") + ",'startAt':'" + startAt + "'}");

        JsonNode done = ended(job);

        assertThat(done.path("status").asText()).isEqualTo("done");
        assertThat(Instant.parse(done.path("startedAt").asText())).isAfterOrEqualTo(startAt);
        assertThat(done.path("outcomes")).hasToString("{\"enrolled\":" + PEOPLE + "}");
    }
}
