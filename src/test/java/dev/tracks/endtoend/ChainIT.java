package dev.tracks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.local.LocalOptions;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.ResourceNotFoundException;
import software.amazon.awssdk.services.scheduler.model.ScheduleSummary;

/**
 * The demo's chain Day 1 → Week 1 → Month 1 without intervention, at a day per second; and events that interrupt it.
 */
@Execution(ExecutionMode.CONCURRENT)
class ChainIT {
    /** Long enough that nothing is due before the test ends. */
    private static final String FAR = "\"delay\":{\"amount\":24,\"unit\":\"months\"}";

    private static Program program;
    private static SchedulerClient scheduler;

    @BeforeAll
    static void start() {
        program = Program.start(
                LocalOptions.defaults().withInstances(1).withDemo(true).withSpeed(new BigDecimal(86_400)));
        scheduler = program.client(SchedulerClient.builder());
    }

    @AfterAll
    static void close() {
        scheduler.close();
        program.close();
    }

    private static void put(String path, String body) {
        assertThat(program.send("PUT", "/v1/" + path, body).status()).as(path).isBetween(200, 201);
    }

    private static void track(String id, String status) {
        put("tracks/" + id, "{\"title\":\"" + id + "\",\"status\":\"" + status + "\"}");
    }

    private static void start(String participantId, String trackId) {
        String body = "{\"participantId\":\"" + participantId + "\"}";
        String path = "/v1/tracks/" + trackId + "/enrollments";
        assertThat(program.send("POST", path, body).status()).isEqualTo(201);
    }

    private static JsonNode history(String participantId) {
        return program.get("/v1/participants/" + participantId + "/history").path("data");
    }

    private static boolean has(String participantId, String field, String value) {
        return history(participantId).findValuesAsText(field).contains(value);
    }

    private static Instant startOf(String participantId, String trackId) {
        return StreamSupport.stream(history(participantId).spliterator(), false)
                .filter(entry -> entry.path("decision").asText().equals("enrolled"))
                .filter(entry -> entry.path("destinationTrackId").asText().equals(trackId))
                .map(entry -> Instant.parse(entry.path("at").asText()))
                .findAny()
                .orElseThrow();
    }

    /** The schedules of runs from that track, by their input. */
    private static List<String> schedules(String trackId) {
        return scheduler.listSchedules(request -> request.groupName("tracks")).schedules().stream()
                .map(ScheduleSummary::name)
                .filter(name -> input(name).contains("\"" + trackId + "\""))
                .toList();
    }

    /** Empty for a schedule that was deleted after it was listed. */
    private static String input(String name) {
        try {
            return scheduler
                    .getSchedule(request -> request.groupName("tracks").name(name))
                    .target()
                    .input();
        } catch (ResourceNotFoundException e) {
            return "";
        }
    }

    /** A participant who waits for a step of the track, which no other test uses. */
    private static void waiting(String participantId, String trackId) {
        track(trackId, "active");
        put("tracks/" + trackId + "/steps/s1", "{\"destinationTrackId\":\"leadership\"," + FAR + "}");
        put("participants/" + participantId, "{\"name\":\"" + participantId + "\"}");
        start(participantId, trackId);
        program.eventually(() -> schedules(trackId).size() == 1, "a schedule");
    }

    @Test
    void oneStartLeadsThroughTheWholeChainOnTime() {
        start("ada", "day-1");

        program.eventually(() -> program.messages("ada").contains("confirmation month-1"), "the last message");
        assertThat(program.instances("ada")).containsExactly("day-1/1", "month-1/1", "week-1/1");
        assertThat(program.get("/v1/participants/ada/enrollments").findValuesAsText("status"))
                .containsOnly("active");
        assertThat(Duration.between(startOf("ada", "day-1"), startOf("ada", "week-1")))
                .isGreaterThanOrEqualTo(Duration.ofDays(1));
        assertThat(Duration.between(startOf("ada", "week-1"), startOf("ada", "month-1")))
                .isGreaterThanOrEqualTo(Duration.ofDays(7));
        assertThat(program.messages("ada"))
                .containsOnlyOnce("confirmation week-1", "confirmation month-1", "invitation leadership");
        program.eventually(
                () -> schedules("day-1").isEmpty() && schedules("week-1").isEmpty(), "no schedule left");
    }

    @Test
    void aRerunEnrollsAParticipantWhoWasSkippedDuringAPause() {
        track("paused", "active");
        track("before-pause", "active");
        put(
                "tracks/before-pause/steps/s1",
                "{\"destinationTrackId\":\"paused\",\"delay\":{\"amount\":1,\"unit\":\"days\"}}");
        track("paused", "paused");

        start("linus", "before-pause");
        program.eventually(() -> has("linus", "reason", "destination_not_active"), "the skip");
        assertThat(program.instances("linus")).doesNotContain("paused/1");

        track("paused", "active");
        String rerun = "{\"kind\":\"rerun\",\"trackId\":\"before-pause\",\"stepId\":\"s1\","
                + "\"reason\":\"destination_not_active\"}";
        assertThat(program.send("POST", "/v1/jobs", rerun).status()).isEqualTo(202);
        program.eventually(() -> program.instances("linus").contains("paused/1"), "the enrollment");
    }

    @Test
    void cancellingADeferredRunDeletesItsSchedule() {
        waiting("mary", "cancelled-run");

        int status = program.send("POST", "/v1/participants/mary/runs/cancelled-run/1/s1/cancel", "")
                .status();

        assertThat(status).isEqualTo(200);
        program.eventually(() -> schedules("cancelled-run").isEmpty(), "the schedule is deleted");
    }

    @Test
    void cancellingTheSourceInstanceDeletesTheSchedule() {
        waiting("jean", "cancelled-source");

        int status = program.send(
                        "PATCH", "/v1/participants/jean/enrollments/cancelled-source/1", "{\"status\":\"cancelled\"}")
                .status();

        assertThat(status).isEqualTo(200);
        program.eventually(() -> schedules("cancelled-source").isEmpty(), "the schedule is deleted");
    }

    @Test
    void removingTheStepDeletesItsSchedules() {
        waiting("kay", "removed-step");

        assertThat(program.send("DELETE", "/v1/tracks/removed-step/steps/s1", "")
                        .status())
                .isEqualTo(204);
        program.eventually(() -> schedules("removed-step").isEmpty(), "the schedule is deleted");
    }

    @Test
    void theSweepContinuesARunWhoseScheduleIsLost() {
        track("lost", "active");
        put("tracks/lost/steps/s1", "{\"destinationTrackId\":\"month-1\",\"delay\":{\"amount\":15,\"unit\":\"days\"}}");
        put("participants/grete", "{\"name\":\"grete\"}");
        start("grete", "lost");
        program.eventually(() -> schedules("lost").size() == 1, "a schedule");

        String name = schedules("lost").get(0);
        scheduler.deleteSchedule(request -> request.groupName("tracks").name(name));

        program.eventually(() -> program.instances("grete").contains("month-1/1"), "the enrollment");
        assertThat(Duration.between(startOf("grete", "lost"), startOf("grete", "month-1")))
                .isGreaterThanOrEqualTo(Duration.ofDays(15));
    }

    @Test
    void anEventOnTheBusReachesAStepThatWaitsForIt() {
        track("by-event", "active");
        put("tracks/by-event/steps/s1", "{\"destinationTrackId\":\"month-1\",\"reachedBy\":\"event\"}");
        put("participants/rosa", "{\"name\":\"rosa\"}");
        start("rosa", "by-event");

        putEvent("{\"trackId\":\"by-event\",\"stepId\":\"s1\",\"participantId\":\"rosa\"}");

        program.eventually(() -> program.instances("rosa").contains("month-1/1"), "the enrollment");
        program.eventually(
                () -> program.get("/local/events")
                        .findValuesAsText("detail-type")
                        .contains("enrolled"),
                "events out");
    }

    @Test
    void aMalformedEventOnTheBusEndsInTheDeadLetterQueueWithItsPayload() {
        putEvent("{\"trackId\":\"by-event\",\"stepId\":7}");

        program.eventually(() -> !program.queued("tracks-step-dlq").isEmpty(), "the dead letter");
        assertThat(program.queued("tracks-step-dlq"))
                .singleElement()
                .asString()
                .contains("\"requestPayload\":{\"trackId\":\"by-event\",\"stepId\":7}", "stepId must be a string");
    }

    private static void putEvent(String detail) {
        try (EventBridgeClient bus = program.client(EventBridgeClient.builder())) {
            bus.putEvents(request -> request.entries(entry ->
                    entry.source("com.example.lms").detailType("step-reached").detail(detail)));
        }
    }
}
