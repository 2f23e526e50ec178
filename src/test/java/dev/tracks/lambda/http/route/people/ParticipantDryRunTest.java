package dev.tracks.lambda.http.route.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.lambda.InMemoryApplication;
import dev.tracks.lambda.http.HttpApi;
import dev.tracks.lambda.http.TestRequest;
import dev.tracks.lambda.http.TestRequest.Answer;
import dev.tracks.lambda.json.Json;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A dry run of many people answers as the request without it would, and writes nothing. */
class ParticipantDryRunTest {
    private static final String BATCH = "/v1/participants/batch";

    private final InMemoryApplication program = new InMemoryApplication();
    private final HttpApi api = program.api();

    @BeforeEach
    void twoPeopleAndAnErasedOne() {
        put("ada", "{'name':'Ada','email':'first@example.com'}");
        put("linus", "{'name':'Linus','email':'second@example.com'}");
        put("gone", "{'name':'Gone'}");
        TestRequest.of(api, "DELETE", "/v1/participants/gone").send();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // New, changed, unchanged, invalid and erased people, and a person who occurs twice.
                "id,name,email\neve,Eve,\nada,Ada L,first@example.com\nlinus,Linus,second@example.com\n"
                        + "mary,,x\ngone,Gone,\neve,Eve again,\n",
                // Aliases: taken, given up by another row, in a chain, and swapped.
                "id,name,email\neve,Eve,SECOND@example.com\n",
                "id,name,email\neve,Eve,second@example.com\nlinus,Linus,first@example.com\nada,Ada,third@example.com\n",
                "id,name,email\nada,Ada,second@example.com\nlinus,Linus,first@example.com\n",
                "id,name,email,slackUserId\neve,Eve,first@example.com,U1\nada,Ada,,\n"
            })
    void theResultsAreThoseOfTheRequestWithoutIt(String csv) {
        Answer checked = send(BATCH + "?dryRun=true", csv);
        Answer saved = send(BATCH, csv);

        assertThat(checked.status()).isEqualTo(200);
        assertThat(checked.json()).isEqualTo(saved.json());
    }

    @Test
    void nothingIsWritten() {
        int before = program.writes();

        Answer answer = send(BATCH + "?dryRun=true", "id,name,email\neve,Eve,\nada,Ada L,third@example.com\n");

        assertThat(results(answer)).containsExactly("created", "updated");
        assertThat(program.writes()).isEqualTo(before);
        assertThat(TestRequest.of(api, "GET", "/v1/participants/ada").send().at("/name"))
                .isEqualTo("Ada");
    }

    @Test
    void ofTwoRowsThatClaimAFreeAliasOneIsRefused() {
        Answer answer =
                send(BATCH + "?dryRun=true", "id,name,email\neve,Eve,new@example.com\nmary,Mary,New@Example.com\n");

        assertThat(results(answer)).containsExactlyInAnyOrder("created", "refused");
    }

    @Test
    void falseIsTheDefault() {
        assertThat(results(send(BATCH + "?dryRun=false", "id,name\neve,Eve\n"))).containsExactly("created");
        assertThat(results(send(BATCH, "id,name\neve,Eve\n"))).containsExactly("unchanged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dryRun=yes", "dryRun=", "dryRun=TRUE", "dryrun=true", "dryRun=true&x=1"})
    void anotherParameterIsRefusedAndNothingIsWritten(String query) {
        int before = program.writes();

        assertThat(send(BATCH + "?" + query, "id,name\neve,Eve\n").status()).isEqualTo(400);
        assertThat(program.writes()).isEqualTo(before);
    }

    private Answer send(String path, String csv) {
        return TestRequest.of(api, "POST", path)
                .header("content-type", "text/csv")
                .body(csv)
                .send();
    }

    private static List<String> results(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        JsonNode data = Json.read(answer.text()).path("data");
        return StreamSupport.stream(data.spliterator(), false)
                .map(row -> row.path("result").asText())
                .toList();
    }

    private void put(String id, String body) {
        TestRequest.of(api, "PUT", "/v1/participants/" + id)
                .body(body.replace('\'', '"'))
                .send();
    }
}
