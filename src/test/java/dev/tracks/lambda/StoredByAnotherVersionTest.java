package dev.tracks.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.lambda.http.HttpApi;
import dev.tracks.lambda.http.TestRequest;
import dev.tracks.lambda.http.TestRequest.Answer;
import dev.tracks.lambda.json.Json;
import dev.tracks.store.table.Check;
import dev.tracks.store.table.Condition;
import dev.tracks.store.table.Items;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.Write;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Items that another version of this program, or another Java, has written: values that the API does not accept now. They
 * are read everywhere, and a PUT repairs them.
 */
class StoredByAnotherVersionTest {
    private static final String UNKNOWN_ZONE = "Mars/Olympus";
    private static final String ADA = "/v1/participants/ada";
    private static final String REACHED = "{\"trackId\":\"day-1\",\"stepId\":\"s1\",\"participantId\":\"ada\"}";

    private final InMemoryApplication program = new InMemoryApplication();
    private final HttpApi api = program.api();

    @BeforeEach
    void tracksAndPeople() {
        put("/v1/tracks/day-1", "{'title':'Day 1','status':'active'}");
        put("/v1/tracks/week-1", "{'title':'Week 1','status':'active'}");
        put("/v1/participants/grace", "{'name':'Grace'}");
        put(ADA, "{'name':'Ada','email':'ada@example.com','managerId':'grace','attributes':{'role':'engineer'}}");
        step(
                "{'title':'On to week 1','destinationTrackId':'week-1','enrollmentMethod':'manual','invitationMessage':'Hi {{user}} {{manager}}',"
                        + "'reminderMessage':'Still there?','mailSubject':'News','invitationExpiry':'P30D'}");
        call("POST", "/v1/tracks/day-1/enrollments", "{'participantId':'ada'}");
    }

    private void step(String body) {
        put("/v1/tracks/day-1/steps/s1", body);
    }

    private void put(String path, String body) {
        assertThat(call("PUT", path, body).status()).isIn(200, 201);
    }

    private Answer call(String method, String path, String body) {
        return TestRequest.of(api, method, path).body(body.replace('\'', '"')).send();
    }

    private JsonNode get(String path) {
        Answer answer = TestRequest.of(api, "GET", path).send();
        assertThat(answer.status()).as(path).isEqualTo(200);
        return answer.json();
    }

    private JsonNode reachStep() {
        return InMemoryApplication.invoke(program.stepHandler(), REACHED);
    }

    private void stored(Key key, String attribute, AttributeValue value) {
        assertThat(program.memory.snapshot().get(key)).containsKey(attribute);
        program.memory.write(
                List.of(new Write.Update(key, Map.of(attribute, value), Set.of(), Check.of(Condition.ALWAYS))));
    }

    private void storedZone() {
        stored(Keys.participant("ada"), "timeZone", Items.text(UNKNOWN_ZONE));
    }

    static Stream<Arguments> oldValues() {
        Key ada = Keys.participant("ada");
        Key track = Keys.track("day-1");
        Key step = Keys.step("day-1", "s1");
        return Stream.of(
                Arguments.of(ada, "timeZone", Items.text(UNKNOWN_ZONE)),
                Arguments.of(ada, "timeZone", Items.text("not a zone")),
                Arguments.of(ada, "name", Items.text("Alice\u202EeviL\u0000")),
                Arguments.of(ada, "name", Items.text("\u200B")),
                Arguments.of(ada, "name", Items.text("x".repeat(201))),
                Arguments.of(ada, "email", Items.text("<d\u00E5n@example.com>")),
                Arguments.of(ada, "email", Items.text("nobody")),
                Arguments.of(ada, "managerId", Items.text("ada")),
                Arguments.of(ada, "attributes", Items.json(Map.of("r", "x", " r", "y", "", "\u0000"))),
                Arguments.of(track, "title", Items.text("Week 1\r\nBcc: x")),
                Arguments.of(track, "title", Items.text("\u200B")),
                Arguments.of(track, "description", Items.text("x\u0000".repeat(2_001))),
                Arguments.of(track, "managers", Items.json(List.of("Grace Hopper"))),
                Arguments.of(step, "title", Items.text("\u200B")),
                Arguments.of(step, "title", Items.text("Week 1\r\nBcc: x" + "x".repeat(200))),
                Arguments.of(step, "invitationMessage", Items.text("Hi {{mentor}}\u0000")),
                Arguments.of(step, "invitationMessage", Items.text("x".repeat(3_001))),
                Arguments.of(step, "joinButtonText", Items.text("Join\r\nnow" + "!".repeat(75))),
                Arguments.of(step, "confirmationMessage", Items.text("{{mentor}}")),
                Arguments.of(step, "reminderMessage", Items.text("{{mentor}}\u0000" + "x".repeat(3_001))),
                Arguments.of(step, "mailSubject", Items.text("{{mentor}}\r\nBcc: x" + "x".repeat(100))),
                Arguments.of(step, "audience", Items.json(Map.of("role", List.of("engineer\u00A0", " engineer")))));
    }

    @Test
    void aStepOfAVersionWithoutItsLaterFieldsHasNone() {
        Key step = Keys.step("day-1", "s1");
        Set<String> later = Set.of("title", "reminderMessage", "mailSubject", "invitationExpiryDays");
        assertThat(program.memory.snapshot().get(step)).containsKeys(later.toArray(String[]::new));
        program.memory.write(List.of(new Write.Update(step, Map.of(), later, Check.of(Condition.ALWAYS))));

        JsonNode read = get("/v1/tracks/day-1/steps/s1");

        assertThat(List.of(
                        read.at("/title"),
                        read.at("/reminderMessage"),
                        read.at("/mailSubject"),
                        read.at("/invitationExpiry")))
                .allMatch(JsonNode::isNull);
        assertThat(reachStep().at("/decision").textValue()).isEqualTo("invited");
    }

    @ParameterizedTest
    @MethodSource("oldValues")
    void anOldValueIsReadEverywhere(Key key, String attribute, AttributeValue value) {
        stored(key, attribute, value);

        assertThat(get("/v1/participants").at("/data")).hasSize(2);
        assertThat(get(ADA).at("/id").textValue()).isEqualTo("ada");
        assertThat(get("/v1/tracks").at("/data")).hasSize(2);
        assertThat(get("/v1/tracks/day-1/steps").at("/data")).hasSize(1);
        assertThat(get("/v1/tracks/day-1/impact")).isNotNull();
        assertThat(call("POST", "/v1/tracks/day-1/steps/s1/preview", "{'participantId':'ada'}")
                        .status())
                .isEqualTo(200);
        assertThat(reachStep().at("/decision").textValue()).isEqualTo("invited");
        assertThat(get(ADA + "/history").at("/data")).hasSize(2);
        assertThat(get(ADA + "/invitations").at("/data")).hasSize(1);
        assertThat(get("/v1/tracks/day-1/enrollments").at("/data")).hasSize(1);
    }

    @Test
    void aPersonWithAnUnknownTimeZoneIsListedWithTheStoredNameAndRepairedByPut() {
        storedZone();

        assertThat(get("/v1/participants").at("/data").findValuesAsText("timeZone"))
                .containsExactly(UNKNOWN_ZONE, "UTC");
        assertThat(get(ADA).at("/timeZone").textValue()).isEqualTo(UNKNOWN_ZONE);

        put(ADA, "{'name':'Ada','timeZone':'America/Santiago'}");
        assertThat(get(ADA).at("/timeZone").textValue()).isEqualTo("America/Santiago");
    }

    @Test
    void aSyncRepeatsTheStoredUnknownTimeZoneButNobodyIntroducesOne() {
        String zone = "{'name':'Ada','timeZone':'" + UNKNOWN_ZONE + "'}";
        assertThat(call("PUT", ADA, zone).fields()).containsExactly("timeZone");
        assertThat(call("PUT", "/v1/participants/new", zone).fields()).containsExactly("timeZone");
        storedZone();

        ObjectNode read = (ObjectNode) get(ADA);
        read.remove(List.of("updatedAt", "updatedBy"));
        Answer repeated = call("PUT", ADA, read.put("name", "Ada L.").toString());

        assertThat(repeated.status()).isEqualTo(200);
        assertThat(repeated.at("/timeZone")).isEqualTo(UNKNOWN_ZONE);
        assertThat(call("PUT", ADA, zone.replace("Mars", "Moon")).fields()).containsExactly("timeZone");
        assertThat(call("PUT", "/v1/participants/grace", zone).fields()).containsExactly("timeZone");
    }

    @Test
    void aDecisionWithTheDefaultZoneSaysSoInItsEvidence() {
        storedZone();
        step("{'destinationTrackId':'week-1','delay':{'amount':1,'unit':'days','at':'12:00'}}");

        JsonNode deferred = reachStep();

        assertThat(deferred.at("/decision").textValue()).isEqualTo("deferred");
        assertThat(deferred.at("/dueAt").textValue()).isEqualTo("2025-03-04T12:00:00Z");
        JsonNode evidence = Json.object().put("unknownTimeZone", UNKNOWN_ZONE).put("timeZone", "UTC");
        assertThat(deferred.at("/evidence")).isEqualTo(evidence);
        assertThat(reachStep().at("/evidence")).isEqualTo(evidence);
        assertThat(get(ADA + "/history").at("/data"))
                .filteredOn(entry -> entry.at("/decision").textValue().equals("deferred"))
                .singleElement()
                .returns(evidence, entry -> entry.at("/evidence"));
    }

    @Test
    void anUnknownTimeZoneIsLoggedOnce() {
        // The reader of all tests may have logged the name that the other tests use.
        stored(Keys.participant("ada"), "timeZone", Items.text("Mars/Logged"));
        stored(Keys.participant("grace"), "timeZone", Items.text("Mars/Logged"));

        try (CapturedLog log = new CapturedLog()) {
            IntStream.range(0, 3).forEach(i -> get("/v1/participants"));

            assertThat(log.lines())
                    .filteredOn(line -> line.level().equals("WARN"))
                    .extracting(CapturedLog.Line::text)
                    .containsExactly(
                            "unknown time zone Mars/Logged: UTC is used until this Java has newer time zone data");
        }
    }

    @Test
    void anOldAttributeMatchesAnAudienceThatIsSavedNow() {
        stored(Keys.participant("ada"), "attributes", Items.json(Map.of("role", "engineer\u00A0")));
        step("{'destinationTrackId':'week-1','audience':{'role':['engineer']}}");

        assertThat(reachStep().at("/decision").textValue()).isEqualTo("enrolled");
    }
}
