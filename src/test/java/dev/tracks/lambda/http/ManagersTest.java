package dev.tracks.lambda.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.domain.record.StepReached;
import dev.tracks.lambda.InMemoryApplication;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ten reports of Grace start onboarding. Its step enrolls the manager of each report that matches the audience. */
class ManagersTest {
    private static final int REPORTS = 10;

    private final InMemoryApplication program = new InMemoryApplication();
    private final HttpApi api = program.api();

    private void put(String path, String body) {
        assertThat(TestRequest.of(api, "PUT", "/v1/" + path)
                        .body(body.replace('\'', '"'))
                        .send()
                        .status())
                .isEqualTo(201);
    }

    private List<JsonNode> data(String path) {
        JsonNode data = TestRequest.of(api, "GET", "/v1/" + path).send().json().path("data");
        return StreamSupport.stream(data.spliterator(), false).toList();
    }

    private void tenReportsStart(String more) {
        put("tracks/onboarding", "{'title':'Onboarding','status':'active'}");
        put("tracks/managing", "{'title':'Managing','status':'active'}");
        put("tracks/onboarding/steps/s1", "{'destinationTrackId':'managing','enrollee':'manager'" + more + "}");
        put("participants/grace", "{'name':'Grace'}");
        for (int number = 1; number <= REPORTS; number++) {
            String role = number % 2 == 0 ? "engineer" : "designer";
            put(
                    "participants/r" + number,
                    "{'name':'R" + number + "','managerId':'grace','attributes':{'role':'" + role + "'}}");
            TestRequest.of(api, "POST", "/v1/tracks/onboarding/enrollments")
                    .body("{\"participantId\":\"r" + number + "\"}")
                    .send();
            program.reach(new StepReached("onboarding", "s1", "r" + number, 1));
        }
    }

    @ParameterizedTest
    @CsvSource({"no, 1", "yes, 10", "when_not_active, 1", "when_not_completed, 1"})
    void tenReportsEnrollTheirManagerAccordingToThePolicy(String policy, int instances) {
        tenReportsStart(",'reEnrollment':'" + policy + "'");

        List<JsonNode> enrollments = data("participants/grace/enrollments");

        assertThat(enrollments).hasSize(instances).allSatisfy(enrollment -> {
            assertThat(enrollment.at("/trackId").asText()).isEqualTo("managing");
            assertThat(enrollment.at("/source/kind").asText()).isEqualTo("step");
            assertThat(enrollment.at("/lineage").toString()).isEqualTo("[\"onboarding\",\"managing\"]");
        });
        assertThat(enrollments)
                .extracting(enrollment -> enrollment.at("/source/participantId").asText())
                .doesNotHaveDuplicates()
                .allMatch(report -> report.startsWith("r"));
    }

    @Test
    void eachReportsHistoryShowsTheDecisionAboutTheirManager() {
        tenReportsStart("");

        List<JsonNode> entries = IntStream.rangeClosed(1, REPORTS)
                .mapToObj(number -> data("participants/r" + number + "/history"))
                .map(history -> history.stream()
                        .filter(entry -> entry.at("/source/kind").asText().equals("step"))
                        .toList())
                .peek(steps -> assertThat(steps).hasSize(1))
                .map(steps -> steps.get(0))
                .toList();

        assertThat(entries.get(0).at("/decision").asText()).isEqualTo("enrolled");
        assertThat(entries.subList(1, REPORTS)).allSatisfy(entry -> {
            assertThat(entry.at("/reason").asText()).isEqualTo("previously_started");
            assertThat(entry.at("/evidence/instance").asInt()).isEqualTo(1);
        });
        assertThat(entries)
                .allSatisfy(
                        entry -> assertThat(entry.at("/enrolleeId").asText()).isEqualTo("grace"));
    }

    @Test
    void theManagersHistoryContainsAllRuns() {
        tenReportsStart("");

        assertThat(data("participants/grace/history"))
                .hasSize(REPORTS)
                .extracting(entry -> entry.at("/source/participantId").asText())
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, REPORTS)
                        .mapToObj(number -> "r" + number)
                        .toList());
    }

    @Test
    void aSkippedPreviewNamesTheManagerToo() {
        tenReportsStart("");

        TestRequest.Answer preview = TestRequest.of(api, "POST", "/v1/tracks/onboarding/steps/s1/preview")
                .body("{\"participantId\":\"r2\"}")
                .send();

        assertThat(preview.at("/outcome/reason")).isEqualTo("previously_started");
        assertThat(preview.at("/outcome/enrolleeId")).isEqualTo("grace");
    }

    @Test
    void theAudienceIsMatchedAgainstTheReportAndNotTheManager() {
        tenReportsStart(",'reEnrollment':'yes','audience':{'role':['engineer']}");

        assertThat(data("participants/grace/enrollments")).hasSize(REPORTS / 2);
        assertThat(data("participants/r1/history").get(0).at("/reason").asText())
                .isEqualTo("not_in_audience");
    }
}
