package dev.tracks.smoke;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.smoke.Deployment.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * One check of a deployment: person → tracks → steps → start → enrolled → message → schedule → join page. All its ids
 * begin with the run's id. At the end it removes what it has created, also after a failure.
 */
public final class DeploymentCheck {
    private static final Duration DELAY = Duration.ofMinutes(1);
    private static final int NOON = 12;
    /** Recorded for a person without an address on this channel; not a failure of the channel. */
    private static final Set<String> NO_ADDRESS = Set.of("no_email", "no_slack_user");

    private static final String DEACTIVATED = "participant_deactivated";

    private final Deployment deployment;
    private final SmokeOptions options;
    private final String run;
    private final InstantSource clock;
    private final Consumer<String> report;
    private final Cleanup cleanup;

    /**
     * @param run a valid id that no earlier run had
     * @param clock only for the choice of a time zone
     * @param report takes a line about each part of the check
     */
    public DeploymentCheck(SmokeOptions options, String run, InstantSource clock, Consumer<String> report) {
        this.deployment = new Deployment(options);
        this.cleanup = new Cleanup(deployment);
        this.options = options;
        this.run = run;
        this.clock = clock;
        this.report = report;
    }

    /** @throws AssertionError if the deployment does not work: its message says what is broken and where to look */
    public void run() {
        report.accept("Smoke test " + run + " of " + options.url());
        try {
            checkAll();
        } catch (AssertionError e) {
            cleanUp();
            throw e;
        }
        if (!cleanUp()) {
            throw new AssertionError(
                    "All parts work, but the test could not remove what it had created; see its output.");
        }
    }

    private void checkAll() {
        check(Part.ADDRESS, this::address);
        check(Part.TOKEN, this::token);
        check(Part.PERSON, () -> savePerson(true));
        check(Part.TRACKS, this::tracks);
        check(Part.STEPS, this::steps);
        check(Part.START, () -> start("first"));
        check(Part.ENROLLED, () -> enrolled("next", 1, "the instance of " + id("next"), Duration.ZERO));
        check(Part.INVITED, this::invited);
        check(Part.MESSAGE, this::message);
        check(Part.DEFERRED, this::deferred);
        check(Part.SCHEDULE, () -> enrolled("next", 2, "the second instance of " + id("next"), DELAY));
        check(Part.CHANNEL, this::channel);
        check(Part.JOIN_PAGE, this::joinPage);
    }

    private void check(Part part, Runnable check) {
        try {
            check.run();
        } catch (AssertionError e) {
            throw new AssertionError(part.broken() + "\n" + e.getMessage() + "\n" + part.remedy());
        }
        report.accept("ok: " + part.works());
    }

    private void address() {
        Answer answer = deployment.getPublic("/console.json").expect(200);
        if (!answer.json().has("signIn")) {
            throw new AssertionError(answer + " (expected the settings of the console)");
        }
    }

    private void token() {
        Answer answer = deployment.get("/v1/me").expect(200);
        if (texts(answer.json().path("roles")).noneMatch("admin"::equals)) {
            throw new AssertionError(answer + " (expected the role admin)");
        }
    }

    private void savePerson(boolean active) {
        // At noon, messages are not held for the delivery hours.
        int offset = NOON - clock.instant().atOffset(ZoneOffset.UTC).getHour();
        ObjectNode person = JsonNodeFactory.instance
                .objectNode()
                .put("name", "Smoke test")
                .put("timeZone", "Etc/GMT%+d".formatted(-offset))
                .put("active", active);
        options.recipient().forEach(person::put);
        put(person(), person.toString(), () -> cleanup.delete(person()));
    }

    private void tracks() {
        for (String name : new String[] {"first", "next", "invited", "waiting"}) {
            String body = "{\"title\":\"Smoke test: %s\",\"status\":\"%s\"}";
            put(
                    track(name),
                    body.formatted(name, "active"),
                    () -> cleanup.archive(track(name), body.formatted(name, "archived")));
        }
    }

    private void steps() {
        step("first", "next", "\"confirmationMessage\":\"Smoke test: {{user}} is in {{track}}\"");
        step("first", "invited", "\"enrollmentMethod\":\"manual\",\"invitationMessage\":\"Smoke test: {{track}}?\"");
        step("waiting", "next", "\"reEnrollment\":\"yes\",\"delay\":{\"amount\":1,\"unit\":\"minutes\"}");
    }

    private void step(String from, String to, String fields) {
        String path = track(from) + "/steps/" + to;
        put(path, "{\"destinationTrackId\":\"%s\",%s}".formatted(id(to), fields), () -> cleanup.delete(path));
    }

    private void put(String path, String body, Runnable created) {
        if (deployment.send("PUT", path, body).expect(200, 201).status() == 201) {
            created.run();
        }
    }

    private void start(String track) {
        deployment
                .send("POST", track(track) + "/enrollments", "{\"participantId\":\"%s\"}".formatted(run))
                .expect(201);
    }

    private void enrolled(String track, int instance, String missing, Duration longer) {
        deployment.eventually(
                person() + "/enrollments",
                json -> entries(json)
                        .anyMatch(entry -> text(entry, "trackId").equals(id(track))
                                && entry.path("instance").asInt() == instance),
                "The person does not have " + missing,
                longer);
    }

    private void invited() {
        deployment.eventually(
                person() + "/invitations",
                json -> entries(json).anyMatch(entry -> text(entry, "status").equals("pending")),
                "The person has no pending invitation to " + id("invited"),
                Duration.ZERO);
    }

    /**
     * A message to a deactivated person is refused, and the history says so. That makes delivery visible without a
     * recipient, on each channel. A message that was being sent when the person was deactivated is not refused, but the
     * next one is, so the invitation is resent until then.
     */
    private void message() {
        savePerson(false);
        deployment.eventually(
                person() + "/history",
                json -> undeliverable(json).contains(DEACTIVATED),
                "The history does not show that a message to the deactivated person was refused",
                Duration.ZERO,
                this::resend);
        savePerson(true);
    }

    private void resend() {
        deployment
                .send("POST", person() + "/invitations/" + id("invited") + "/1/resend", "")
                .expect(200);
    }

    private void deferred() {
        start("waiting");
        Answer answer = deployment.eventually(
                person() + "/history",
                json -> entries(json).anyMatch(DeploymentCheck::isDeferral),
                "The history has no deferral of the step with a delay",
                Duration.ZERO);
        String dueAt = entries(answer.json())
                .filter(DeploymentCheck::isDeferral)
                .map(entry -> text(entry, "dueAt"))
                .findFirst()
                .orElseThrow();
        report.accept("the step is due at " + Instant.parse(dueAt));
    }

    private static boolean isDeferral(JsonNode entry) {
        return text(entry, "decision").equals("deferred") && entry.path("dueAt").isTextual();
    }

    private void channel() {
        Answer history = deployment.get(person() + "/history").expect(200);
        Set<String> errors = undeliverable(history.json());
        errors.remove(DEACTIVATED);
        if (options.recipient().isEmpty()) {
            errors.removeAll(NO_ADDRESS);
        }
        if (!errors.isEmpty()) {
            throw new AssertionError("The channel refused messages: " + errors);
        }
    }

    /** A link that was not signed here. Valid links are known to the invitee only. */
    private void joinPage() {
        Answer answer = deployment.getPublic("/join/" + run).expect(404);
        if (!answer.text().contains("This link does not work")) {
            throw new AssertionError(answer + " (expected the page that explains an invalid link)");
        }
        deployment.getPublic("/join.css").expect(200);
    }

    /** Whether it succeeded. */
    private boolean cleanUp() {
        List<String> failures = cleanup.run();
        report.accept(
                failures.isEmpty()
                        ? "Removed what the test had created. What stays: archived tracks, and the erased person's id and"
                                + " enrollments without personal data. Their ids begin with " + run + "."
                        : "NOT removed; delete the person and the steps, and archive the tracks, whose ids begin with "
                                + run + ":\n" + String.join("\n", failures));
        return failures.isEmpty();
    }

    private String id(String track) {
        return run + "-" + track;
    }

    private String track(String name) {
        return "/v1/tracks/" + id(name);
    }

    private String person() {
        return "/v1/participants/" + run;
    }

    /** The errors of the history's undeliverable messages. */
    private static Set<String> undeliverable(JsonNode history) {
        return entries(history)
                .filter(entry -> text(entry, "decision").equals("undeliverable"))
                .map(entry -> text(entry.path("evidence"), "error"))
                .collect(Collectors.toSet());
    }

    private static Stream<JsonNode> entries(JsonNode list) {
        return StreamSupport.stream(list.path("data").spliterator(), false);
    }

    private static Stream<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText);
    }

    private static String text(JsonNode entry, String field) {
        return entry.path(field).asText("");
    }
}
