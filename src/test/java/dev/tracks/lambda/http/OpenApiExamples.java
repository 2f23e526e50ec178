package dev.tracks.lambda.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.lambda.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** Sends the document's example requests to an application with the assumed records, and compares the responses. */
public final class OpenApiExamples {
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
    private static final Pattern JOB = Pattern.compile("\\d{8}-\\d{9}-[0-9a-f]{8}");
    private static final Pattern STYLE = Pattern.compile("assets/(app-\\w+\\.css)");
    private static final Set<String> VARYING = Set.of("nextCursor", "local", "location", "$ref");

    /** A response. */
    public record Answer(int status, String contentType, String body) {}

    /** Sends a request as an admin. */
    @FunctionalInterface
    public interface Client {
        Answer send(String method, String path, Map<String, String> headers, String body);
    }

    private final OpenApi api = OpenApi.shipped();
    private final Client client;
    private String job = "";
    private String scheduledJob = "";

    public OpenApiExamples(Client client) {
        this.client = client;
    }

    /** Creates the records that the examples assume. */
    public void prepare() {
        put("participants/grace", "{'name':'Grace Hopper','attributes':{'role':'manager'}}");
        put(
                "participants/ada",
                "{'name':'Ada Lovelace','email':'ada@example.com','managerId':'grace','timeZone':'Europe/London',"
                        + "'attributes':{'role':'engineer'}}");
        put("participants/linus", "{'name':'Linus Torvalds','managerId':'grace','attributes':{'role':'designer'}}");
        put(
                "tracks/day-1",
                "{'title':'Day 1','description':'Laptop and accounts.','status':'active','managers':['grace']}");
        put("tracks/week-1", "{'title':'Week 1','status':'active','managers':['grace']}");
        put("tracks/month-1", "{'title':'Month 1','status':'active'}");
        put("tracks/leadership", "{'title':'Leadership','status':'active'}");
        put(
                "tracks/day-1/steps/s1",
                "{'title':'Start of Week 1','destinationTrackId':'week-1','audience':{'role':['engineer']},"
                        + "'confirmationMessage':'Well done, {{user}}! {{track}} begins. 🎉'}");
        put(
                "tracks/week-1/steps/s1",
                "{'destinationTrackId':'month-1','delay':{'amount':7,'unit':'days'},'confirmationMessage':''}");
        put(
                "tracks/week-1/steps/s2",
                "{'destinationTrackId':'leadership','enrollmentMethod':'manual','joinButtonText':'Level up!',"
                        + "'invitationMessage':'{{user}}, {{manager}} thinks that you could lead.',"
                        + "'reminderMessage':'{{user}}, {{track}} is still open for you.','mailSubject':'{{track}}',"
                        + "'invitationExpiry':'P30D',"
                        + "'reEnrollment':'when_not_completed','cooldown':{'amount':30,'unit':'days'}}");
    }

    /** Starts the enrollments that the examples assume. Their runs must be complete before {@link #run}. */
    public void start() {
        enroll("day-1", "linus");
        enroll("day-1", "ada"); // The newest one of the track, or, at the same time, the first one by shard.
        enroll("week-1", "grace");
    }

    /** Creates the jobs that the examples assume: one that must be done before {@link #run}, and a scheduled one. */
    public String createJobs() {
        JsonNode created =
                job("{'kind':'enroll','trackId':'week-1','dryRun':true,'who':{'participants':['linus','nobody']}}");
        Instant later = Instant.parse(created.get("createdAt").asText()).plus(Duration.ofDays(30));
        job = created.get("id").asText();
        scheduledJob =
                job("{'kind':'enroll','trackId':'week-1','dryRun':true,'who':{'participants':['linus']},'startAt':'"
                                + later + "'}")
                        .get("id")
                        .asText();
        return job;
    }

    private JsonNode job(String body) {
        Answer answer = client.send("POST", "/v1/jobs", Map.of(), body.replace('\'', '"'));
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return Json.read(answer.body());
    }

    private void enroll(String track, String person) {
        String body = "{\"participantId\":\"" + person + "\"}";
        assertThat(client.send("POST", "/v1/tracks/" + track + "/enrollments", Map.of(), body)
                        .status())
                .isEqualTo(201);
    }

    private void put(String path, String body) {
        Answer answer = client.send("PUT", "/v1/" + path, Map.of(), body.replace('\'', '"'));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    /**
     * Runs all examples.
     *
     * @param token of Ada's join link
     */
    public void run(String token) {
        List<OpenApiExample> examples = OpenApiExample.all(api);
        String style = styleOfTheConsole();
        Set<String> covered = new TreeSet<>();
        for (OpenApiExample example : examples) {
            check(example.replacing("the-token-of-the-message", token)
                    .replacing("20261124-090000000-0a1b2c3d", job)
                    .replacing("20261124-090000000-4e5f6a7b", scheduledJob)
                    .replacing("app-0A1B2C3D.css", style));
            covered.add(example.method());
        }
        assertThat(covered).contains("GET", "PUT", "POST", "PATCH", "DELETE");
        assertThat(examples).hasSizeGreaterThan(api.operations().size());
    }

    /** The style sheet's file name contains a hash of its content. */
    private String styleOfTheConsole() {
        Matcher link = STYLE.matcher(client.send("GET", "/", Map.of(), "").body());
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    private void check(OpenApiExample example) {
        Map<String, String> headers = new TreeMap<>(example.headers());
        if (!example.contentType().isEmpty()) {
            headers.put("content-type", example.contentType());
        }
        if (!example.answerType().isEmpty()) {
            headers.put("accept", example.answerType());
        }
        Answer answer = client.send(example.method(), example.path(), headers, example.body());

        String what = example + " answered " + answer.body();
        assertThat(answer.status()).as(what).isEqualTo(example.status());
        assertThat(answer.contentType()).as(what).startsWith(example.answerType());
        if (example.answerType().endsWith("json")) {
            JsonNode json = Json.read(answer.body());
            assertThat(api.problems(example.schema(), json)).as(what).isEmpty();
            assertThat(masked(json)).as(what).isEqualTo(masked(example.expected()));
        }
    }

    /** Masks times, cursors, URIs and ids of jobs, which differ from run to run, and whether the application is local. */
    private static JsonNode masked(JsonNode json) {
        if (json.isObject()) {
            ObjectNode copy = Json.object();
            json.properties()
                    .forEach(member -> copy.set(
                            member.getKey(),
                            VARYING.contains(member.getKey())
                                    ? varying(member.getValue())
                                    : masked(member.getValue())));
            return copy;
        }
        if (json.isArray()) {
            return Json.of(StreamSupport.stream(json.spliterator(), false)
                    .map(OpenApiExamples::masked)
                    .toList());
        }
        if (json.isTextual()) {
            String text = TIME.matcher(json.asText()).replaceAll("(time)");
            return Json.of(JOB.matcher(text).replaceAll("(job)"));
        }
        return json.isIntegralNumber() ? Json.of(json.longValue()) : json;
    }

    private static JsonNode varying(JsonNode value) {
        return value.isNull() ? NullNode.getInstance() : Json.of("some");
    }
}
