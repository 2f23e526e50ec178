package dev.tracks.lambda.http.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.lambda.InMemoryApplication;
import dev.tracks.lambda.http.HttpApi;
import dev.tracks.lambda.http.TestRequest;
import dev.tracks.lambda.http.TestRequest.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParticipantRoutesTest {
    private final InMemoryApplication program = new InMemoryApplication();
    private final HttpApi api = program.api();

    private TestRequest call(String method, String path) {
        return TestRequest.of(api, method, path);
    }

    private Answer put(String id, String body) {
        return call("PUT", "/v1/participants/" + id)
                .body(body.replace('\'', '"'))
                .send();
    }

    @Test
    void aParticipantIsCreatedWithDefaultsAndRead() {
        Answer created = put("ada", "{'name':'Ada Lovelace'}");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().toString())
                .isEqualTo(
                        "{\"id\":\"ada\",\"name\":\"Ada Lovelace\",\"email\":null,\"slackUserId\":null,\"formerSlackUserId\":null,"
                                + "\"subject\":null,\"userName\":null,\"externalId\":null,\"managerId\":null,\"timeZone\":\"UTC\",\"attributes\":{},\"active\":true,"
                                + "\"updatedAt\":\"2025-03-03T09:00:00Z\",\"updatedBy\":\"root\"}");
        assertThat(call("GET", "/v1/participants/ada").send().json()).isEqualTo(created.json());
    }

    @Test
    void allGivenFieldsAreStored() {
        Answer created = put(
                "ada",
                "{'id':'ada','name':'Ada','email':'ada@example.org','slackUserId':'U1',"
                        + "'subject':'auth0|5f7c','managerId':'grace',"
                        + "'timeZone':'Europe/London','attributes':{'role':'engineer'},'active':false}");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.at("/subject")).isEqualTo("auth0|5f7c");
        assertThat(created.at("/timeZone")).isEqualTo("Europe/London");
        assertThat(created.at("/attributes/role")).isEqualTo("engineer");
        assertThat(created.json().at("/active").booleanValue()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "'name':' ' | name",
                "'email':'nobody' | email",
                "'managerId':'ada' | managerId",
                "'managerId':'Grace H' | managerId",
                "'timeZone':'Mars/Olympus' | timeZone",
                "'timeZone':'+02:00' | timeZone",
                "'attributes':{'role':7} | attributes.role",
                "'attributes':{'role':['x']} | attributes.role",
                "'active':1 | active",
                "'slackUserId':'' | slackUserId",
                "'subject':'' | subject",
                "'subject':' auth0' | subject",
                "'subject':'\\u0000' | subject",
                "'subject':'\\ud800' | subject",
                "'subject':7 | subject"
            })
    void eachInvalidFieldIsNamed(String field, String name) {
        String body = field.contains("'name'") ? "{" + field + "}" : "{'name':'Ada'," + field + "}";

        Answer answer = put("ada", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly(name);
        assertThat(program.items()).isZero();
    }

    @Test
    void aNameIsFoundWithoutTheWhiteSpaceAndMarksAroundIt() {
        put("ada", "{'name':'\uFEFFAdamina','attributes':{'role':'engineer\u00A0'}}");

        Answer found = call("GET", "/v1/participants?q=%E2%80%83adam%C2%A0").send();

        assertThat(found.at("/data/0/name")).isEqualTo("Adamina");
        assertThat(found.at("/data/0/attributes/role")).isEqualTo("engineer");
    }

    @Test
    void aPersonWhoLeftStaysInactiveUntilARequestSaysOtherwise() {
        put("ada", "{'name':'Ada','active':false}");

        assertThat(put("ada", "{'name':'Ada L.'}").at("/active")).isEqualTo("false");
        assertThat(put("ada", "{'name':'Ada','active':null}").fields()).containsExactly("active");
        assertThat(put("ada", "{'name':'Ada','active':true}").at("/active")).isEqualTo("true");
        assertThat(put("ada", "{'name':'Ada'}").at("/active")).isEqualTo("true");
    }

    @Test
    void peopleAreListedByNameAndPagedWithoutGaps() {
        for (int i = 10; i < 35; i++) {
            put("p" + i, "{'name':'Person " + i + "'}");
        }
        List<String> names = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = call("GET", "/v1/participants?q=person%201&limit=4" + cursor)
                    .send();
            assertThat(page.status()).isEqualTo(200);
            names.addAll(page.json().at("/data").findValuesAsText("name"));
            cursor = page.json().get("nextCursor").isNull() ? null : "&cursor=" + page.at("/nextCursor");
        } while (cursor != null);

        assertThat(names)
                .containsExactly(
                        "Person 10",
                        "Person 11",
                        "Person 12",
                        "Person 13",
                        "Person 14",
                        "Person 15",
                        "Person 16",
                        "Person 17",
                        "Person 18",
                        "Person 19");
    }

    @ParameterizedTest
    @ValueSource(strings = {"adam", "ADAM", "lov", "love%20adam", "ada%40ex", "u-47", "%C3%84d%C3%A0m", "adam%0A"})
    void aPersonIsFoundByTheStartsOfWords(String q) {
        put("u-4711", "{'name':'\\uFEFFAdamina King-Lovelace','email':'ada@example.org'}");
        put("bada", "{'name':'Bada','email':'lovely.bada@example.org'}");

        Answer answer = call("GET", "/v1/participants?q=" + q).send();

        assertThat(answer.json().at("/data").findValuesAsText("id")).contains("u-4711");
        assertThat(call("GET", "/v1/participants?q=x" + q).send().json().at("/data"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "email", "subject", "slackUserId", "attributes.team"})
    void aFieldThatWasNotUtf8IsRefusedByName(String field) {
        String lost = "\"M\uFFFDller\"";
        String value =
                field.startsWith("attributes") ? "\"attributes\":{\"team\":" + lost + "}" : "\"" + field + "\":" + lost;
        String name = field.equals("name") ? "" : ",\"name\":\"Ada\"";

        Answer answer = call("PUT", "/v1/participants/ada")
                .body("{" + value + name + "}")
                .send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly(field);
        assertThat(call("GET", "/v1/participants/ada").send().status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"participants", "tracks"})
    void theLongestNameCanBeSearched(String list) {
        String name = "🎉".repeat(200);
        put("ada", "{'name':'" + name + "'}");
        call("PUT", "/v1/tracks/party").body("{\"title\":\"" + name + "\"}").send();

        Answer found = call("GET", "/v1/" + list + "?q=%20" + name).send();
        Answer tooLong = call("GET", "/v1/" + list + "?q=a" + name).send();

        assertThat(found.json().path("data")).hasSize(1);
        assertThat(tooLong.status()).isEqualTo(400);
        assertThat(tooLong.fields()).containsExactly("q");
    }

    @Test
    void aPageHas25EntriesByDefault() {
        for (int i = 10; i < 40; i++) {
            put("p" + i, "{'name':'Person " + i + "'}");
        }

        assertThat(call("GET", "/v1/participants").send().json().at("/data")).hasSize(25);
        assertThat(call("GET", "/v1/participants?limit=100").send().json().at("/data"))
                .hasSize(30);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=101", "limit=x", "limit=", "limit=%2B5", "limit=5&limit=6"})
    void anInvalidLimitIsNamed(String query) {
        Answer answer = call("GET", "/v1/participants?" + query).send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly("limit");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cursor=", "cursor=x", "cursor=%00", "cursor=a%20b"})
    void aCursorOfAnotherListIsNamed(String query) {
        Answer answer = call("GET", "/v1/participants?" + query).send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly("cursor");
    }

    @ParameterizedTest
    @ValueSource(strings = {"q=%", "q=%zz", "q=%ff", "q=%C3"})
    void anUndecodableQueryParameterIsNamed(String query) {
        Answer answer = call("GET", "/v1/participants?" + query).send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly("q");
    }
}
