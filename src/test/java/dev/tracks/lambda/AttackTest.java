package dev.tracks.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.withSettings;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.domain.InvitationRef;
import dev.tracks.domain.StepReached;
import dev.tracks.lambda.http.HttpApi;
import dev.tracks.lambda.http.HttpResponse;
import dev.tracks.lambda.http.Route;
import dev.tracks.lambda.http.TestCall;
import dev.tracks.lambda.json.FieldProblem;
import dev.tracks.lambda.json.InvalidRequestException;
import dev.tracks.lambda.json.Json;
import dev.tracks.store.TableMailbox;
import dev.tracks.store.TableOutbox;
import dev.tracks.usecase.Channel;
import dev.tracks.usecase.DeliverMessage;
import dev.tracks.usecase.EventsOut;
import dev.tracks.usecase.HandOver;
import dev.tracks.usecase.JoinToken;
import dev.tracks.usecase.Queues;
import dev.tracks.usecase.Rounds;
import dev.tracks.usecase.Schedules;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** 100,000 inputs over every entry: none is our fault, each refusal names its field, none that is refused writes. */
class AttackTest {
    private static final long SEED = 20_250_303;
    private static final int EVENTS = 20_000 * Chaos.TIMES;
    private static final int REQUESTS = 30_000 * Chaos.TIMES;
    private static final int RECORDS = 15_000 * Chaos.TIMES;
    private static final int TOKENS = 20_000 * Chaos.TIMES;
    private static final int BATCH = 10;

    /** A refusal that may note that it was asked for: under an Idempotency-Key, or in an invitation's trail. */
    private static final Set<Integer> WRITES_NOTHING = Set.of(400, 401, 403, 404, 405, 412, 413, 422);

    private static final StepReached CAUSE = new StepReached("day-1", "s1", "ada", 1);
    private static final JoinToken TOKEN = new JoinToken("ada", new InvitationRef("week-1", 1), CAUSE);

    private final InMemory program = new InMemory();
    private final HttpApi api = program.api();
    private final Chaos chaos = new Chaos(SEED);
    private final Logger log = Logger.getLogger("dev.tracks");
    private Level level;

    @BeforeEach
    void adaIsInvited() {
        level = log.getLevel();
        log.setLevel(Level.OFF); // A line for each of 100,000 refusals helps nobody.
        put("tracks/day-1", "{'title':'Day 1','status':'active','managers':['linus']}");
        put("tracks/week-1", "{'title':'Week 1','status':'active'}");
        put("participants/ada", "{'name':'Ada'}");
        put(
                "tracks/day-1/steps/s1",
                "{'destinationTrackId':'week-1','enrollmentMethod':'manual','invitationMessage':'Come!'}");
        TestCall.of(api, "POST", "/v1/tracks/day-1/enrollments")
                .body("{\"participantId\":\"ada\"}")
                .send();
        program.reach(CAUSE);
    }

    @AfterEach
    void logAsBefore() {
        log.setLevel(level);
    }

    private void put(String path, String body) {
        TestCall.of(api, "PUT", "/v1/" + path).body(body.replace('\'', '"')).send();
    }

    @Test
    void noStepEventIsAFunctionErrorWithoutAField() {
        StepHandler handler = new StepHandler(program.runStep(), InMemory.UNCOUNTED);
        JsonNode right =
                Json.read("{\"trackId\":\"day-1\",\"stepId\":\"s1\",\"participantId\":\"ada\",\"instance\":1}");
        for (int i = 0; i < EVENTS; i++) {
            String event = chaos.changed(right).toString();
            String sent = chaos.chance(5) ? chaos.broken(event) : event;
            int before = program.writes();
            try {
                InMemory.invoke(handler, sent);
            } catch (InvalidRequestException e) {
                assertThat(e.problems()).isNotEmpty();
                assertThat(program.writes()).as(sent).isEqualTo(before);
                if (isObject(sent)) {
                    assertThat(e.problems())
                            .as(sent)
                            .extracting(FieldProblem::field)
                            .doesNotContain("");
                }
            } catch (RuntimeException e) {
                fail("input " + i + " of seed " + SEED + ": " + sent, e);
            }
        }
    }

    private static boolean isObject(String text) {
        try {
            return Json.read(text).isObject();
        } catch (InvalidRequestException e) {
            return false;
        }
    }

    @Test
    void noHttpEventIsOurFault() {
        List<JsonNode> calls = api.routes().stream().map(this::call).toList();
        int accepted = 0;
        for (int i = 0; i < REQUESTS; i++) {
            JsonNode right = chaos.of(calls);
            JsonNode event = chaos.chance(8) ? right : chaos.changed(right);
            int before = program.writes();

            HttpResponse answer = api.answer(event, "request-1");

            String what = "input " + i + " of seed " + SEED + ": " + event;
            assertThat(answer.status()).as(what).isBetween(200, 499);
            accepted += answer.status() < 300 ? 1 : 0;
            if (WRITES_NOTHING.contains(answer.status())) {
                assertThat(program.writes()).as(what).isEqualTo(before);
            }
            if (answer.status() == 400) {
                assertThat(Json.read(answer.body()).at("/errors/0/field").asText())
                        .as(what)
                        .isNotEmpty();
            }
        }
        assertThat(accepted).as("something must get through").isBetween(REQUESTS / 20, REQUESTS / 2);
    }

    /** What the route takes, more or less. */
    private JsonNode call(Route route) {
        String path = route.pattern()
                .replace("{trackId}", "day-1")
                .replace("{stepId}", "s1")
                .replace("{participantId}", "ada")
                .replace("{instance}", "1")
                .replace("{number}", "1")
                .replace("{token}", program.links.link(TOKEN).getPath().substring("/join/".length()));
        ObjectNode event =
                Json.object().put("version", "2.0").put("rawPath", path).put("rawQueryString", "");
        ObjectNode context = event.putObject("requestContext");
        context.putObject("http").put("method", route.method()).put("path", path);
        context.putObject("authorizer")
                .putObject("jwt")
                .putObject("claims")
                .put("sub", "root")
                .put("roles", "admin");
        event.putObject("headers").put("if-match", "\"1\"").put("idempotency-key", "k1");
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
    void noQueueRecordStopsItsNeighboursOrWritesWhenItIsRefused() {
        BatchHandler batch = new BatchHandler(program.runStep(), InMemory.UNCOUNTED);
        attack(batch, Json.read("{\"trackId\":\"day-1\",\"stepId\":\"s1\",\"participantId\":\"ada\",\"instance\":1}"));
    }

    @Test
    void noMessageRecordStopsItsNeighboursOrWritesWhenItIsRefused() {
        DeliverMessage deliver = new DeliverMessage(
                new TableMailbox(program.memory),
                mock(Channel.class),
                new Rounds(round -> {}),
                program.clock,
                program.clock);
        attack(
                new DeliverHandler(deliver, InMemory.UNCOUNTED),
                Json.read("{\"kind\":\"invitation\",\"participantId\":\"ada\",\"trackId\":\"week-1\",\"number\":1}"));
    }

    private void attack(RequestStreamHandler handler, JsonNode right) {
        for (int sent = 0; sent < RECORDS; sent += BATCH) {
            String[] bodies = new String[BATCH];
            for (int i = 0; i < BATCH; i++) {
                String body = chaos.changed(right).toString();
                bodies[i] = chaos.chance(5) ? chaos.broken(body) : body;
            }
            int before = program.writes();

            List<String> failures = InMemory.failures(InMemory.invoke(handler, InMemory.sqs(bodies)));

            String what = "batch " + sent + " of seed " + SEED + ": " + String.join("\n", bodies);
            assertThat(failures).as(what).doesNotHaveDuplicates().allMatch(name -> name.matches("m([1-9]|10)"));
            if (failures.size() == BATCH) {
                assertThat(program.writes()).as(what).isEqualTo(before);
            }
        }
    }

    @Test
    void noStreamRecordStopsItsNeighbours() {
        RelayHandler handler = new RelayHandler(new HandOver(
                program.configuration(),
                new TableOutbox(program.memory),
                quiet(Queues.class),
                quiet(Schedules.class),
                quiet(EventsOut.class),
                program.clock));
        List<JsonNode> images = program.memory.snapshot().values().stream()
                .map(RelayHandlerTest::json)
                .map(JsonNode.class::cast)
                .toList();
        for (int sent = 0; sent < RECORDS; sent += BATCH) {
            ObjectNode event = Json.object();
            ArrayNode records = event.putArray("Records");
            for (int i = 0; i < BATCH; i++) {
                ObjectNode dynamodb =
                        records.addObject().put("eventName", "MODIFY").putObject("dynamodb");
                dynamodb.put("SequenceNumber", "s" + i).set("NewImage", chaos.changed(chaos.of(images)));
            }

            List<String> failures = InMemory.failures(InMemory.invoke(handler, event.toString()));

            assertThat(failures)
                    .as("batch " + sent + " of seed " + SEED + ": " + event)
                    .doesNotHaveDuplicates()
                    .allMatch(name -> name.matches("s[0-9]"));
        }
    }

    /** A stand-in that keeps no record of 100,000 calls. */
    private static <T> T quiet(Class<T> port) {
        return mock(port, withSettings().stubOnly());
    }

    @Test
    void noJoinTokenButTheRightOneIsAnInvitation() {
        String path = program.links.link(TOKEN).getPath();
        String right = path.substring("/join/".length());
        for (int i = 0; i < TOKENS; i++) {
            String token = chaos.chance(10) ? chaos.text() : chaos.broken(right);
            if (!token.equals(right)) {
                assertThat(program.links.token(token))
                        .as("input " + i + " of seed " + SEED + ": " + token)
                        .isEmpty();
            }
        }
        assertThat(program.links.token(right)).contains(TOKEN);
    }
}
