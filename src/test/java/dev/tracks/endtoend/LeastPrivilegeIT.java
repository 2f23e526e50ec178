package dev.tracks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Permissions;
import dev.tracks.local.LocalCloud;
import dev.tracks.local.LocalOptions;
import dev.tracks.local.aws.AwsCalls.Call;
import dev.tracks.local.lambda.FunctionName;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * No function has a permission that it does not need: one day of a company, a day per second, in which each function
 * makes each of its calls. {@link Program#close} checks the opposite direction for all end-to-end tests.
 */
class LeastPrivilegeIT {
    /** Long enough that nothing is due before the test ends. */
    private static final String FAR = "'delay':{'amount':24,'unit':'months'}";

    /** Only with Channel slack, so not here; SecretRotationIT makes this call. */
    private static final Call READS_TOKEN = new Call(
            "deliver",
            "secretsmanager:GetSecretValue",
            "arn:aws:secretsmanager:eu-central-1:000000000000:secret:tracks-slack-local0");

    private static final Permissions PERMISSIONS = Permissions.ofTheTemplate();

    private static Program program;

    @BeforeAll
    static void start() {
        program = Program.start(LocalOptions.defaults()
                .withInstances(1)
                .withSpeed(new BigDecimal(86_400))
                .withSlack(true)
                .withEnvironment(Map.ofEntries(
                        Map.entry("TRACKS_JOIN_SECRET", ""),
                        Map.entry("TRACKS_JOIN_SECRET_ID", LocalCloud.JOIN_SECRET),
                        Map.entry("TRACKS_SCIM_TOKEN", ""),
                        Map.entry("TRACKS_SCIM_SECRET_ID", LocalCloud.SCIM_SECRET),
                        Map.entry("TRACKS_SLACK_BOT_TOKEN", ""),
                        Map.entry("TRACKS_SLACK_SIGNING_SECRET", ""),
                        Map.entry("TRACKS_SLACK_SECRET_ID", LocalCloud.SLACK_SECRET),
                        Map.entry("TRACKS_CHANNEL", "ses"),
                        Map.entry("TRACKS_SES_FROM", "Tracks <tracks@example.com>"),
                        Map.entry("TRACKS_SES_CONFIGURATION_SET", "tracks-mail"),
                        // An invitation lasts longer than a busy machine needs to send its reminder.
                        Map.entry("TRACKS_INVITATION_EXPIRY", "P90D"))));
    }

    @AfterAll
    static void close() {
        program.close();
    }

    private static void put(String path, String body) {
        assertThat(program.send("PUT", "/v1/" + path, body.replace('\'', '"')).status())
                .as(path)
                .isBetween(200, 201);
    }

    private static void track(String id) {
        put("tracks/" + id, "{'title':'" + id + "','status':'active'}");
    }

    private static void step(String path, String destination, String more) {
        put("tracks/" + path, "{'destinationTrackId':'" + destination + "'," + more + "}");
    }

    private static void person(String id, String domain) {
        put("participants/" + id, "{'name':'" + id + "','email':'" + id + "@" + domain + "'}");
    }

    /** The token of the join link in the person's mail, which is also the value of the button in Slack. */
    private static String invitationToken(String person) {
        return StreamSupport.stream(program.get("/local/messages").path("data").spliterator(), false)
                .filter(message -> message.path("to").asText().equals(person))
                .map(message -> message.at("/button/url").asText())
                .filter(url -> url.contains("/join/"))
                .map(url -> url.substring(url.lastIndexOf('/') + 1))
                .findFirst()
                .orElseThrow();
    }

    private static void enroll(String track, String person) {
        post("tracks/" + track + "/enrollments", "{'participantId':'" + person + "'}", 201);
    }

    private static void post(String path, String body, int status) {
        assertThat(program.send("POST", "/v1/" + path, body.replace('\'', '"')).status())
                .as(path)
                .isEqualTo(status);
    }

    private static boolean decided(String person, String decision) {
        return program.get("/v1/participants/" + person + "/history")
                .findValuesAsText("decision")
                .contains(decision);
    }

    @Test
    void aFunctionNeedsEachOfItsPermissions() {
        people();
        steps();
        enrollmentsAndInvitations();
        lists();
        jobs();
        sweepsWhileRelayIsDown();
        sweepStartsJobsWhileTheirFunctionIsDown();

        program.eventually(() -> unused().isEmpty(), () -> "calls that need " + unused());
    }

    private static List<Call> unused() {
        Set<Call> calls = new HashSet<>(program.cloud().calls());
        calls.add(READS_TOKEN);
        return PERMISSIONS.unused(calls);
    }

    private static void people() {
        for (String id : List.of("linus", "far-0", "far-1", "far-2")) {
            person(id, "example.com");
        }
        // SES asks to send its mail later each time, until deliver holds the message on its item.
        person("slow", "throttled.example");
        person("gone", "bounced.example");
        put("participants/ada", "{'name':'ada','email':'ada@example.com','slackUserId':'U0ADA'}");
        put("tracks/team", "{'title':'team','status':'active','managers':['ada']}");
    }

    private static void steps() {
        List.of("day-1", "week-1", "leadership", "far", "by-event").forEach(LeastPrivilegeIT::track);
        step("day-1/steps/s1", "week-1", "'confirmationMessage':'Hi {{user}}','delay':{'amount':2,'unit':'days'}");
        // A join reads the person's instances for any other policy than "no".
        step(
                "week-1/steps/s2",
                "leadership",
                "'enrollmentMethod':'manual','invitationMessage':'{{user}}?','reEnrollment':'when_not_active'");
        step("by-event/steps/s3", "week-1", "'reachedBy':'event','reEnrollment':'when_not_completed'");
        step("week-1/steps/s6", "leadership", "'audience':{'role':['engineer']}");
        step("far/steps/s4", "leadership", FAR);
        step("far/steps/s5", "leadership", FAR);
    }

    private static void enrollmentsAndInvitations() {
        enroll("by-event", "slow");
        program.invoke("step", "{\"trackId\":\"by-event\",\"stepId\":\"s3\",\"participantId\":\"slow\"}");
        // Nobody has this address, so step enqueues the event.
        program.invoke(
                "step",
                "{\"trackId\":\"by-event\",\"stepId\":\"s3\",\"participant\":{\"email\":\"nobody@example.com\"}}");
        enroll("day-1", "ada");
        enroll("by-event", "gone");
        program.invoke("step", "{\"trackId\":\"by-event\",\"stepId\":\"s3\",\"participantId\":\"gone\"}");
        program.eventually(() -> decided("gone", "undeliverable"), "a bounce");
        program.eventually(() -> program.messages("ada").contains("reminder leadership"), "a reminder");
        program.eventually(() -> decided("ada", "skipped"), "a skipped run");
        assertThat(new SignedClick("U0ADA", "join", invitationToken("ada")).send(program))
                .isEqualTo(200);
        program.eventually(() -> program.instances("ada").contains("leadership/1"), "Ada's join by a click in Slack");
        String test = "/v1/tracks/day-1/steps/s1/test-send";
        assertThat(program.send("POST", test, "", "Bearer local-ada-admin").status())
                .isEqualTo(202);
    }

    private static void lists() {
        for (String path : List.of("participants", "tracks/day-1/enrollments", "participants/ada/invitations")) {
            assertThat(program.send("GET", "/v1/" + path, "").status()).as(path).isEqualTo(200);
        }
    }

    /** A job enrolls, another one cancels what it has enrolled, and the last one clears that a mail has bounced. */
    private static void jobs() {
        track("cohort");
        end(job("'kind':'enroll','trackId':'cohort','who':{'audience':{}}"));
        end(job("'kind':'remove','trackId':'cohort','who':{'participants':['ada','linus']}"));
        end(job("'kind':'resend','error':'bounced','since':'2020-01-01T00:00:00Z'"));
    }

    private static String job(String fields) {
        Program.Answer answer = program.send("POST", "/v1/jobs", ("{" + fields + "}").replace('\'', '"'));
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        return answer.json().path("id").asText();
    }

    private static void end(String job) {
        program.eventually(() -> "done".equals(status(job)), "the end of " + job);
    }

    private static String status(String job) {
        return program.get("/v1/jobs/" + job).path("status").asText();
    }

    /** Relay's process starts again more slowly than sweep runs, so sweep publishes what relay would have published. */
    private static void sweepsWhileRelayIsDown() {
        for (String id : List.of("far-0", "far-1", "far-2")) {
            end(FunctionName.RELAY);
            job("'kind':'enroll','trackId':'cohort','who':{'participants':['linus']}");
            enroll("far", id);
            program.eventually(() -> decided(id, "deferred"), "a deferred run of " + id);
            end(FunctionName.RELAY);
            program.send("PATCH", "/v1/participants/" + id + "/enrollments/far/1", "{\"status\":\"cancelled\"}");
            program.send("DELETE", "/v1/participants/" + id, "");
        }
        program.send("DELETE", "/v1/tracks/far/steps/s4", "");
    }

    /** Again with more time, if the machine was too busy to create the job before its start. */
    private static void sweepStartsJobsWhileTheirFunctionIsDown() {
        for (int days : List.of(4, 16, 64)) {
            if (sweepHasStartedAJob()) {
                return;
            }
            String enroll = "'kind':'enroll','trackId':'cohort','who':{'participants':['linus']}";
            Instant startAt = createdAt(job(enroll)).plus(Duration.ofDays(days));
            String job = job(enroll + ",'startAt':'" + startAt + "'");
            program.eventually(() -> startedWithoutFunction(job), "the start of " + job);
        }
    }

    private static boolean startedWithoutFunction(String job) {
        end(FunctionName.JOBS);
        return !status(job).equals("scheduled");
    }

    private static boolean sweepHasStartedAJob() {
        return unused().stream()
                .noneMatch(
                        call -> call.caller().equals("sweep") && call.action().equals("dynamodb:PutItem"));
    }

    private static Instant createdAt(String job) {
        return Instant.parse(program.get("/v1/jobs/" + job).path("createdAt").asText());
    }

    private static void end(FunctionName function) {
        program.cloud()
                .functionPids(function)
                .forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    }
}
