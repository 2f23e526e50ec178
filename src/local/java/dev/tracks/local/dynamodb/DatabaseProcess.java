package dev.tracks.local.dynamodb;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The Node process of the database. One thread starts it, logs its output, and restarts it when it ends. */
final class DatabaseProcess implements AutoCloseable {

    private static final Logger LOG = System.getLogger("database");
    private static final Duration PAUSE_BEFORE_RESTART = Duration.ofMillis(100);
    private static final Duration TIME_TO_END = Duration.ofSeconds(5);
    /** It could not write; {@code server.mjs} has printed the reason. */
    private static final int UNWRITABLE = 74;

    private static final String READY = "{\"port\":";

    private final Path program;
    private final List<String> options;
    private final String region;
    private final Consumer<String> unwritable;
    private final CompletableFuture<Integer> firstReady = new CompletableFuture<>();
    private final Thread supervisor = new Thread(this::supervise, "database");
    private volatile int port;
    private volatile Process process;
    private volatile boolean closed;
    private String lastLine = "it ended immediately";

    /**
     * @param program the folder of {@code server.mjs}, which describes the options
     * @param unwritable receives, once, why the process could not write; it is not restarted then
     */
    DatabaseProcess(Path program, List<String> options, String region, int portOrZero, Consumer<String> unwritable) {
        this.unwritable = unwritable;
        this.program = program;
        this.options = options;
        this.region = region;
        this.port = portOrZero;
    }

    /** Starts the process and waits until it is ready; returns its port, which stays the same. */
    int start() {
        supervisor.setDaemon(true);
        supervisor.start();
        return firstReady.join();
    }

    /** The process id; it changes with a restart. */
    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        closed = true;
        end(process);
        try {
            supervisor.join(TIME_TO_END.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void supervise() {
        try {
            while (!closed) {
                int code = serveUntilItEnds();
                firstReady.completeExceptionally(new IllegalStateException(lastLine));
                if (firstReady.isCompletedExceptionally()) {
                    return;
                }
                if (code == UNWRITABLE) {
                    unwritable.accept(lastLine);
                    return;
                }
                if (!closed) {
                    Thread.sleep(PAUSE_BEFORE_RESTART.toMillis());
                }
            }
        } catch (InterruptedException e) {
            end(process);
        }
    }

    /** Its exit code; 0 if it could not even be started. */
    private int serveUntilItEnds() throws InterruptedException {
        try {
            var command = new ProcessBuilder("node", "server.mjs", "--port=" + port);
            command.command().addAll(options);
            command.environment().put("AWS_REGION", region);
            process = command.directory(program.toFile())
                    .redirectErrorStream(true)
                    .start();
            if (closed) {
                end(process);
            }
            readOutput();
            int code = process.waitFor();
            LOG.log(closed ? Level.DEBUG : Level.WARNING, "database: ended with {0}", code);
            return code;
        } catch (IOException e) {
            LOG.log(Level.WARNING, "database: cannot be started", e);
            firstReady.completeExceptionally(e);
            return 0;
        }
    }

    private void readOutput() throws IOException {
        try (var output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(READY)) {
                    port = Integer.parseInt(line.substring(READY.length(), line.length() - 1));
                    firstReady.complete(port);
                } else {
                    lastLine = line;
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
}
