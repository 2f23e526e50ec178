package dev.tracks.lambda.http.route.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.lambda.InMemoryApplication;
import dev.tracks.lambda.http.HttpApi;
import dev.tracks.lambda.http.TestRequest;
import dev.tracks.lambda.http.TestRequest.Answer;
import dev.tracks.lambda.json.Json;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Many people in one request: each row is saved as PUT saves a person. */
class ParticipantBatchTest {
    private static final String BATCH = "/v1/participants/batch";

    private final InMemoryApplication program = new InMemoryApplication();
    private final HttpApi api = program.api();

    private Answer csv(String body) {
        return send(body, "text/csv");
    }

    private Answer json(String body) {
        return send(body.replace('\'', '"'), "application/json");
    }

    private Answer send(String body, String type) {
        return TestRequest.of(api, "POST", BATCH)
                .header("content-type", type)
                .body(body)
                .send();
    }

    private Answer person(String id) {
        return TestRequest.of(api, "GET", "/v1/participants/" + id).send();
    }

    private void put(String id, String body) {
        assertThat(TestRequest.of(api, "PUT", "/v1/participants/" + id)
                        .body(body.replace('\'', '"'))
                        .send()
                        .status())
                .isEqualTo(201);
    }

    private static List<String> results(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return rows(answer).stream().map(row -> row.path("result").asText()).toList();
    }

    private static List<JsonNode> rows(Answer answer) {
        return StreamSupport.stream(Json.read(answer.text()).path("data").spliterator(), false)
                .toList();
    }

    private static String people(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> "p" + i + ",Person " + i + "\n")
                .collect(Collectors.joining("", "id,name\n", ""));
    }

    @Test
    void eachRowIsSavedAndReportedInOrder() {
        put("ada", "{'name':'Ada'}");
        put("linus", "{'name':'Linus'}");

        Answer answer = json("{'data':[{'id':'grace','name':'Grace'},{'id':'ada','name':'Ada Lovelace'},"
                + "{'id':'linus','name':'Linus'},{'id':'mary','name':'','email':'x'}]}");

        assertThat(results(answer)).containsExactly("created", "updated", "unchanged", "refused");
        assertThat(Json.read(answer.text()).path("counts"))
                .isEqualTo(Json.read("{\"created\":1,\"updated\":1,\"unchanged\":1,\"refused\":1}"));
        assertThat(rows(answer).get(1))
                .isEqualTo(
                        Json.read("{\"row\":2,\"id\":\"ada\",\"result\":\"updated\",\"retry\":false,\"errors\":[]}"));
        assertThat(rows(answer).get(3).at("/errors/0/field").asText()).isEqualTo("name");
        assertThat(rows(answer).get(3).at("/errors/1/field").asText()).isEqualTo("email");
        assertThat(person("ada").at("/name")).isEqualTo("Ada Lovelace");
        assertThat(person("mary").status()).isEqualTo(404);
    }

    @Test
    void columnsOfCsvAreFieldsInAnyOrder() {
        Answer answer = csv("\uFEFFattributes.role,name,active,id,email,attributes.team\r\n"
                + "engineer,\"Lovelace, \"\"Ada\"\"\",FALSE,ada,ada@example.com,\r\n");

        assertThat(results(answer)).containsExactly("created");
        assertThat(person("ada").at("/name")).isEqualTo("Lovelace, \"Ada\"");
        assertThat(person("ada").at("/email")).isEqualTo("ada@example.com");
        assertThat(person("ada").at("/active")).isEqualTo("false");
        assertThat(Json.read(person("ada").text()).path("attributes")).isEqualTo(Json.read("{\"role\":\"engineer\"}"));
    }

    @Test
    void aLineBreakInAQuotedFieldIsPartOfTheField() {
        Answer answer = csv("id,name\nada,\"Ada\nLovelace\"\nlinus,Linus\n");

        assertThat(results(answer)).containsExactly("refused", "created");
        assertThat(rows(answer).get(0).at("/errors/0/message").asText()).contains("single line");
    }

    @Test
    void anEmptyFieldOfCsvIsAbsent() {
        put("ada", "{'name':'Ada','email':'ada@example.com','active':false}");

        assertThat(results(csv("id,name,email,active,managerId\nada,Ada,,,\n"))).containsExactly("updated");
        assertThat(Json.read(person("ada").text()).path("email").isNull()).isTrue();
        assertThat(person("ada").at("/active")).isEqualTo("false");
    }

    @Test
    void unchangedRowsWriteNothing() {
        String csv =
                "id,name,email,timeZone,attributes.role\nada,Ada,ada@example.com,Europe/London,engineer\nlinus,Linus,,,\n";
        csv(csv);
        int before = program.writes();

        assertThat(results(csv(csv))).containsExactly("unchanged", "unchanged");
        assertThat(program.writes()).isEqualTo(before);
    }

    @Test
    void aBatchHoldsFiveHundredRows() {
        assertThat(results(csv(people(500)))).hasSize(500).containsOnly("created");
        assertThat(results(csv(people(500)))).hasSize(500).containsOnly("unchanged");
    }

    @Test
    void tooManyRowsAreRefusedTogether() {
        String json = IntStream.range(0, 501).mapToObj(i -> "{}").collect(Collectors.joining(",", "{'data':[", "]}"));

        assertInvalid(csv(people(501)), "body", "must have 1 to 500 rows after the header line");
        assertInvalid(csv(people(5_000)), "body", "must have at most 502 lines");
        assertInvalid(json(json), "data", "must be an array of 1 to 500 values");
    }

    @Test
    void aBodyOverOneMegabyteIsTooLarge() {
        assertThat(csv("id,name\nada," + "x".repeat(ParticipantBatchRoutes.BODY_MAX))
                        .status())
                .isEqualTo(413);
        assertThat(results(csv("id,name\nada," + "x".repeat(ParticipantBatchRoutes.BODY_MAX - 12))))
                .containsExactly("refused");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    id,name,role                        | role           | is not a known column
                    id;name                             | id;name        | separated by commas
                    id,name,attributes.                 | attributes.    | is not a known column
                    id,name,                            | ""             | is not a known column
                    id,name,Email                       | Email          | slackUserId
                    id,name,name                        | name           | must be a column only once
                    id,name,attributes.a,attributes.  a | attributes.  a | must be a column only once
                    name,email                          | id             | must be a column
                    id,email                            | name           | must be a column
                    """)
    void anInvalidHeaderIsRefusedWithItsColumn(String header, String column, String message) {
        Answer answer = csv(header + "\nada,Ada\n");

        assertInvalid(answer, column, message);
    }

    private void assertInvalid(Answer answer, String field, String message) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(StreamSupport.stream(Json.read(answer.text()).path("errors").spliterator(), false))
                .anySatisfy(error -> {
                    assertThat(error.path("field").asText()).isEqualTo(field);
                    assertThat(error.path("message").asText()).contains(message);
                });
        assertThat(program.writes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "id,name", "id,name\n\n", "id,name\nada,\"Ada", "id,name\nada,\"A\"da\n"})
    void whatIsNotCsvWithRowsIsRefused(String body) {
        Answer answer = csv(body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/errors/0/field")).isEqualTo("body");
        assertThat(program.writes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[]", "{}", "{'data':[]}", "{'data':{}}", "{'data':null}", "{'data':[{}],'x':1}", "{'data':[{}]"
            })
    void whatIsNotAListOfPeopleIsRefused(String body) {
        assertThat(json(body).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "text/csv; charset=iso-8859-1", "application/xml", ";", "text/csvx"})
    void anotherMediaTypeIsRefused(String type) {
        Answer answer = send("id,name\nada,Ada\n", type);

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.headers()).containsEntry("accept", "application/json, text/csv");
        assertThat(program.writes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/csv;charset=UTF-8", "TEXT/CSV; header=present; charset=\"utf-8\"", "text/csv; "})
    void parametersOfTheMediaTypeAreAccepted(String type) {
        assertThat(results(send("id,name\nada,Ada\n", type))).containsExactly("created");
    }

    @Test
    void aRowWithTooManyOrTooFewFieldsIsRefusedAlone() {
        Answer answer = csv("id,name,email\nada,Ada\nlinus,Linus,,\ngrace,Grace,\n");

        assertThat(results(answer)).containsExactly("refused", "refused", "created");
        assertThat(rows(answer).get(0).at("/errors/0/field").asText()).isEqualTo("row");
        assertThat(rows(answer).get(0).at("/errors/0/message").asText())
                .isEqualTo("must have 3 fields, as the header line, but has 2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {'name':'Ada'}                         | id              | is required
                    {'id':null,'name':'Ada'}               | id              | must be an id
                    {'id':7,'name':'Ada'}                  | id              | must be an id
                    {'id':'Ada','name':'Ada'}              | id              | must be an id
                    {'id':'ada','name':'Ada','x':1}        | x               | is not a known field
                    {'id':'ada','name':'A','active':'yes'} | active          | must be true or false
                    {'id':'ada','name':'A','managerId':'ada'} | managerId    | must be another person
                    {'id':'ada','name':'A','timeZone':'Mars'} | timeZone     | IANA
                    'ada'                                  | row             | must be a JSON object
                    """, quoteCharacter = '`')
    void anInvalidRowIsRefusedWithItsField(String row, String field, String message) {
        Answer answer = json("{'data':[" + row + ",{'id':'linus','name':'Linus'}]}");

        assertThat(results(answer)).containsExactly("refused", "created");
        JsonNode error = rows(answer).get(0).at("/errors/0");
        assertThat(error.path("field").asText()).isEqualTo(field);
        assertThat(error.path("message").asText()).contains(message);
    }

    @Test
    void theLaterRowOfAPersonIsRefused() {
        Answer answer = csv("id,name\nada,Ada\nlinus,Linus\nada,Another\n");

        assertThat(results(answer)).containsExactly("created", "created", "refused");
        assertThat(rows(answer).get(2).at("/errors/0/message").asText()).contains("row 1");
        assertThat(person("ada").at("/name")).isEqualTo("Ada");
    }

    @Test
    void anAliasOfAnotherPersonIsRefusedWithItsOwner() {
        put("ada", "{'name':'Ada','email':'ada@example.com'}");

        Answer answer = csv("id,name,email\neve,Eve,ADA@example.com\n");

        assertThat(results(answer)).containsExactly("refused");
        assertThat(rows(answer).get(0).path("errors").toString())
                .isEqualTo("[{\"field\":\"email\",\"message\":\"belongs to participant ada\"}]");
        assertThat(rows(answer).get(0).path("retry").asBoolean()).isFalse();
    }

    @Test
    void anAliasThatAnyRowGivesUpIsFree() {
        put("ada", "{'name':'Ada','email':'first@example.com'}");
        put("linus", "{'name':'Linus','email':'second@example.com'}");

        Answer answer = csv(
                "id,name,email\neve,Eve,second@example.com\nlinus,Linus,first@example.com\nada,Ada,third@example.com\n");

        assertThat(results(answer)).containsExactly("created", "updated", "updated");
        assertThat(person("eve").at("/email")).isEqualTo("second@example.com");
    }

    @Test
    void anErasedPersonIsRefused() {
        put("ada", "{'name':'Ada'}");
        TestRequest.of(api, "DELETE", "/v1/participants/ada").send();

        Answer answer = csv("id,name\nada,Ada\nlinus,Linus\n");

        assertThat(results(answer)).containsExactly("refused", "created");
        assertThat(rows(answer).get(0).at("/errors/0/field").asText()).isEqualTo("id");
    }

    @Test
    void aPersonMayHaveTheIdBatch() {
        put("batch", "{'name':'Bat Chen'}");

        assertThat(person("batch").at("/name")).isEqualTo("Bat Chen");
        assertThat(results(csv("id,name\nbatch,Bat Chen\n"))).containsExactly("unchanged");
    }
}
