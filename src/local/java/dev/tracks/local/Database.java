package dev.tracks.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * DynamoDB of the local cloud: a Node process that speaks its protocol on the loopback interface. If it dies, whatever
 * the cause, it is started again on the same port with the same data: every acknowledged write and its stream record
 * are still there. It ends with this object, and with this JVM however that ends.
 */
public final class Database implements AutoCloseable {

    private static final Logger LOG = System.getLogger("database");
    private static final Region REGION = Region.EU_CENTRAL_1;
    private static final Duration PAUSE_BEFORE_RESTART = Duration.ofMillis(100);
    private static final Duration TIME_TO_END = Duration.ofSeconds(5);

    private final Path program;
    private final Path data;
    private final boolean temporary;
    private final CompletableFuture<Void> firstReady = new CompletableFuture<>();
    private final Thread supervisor = new Thread(this::supervise, "database");
    private volatile int port;
    private volatile Process process;
    private volatile boolean closed;

    private Database(Path program, Path data, boolean temporary, int port) {
        this.program = program;
        this.data = data;
        this.temporary = temporary;
        this.port = port;
    }

    /**
     * Starts the database and waits until it answers. Installs it first where needed.
     *
     * @param dataOrNull the folder that keeps the data, made if missing; null for a temporary one, removed on close
     * @param portOrZero the port on the loopback interface, 0 for any free one
     * @throws IllegalStateException if Node or npm is missing or the port is taken
     */
    public static Database start(Path dataOrNull, int portOrZero) {
        try {
            Path program = DatabaseInstallation.prepare();
            boolean temporary = dataOrNull == null;
            Path data = temporary ? Files.createTempDirectory("tracks-database") : dataOrNull.toAbsolutePath();
            Files.createDirectories(data);
            var database = new Database(program, data, temporary, portOrZero);
            database.supervisor.setDaemon(true);
            database.supervisor.start();
            database.firstReady.join();
            return database;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (CompletionException e) {
            throw new IllegalStateException("The local database does not start: " + e.getMessage(), e);
        }
    }

    /** Where it listens; stays the same over restarts. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** The process that serves now; another one after a restart. */
    public long pid() {
        return process.pid();
    }

    /** A client for this database; to be closed by the caller. */
    public DynamoDbClient client() {
        return DynamoDbClient.builder()
                .endpointOverride(uri())
                .region(REGION)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    /** Ends the process, and removes the data if they were temporary. */
    @Override
    public void close() {
        closed = true;
        end(process);
        try {
            supervisor.join(TIME_TO_END.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (temporary) {
            remove(data);
        }
    }

    private void supervise() {
        try {
            while (!closed) {
                serveUntilItEnds();
                if (!firstReady.isDone()) {
                    firstReady.completeExceptionally(new IllegalStateException("the process ended, see the log"));
                }
                closed |= firstReady.isCompletedExceptionally();
                if (!closed) {
                    Thread.sleep(PAUSE_BEFORE_RESTART.toMillis());
                }
            }
        } catch (InterruptedException e) {
            end(process);
        }
    }

    private void serveUntilItEnds() throws InterruptedException {
        try {
            serve();
            LOG.log(closed ? Level.DEBUG : Level.WARNING, "database: ended with {0}", process.waitFor());
        } catch (IOException e) {
            LOG.log(Level.WARNING, "database: cannot be started", e);
            firstReady.completeExceptionally(e);
        }
    }

    /** Starts the process and passes on its output until there is no more. */
    private void serve() throws IOException {
        var command = new ProcessBuilder("node", "server.mjs", "--port=" + port, "--data=" + data);
        command.environment().put("AWS_REGION", REGION.id());
        process = command.directory(program.toFile()).redirectErrorStream(true).start();
        if (closed) {
            end(process);
        }
        try (var output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith("{\"port\":")) {
                    port = Integer.parseInt(line.replaceAll("\\D", ""));
                    firstReady.complete(null);
                } else {
                    LOG.log(Level.INFO, "database: {0}", line);
                }
            }
        }
    }

    /** Closing its standard input asks the process to end; if it does not, it is destroyed. */
    private static void end(Process process) {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(TIME_TO_END.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "database: temporary data stay behind in " + folder, e);
        }
    }
}
