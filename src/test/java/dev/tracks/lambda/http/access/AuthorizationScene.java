package dev.tracks.lambda.http.access;

import dev.tracks.domain.job.JobRow;
import dev.tracks.domain.job.RowOutcome;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.Aliases;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.Participant;
import dev.tracks.domain.record.ParticipantZone;
import dev.tracks.domain.record.StepReached;
import dev.tracks.lambda.Checks;
import dev.tracks.lambda.InMemoryApplication;
import dev.tracks.lambda.http.HttpApi;
import dev.tracks.lambda.http.TestRequest;
import dev.tracks.lambda.http.TestRequest.Answer;
import dev.tracks.lambda.http.route.SignedSlackRequest;
import dev.tracks.store.item.EnrollmentItem;
import dev.tracks.store.item.UndeliverableItem;
import dev.tracks.store.item.job.JobRowItem;
import dev.tracks.store.table.Check;
import dev.tracks.store.table.Condition;
import dev.tracks.store.table.Index;
import dev.tracks.store.table.Items;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.Write;
import dev.tracks.usecase.message.JoinToken;
import dev.tracks.usecase.message.Refusal;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Grace manages day-1 and week-1, Boss leadership, and Hana safety. Linus is in day-1 and leadership, and invited to
 * week-1; his invitation to safety was withdrawn. Ada, whose manager is Hana, is in day-1; Mary is in leadership.
 */
final class AuthorizationScene {
    static final JoinToken INVITED = new JoinToken("linus", new InvitationRef("week-1", 1), cause("s3"));

    /** Linus, if his Slack user were Ada's. */
    static final Participant WITH_USER_OF_ADA = new Participant(
            "linus",
            "Linus",
            new Aliases(Optional.empty(), Optional.of("U2"), Optional.empty()),
            Optional.empty(),
            ParticipantZone.of(ZoneOffset.UTC),
            Map.of(),
            true);

    private static final String SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
    private static final String NOWHERE = "http://127.0.0.1:9/";
    private static final String STEP = "/v1/tracks/day-1/steps/";

    private static final String SCIM_USER = "{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'u'}";

    private static final Map<String, String> BODIES = Map.ofEntries(
            Map.entry("POST /v1/jobs", "{'kind':'rerun','trackId':'day-1','reason':'step_disabled'}"),
            Map.entry("PUT /v1/tracks/{trackId}", "{'title':'x','status':'active','managers':['grace']}"),
            Map.entry("PUT /v1/tracks/{trackId}/steps/{stepId}", "{'destinationTrackId':'week-1'}"),
            Map.entry("PUT /v1/participants/{participantId}", "{'name':'Linus'}"),
            Map.entry("POST /v1/participants/batch", "{'data':[{'id':'linus','name':'Linus'}]}"),
            Map.entry("POST /v1/tracks/{trackId}/enrollments", "{'participantId':'ada','reEnrollment':'yes'}"),
            Map.entry("POST /v1/tracks/{trackId}/steps/{stepId}/preview", "{'participantId':'ada'}"),
            Map.entry(
                    "PATCH /v1/participants/{participantId}/enrollments/{trackId}/{instance}",
                    "{'progress':{'page':1}}"),
            Map.entry(
                    "POST /v1/participants/{participantId}/invitations/{trackId}/{number}/answer", "{'answer':'join'}"),
            Map.entry("POST /scim/v2/Users", SCIM_USER),
            Map.entry("PUT /scim/v2/Users/{userId}", SCIM_USER),
            Map.entry(
                    "PATCH /scim/v2/Users/{userId}",
                    "{'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp'],"
                            + "'Operations':[{'op':'replace','path':'title','value':'x'}]}"),
            Map.entry("POST /join/{token}", "answer=join"));

    private final InMemoryApplication program = new InMemoryApplication();
    private final SignedSlackRequest slack = new SignedSlackRequest(SECRET, NOWHERE);
    private final String jobId;
    private final String runningJobId;
    private HttpApi api = program.api();

    /** @param checks of all later requests */
    AuthorizationScene(Checks checks) {
        put("/v1/tracks/day-1", "{'title':'x','status':'active','managers':['grace']}");
        put("/v1/tracks/week-1", "{'title':'x','status':'active','managers':['grace']}");
        put("/v1/tracks/leadership", "{'title':'x','status':'active','managers':['boss']}");
        put("/v1/tracks/safety", "{'title':'x','status':'active','managers':['hana']}");
        put("/v1/participants/grace", "{'name':'Grace','managerId':'hana'}");
        put("/v1/participants/boss", "{'name':'Boss'}");
        put("/v1/participants/hana", "{'name':'Hana'}");
        put("/v1/participants/ada", "{'name':'Ada','managerId':'hana','slackUserId':'U2'}");
        put("/v1/participants/mary", "{'name':'Mary'}");
        put("/v1/participants/linus", "{'name':'Linus','slackUserId':'U1'}");
        put(STEP + "s1", "{'destinationTrackId':'week-1','confirmationMessage':'{{manager}}'}");
        put(STEP + "s2", "{'destinationTrackId':'leadership'}");
        put(STEP + "s3", "{'destinationTrackId':'week-1','enrollmentMethod':'manual','invitationMessage':'Join!'}");
        put(STEP + "s5", "{'destinationTrackId':'safety','enrollmentMethod':'manual','invitationMessage':'Join!'}");
        put(STEP + "s4", "{'destinationTrackId':'week-1','delay':{'amount':1,'unit':'days'}}");
        for (String[] enrollment :
                new String[][] {{"day-1", "ada"}, {"leadership", "mary"}, {"day-1", "linus"}, {"leadership", "linus"}
                }) {
            TestRequest.of(api, "POST", "/v1/tracks/" + enrollment[0] + "/enrollments")
                    .body("{\"participantId\":\"" + enrollment[1] + "\"}")
                    .send();
        }
        List.of("s2", "s3", "s4", "s5").forEach(step -> program.reach(cause(step)));
        program.reach(new StepReached("day-1", "s2", "mary", 1));
        TestRequest.of(api, "POST", "/v1/participants/linus/invitations/safety/1/withdraw")
                .send();
        List.of("mary", "linus").forEach(this::cannotBeInvited);
        hasConfirmation();
        jobId = doneJob();
        runningJobId = createJob(BODIES.get("POST /v1/jobs")).send().at("/id");
        program.checks = checks;
        api = program.api(SECRET, URI.create(NOWHERE));
    }

    /** Linus's instance of day-1 has a confirmation, and it is published. */
    private void hasConfirmation() {
        program.memory.write(List.of(new Write.Update(
                Keys.enrollment("linus", new EnrollmentRef("day-1", 1)),
                Map.of(EnrollmentItem.CONFIRMATION, Items.text("Welcome!")),
                Set.of(Items.PENDING, Index.GSI2.partition(), Index.GSI2.sort()),
                Check.of(Condition.ALWAYS))));
    }

    /** A job about day-1, with rows about Linus and Mary, one of them with evidence about Mary's record. */
    private String doneJob() {
        String id = createJob(
                        "{'kind':'enroll','trackId':'day-1','dryRun':true,'who':{'participants':['linus','mary']}}")
                .send()
                .at("/id");
        program.work(id);
        program.memory.write(List.of(JobRowItem.put(new JobRow(
                id,
                "#2",
                new JobRow.Origin(0, 1, "#2"),
                Optional.of("mary"),
                RowOutcome.SKIPPED,
                Optional.of("no_manager"),
                Map.of("managerId", "hana"),
                program.now))));
        return id;
    }

    TestRequest createJob(String body) {
        return TestRequest.of(api, "POST", "/v1/jobs").body(json(body));
    }

    /** The person's invitation to week-1 is undeliverable; Linus's is the newer one. */
    private void cannotBeInvited(String person) {
        Instant at = program.clock.instant().plusSeconds(person.equals("linus") ? 1 : 0);
        MessageRef message = new MessageRef(MessageKind.INVITATION, person, "week-1", 1);
        program.memory.write(List.of(UndeliverableItem.put(message, new Refusal(at, "slack", "user_not_found"))));
    }

    private static StepReached cause(String stepId) {
        return new StepReached("day-1", stepId, "linus", 1);
    }

    private void put(String path, String body) {
        TestRequest.of(api, "PUT", path).body(json(body)).send();
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    HttpApi api() {
        return api;
    }

    /** A request of that route, about Linus in day-1, that an admin may send. */
    TestRequest request(String route) {
        String path = route.substring(route.indexOf(' ') + 1)
                .replace("/invitations/{trackId}/{number}/reinvite", "/invitations/safety/1/reinvite")
                .replace("/invitations/{trackId}", "/invitations/week-1")
                .replace("{trackId}", "day-1")
                .replace("{stepId}", route.endsWith("/cancel") ? "s4" : route.endsWith("/runs") ? "s2" : "s1")
                .replace("{participantId}", "linus")
                .replace("{userId}", "linus")
                .replace("{schemaId}", "urn:ietf:params:scim:schemas:core:2.0:User")
                .replace("{instance}", "1")
                .replace("{number}", "1")
                .replace("{jobId}", route.endsWith("/stop") ? runningJobId : jobId)
                .replace("/join/{token}", program.links.link(INVITED).getPath());
        TestRequest request = request(route, path, BODIES.getOrDefault(route, ""));
        if (isScim(route)) {
            return request.withoutToken().header("authorization", "Bearer " + InMemoryApplication.SCIM_TOKEN);
        }
        return switch (route.substring(route.lastIndexOf('/') + 1)) {
            case "test-send" -> request.as("grace", "admin");
            case "answer" -> request.as("linus", "member");
            default -> request;
        };
    }

    /** Whether the route requires the token of SCIM instead of a role. */
    static boolean isScim(String route) {
        return route.contains(" /scim/");
    }

    private TestRequest request(String route, String path, String body) {
        return TestRequest.of(api, route.substring(0, route.indexOf(' ')), path).body(json(body));
    }

    /** A request of a step that leads to leadership, about that person. */
    Answer leadingToLeadership(String route, String person, String manager) {
        String body = route.startsWith("PUT")
                ? "{'destinationTrackId':'leadership'}"
                : BODIES.getOrDefault(route, "").replace("ada", person);
        String path = route.substring(route.indexOf(' ') + 1)
                .replace("{trackId}", "day-1")
                .replace("{stepId}", "s2");
        return request(route, path, body).as(manager, "manager").send();
    }

    Answer preview(String person) {
        return TestRequest.of(api, "POST", STEP + "s1/preview")
                .body("{\"participantId\":\"" + person + "\"}")
                .as("grace", "manager")
                .send();
    }

    /** A test of a message that names the manager of its recipient. */
    Answer testSend(String subject, String role) {
        return TestRequest.of(api, "POST", STEP + "s1/test-send")
                .as(subject, role)
                .send();
    }

    /** A direct enrollment, always with the same key. */
    Answer enroll(String trackId, String person, String policy, String admin) {
        return TestRequest.of(api, "POST", "/v1/tracks/" + trackId + "/enrollments")
                .header("idempotency-key", "k")
                .body(json("{'participantId':'" + person + "','reEnrollment':'" + policy + "'}"))
                .as(admin, "admin")
                .send();
    }

    /** Linus's link, as somebody without our secret signs it. */
    Answer forgedLink(String method) {
        String path = program.linksOf("another secret").link(INVITED).getPath();
        return TestRequest.of(api, method, path).body("answer=join").send();
    }

    Answer click(String user) {
        return slack.call(api, button(user, program.links.signed(INVITED))).send();
    }

    Answer clickOnForgedButton() {
        String token = program.linksOf("another secret").signed(INVITED);
        return slack.call(api, button("U1", token)).send();
    }

    Answer unsignedClick() {
        return slack.call(api, button("U1", program.links.signed(INVITED)))
                .withoutHeader("x-slack-signature")
                .send();
    }

    private String button(String user, String token) {
        return SignedSlackRequest.form(slack.click(user, "join", token));
    }

    /** Whether Linus has joined week-1. */
    boolean isJoined() {
        return !TestRequest.of(api, "GET", "/v1/tracks/week-1/enrollments")
                .send()
                .json()
                .get("data")
                .isEmpty();
    }
}
