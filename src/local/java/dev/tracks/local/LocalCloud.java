package dev.tracks.local;

import dev.tracks.local.aws.AwsCalls;
import dev.tracks.local.dynamodb.Database;
import dev.tracks.local.dynamodb.DatabaseProxy;
import dev.tracks.local.dynamodb.TableDefinition;
import dev.tracks.local.events.EventBus;
import dev.tracks.local.gateway.Gateway;
import dev.tracks.local.lambda.AsyncInvocations;
import dev.tracks.local.lambda.Deployment;
import dev.tracks.local.lambda.FunctionName;
import dev.tracks.local.lambda.Functions;
import dev.tracks.local.lambda.Instance;
import dev.tracks.local.lambda.LambdaApi;
import dev.tracks.local.lambda.LambdaFunction;
import dev.tracks.local.lambda.QueueEventSourceMapping;
import dev.tracks.local.lambda.QueueEventSourceMapping.Batches;
import dev.tracks.local.lambda.ScheduledRule;
import dev.tracks.local.lambda.StreamEventSourceMapping;
import dev.tracks.local.scheduler.ScheduleRunner;
import dev.tracks.local.scheduler.SchedulerApi;
import dev.tracks.local.scheduler.Schedules;
import dev.tracks.local.secrets.SecretsApi;
import dev.tracks.local.ses.SesApi;
import dev.tracks.local.slack.SlackEmulator;
import dev.tracks.local.sqs.Queues;
import dev.tracks.local.sqs.SqsApi;
import dev.tracks.local.support.ClockCheckpoint;
import dev.tracks.local.support.DiskStore;
import dev.tracks.local.support.Folders;
import dev.tracks.local.support.Inbox;
import dev.tracks.local.support.LocalCloudException;
import dev.tracks.local.support.LocalServer;
import dev.tracks.local.support.Resources;
import dev.tracks.local.support.Threads;
import dev.tracks.local.support.VirtualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The whole local cloud, as a resource. When {@link #start} returns, it can serve a first request. {@link #close} ends
 * every child process. Several can run concurrently, with their own ports and folders.
 */
public final class LocalCloud implements AutoCloseable {
    /** The secret that signs join links. */
    public static final String JOIN_SECRET = "tracks-join";

    /** The token of clients that provision people by SCIM. */
    public static final String SCIM_SECRET = "tracks-scim";

    /** The Slack emulator's bot token and signing secret. */
    public static final String SLACK_SECRET = "tracks-slack";

    /** As in the template. */
    private static final Duration FUNCTION_TIMEOUT = Duration.ofSeconds(30);

    /** An interval of the virtual clock, but at least the other interval in real time. */
    private static final Duration SWEEP_PERIOD = Duration.ofSeconds(60);

    private static final Duration SHORTEST_SWEEP_PERIOD = Duration.ofSeconds(1);

    private final LocalOptions options;
    private final Resources open;
    /** For visibility, retries and time-outs: processes run in real time. */
    private final InstantSource realTime = InstantSource.system();

    private final Threads threads;
    private final Path folder;
    private final LocalServer gateway;
    private final LocalServer aws;
    private final DiskStore disk;
    private final DataFolder data;
    private final Consumer<LocalCloudException> failed;
    private final VirtualClock clock;
    private final Queues queues;
    private final Deployment deployment;
    private final Functions functions;
    private final CompletableFuture<Database> database;
    private final AwsCalls calls = new AwsCalls();
    private CompletableFuture<Void> grown;

    /**
     * Starts everything and waits for it.
     *
     * @throws LocalCloudException with a message for people: port in use, zip missing, or a function that cannot start
     */
    public static LocalCloud start(LocalOptions options) {
        return start(options, new Resources(), failure -> {});
    }

    /**
     * As {@link #start(LocalOptions)}, but the caller owns the resources opened meanwhile.
     *
     * @param failed receives, once or more often and on any thread, why this cloud cannot continue; from then on
     *     nothing is stored. The caller must end the process, on a different thread
     */
    static LocalCloud start(LocalOptions options, Resources open, Consumer<LocalCloudException> failed) {
        try {
            LocalCloud cloud = new LocalCloud(options, open, failed);
            cloud.run();
            return cloud;
        } catch (RuntimeException e) {
            open.close();
            throw e instanceof CompletionException && e.getCause() instanceof LocalCloudException cause ? cause : e;
        }
    }

    private LocalCloud(LocalOptions options, Resources open, Consumer<LocalCloudException> failed) {
        this.options = options;
        this.open = open;
        this.failed = failed;
        threads = open.add(new Threads(open::isClosed));
        gateway = open.add(new LocalServer(options.endpoints().gatewayPort(), threads.workers(), open::isClosed));
        aws = open.add(new LocalServer(options.endpoints().awsPort(), threads.workers(), open::isClosed));
        folder = options.data().orElseGet(this::temporaryFolder);
        create(logs());
        DataFolder.check(folder);
        disk = open.add(DiskStore.open(folder, this::unwritable));
        data = DataFolder.of(folder, disk);
        ClockCheckpoint checkpoint = ClockCheckpoint.start(disk, realTime, options.speed());
        clock = checkpoint.clock();
        threads.every(ClockCheckpoint.BEAT, checkpoint::save);
        queues = open.add(new Queues(disk, realTime));
        database = CompletableFuture.supplyAsync(this::startDatabase, threads.workers());
        deployment = Deployment.of(options.zip());
        functions = open.add(new Functions(this::function));
    }

    private Path temporaryFolder() {
        Path temporary = Folders.temporary();
        open.onClose(() -> Folders.delete(temporary));
        return temporary;
    }

    private static void create(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Database startDatabase() {
        try {
            Database started = open.add(Database.start(folder.resolve(DataFolder.DATABASE), 0, this::unwritable));
            try (DynamoDbClient client = started.client()) {
                TableDefinition.create(client, FunctionEnvironment.TABLE, data.indexes());
            }
            data.check(started.control().streamPosition());
            return started;
        } catch (IllegalStateException | UncheckedIOException e) {
            throw new LocalCloudException("the database: " + e.getMessage(), e);
        }
    }

    private void unwritable(String problem) {
        failed.accept(new LocalCloudException("cannot write to " + folder + ": " + problem
                + ". Requests answered before are stored; later ones are not"));
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        if (options.slack()) {
            environment.putAll(SlackEmulator.environment(gateway.uri()));
        }
        environment.putAll(options.environment());
        return environment;
    }

    private LambdaFunction function(FunctionName name) {
        FunctionEnvironment environment = new FunctionEnvironment(
                aws.uri(), gateway.uri(), publicUrl(), deployment.folder(), clock, data.indexes(), environment());
        return new LambdaFunction(
                new Instance.Shared(
                        name,
                        deployment,
                        environment.of(name),
                        logs().resolve(name + ".log"),
                        new LinkedBlockingDeque<>(),
                        FUNCTION_TIMEOUT,
                        realTime,
                        threads),
                options.instances());
    }

    private void run() {
        AsyncInvocations asynchronous = open.add(new AsyncInvocations(
                disk,
                clock,
                realTime,
                functions,
                Map.of(
                        FunctionName.STEP, queues.get(Queues.STEP_DLQ),
                        FunctionName.FEEDBACK, queues.get(Queues.FEEDBACK_DLQ))));
        EventBus events = new EventBus(
                disk,
                clock,
                event -> asynchronous.put(FunctionName.STEP, event),
                event -> asynchronous.put(FunctionName.FEEDBACK, event));
        Schedules schedules = new Schedules(disk, clock);
        Inbox inbox = new Inbox(disk);
        AwsEndpoint endpoint = new AwsEndpoint(
                new DatabaseProxy(database.thenApply(Database::uri), threads.workers()),
                new SqsApi(queues, disk, aws.uri(), clock),
                events,
                new LambdaApi(functions, asynchronous),
                new SchedulerApi(schedules, clock),
                new SesApi(inbox, clock, events::publishMailEvent),
                new SecretsApi(disk, clock, secrets()),
                calls);
        aws.serve(endpoint::handle);
        Gateway http = new Gateway(
                functions.get(FunctionName.API)::call, options.endpoints().gateway(), inbox, events, clock);
        SlackEmulator slack = new SlackEmulator(gateway.uri(), disk, inbox, realTime, clock);
        gateway.serve(exchange -> SlackEmulator.serves(exchange.getRequestURI().getPath())
                ? slack.handle(exchange)
                : http.handle(exchange));
        CompletableFuture<Void> started = functions.startFirst();
        database.join();
        data.complete();
        started.join();
        asynchronous.start(threads.workers());
        open.add(new ScheduleRunner(schedules, asynchronous::put, queues, disk, clock))
                .start(threads.workers());
        startMappings();
        if (options.demo()) {
            new DemoData(gateway.uri()).load();
        }
        grown = CompletableFuture.runAsync(this::grow, threads.workers());
    }

    /** The values that the functions get as plain variables, for those who configure a secret's id instead. */
    private static Map<String, String> secrets() {
        return Map.of(
                JOIN_SECRET, FunctionEnvironment.JOIN_SECRET,
                SCIM_SECRET, FunctionEnvironment.SCIM_TOKEN,
                SLACK_SECRET, SlackEmulator.secret());
    }

    /** In the background, because the first request needs only one instance of each function. */
    private void grow() {
        functions.startOthers();
        deployment.learn(open);
    }

    private void startMappings() {
        int largest = QueueEventSourceMapping.LARGEST_BATCH;
        map(Queues.REACHED, FunctionName.BATCH, largest, QueueEventSourceMapping.FIRST_PAUSE);
        map(Queues.MESSAGES, FunctionName.DELIVER, largest, QueueEventSourceMapping.FIRST_PAUSE_OF_CLAIMED);
        map(Queues.CLICKS, FunctionName.DELIVER, largest, QueueEventSourceMapping.FIRST_PAUSE);
        // As in the template: a page needs all of the function's time.
        map(Queues.JOBS, FunctionName.JOBS, 1, QueueEventSourceMapping.FIRST_PAUSE);
        StreamEventSourceMapping stream =
                new StreamEventSourceMapping(database.join().control(), functions.get(FunctionName.RELAY)::call, disk);
        open.add(stream).start(threads.workers());
        ScheduledRule sweep = new ScheduledRule(functions.get(FunctionName.SWEEP), clock);
        Duration period = clock.real(SWEEP_PERIOD);
        threads.every(period.compareTo(SHORTEST_SWEEP_PERIOD) > 0 ? period : SHORTEST_SWEEP_PERIOD, sweep::fire);
    }

    private void map(String queue, FunctionName name, int size, Duration firstPause) {
        LambdaFunction function = functions.get(name);
        Batches batches = new Batches(size, function.concurrency(), firstPause);
        open.add(new QueueEventSourceMapping(queues.get(queue), function::call, batches, disk))
                .start(threads.workers());
    }

    /** Returns when all instances run and the next cloud with the same package can start faster. */
    void awaitGrown() {
        grown.join();
    }

    /** The address of the console and the API. */
    public URI gateway() {
        return gateway.uri();
    }

    /** The address at which people reach the console and the API: with the base path, if there is one. */
    public URI publicUrl() {
        return URI.create(gateway.uri() + options.endpoints().gateway().basePath());
    }

    /** The address of the AWS endpoint. */
    public URI aws() {
        return aws.uri();
    }

    /** The calls that the AWS endpoint has received, by caller; that of a function is its name. */
    public Set<AwsCalls.Call> calls() {
        return calls.all();
    }

    public Database database() {
        return database.join();
    }

    /** The clock of this cloud and its functions, as text for people: its time and speed. */
    public String clock() {
        return clock.instant() + ", " + clock.speed().toPlainString() + " times as fast as the real one";
    }

    /** The functions' logs, one file each. */
    public Path logs() {
        return folder.resolve("logs");
    }

    /** The processes that serve a function now. */
    public List<Long> functionPids(FunctionName function) {
        return functions.get(function).pids();
    }

    /** Ends every child process and removes temporary data. */
    @Override
    public void close() {
        open.close();
    }
}
