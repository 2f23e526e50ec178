package dev.tracks.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.lambda.http.HttpApi;
import dev.tracks.lambda.http.Route;
import dev.tracks.lambda.http.access.TestToken;
import dev.tracks.lambda.http.protocol.HttpResponse;
import dev.tracks.lambda.json.FieldProblem;
import dev.tracks.lambda.json.InvalidRequestException;
import dev.tracks.lambda.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Fuzzed step events, HTTP events and join tokens cause no server error; each refusal names its field and writes
 * nothing.
 */
class AttackTest {
    private static final int EVENTS = 20_000 * FuzzedInput.TIMES;
    private static final int REQUESTS = 30_000 * FuzzedInput.TIMES;
    private static final int BYTES = 5_000 * FuzzedInput.TIMES;
    private static final int TOKENS = 20_000 * FuzzedInput.TIMES;

    /** Not 409: such a refusal may write an answer to an Idempotency-Key, or an entry in an invitation's trail. */
    private static final Set<Integer> WRITES_NOTHING = Set.of(400, 401, 403, 404, 405, 412, 413, 422);

    private final AttackTarget attacked = new AttackTarget();
    private final InMemoryApplication program = attacked.program;
    private final HttpApi api = attacked.api;
    private final FuzzedInput chaos = attacked.chaos;

    @AfterEach
    void restoreLogLevel() {
        attacked.close();
    }

    @Test
    void everyStepEventErrorNamesAField() {
        StepHandler handler = program.stepHandler();
        JsonNode byId = Json.read("{\"trackId\":\"day-1\",\"stepId\":\"s1\",\"participantId\":\"ada\",\"instance\":1}");
        JsonNode byEmail = Json.read("{\"trackId\":\"day-1\",\"stepId\":\"s1\",\"participant\":{\"email\":\"a@b\"}}");
        for (int i = 0; i < EVENTS; i++) {
            String event = chaos.changed(i % 4 == 0 ? byEmail : byId).toString();
            String sent = chaos.chance(5) ? chaos.broken(event) : chaos.chance(5) ? chaos.numbered(event) : event;
            int before = program.writes();
            try {
                InMemoryApplication.invoke(handler, sent);
            } catch (InvalidRequestException e) {
                assertThat(e.problems()).isNotEmpty();
                assertThat(program.writes()).as(sent).isEqualTo(before);
                if (AttackTarget.isObject(sent)) {
                    assertThat(e.problems())
                            .as(sent)
                            .extracting(FieldProblem::field)
                            .doesNotContain("");
                }
            } catch (RuntimeException e) {
                fail("input " + i + " of seed " + AttackTarget.SEED + ": " + sent, e);
            }
        }
    }

    @Test
    void arbitraryBytesAreAnsweredOrRefused() throws IOException {
        StepHandler handler = program.stepHandler();
        int before = program.writes();
        for (int i = 0; i < BYTES; i++) {
            byte[] bytes = chaos.bytes();
            try {
                handler.handleRequest(new ByteArrayInputStream(bytes), new ByteArrayOutputStream(), new TestContext());
                fail("input " + i + " of seed " + AttackTarget.SEED + " was taken for an event: "
                        + Arrays.toString(bytes));
            } catch (InvalidRequestException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
        assertThat(program.writes()).isEqualTo(before);
    }

    @Test
    void noHttpEventCausesAServerError() {
        List<JsonNode> calls = api.routes().stream().map(this::call).toList();
        int accepted = 0;
        for (int i = 0; i < REQUESTS; i++) {
            JsonNode right = chaos.of(calls);
            JsonNode event = chaos.chance(8) ? right : chaos.changed(right);
            int before = program.writes();

            HttpResponse answer = api.answer(event, "request-1");

            String what = "input " + i + " of seed " + AttackTarget.SEED + ": " + event;
            assertThat(answer.status()).as(what).isBetween(200, 499);
            accepted += answer.status() < 300 ? 1 : 0;
            if (WRITES_NOTHING.contains(answer.status())) {
                assertThat(program.writes()).as(what).isEqualTo(before);
            }
            if (answer.status() == 400 && !answer.headers().get("content-type").startsWith("text/html")) {
                assertThat(Json.read(answer.body()).at("/errors/0/field").asText())
                        .as(what)
                        .isNotEmpty();
            }
        }
        assertThat(accepted).as("something must get through").isBetween(REQUESTS / 20, REQUESTS / 2);
    }

    /** Numbers, nesting and names at and beyond the limits of Java and DynamoDB, in each field of each body. */
    @Test
    void noShapeOfAValueCausesAServerError() {
        List<String> shapes = new ArrayList<>(FuzzedInput.NUMBER_TEXTS);
        for (int depth : new int[] {30, 31, 32, 33, 97, 98, 99, 100, 101}) {
            shapes.add("[".repeat(depth) + "]".repeat(depth));
            shapes.add("{\"a\":".repeat(depth) + "1" + "}".repeat(depth));
        }
        for (String value : List.of("1", "\"x\"", "[\"x\"]", "{}", "null")) {
            shapes.add("{\"\":" + value + "}");
            shapes.add("{\"r\":" + value + ",\" r\":" + value + "}");
            shapes.add("[{\"\":" + value + "}]");
        }
        for (Route route : api.routes()) {
            if (route.method().equals("GET") || route.method().equals("DELETE")) {
                continue;
            }
            for (String field :
                    List.of("progress", "attributes", "audience", "name", "title", "delay", "instance", "step", "")) {
                for (String shape : shapes) {
                    assertRefusedOrDone(route, "{\"" + field + "\":" + shape + "}");
                    assertRefusedOrDone(
                            route, "{\"title\":\"T\",\"name\":\"N\",\"x\":{\"" + field + "\":" + shape + "}}");
                }
            }
            for (String shape : shapes) {
                assertRefusedOrDone(route, "{\"name\":\"N\",\"attributes\":" + shape + "}");
                assertRefusedOrDone(route, "{\"destinationTrackId\":\"week-1\",\"audience\":" + shape + "}");
                assertRefusedOrDone(route, shape);
            }
        }
    }

    private void assertRefusedOrDone(Route route, String body) {
        JsonNode event = ((ObjectNode) call(route)).put("body", body);
        int before = program.writes();

        HttpResponse answer = api.answer(event, "request-1");

        String what = route.method() + " " + route.pattern() + " " + body;
        assertThat(answer.status()).as(what).isBetween(200, 499);
        if (WRITES_NOTHING.contains(answer.status())) {
            assertThat(program.writes()).as(what).isEqualTo(before);
        }
    }

    /** A request to the route, with mutations. */
    private JsonNode call(Route route) {
        String path = route.pattern()
                .replace("{trackId}", "day-1")
                .replace("{stepId}", "s1")
                .replace("{participantId}", "ada")
                .replace("{instance}", "1")
                .replace("{number}", "1")
                .replace(
                        "{token}",
                        program.links.link(AttackTarget.TOKEN).getPath().substring("/join/".length()));
        ObjectNode event =
                Json.object().put("version", "2.0").put("rawPath", path).put("rawQueryString", "");
        ObjectNode context = event.putObject("requestContext");
        context.putObject("http").put("method", route.method()).put("path", path);
        TestToken.send(event, TestToken.payload("root", "admin"));
        event.withObject("/headers").put("if-match", "\"1\"").put("idempotency-key", "k1");
        return event.put("body", body(route.method() + " " + route.pattern())).put("isBase64Encoded", false);
    }

    private static String body(String route) {
        if (route.startsWith("PUT") && route.endsWith("{stepId}")) {
            return "{\"destinationTrackId\":\"week-1\",\"delay\":{\"amount\":1,\"unit\":\"days\"}}";
        }
        if (route.startsWith("PUT")) {
            return "{\"title\":\"T\",\"name\":\"N\"}";
        }
        if (route.startsWith("PATCH")) {
            return "{\"progress\":{\"a\":{\"b\":1}}}";
        }
        return route.contains("/join/") ? "answer=join" : "{\"participantId\":\"ada\"}";
    }

    @Test
    void onlyTheCorrectJoinTokenIsAnInvitation() {
        String path = program.links.link(AttackTarget.TOKEN).getPath();
        String right = path.substring("/join/".length());
        for (int i = 0; i < TOKENS; i++) {
            String token = chaos.chance(10) ? chaos.text() : chaos.broken(right);
            if (!token.equals(right)) {
                assertThat(program.links.token(token))
                        .as("input " + i + " of seed " + AttackTarget.SEED + ": " + token)
                        .isEmpty();
            }
        }
        assertThat(program.links.token(right)).contains(AttackTarget.TOKEN);
    }
}
