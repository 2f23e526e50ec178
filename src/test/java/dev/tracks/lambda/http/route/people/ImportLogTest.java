package dev.tracks.lambda.http.route.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.lambda.CapturedLog;
import dev.tracks.lambda.InMemoryApplication;
import dev.tracks.lambda.http.TestRequest;
import org.junit.jupiter.api.Test;

/** What the log says about a request with many people. */
class ImportLogTest {
    @Test
    void anImportIsOneLineWithTheCountsOfItsResults() {
        try (CapturedLog log = new CapturedLog()) {
            TestRequest.of(new InMemoryApplication().api(), "POST", "/v1/participants/batch")
                    .header("content-type", "text/csv")
                    .body("id,name\nada,Ada\nlinus,Linus")
                    .send();

            assertThat(log.lines()).singleElement().satisfies(line -> {
                assertThat(line.text()).isEqualTo("answered route=POST /v1/participants/batch status=200");
                assertThat(line.fields())
                        .containsEntry("people", "saved {created=2, updated=0, unchanged=0, refused=0}");
            });
        }
    }
}
