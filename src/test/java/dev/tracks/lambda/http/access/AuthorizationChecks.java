package dev.tracks.lambda.http.access;

import dev.tracks.domain.decision.DirectEnrollment;
import dev.tracks.domain.job.Job;
import dev.tracks.lambda.Checks;
import dev.tracks.lambda.http.Route;
import dev.tracks.lambda.http.Routes;
import dev.tracks.lambda.http.TestRequest.Answer;
import dev.tracks.lambda.http.protocol.HttpResponse;
import dev.tracks.lambda.http.scim.ScimToken;
import dev.tracks.slack.SlackSignature;
import dev.tracks.usecase.enroll.EnrollDirectly;
import dev.tracks.usecase.invite.Invitations;
import dev.tracks.usecase.job.CreateJob;
import dev.tracks.usecase.message.JoinLinks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mockito.AdditionalAnswers;
import org.mockito.Mockito;

/**
 * Every route, and every check that it makes of who calls and of what they may see. Each check comes with the program
 * without it, by means of the test build alone, and with what holds as long as the check is made.
 */
final class AuthorizationChecks {
    /** Routes that anyone may use, for what is the same for everyone. */
    static final List<String> PUBLIC =
            List.of("GET /join.css", "GET /", "GET /assets/{file}", "GET /console.json", "GET /openapi.yaml");

    private static final String NO_STORE = "no cache keeps the answer";

    /**
     * A check of a route.
     *
     * @param accessMethod the method of {@link Access} that makes it, if it is made there
     * @param disabled the program without the check
     * @param holds whether the program does what the check is for
     */
    record Check(
            String route,
            String name,
            Optional<String> accessMethod,
            Checks disabled,
            Predicate<AuthorizationScene> holds) {
        @Override
        public String toString() {
            return route + ": " + name;
        }
    }

    private final List<Check> all = new ArrayList<>();

    private AuthorizationChecks() {}

    static List<Check> all() {
        AuthorizationChecks checks = new AuthorizationChecks();
        checks.tracks();
        checks.steps();
        checks.enrollments();
        checks.people();
        checks.jobs();
        checks.links();
        checks.slack();
        checks.scim();
        return checks.all;
    }

    // ---- the table ----------------------------------------------------------------------------------------------

    private void tracks() {
        signedIn("GET /v1/me");
        noStore("GET /v1/me");
        withRole("GET /v1/tracks", "managers", "linus member");
        access(
                "GET /v1/tracks",
                "shows the caller's tracks",
                "tracksOf",
                scene -> values(scene, "GET /v1/tracks", "boss", "id").equals(List.of("leadership")));
        String overview = "GET /v1/overview";
        withRole(overview, "managers", "linus member");
        access(
                overview,
                "shows the caller's tracks",
                "tracksOf",
                scene -> values(scene, overview, "boss", "id").equals(List.of("leadership")));
        withRole("GET /v1/channel", "managers", "linus member");
        String undeliverable = "GET /v1/undeliverable";
        withRole(undeliverable, "managers", "linus member");
        access(
                undeliverable,
                "shows messages about the caller's tracks",
                "tracksOf",
                scene -> values(scene, undeliverable, "boss", "trackId").isEmpty());
        access(
                undeliverable,
                "names people whom the caller may read",
                "peopleSeen",
                scene -> values(scene, undeliverable, "grace", "name").equals(List.of("Linus", "null")));
        ofTrack("GET /v1/tracks/{trackId}");
        ofTrack("PUT /v1/tracks/{trackId}");
        ofTrack("GET /v1/tracks/{trackId}/activity");
        ofTrack("GET /v1/tracks/{trackId}/impact");
        ofTrack("GET /v1/tracks/{trackId}/report");
        String destinations = "GET /v1/tracks/{trackId}/destinations";
        ofTrack(destinations);
        access(
                destinations,
                "offers the caller's tracks",
                "tracksOf",
                scene -> values(scene, destinations, "grace", "reason").contains("forbidden"));
    }

    private void steps() {
        String step = "/v1/tracks/{trackId}/steps/{stepId}";
        ofTrack("GET /v1/tracks/{trackId}/steps");
        ofTrack("GET " + step);
        ofTrack("DELETE " + step);
        ofTrack("GET " + step + "/report");
        String preview = "POST " + step + "/preview";
        String testSend = "POST " + step + "/test-send";
        for (String route : List.of("PUT " + step, preview, testSend)) {
            signedIn(route);
            aParticipant(route);
            // Boss may use the destination and read Mary.
            access(
                    route,
                    "managers of the track",
                    "check",
                    scene -> scene.leadingToLeadership(route, "mary", "boss").status() == 403);
            access(
                    route,
                    "managers of the destination",
                    "checkDestination",
                    scene -> scene.leadingToLeadership(route, "ada", "grace").status() == 403);
            noStore(route);
        }
        access(
                preview,
                "managers of a track that the person is in",
                "checkPerson",
                scene -> scene.preview("mary").status() == 403);
        access(
                preview,
                "names people whom the caller may read",
                "peopleSeen",
                scene -> scene.preview("ada").at("/messages/confirmation").equals("your manager"));
        access(
                testSend,
                "names people whom the caller may read",
                "peopleSeen",
                scene -> scene.testSend("grace", "manager")
                        .at("/messages/0/text")
                        .equals("Test: your manager"));
        Checks toGrace = new Checks() {
            @Override
            public Access access(Access access) {
                return instead(Access.class, access, "participant", caller -> "grace");
            }
        };
        all.add(new Check(
                testSend,
                "the recipient is the caller",
                Optional.of("participant"),
                toGrace,
                scene -> scene.testSend("root", "admin").at("/type").equals("/problems/not-a-participant")));
        ofTrack("POST /v1/participants/{participantId}/runs/{trackId}/{instance}/{stepId}/cancel");
        String runs = "GET " + step + "/runs";
        ofTrack(runs);
        evidence(runs);
        access(
                runs,
                "names people whom the caller may read",
                "peopleSeen",
                scene -> Set.copyOf(values(scene, runs, "grace", "name")).equals(Set.of("Linus", "null")));
    }

    private void evidence(String route) {
        access(
                route,
                "shows evidence that the caller may see",
                "evidenceSeen",
                scene -> values(scene, route, "grace", "startedAt").isEmpty());
    }

    private void enrollments() {
        String enroll = "POST /v1/tracks/{trackId}/enrollments";
        ofTrack("GET /v1/tracks/{trackId}/enrollments");
        ofTrack(enroll);
        Map<String, Function<DirectEnrollment, String>> parts = Map.of(
                "trackId", DirectEnrollment::trackId,
                "participantId", DirectEnrollment::participantId,
                "reEnrollment", request -> request.reEnrollment().name());
        Map<String, Function<AuthorizationScene, Answer>> others = Map.of(
                "trackId", scene -> scene.enroll("week-1", "ada", "yes", "root"),
                "participantId", scene -> scene.enroll("day-1", "mary", "yes", "root"),
                "reEnrollment", scene -> scene.enroll("day-1", "ada", "no", "root"));
        for (String part : List.of("trackId", "participantId", "reEnrollment")) {
            Checks withoutPart = withKey((request, key) -> new EnrollDirectly.Key(
                    key.subject(),
                    key.key(),
                    parts.keySet().stream()
                            .filter(other -> !other.equals(part))
                            .sorted()
                            .map(other -> parts.get(other).apply(request))
                            .collect(Collectors.joining(" ")),
                    key.text()));
            add(enroll, "an Idempotency-Key is for one " + part, withoutPart, scene -> {
                scene.enroll("day-1", "ada", "yes", "root");
                return others.get(part).apply(scene).status() == 422;
            });
        }
        Checks anybodys =
                withKey((request, key) -> new EnrollDirectly.Key("anybody", key.key(), key.bodyHash(), key.text()));
        add(enroll, "an Idempotency-Key is its caller's", anybodys, scene -> {
            Answer first = scene.enroll("day-1", "ada", "yes", "root");
            return !scene.enroll("day-1", "ada", "yes", "other").text().equals(first.text());
        });
    }

    private void people() {
        String person = "/v1/participants/{participantId}";
        withRole("GET /v1/participants", "admins", "grace manager", "linus member");
        withRole("PUT " + person, "admins", "grace manager", "linus member");
        withRole("POST /v1/participants/batch", "admins", "grace manager", "linus member");
        withRole("DELETE " + person, "admins", "grace manager", "linus member");
        withRole("GET " + person, "managers of a track that the person is in", "hana manager", "linus member");
        String name = "managers of a track that the person is in, and the person";
        for (String list : List.of("enrollments", "invitations")) {
            String route = "GET " + person + "/" + list;
            withRole(route, name, "hana manager", "ada member");
            access(
                    route,
                    "shows the caller's tracks",
                    "tracksSeen",
                    scene -> !values(scene, route, "boss", "trackId")
                            .contains(list.equals("enrollments") ? "day-1" : "week-1"));
        }
        for (String list : List.of("history", "runs")) {
            String route = "GET " + person + "/" + list;
            withRole(route, name, "hana manager", "ada member");
            evidence(route);
        }
        withRole("GET " + person + "/tracks", name, "hana manager", "ada member");
        String enrollment = person + "/enrollments/{trackId}/{instance}";
        withRole("GET " + enrollment, "managers of the track, and the person", "boss manager", "ada member");
        ofTrack("PATCH " + enrollment);
        ofTrack("POST " + enrollment + "/resend");
        String invitation = person + "/invitations/{trackId}/{number}";
        withRole("GET " + invitation, "managers of the track, and the person", "boss manager", "ada member");
        for (String verb : List.of("withdraw", "resend", "reinvite")) {
            ofTrack("POST " + invitation + "/" + verb);
        }
        withRole("POST " + invitation + "/answer", "the person", "root admin", "grace manager", "ada member");
    }

    private void jobs() {
        String create = "POST /v1/jobs";
        managersBeforeTheTracks(create);
        String apply = "{'kind':'apply','trackId':'day-1','stepId':'s2'}";
        access(
                create,
                "managers of all tracks of the job",
                "checkTracks",
                scene -> Stream.of("grace", "boss")
                        .allMatch(manager -> scene.createJob(apply)
                                        .as(manager, "manager")
                                        .send()
                                        .status()
                                == 403));
        access(
                create,
                "a rerun is about the caller's tracks",
                "tracksOf",
                scene -> Set.copyOf(values(scene, create, "grace", "destinationTrackId"))
                        .equals(Set.of("week-1")));
        Checks byRoot = new Checks() {
            @Override
            public Access access(Access access) {
                return instead(
                        Access.class, access, "creator", caller -> new Job.Creator("root", Optional.empty(), true));
            }
        };
        all.add(new Check(
                create,
                "the job acts for the caller",
                Optional.of("creator"),
                byRoot,
                scene -> values(scene, create, "grace", "createdBy").equals(List.of("grace"))));
        keysOfJobs(create);
        withRole("GET /v1/jobs", "managers", "linus member");
        access(
                "GET /v1/jobs",
                "shows jobs about the caller's tracks",
                "jobsSeen",
                scene -> values(scene, "GET /v1/jobs", "boss", "id").isEmpty());
        String rows = "GET /v1/jobs/{jobId}/rows";
        for (String route : List.of("GET /v1/jobs/{jobId}", "POST /v1/jobs/{jobId}/stop", rows)) {
            managersBeforeTheTracks(route);
            access(
                    route,
                    "managers of all tracks of the job",
                    "checkJob",
                    scene -> scene.request(route).as("boss", "manager").send().status() == 403);
        }
        access(
                rows,
                "names people whom the caller may read",
                "peopleSeen",
                scene -> Set.copyOf(values(scene, rows, "grace", "name")).equals(Set.of("Linus", "null")));
        access(
                rows,
                "shows evidence that the caller may see",
                "rowEvidenceSeen",
                scene -> values(scene, rows, "grace", "managerId").isEmpty());
    }

    /** Without the role, a caller manages no track and would be refused later; so this looks at the reason. */
    private void managersBeforeTheTracks(String route) {
        signedIn(route);
        aParticipant(route);
        access(
                route,
                "managers",
                "check",
                scene -> scene.request(route)
                        .as("linus", "member")
                        .send()
                        .at("/detail")
                        .equals("requires role manager or admin"));
        noStore(route);
    }

    private void keysOfJobs(String create) {
        String other = "{'kind':'rerun','trackId':'day-1','reason':'cooldown'}";
        Checks anyRequests = withJobKey(key -> new CreateJob.Key(key.subject(), key.key(), "any", key.text()));
        add(create, "an Idempotency-Key is for one request", anyRequests, scene -> {
            scene.request(create).header("idempotency-key", "k").send();
            return scene.createJob(other).header("idempotency-key", "k").send().status() == 422;
        });
        Checks anybodys = withJobKey(key -> new CreateJob.Key("anybody", key.key(), key.bodyHash(), key.text()));
        add(create, "an Idempotency-Key is its caller's", anybodys, scene -> {
            Answer first = scene.request(create).header("idempotency-key", "k").send();
            Answer second = scene.request(create)
                    .header("idempotency-key", "k")
                    .as("other", "admin")
                    .send();
            return !second.text().equals(first.text());
        });
    }

    private void links() {
        for (String method : List.of("GET", "POST")) {
            String route = method + " /join/{token}";
            add(
                    route,
                    "the link is ours",
                    withoutSignedLinks(),
                    scene -> scene.forgedLink(method).status() == 404);
            noStore(route);
        }
    }

    private void slack() {
        String route = "POST /slack/interactions";
        Checks unsigned = new Checks() {
            @Override
            public SlackSignature signature(SlackSignature signature) {
                return instead(SlackSignature.class, signature, "isValid", body -> true);
            }
        };
        add(
                route,
                "Slack has signed the request",
                unsigned,
                scene -> scene.unsignedClick().status() == 401);
        Checks ofAnybody = new Checks() {
            @Override
            public Invitations ofClicks(Invitations invitations) {
                return instead(
                        Invitations.class,
                        invitations,
                        "participant",
                        id -> Optional.of(AuthorizationScene.WITH_USER_OF_ADA));
            }
        };
        add(route, "the clicker is the invitee", ofAnybody, scene -> {
            scene.click("U2");
            return !scene.isJoined();
        });
        add(route, "the button is ours", withoutSignedLinks(), scene -> {
            scene.clickOnForgedButton();
            return !scene.isJoined();
        });
    }

    private void scim() {
        Checks withoutToken = new Checks() {
            @Override
            public ScimToken scimToken(ScimToken token) {
                return instead(ScimToken.class, token, "isValid", header -> true);
            }
        };
        new AuthorizationScene(new Checks())
                .api().routes().stream()
                        .map(Route::name)
                        .filter(AuthorizationScene::isScim)
                        .forEach(route -> {
                            add(
                                    route,
                                    "the client has the token",
                                    withoutToken,
                                    scene -> scene.request(route)
                                                    .header("authorization", "Bearer another")
                                                    .send()
                                                    .status()
                                            == 401);
                        });
    }

    // ---- how a check is disabled ----------------------------------------------------------------------------------

    private void add(String route, String name, Checks disabled, Predicate<AuthorizationScene> holds) {
        all.add(new Check(route, name, Optional.empty(), disabled, holds));
    }

    private void access(String route, String name, String method, Predicate<AuthorizationScene> holds) {
        Predicate<Object> everything = any -> true;
        Checks disabled = new Checks() {
            @Override
            public Access access(Access access) {
                return instead(
                        Access.class, access, method, arguments -> method.startsWith("check") ? null : everything);
            }
        };
        all.add(new Check(route, name, Optional.of(method), disabled, holds));
    }

    private void ofTrack(String route) {
        withRole(route, "managers of the track", "boss manager", "linus member");
    }

    /** @param others subject and role of those who may not use the route */
    private void withRole(String route, String name, String... others) {
        signedIn(route);
        aParticipant(route);
        access(
                route,
                name,
                "check",
                scene -> Stream.of(others)
                        .map(caller -> caller.split(" "))
                        .allMatch(caller -> scene.request(route)
                                        .as(caller[0], caller[1])
                                        .send()
                                        .status()
                                == 403));
        if (!route.startsWith("DELETE")) {
            noStore(route);
        }
    }

    private void signedIn(String route) {
        Checks disabled = new Checks() {
            @Override
            public CallerResolver callers(CallerResolver callers) {
                return instead(CallerResolver.class, callers, "caller", arguments -> Caller.ANONYMOUS);
            }
        };
        add(
                route,
                "a token",
                disabled,
                scene -> scene.request(route).withoutToken().send().status() == 401);
    }

    private void aParticipant(String route) {
        access(
                route,
                "a participant or an admin",
                "checkParticipant",
                scene -> scene.request(route)
                        .as("nobody", "manager", "member")
                        .send()
                        .at("/type")
                        .equals("/problems/not-a-participant"));
    }

    private void noStore(String route) {
        Checks disabled = new Checks() {
            @Override
            public Routes routes(Routes routes) {
                return () -> routes.routes().stream()
                        .map(AuthorizationChecks::withoutCacheControl)
                        .toList();
            }
        };
        add(
                route,
                NO_STORE,
                disabled,
                scene -> "no-store".equals(scene.request(route).send().headers().get("cache-control")));
    }

    private static Route withoutCacheControl(Route route) {
        return new Route(route.method(), route.pattern(), route.rule(), call -> {
            HttpResponse response = route.endpoint().answer(call);
            Map<String, String> headers = new HashMap<>(response.headers());
            headers.remove("cache-control");
            return new HttpResponse(response.status(), headers, response.body(), response.base64());
        });
    }

    private static Checks withKey(KeyChange change) {
        return new Checks() {
            @Override
            public EnrollDirectly enrollDirectly(EnrollDirectly real) {
                return instead(EnrollDirectly.class, real, "enroll", arguments -> {
                    DirectEnrollment request = (DirectEnrollment) arguments[0];
                    Optional<?> key = (Optional<?>) arguments[1];
                    return real.enroll(
                            request,
                            key.map(EnrollDirectly.Key.class::cast).map(given -> change.apply(request, given)),
                            (String) arguments[2]);
                });
            }
        };
    }

    private interface KeyChange {
        EnrollDirectly.Key apply(DirectEnrollment request, EnrollDirectly.Key key);
    }

    private static Checks withJobKey(UnaryOperator<CreateJob.Key> change) {
        return new Checks() {
            @Override
            @SuppressWarnings("unchecked")
            public CreateJob createJob(CreateJob real) {
                return instead(
                        CreateJob.class,
                        real,
                        "create",
                        arguments -> real.create(
                                (Supplier<CreateJob.Order>) arguments[0],
                                ((Optional<CreateJob.Key>) arguments[1]).map(change)));
            }
        };
    }

    private static Checks withoutSignedLinks() {
        return new Checks() {
            @Override
            public JoinLinks links(JoinLinks links) {
                return instead(JoinLinks.class, links, "token", token -> Optional.of(AuthorizationScene.INVITED));
            }
        };
    }

    /** Does what the real object does, but for one method. */
    static <T> T instead(Class<T> type, T real, String method, Function<Object[], Object> other) {
        var delegate = AdditionalAnswers.delegatesTo(real);
        return Mockito.mock(
                type,
                Mockito.withSettings()
                        .stubOnly()
                        .defaultAnswer(call -> call.getMethod().getName().equals(method)
                                ? other.apply(call.getArguments())
                                : delegate.answer(call)));
    }

    private static List<String> values(AuthorizationScene scene, String route, String manager, String field) {
        return scene.request(route).as(manager, "manager").send().json().findValuesAsText(field);
    }
}
