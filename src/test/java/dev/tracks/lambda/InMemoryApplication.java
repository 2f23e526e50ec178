package dev.tracks.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.Fixtures;
import dev.tracks.HtmlTemplates;
import dev.tracks.MutableClock;
import dev.tracks.domain.record.StepReached;
import dev.tracks.lambda.config.Environment;
import dev.tracks.lambda.config.Settings;
import dev.tracks.lambda.config.Wiring;
import dev.tracks.lambda.http.HttpApi;
import dev.tracks.lambda.http.Routes;
import dev.tracks.lambda.http.SecurityHeaders;
import dev.tracks.lambda.http.access.Access;
import dev.tracks.lambda.http.access.CallerResolver;
import dev.tracks.lambda.http.access.Claims;
import dev.tracks.lambda.http.page.Assets;
import dev.tracks.lambda.http.page.ConsoleRoutes;
import dev.tracks.lambda.http.page.ConsoleSettings;
import dev.tracks.lambda.http.page.JoinPage;
import dev.tracks.lambda.http.page.JoinRoutes;
import dev.tracks.lambda.http.page.OpenApiRoutes;
import dev.tracks.lambda.http.page.SignedJoinLinks;
import dev.tracks.lambda.http.protocol.BasePath;
import dev.tracks.lambda.http.report.ReportRoutes;
import dev.tracks.lambda.http.route.ChannelRoutes;
import dev.tracks.lambda.http.route.EnrollmentRoutes;
import dev.tracks.lambda.http.route.InvitationRoutes;
import dev.tracks.lambda.http.route.ParticipantRoutes;
import dev.tracks.lambda.http.route.PersonRoutes;
import dev.tracks.lambda.http.route.ProgressRoutes;
import dev.tracks.lambda.http.route.RunListRoutes;
import dev.tracks.lambda.http.route.RunRoutes;
import dev.tracks.lambda.http.route.SlackRoutes;
import dev.tracks.lambda.http.route.StepRoutes;
import dev.tracks.lambda.http.route.TestSendRoutes;
import dev.tracks.lambda.http.route.TrackRoutes;
import dev.tracks.lambda.http.route.TrackViewRoutes;
import dev.tracks.lambda.http.route.UndeliverableRoutes;
import dev.tracks.lambda.http.route.people.AnswerRoutes;
import dev.tracks.lambda.http.route.people.ParticipantBatchRoutes;
import dev.tracks.lambda.http.route.people.PersonTrackRoutes;
import dev.tracks.lambda.http.scim.ScimToken;
import dev.tracks.lambda.json.Json;
import dev.tracks.lambda.telemetry.Metrics;
import dev.tracks.rendering.QuteMessageRenderer;
import dev.tracks.slack.SlackClickHandler;
import dev.tracks.slack.SlackClickReceiver;
import dev.tracks.slack.SlackReplies;
import dev.tracks.slack.SlackSignature;
import dev.tracks.slack.SlackUsers;
import dev.tracks.store.CachedCatalog;
import dev.tracks.store.TableChannelState;
import dev.tracks.store.TableConfiguration;
import dev.tracks.store.TableDirectory;
import dev.tracks.store.TableEnrollments;
import dev.tracks.store.TableErasure;
import dev.tracks.store.TableInvitations;
import dev.tracks.store.TableLedger;
import dev.tracks.store.TableParticipants;
import dev.tracks.store.TableTestMessages;
import dev.tracks.store.TableUndeliverables;
import dev.tracks.store.people.TableTrackPeople;
import dev.tracks.store.table.MemoryTable;
import dev.tracks.store.table.Table;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.Secret;
import dev.tracks.usecase.configure.Catalog;
import dev.tracks.usecase.configure.Configuration;
import dev.tracks.usecase.configure.ConfigureStep;
import dev.tracks.usecase.configure.ConfigureTrack;
import dev.tracks.usecase.configure.ListDestinations;
import dev.tracks.usecase.enroll.CancelRun;
import dev.tracks.usecase.enroll.DecideDirectly;
import dev.tracks.usecase.enroll.EnrollDirectly;
import dev.tracks.usecase.enroll.Enrollments;
import dev.tracks.usecase.enroll.InvitationTerms;
import dev.tracks.usecase.enroll.Ledger;
import dev.tracks.usecase.enroll.PreviewStep;
import dev.tracks.usecase.enroll.Reinvite;
import dev.tracks.usecase.enroll.ResendConfirmation;
import dev.tracks.usecase.enroll.RunStep;
import dev.tracks.usecase.enroll.SendTestMessages;
import dev.tracks.usecase.enroll.UpdateEnrollment;
import dev.tracks.usecase.invite.AnswerInvitation;
import dev.tracks.usecase.invite.ClickQueue;
import dev.tracks.usecase.invite.Invitations;
import dev.tracks.usecase.invite.ManageInvitation;
import dev.tracks.usecase.message.DeliverMessage;
import dev.tracks.usecase.message.JoinLinks;
import dev.tracks.usecase.message.MessageRenderer;
import dev.tracks.usecase.message.StepMessages;
import dev.tracks.usecase.outbox.CloseInvitations;
import dev.tracks.usecase.outbox.Queues;
import dev.tracks.usecase.outbox.Schedules;
import dev.tracks.usecase.people.EraseParticipant;
import dev.tracks.usecase.people.Erasure;
import dev.tracks.usecase.people.FindPerson;
import dev.tracks.usecase.people.NewIds;
import dev.tracks.usecase.people.Participants;
import dev.tracks.usecase.people.RegisterParticipant;
import dev.tracks.usecase.people.RegisterParticipants;
import dev.tracks.usecase.view.Directory;
import dev.tracks.usecase.view.ListTracks;
import dev.tracks.usecase.view.ListTracksOfPerson;
import dev.tracks.usecase.view.ReadHistory;
import dev.tracks.usecase.view.ShowActivity;
import dev.tracks.usecase.view.ShowImpact;
import dev.tracks.usecase.view.TrackPeople;
import dev.tracks.usecase.view.report.ListStepRuns;
import dev.tracks.usecase.view.report.ReportTrack;
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

/** The functions, wired as in production, over an in-memory table; the clock stands still until a test advances it. */
public final class InMemoryApplication {
    private static final URI SLACK = URI.create("https://slack.com/api");

    /** The token of SCIM clients, as in the local cloud. */
    public static final String SCIM_TOKEN = "local-scim";

    /** Metrics without a namespace, which write nothing. */
    static final Metrics UNCOUNTED = new Metrics(Optional.empty(), InstantSource.system(), line -> {});

    private final AtomicInteger written = new AtomicInteger();
    public final MemoryTable memory = new MemoryTable(Set.of(), images -> written.addAndGet(images.size()));
    public final Instant now = Fixtures.NOW;
    public final MutableClock clock = new MutableClock(now);

    private final Table table = memory;
    private final InstantSource systemClock = InstantSource.system();
    private final MessageRenderer renderer = new QuteMessageRenderer();
    private final StepMessages messages = new StepMessages(renderer);
    private final OptimisticRetry retry = new OptimisticRetry(round -> {});
    private final Configuration configuration = new TableConfiguration(table);
    private final Catalog catalog = new CachedCatalog(configuration, Duration.ZERO, systemClock);
    private final Ledger ledger = new TableLedger(table, Fixtures.PARTICIPANT_READER, systemClock);
    private final InvitationTerms terms = new InvitationTerms(Duration.ofDays(14), Duration.ofDays(7));
    private final InMemoryJobs jobs =
            new InMemoryJobs(table, catalog, configuration, ledger, messages, terms, retry, clock);

    /** Erases people; a test may replace it before it creates the API. */
    public Erasure erasure = new TableErasure(table);

    /** The checks of requests; a test may replace them before it creates the API. */
    public Checks checks = new Checks();

    /** The queues that a test sends to. */
    public final Queues queues = Mockito.mock(Queues.class);

    /** Deletes the schedules of a removed step. */
    public final Schedules schedules = Mockito.mock(Schedules.class);

    /** The token of SCIM clients; a test may replace it before it creates the API. */
    public Optional<Secret> scimToken = Optional.of(Secret.fixed(SCIM_TOKEN));

    /** The ids of people whom SCIM creates; a test may replace them before it creates the API. */
    public NewIds ids = new NewIds() {
        private final AtomicInteger last = new AtomicInteger();

        @Override
        public String next() {
            return "00000000-0000-4000-8000-%012d".formatted(last.incrementAndGet());
        }
    };

    /** Signs join links. */
    public final JoinLinks links = linksOf("a secret of the tests");

    Configuration configuration() {
        return configuration;
    }

    CloseInvitations closeInvitations() {
        return new CloseInvitations(
                configuration, new TableInvitations(table, Fixtures.PARTICIPANT_READER), retry, clock);
    }

    RunStep runStep() {
        return new RunStep(catalog, ledger, messages, retry, clock, terms);
    }

    FindPerson findPerson() {
        return new FindPerson(new TableParticipants(table, Fixtures.PARTICIPANT_READER));
    }

    StepHandler stepHandler() {
        return new StepHandler(findPerson(), runStep(), queues, UNCOUNTED);
    }

    BatchHandler batchHandler() {
        return new BatchHandler(findPerson(), runStep(), UNCOUNTED);
    }

    JobsHandler jobsHandler() {
        return new JobsHandler(jobs.engine().processPage(), jobs.engine().startJob(), UNCOUNTED);
    }

    public HttpApi api() {
        return api(Map.of());
    }

    /** The API with these environment variables; those for Slack and the sign-in have no effect. */
    public HttpApi api(Map<String, String> environment) {
        Claims claims = new Wiring().claims(Environment.read(Settings.class, environment));
        return api(claims, Optional.empty(), new SlackReplies(SLACK));
    }

    /** The API that clients reach below this base path. */
    public HttpApi api(BasePath base) {
        Claims claims = new Wiring().claims(Environment.read(Settings.class, Map.of()));
        return api(claims, Optional.empty(), new SlackReplies(SLACK), base);
    }

    /** The API with a Slack app with this signing secret; clicks are answered at this stand-in for Slack. */
    public HttpApi api(String signingSecret, URI slack) {
        return api(signingSecret, new SlackReplies(slack));
    }

    /** The API with a Slack app with this signing secret, which answers clicks with these replies. */
    public HttpApi api(String signingSecret, SlackReplies replies) {
        Claims claims = new Wiring().claims(Environment.read(Settings.class, Map.of()));
        return api(claims, Optional.of(new SlackSignature(Secret.fixed(signingSecret), systemClock)), replies);
    }

    private HttpApi api(Claims claims, Optional<SlackSignature> signature, SlackReplies replies) {
        return api(claims, signature, replies, BasePath.ROOT);
    }

    private HttpApi api(Claims claims, Optional<SlackSignature> signature, SlackReplies replies, BasePath base) {
        Directory directory = new TableDirectory(table, Fixtures.PARTICIPANT_READER);
        TrackPeople trackPeople = new TableTrackPeople(table);
        Access access = checks.access(new Access(configuration, directory));
        JoinLinks joinLinks = checks.links(links);
        Participants participants = new TableParticipants(table, Fixtures.PARTICIPANT_READER);
        Enrollments enrollments = new TableEnrollments(table, Fixtures.PARTICIPANT_READER);
        Invitations invitations = new TableInvitations(table, Fixtures.PARTICIPANT_READER);
        AnswerInvitation answer = new AnswerInvitation(catalog, invitations, messages, retry, clock);
        ConsoleSettings console = new ConsoleSettings(Optional.empty(), false);
        ShowActivity activity = new ShowActivity(configuration, directory, clock);
        ListTracks listTracks = new ListTracks(directory, configuration, activity);
        PreviewStep previewStep = new PreviewStep(catalog, ledger, messages, clock);
        List<Routes> routes = new ArrayList<>(List.of(
                new TrackRoutes(
                        configuration, new ConfigureTrack(configuration, retry, clock), listTracks, activity, access),
                new StepRoutes(configuration, new ConfigureStep(configuration, retry, clock), access),
                new ParticipantRoutes(
                        participants,
                        directory,
                        new RegisterParticipant(participants, retry, clock),
                        new EraseParticipant(erasure, retry, clock),
                        ZoneId.of("UTC")),
                new ParticipantBatchRoutes(
                        participants,
                        new RegisterParticipants(new RegisterParticipant(participants, retry, clock), systemClock),
                        ZoneId.of("UTC")),
                new PersonTrackRoutes(new ListTracksOfPerson(directory, catalog), participants),
                new AnswerRoutes(invitations, answer, catalog),
                new EnrollmentRoutes(
                        checks.enrollDirectly(new EnrollDirectly(
                                new DecideDirectly(catalog, ledger, messages, clock),
                                ledger,
                                retry,
                                clock,
                                systemClock)),
                        configuration,
                        trackPeople,
                        participants,
                        findPerson()),
                new PersonRoutes(participants, directory, enrollments, new ReadHistory(directory), access),
                new RunListRoutes(
                        directory, participants, new ListStepRuns(configuration, directory, trackPeople), access),
                new InvitationRoutes(
                        new ManageInvitation(invitations, retry, clock),
                        new Reinvite(catalog, ledger, messages, retry, clock, terms),
                        invitations),
                new RunRoutes(configuration, previewStep, new CancelRun(ledger, retry, clock), findPerson(), access),
                new TestSendRoutes(
                        configuration,
                        new SendTestMessages(previewStep, new TableTestMessages(table), queues, retry, clock),
                        access),
                new TrackViewRoutes(
                        new ListDestinations(configuration),
                        new ShowImpact(configuration, directory),
                        listTracks,
                        access),
                new ReportRoutes(new ReportTrack(configuration, directory), clock),
                new UndeliverableRoutes(new TableUndeliverables(table), participants, access),
                new ChannelRoutes(new TableChannelState(table)),
                new ProgressRoutes(
                        new UpdateEnrollment(enrollments, retry, clock),
                        new ResendConfirmation(enrollments, retry, clock)),
                new JoinRoutes(joinLinks, answer, new JoinPage(catalog, HtmlTemplates::render)),
                new SlackRoutes(
                        signature.map(checks::signature),
                        new SlackClickReceiver(checks.clicks(deliver(new SlackClickHandler(
                                joinLinks,
                                checks.ofClicks(invitations),
                                answer,
                                catalog,
                                new SlackUsers(Optional.empty()),
                                replies))))),
                new ConsoleRoutes(Assets.onClassPath(), console),
                new OpenApiRoutes()));
        routes.addAll(jobs.routes(checks, access, participants));
        routes.addAll(new InMemoryScim(participants, retry, clock)
                .routes(scimToken.map(ScimToken::new).map(checks::scimToken), erasure, ids));
        return new HttpApi(
                routes.stream().map(checks::routes).toList(),
                access,
                checks.callers(new CallerResolver(claims, participants)),
                SecurityHeaders.allowing(console.signIn()),
                base);
    }

    /** Processes all pages of a job, as its queue does, until it ends. */
    public void work(String jobId) {
        jobs.work(jobId);
    }

    /** The clicks queue with its consumer; results go to this stand-in for Slack. */
    public ClickQueue handledClicks(URI slack) {
        Invitations invitations = new TableInvitations(table, Fixtures.PARTICIPANT_READER);
        AnswerInvitation answer = new AnswerInvitation(catalog, invitations, messages, retry, clock);
        return deliver(new SlackClickHandler(
                links, invitations, answer, catalog, new SlackUsers(Optional.empty()), new SlackReplies(slack)));
    }

    /** The function that handles clicks, invoked by its queue at once. */
    private static ClickQueue deliver(SlackClickHandler clicks) {
        DeliverHandler deliver =
                new DeliverHandler(Mockito.mock(DeliverMessage.class), () -> clicks, () -> null, UNCOUNTED);
        return click -> invoke(deliver, sqs(click));
    }

    /** Join links signed with another secret. */
    public JoinLinks linksOf(String secret) {
        return new SignedJoinLinks("https://tracks.example", Secret.fixed(secret));
    }

    /** The number of items changed so far. */
    public int writes() {
        return written.get();
    }

    /** The number of items in the table. */
    public int items() {
        return memory.snapshot().size();
    }

    /** Runs the step for the cause. */
    public void reach(StepReached cause) {
        runStep().run(cause);
    }

    /** Invokes a function with an event and returns its response. */
    public static JsonNode invoke(RequestStreamHandler handler, String event) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try {
            handler.handleRequest(
                    new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), output, new TestContext());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Json.read(output.toString(StandardCharsets.UTF_8));
    }

    /** The identifiers in a partial batch response. */
    static List<String> failures(JsonNode response) {
        List<String> names = new ArrayList<>();
        response.path("batchItemFailures")
                .forEach(failure -> names.add(failure.path("itemIdentifier").asText()));
        return names;
    }

    /** An SQS event with one record per body: ids m1, m2, ..., receipt handles r1, r2, ..., third receive. */
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
