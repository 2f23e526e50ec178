package dev.tracks.lambda.http.route;

import dev.tracks.lambda.InMemoryApplication;
import dev.tracks.lambda.http.HttpApi;
import dev.tracks.lambda.http.TestRequest;
import org.junit.jupiter.api.BeforeEach;

/** Two active tracks with a step from one to the other, Ada and Linus. */
abstract class EnrollmentFixture {
    static final String ADA = "{\"participantId\":\"ada\"}";

    final InMemoryApplication program = new InMemoryApplication();
    final HttpApi api = program.api();

    final TestRequest call(String method, String path) {
        return TestRequest.of(api, method, path);
    }

    final TestRequest enroll(String track, String body) {
        return call("POST", "/v1/tracks/" + track + "/enrollments").body(body);
    }

    @BeforeEach
    void tracksAndPeople() {
        for (String track : new String[] {"day-1", "week-1"}) {
            call("PUT", "/v1/tracks/" + track)
                    .body("{\"title\":\"" + track + "\",\"status\":\"active\"}")
                    .send();
        }
        call("PUT", "/v1/tracks/day-1/steps/s1")
                .body("{\"destinationTrackId\":\"week-1\"}")
                .send();
        call("PUT", "/v1/participants/ada").body("{\"name\":\"Ada\"}").send();
        call("PUT", "/v1/participants/linus").body("{\"name\":\"Linus\"}").send();
    }
}
