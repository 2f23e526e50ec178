package dev.tracks.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.Fixtures;
import dev.tracks.MovableClock;
import dev.tracks.domain.StepReached;
import dev.tracks.lambda.http.HttpApi;
import dev.tracks.lambda.json.Json;
import dev.tracks.store.MemoryTable;
import dev.tracks.store.Table;
import dev.tracks.store.TableConfiguration;
import dev.tracks.store.TableDirectory;
import dev.tracks.store.TableEnrollments;
import dev.tracks.store.TableErasure;
import dev.tracks.store.TableInvitations;
import dev.tracks.store.TablePeople;
import dev.tracks.usecase.AnswerInvitation;
import dev.tracks.usecase.Backoff;
import dev.tracks.usecase.Catalog;
import dev.tracks.usecase.Configuration;
import dev.tracks.usecase.Directory;
import dev.tracks.usecase.Enrollments;
import dev.tracks.usecase.EraseParticipant;
import dev.tracks.usecase.Invitations;
import dev.tracks.usecase.JoinLinks;
import dev.tracks.usecase.Ledger;
import dev.tracks.usecase.People;
import dev.tracks.usecase.Queues;
import dev.tracks.usecase.Rounds;
import dev.tracks.usecase.RunStep;
import dev.tracks.usecase.Schedules;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.mockito.Mockito;

/** The functions as the program wires them, over a table in memory; the clock stands still until a test moves it. */
public final class InMemory {
    /** Metrics of a program without a namespace for them. */
    static final Metrics UNCOUNTED = new Metrics(Optional.empty(), InstantSource.system(), line -> {});

    private final AtomicInteger written = new AtomicInteger();
    public final MemoryTable memory = new MemoryTable(Set.of(), images -> written.addAndGet(images.size()));
    public final Instant now = Fixtures.NOW;
    public final MovableClock clock = new MovableClock(now);

    private final Settings settings = Settings.of(
            name -> Optional.ofNullable(Map.of("TRACKS_CONFIG_CACHE", "PT0S").get(name)));
    private final Backoff backoff = round -> {};
    private final Wiring wiring = new Wiring();
    private final UseCases useCases = new UseCases();
    private final Table table = memory;

    /** Where a rerun goes. */
    public final Queues queues = Mockito.mock(Queues.class);

    /** Where the schedules of a removed step are deleted. */
    public final Schedules schedules = Mockito.mock(Schedules.class);

    /** Join links as they are signed. */
    public final JoinLinks links = linksOf("a secret of the tests");

    Configuration configuration() {
        return new TableConfiguration(table);
    }

    RunStep runStep() {
        return useCases.runStep(catalog(), ledger(), wiring.renderer(), rounds(), clock, settings);
    }

    private Rounds rounds() {
        return new Rounds(backoff);
    }

    private Catalog catalog() {
        return wiring.catalog(configuration(), settings);
    }

    private Ledger ledger() {
        return wiring.ledger(table);
    }

    public HttpApi api() {
        return api(settings);
    }

    /** With a Slack app of that signing secret; clicks are answered at that stand-in for Slack. */
    public HttpApi api(String signingSecret, URI slack) {
        return api(Map.of("TRACKS_SLACK_SIGNING_SECRET", signingSecret, "TRACKS_SLACK_URL", slack.toString()));
    }

    /** With these variables; configuration is never cached. */
    public HttpApi api(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("TRACKS_CONFIG_CACHE", "PT0S");
        return api(Settings.of(name -> Optional.ofNullable(all.get(name))));
    }

    private HttpApi api(Settings settings) {
        Directory directory = new TableDirectory(table);
        var access = useCases.access(configuration(), directory);
        People people = new TablePeople(table);
        Enrollments enrollments = new TableEnrollments(table);
        Invitations invitations = new TableInvitations(table);
        AnswerInvitation answer = useCases.answerInvitation(catalog(), invitations, wiring.renderer(), rounds(), clock);
        EraseParticipant erasure = useCases.eraseParticipant(new TableErasure(table), clock);
        return useCases.api(
                List.of(
                        useCases.trackRoutes(configuration(), directory, rounds(), clock, access),
                        useCases.stepRoutes(configuration(), rounds(), clock, access),
                        useCases.participantRoutes(people, directory, rounds(), clock, settings, erasure),
                        useCases.enrollmentRoutes(catalog(), ledger(), rounds(), clock, configuration(), directory),
                        useCases.personRoutes(people, directory, enrollments, access),
                        useCases.invitationRoutes(invitations, rounds(), clock),
                        useCases.runRoutes(
                                configuration(),
                                ledger(),
                                directory,
                                queues,
                                wiring.renderer(),
                                rounds(),
                                clock,
                                access),
                        useCases.trackViewRoutes(configuration(), directory, access),
                        useCases.progressRoutes(enrollments, rounds(), clock),
                        useCases.joinRoutes(links, answer, catalog()),
                        new Channels().slackRoutes(settings, links, invitations, answer, catalog()),
                        useCases.consoleRoutes(settings),
                        useCases.openApiRoutes()),
                access,
                settings);
    }

    /** Join links as somebody with that secret signs them. */
    public JoinLinks linksOf(String secret) {
        return new SignedJoinLinks("https://tracks.example", secret);
    }

    /** How many items were changed so far. */
    public int writes() {
        return written.get();
    }

    /** How many items the table holds. */
    public int items() {
        return memory.snapshot().size();
    }

    /** Runs the step for the cause. */
    public void reach(StepReached cause) {
        runStep().run(cause);
    }

    /** What a function answers to an event. */
    static JsonNode invoke(RequestStreamHandler handler, String event) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try {
            handler.handleRequest(
                    new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), output, new TestContext());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Json.read(output.toString(StandardCharsets.UTF_8));
    }

    /** The identifiers that a partial batch response names. */
    static List<String> failures(JsonNode response) {
        List<String> names = new ArrayList<>();
        response.path("batchItemFailures")
                .forEach(failure -> names.add(failure.path("itemIdentifier").asText()));
        return names;
    }

    /** An SQS event with one record a body, named m1, m2, ..., received for the third time as r1, r2, ... */
    static String sqs(String... bodies) {
        ObjectNode event = Json.object();
        var records = event.putArray("Records");
        for (String body : bodies) {
            ObjectNode record = records.addObject();
            record.put("messageId", "m" + records.size())
                    .put("receiptHandle", "r" + records.size())
                    .put("body", body);
            record.putObject("attributes").put("ApproximateReceiveCount", "3");
        }
        return event.toString();
    }
}
