package dev.tracks.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;

/** One process of a packaged function, that is called and then asked to end, as Lambda never does. */
final class Trainee implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration TIME_TO_END = Duration.ofMinutes(3);

    private final Threads threads = new Threads();
    private final BlockingDeque<Invocation> waiting = new LinkedBlockingDeque<>();
    private final RuntimeApi api;
    private final Process process;

    /** @param log takes what it prints */
    Trainee(FunctionName name, List<String> command, Path folder, Map<String, String> environment, Path log)
            throws IOException {
        api = new RuntimeApi(waiting, name.arn(), TIMEOUT, InstantSource.system(), threads.workers(), taken -> {});
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
        process = builder.start();
    }

    /** Its answer to an event; that it ended, if it did. */
    Answer call(byte[] event) {
        Invocation invocation = Invocation.of(event);
        process.onExit().thenRun(() -> invocation.fail(Answer.Failure.PROCESS_ENDED, "Runtime.ExitError", "it ended"));
        threads.after(TIMEOUT, () -> invocation.fail(Answer.Failure.TIMED_OUT, "Sandbox.Timedout", "no answer"));
        waiting.addLast(invocation);
        return invocation.answer().join();
    }

    /**
     * Asks it to end, and waits: it writes its archive then.
     *
     * @throws IOException if it does not end
     */
    void end() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(TIME_TO_END.toSeconds(), TimeUnit.SECONDS)) {
            throw new IOException("the function did not end in " + TIME_TO_END);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        api.close();
        threads.close();
    }
}
