package dev.tracks.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.Fixtures;
import dev.tracks.HtmlTemplates;
import dev.tracks.MovableClock;
import dev.tracks.domain.StepReached;
import dev.tracks.lambda.http.Access;
import dev.tracks.lambda.http.Assets;
import dev.tracks.lambda.http.Caller;
import dev.tracks.lambda.http.ConsoleRoutes;
import dev.tracks.lambda.http.ConsoleSettings;
import dev.tracks.lambda.http.EnrollmentRoutes;
import dev.tracks.lambda.http.HttpApi;
import dev.tracks.lambda.http.InvitationRoutes;
import dev.tracks.lambda.http.JoinPage;
import dev.tracks.lambda.http.JoinRoutes;
import dev.tracks.lambda.http.OpenApiRoutes;
import dev.tracks.lambda.http.ParticipantRoutes;
import dev.tracks.lambda.http.PersonRoutes;
import dev.tracks.lambda.http.ProgressRoutes;
import dev.tracks.lambda.http.RunRoutes;
import dev.tracks.lambda.http.SecurityHeaders;
import dev.tracks.lambda.http.SlackRoutes;
import dev.tracks.lambda.http.StepRoutes;
import dev.tracks.lambda.http.TrackRoutes;
import dev.tracks.lambda.http.TrackViewRoutes;
import dev.tracks.lambda.json.Json;
import dev.tracks.message.QuteMessageRenderer;
import dev.tracks.slack.SlackClicks;
import dev.tracks.slack.SlackReplies;
import dev.tracks.slack.SlackSignature;
import dev.tracks.store.CachedCatalog;
import dev.tracks.store.MemoryTable;
import dev.tracks.store.Table;
import dev.tracks.store.TableConfiguration;
import dev.tracks.store.TableDirectory;
import dev.tracks.store.TableEnrollments;
import dev.tracks.store.TableErasure;
import dev.tracks.store.TableInvitations;
import dev.tracks.store.TableLedger;
import dev.tracks.store.TablePeople;
import dev.tracks.usecase.AnswerInvitation;
import dev.tracks.usecase.CancelRun;
import dev.tracks.usecase.Catalog;
import dev.tracks.usecase.Configuration;
import dev.tracks.usecase.ConfigureStep;
import dev.tracks.usecase.ConfigureTrack;
import dev.tracks.usecase.Directory;
import dev.tracks.usecase.EnrollDirectly;
import dev.tracks.usecase.Enrollments;
import dev.tracks.usecase.EraseParticipant;
import dev.tracks.usecase.Erasure;
import dev.tracks.usecase.InvitationTerms;
import dev.tracks.usecase.Invitations;
import dev.tracks.usecase.JoinLinks;
import dev.tracks.usecase.Ledger;
import dev.tracks.usecase.ListDestinations;
import dev.tracks.usecase.ManageInvitation;
import dev.tracks.usecase.MessageRenderer;
import dev.tracks.usecase.People;
import dev.tracks.usecase.PreviewStep;
import dev.tracks.usecase.Queues;
import dev.tracks.usecase.ReadHistory;
import dev.tracks.usecase.RegisterParticipant;
import dev.tracks.usecase.RerunSkipped;
import dev.tracks.usecase.Rounds;
import dev.tracks.usecase.RunStep;
import dev.tracks.usecase.Schedules;
import dev.tracks.usecase.ShowActivity;
import dev.tracks.usecase.ShowImpact;
import dev.tracks.usecase.StepMessages;
import dev.tracks.usecase.UpdateEnrollment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
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

    private final Table table = memory;
    private final InstantSource systemClock = InstantSource.system();
    private final MessageRenderer renderer = new QuteMessageRenderer();
    private final StepMessages messages = new StepMessages(renderer);
    private final Rounds rounds = new Rounds(round -> {});
    private final Configuration configuration = new TableConfiguration(table);
    private final Catalog catalog = new CachedCatalog(configuration, Duration.ZERO, systemClock);
    private final Ledger ledger = new TableLedger(table, systemClock);
    private final InvitationTerms terms = new InvitationTerms(Duration.ofDays(14), Duration.ofDays(7));

    /** What erases people; a test may put another in its place before it makes the API. */
    public Erasure erasure = new TableErasure(table);

    /** Where a rerun goes. */
    public final Queues queues = Mockito.mock(Queues.class);

    /** Where the schedules of a removed step are deleted. */
    public final Schedules schedules = Mockito.mock(Schedules.class);

    /** Join links as they are signed. */
    public final JoinLinks links = linksOf("a secret of the tests");

    Configuration configuration() {
        return configuration;
    }

    RunStep runStep() {
        return new RunStep(catalog, ledger, messages, rounds, clock, terms);
    }

    public HttpApi api() {
        return api(Map.of());
    }

    /** With these variables; those about Slack and the sign-in have no effect. */
    public HttpApi api(Map<String, String> environment) {
        Caller.Claims claims = new Wiring().claims(Environment.read(Settings.class, environment));
        return api(claims, Optional.empty(), URI.create("https://slack.com/api"));
    }

    /** With a Slack app of that signing secret; clicks are answered at that stand-in for Slack. */
    public HttpApi api(String signingSecret, URI slack) {
        Caller.Claims claims = new Wiring().claims(Environment.read(Settings.class, Map.of()));
        return api(claims, Optional.of(new SlackSignature(signingSecret, systemClock)), slack);
    }

    private HttpApi api(Caller.Claims claims, Optional<SlackSignature> signature, URI slack) {
        Directory directory = new TableDirectory(table);
        Access access = new Access(configuration, directory);
        People people = new TablePeople(table);
        Enrollments enrollments = new TableEnrollments(table);
        Invitations invitations = new TableInvitations(table);
        AnswerInvitation answer = new AnswerInvitation(catalog, invitations, messages, rounds, clock);
        ConsoleSettings console = new ConsoleSettings(Optional.empty(), false);
        return new HttpApi(
                List.of(
                        new TrackRoutes(
                                configuration,
                                new ConfigureTrack(configuration, rounds, clock),
                                new ShowActivity(configuration, directory, clock),
                                access),
                        new StepRoutes(configuration, new ConfigureStep(configuration, rounds, clock), access),
                        new ParticipantRoutes(
                                people,
                                directory,
                                new RegisterParticipant(people, rounds, clock),
                                new EraseParticipant(erasure, rounds, clock),
                                ZoneId.of("UTC")),
                        new EnrollmentRoutes(
                                new EnrollDirectly(catalog, ledger, rounds, clock, systemClock),
                                configuration,
                                directory),
                        new PersonRoutes(people, directory, enrollments, new ReadHistory(directory), access),
                        new InvitationRoutes(new ManageInvitation(invitations, rounds, clock)),
                        new RunRoutes(
                                configuration,
                                new PreviewStep(catalog, ledger, messages, clock),
                                new RerunSkipped(directory, queues, clock),
                                new CancelRun(ledger, rounds, clock),
                                access),
                        new TrackViewRoutes(
                                new ListDestinations(configuration), new ShowImpact(configuration, directory), access),
                        new ProgressRoutes(new UpdateEnrollment(enrollments, rounds, clock)),
                        new JoinRoutes(links, answer, new JoinPage(catalog, HtmlTemplates::render)),
                        new SlackRoutes(
                                signature,
                                new SlackClicks(links, invitations, answer, catalog, new SlackReplies(slack))),
                        new ConsoleRoutes(Assets.onClassPath(), console),
                        new OpenApiRoutes()),
                access,
                claims,
                SecurityHeaders.allowing(console.signIn()));
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
