package dev.tracks.lambda.http.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.domain.record.StepReached;
import dev.tracks.lambda.http.TestRequest.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists of enrollments and invitations, by track and by person. */
class EnrollmentListTest extends EnrollmentFixture {
    @Test
    void enrollmentsAreListedByTrackAndByPerson() {
        enroll("day-1", ADA).send();
        enroll("day-1", "{\"participantId\":\"linus\"}").send();
        program.reach(new StepReached("day-1", "s1", "ada", 1));

        Answer ofTrack = call("GET", "/v1/tracks/day-1/enrollments").send();
        Answer ofAda = call("GET", "/v1/participants/ada/enrollments?limit=1").send();

        assertThat(ofTrack.json().at("/data").findValuesAsText("participantId")).contains("ada", "linus");
        assertThat(ofTrack.json().at("/data").findValuesAsText("name")).containsExactlyInAnyOrder("Ada", "Linus");
        assertThat(ofTrack.json().path("nextCursor").isNull()).isTrue();
        assertThat(ofAda.at("/data/0/trackId")).isEqualTo("day-1");
        Answer next = call("GET", "/v1/participants/ada/enrollments?cursor=" + ofAda.at("/nextCursor"))
                .send();
        assertThat(next.at("/data/0/trackId")).isEqualTo("week-1");
        assertThat(next.at("/data/0/lineage/1")).isEqualTo("week-1");
        assertThat(next.at("/data/0/source/kind")).isEqualTo("step");
        assertThat(next.at("/data/0/updatedBy")).isEqualTo("step");
    }

    @Test
    void theHistoryShowsWhyAPersonWasOrWasNotEnrolled() {
        enroll("day-1", ADA).send();
        program.reach(new StepReached("day-1", "s1", "ada", 1));
        program.reach(new StepReached("day-1", "s1", "ghost", 1));

        Answer ada = call("GET", "/v1/participants/ada/history").send();
        Answer ghost = call("GET", "/v1/participants/ghost/history").send();

        assertThat(ada.json().at("/data").findValuesAsText("decision")).containsOnly("enrolled");
        assertThat(ada.json().at("/data")).hasSize(2);
        assertThat(ghost.at("/data/0/reason")).isEqualTo("participant_not_found");
        assertThat(ghost.at("/data/0/source/stepId")).isEqualTo("s1");
        assertThat(ghost.json().at("/data/0/enrollment").isNull()).isTrue();
    }

    @Test
    void aPersonWithoutRecordAndHistoryIsNotFound() {
        for (String list : new String[] {"history", "enrollments", "invitations"}) {
            Answer answer = call("GET", "/v1/participants/nobody/" + list).send();
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.fields()).containsExactly("participantId");
        }
        assertThat(call("GET", "/v1/participants/linus/history").send().json().at("/data"))
                .isEmpty();
        assertThat(call("GET", "/v1/tracks/nope/enrollments").send().status()).isEqualTo(404);
    }

    private List<String> listed(String query) {
        return call("GET", "/v1/tracks/day-1/enrollments?" + query)
                .send()
                .json()
                .findValuesAsText("name");
    }

    @Test
    void thePeopleOfATrackAreFilteredByStatusAndSearched() {
        enroll("day-1", ADA).send();
        enroll("day-1", "{\"participantId\":\"linus\"}").send();
        call("PUT", "/v1/participants/ada2").body("{\"name\":\"Ada Second\"}").send(); // Not in the track.
        call("PATCH", "/v1/participants/linus/enrollments/day-1/1")
                .body("{\"status\":\"completed\"}")
                .send();

        assertThat(listed("status=active")).containsExactly("Ada");
        assertThat(listed("status=completed,cancelled")).containsExactly("Linus");
        assertThat(listed("status=active,completed")).hasSize(2);
        assertThat(listed("q=AD")).containsExactly("Ada");
        assertThat(listed("q=lin&status=completed")).containsExactly("Linus");
        assertThat(listed("q=lin&status=active")).isEmpty();
        assertThat(listed("q=second")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"status=ended,status", "status=,status", "sort=name,sort", "limit=0&q=ada,limit"})
    void anInvalidParameterOfTheListOfATrackIsNamed(String query, String field) {
        Answer answer = call("GET", "/v1/tracks/day-1/enrollments?" + query).send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly(field);
    }

    @Test
    void aSearchInATrackThatDoesNotExistIsNotFound() {
        assertThat(call("GET", "/v1/tracks/nope/enrollments?q=ada").send().status())
                .isEqualTo(404);
        assertThat(call("GET", "/v1/tracks/day-1/enrollments?q=nobody").send().status())
                .isEqualTo(200);
    }

    @Test
    void invitationsAreListed() {
        call("PUT", "/v1/tracks/day-1/steps/s1")
                .body("{\"destinationTrackId\":\"week-1\",\"enrollmentMethod\":\"manual\","
                        + "\"invitationMessage\":\"Hi {{user}}\"}")
                .send();
        enroll("day-1", ADA).send();
        program.reach(new StepReached("day-1", "s1", "ada", 1));

        Answer answer = call("GET", "/v1/participants/ada/invitations").send();

        assertThat(answer.at("/data/0/message")).isEqualTo("Hi Ada");
        assertThat(answer.at("/data/0/status")).isEqualTo("pending");
        assertThat(answer.at("/data/0/number")).isEqualTo("1");
        assertThat(answer.json().get("nextCursor").isNull()).isTrue();
        assertThat(call("GET", "/v1/participants/ada/invitations?limit=0")
                        .send()
                        .fields())
                .containsExactly("limit");
    }
}
