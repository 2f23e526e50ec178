package dev.tracks.lambda.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.domain.record.StepReached;
import dev.tracks.lambda.InMemoryApplication;
import dev.tracks.lambda.http.TestRequest.Answer;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each cell of the contract's re-enrollment table: by direct enrollment, preview and run. */
class ReEnrollmentTableTest {
    private static final String ENROLL = "enroll";
    private static final StepReached CAUSE = new StepReached("day-1", "s1", "ada", 1);

    private final InMemoryApplication program = new InMemoryApplication();
    private final HttpApi api = program.api();

    private Answer send(String method, String path, String body) {
        return TestRequest.of(api, method, "/v1/" + path).body(body).send();
    }

    @BeforeEach
    void adaIsInDay1() {
        send("PUT", "tracks/day-1", "{\"title\":\"Day 1\",\"status\":\"active\"}");
        send("PUT", "tracks/week-1", "{\"title\":\"Week 1\",\"status\":\"active\"}");
        send("PUT", "participants/ada", "{\"name\":\"Ada\"}");
        send("POST", "tracks/day-1/enrollments", "{\"participantId\":\"ada\"}");
    }

    static Stream<Arguments> cells() {
        String[] states = {"none", "active", "completed", "cancelled"};
        String[][] rows = {
            {"no", ENROLL, "previously_started", "previously_started", "previously_started"},
            {"yes", ENROLL, ENROLL, ENROLL, ENROLL},
            {"when_not_active", ENROLL, "already_active", ENROLL, ENROLL},
            {"when_not_completed", ENROLL, "already_active", "already_completed", ENROLL}
        };
        return Stream.of(rows)
                .flatMap(row -> Stream.iterate(0, i -> i < states.length, i -> i + 1)
                        .map(i -> Arguments.of(row[0], states[i], row[i + 1])));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void aDirectEnrollmentFollowsTheTable(String policy, String state, String expected) {
        weekOneIs(state);

        Answer answer = send(
                "POST", "tracks/week-1/enrollments", "{\"participantId\":\"ada\",\"reEnrollment\":\"" + policy + "\"}");

        assertThat(answer.status()).isEqualTo(expected.equals(ENROLL) ? 201 : 409);
        assertThat(expected.equals(ENROLL) ? ENROLL : answer.at("/reason")).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("cells")
    void aPreviewAndARunFollowTheTable(String policy, String state, String expected) {
        weekOneIs(state);
        String before = enrollment(1).text();
        step(policy, "");

        Answer preview = send("POST", "tracks/day-1/steps/s1/preview", "{\"participantId\":\"ada\"}");
        program.reach(CAUSE);

        assertThat(outcome(preview, "/outcome")).isEqualTo(expected);
        assertThat(outcome(send("GET", "participants/ada/history", ""), "/data/0"))
                .isEqualTo(expected);
        boolean another = expected.equals(ENROLL) && !state.equals("none");
        assertThat(enrollment(another ? 2 : 1).status())
                .isEqualTo(state.equals("none") && !expected.equals(ENROLL) ? 404 : 200);
        if (!state.equals("none")) {
            assertThat(enrollment(1).text())
                    .as("earlier progress, byte for byte")
                    .isEqualTo(before);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "yes, active, cooldown",
        "yes, completed, cooldown",
        "yes, none, enroll",
        "when_not_active, active, already_active",
        "when_not_active, cancelled, cooldown",
        "when_not_completed, completed, already_completed",
        "when_not_completed, cancelled, cooldown"
    })
    void withinTheCooldownOnlyPeopleWhoHaveNeverStartedAreEnrolled(String policy, String state, String expected) {
        weekOneIs(state);
        step(policy, ",\"cooldown\":{\"amount\":30,\"unit\":\"days\"}");
        program.clock.advance(Duration.ofDays(30).minusMillis(1));

        program.reach(CAUSE);

        assertThat(outcome(send("GET", "participants/ada/history", ""), "/data/0"))
                .isEqualTo(expected);
    }

    @Test
    void theCooldownCountsFromTheLatestStartAndItsEndIsExclusive() {
        weekOneIs("cancelled");
        step("yes", ",\"cooldown\":{\"amount\":30,\"unit\":\"days\"}");
        program.clock.advance(Duration.ofDays(30));

        program.reach(CAUSE);
        send("POST", "tracks/day-1/enrollments", "{\"participantId\":\"ada\",\"reEnrollment\":\"yes\"}");
        program.reach(new StepReached("day-1", "s1", "ada", 2));

        assertThat(enrollment(2).status()).isEqualTo(200);
        assertThat(enrollment(3).status()).isEqualTo(404);
    }

    @Test
    void aCooldownWithoutReEnrollmentIsRejectedByName() {
        Answer answer = send(
                "PUT",
                "tracks/day-1/steps/s1",
                "{\"destinationTrackId\":\"week-1\",\"cooldown\":{\"amount\":1,\"unit\":\"days\"}}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly("cooldown");
    }

    private void weekOneIs(String state) {
        if (state.equals("none")) {
            return;
        }
        send("POST", "tracks/week-1/enrollments", "{\"participantId\":\"ada\"}");
        if (!state.equals("active")) {
            send(
                    "PATCH",
                    "participants/ada/enrollments/week-1/1",
                    "{\"status\":\"" + state + "\",\"progress\":{\"a\":1}}");
        }
    }

    private void step(String policy, String more) {
        send(
                "PUT",
                "tracks/day-1/steps/s1",
                "{\"destinationTrackId\":\"week-1\",\"reEnrollment\":\"" + policy + "\"" + more + "}");
    }

    private Answer enrollment(int instance) {
        return send("GET", "participants/ada/enrollments/week-1/" + instance, "");
    }

    private static String outcome(Answer answer, String pointer) {
        String decision = answer.at(pointer + "/decision");
        return decision.equals("enrolled") ? ENROLL : answer.at(pointer + "/reason");
    }
}
