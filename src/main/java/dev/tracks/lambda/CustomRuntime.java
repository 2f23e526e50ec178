package dev.tracks.lambda;

import io.quarkus.amazon.lambda.runtime.AmazonLambdaRecorder;
import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.logging.Level;
import org.jboss.logging.Logger;

/**
 * The program of the package that brings its own Java ({@code mvn package -Pfast}): what Lambda's managed runtime is to the
 * other one, without its class loader, which no archive of classes works with, and without its native library.
 */
public final class CustomRuntime {
    private static final int FAILED = 1;

    private CustomRuntime() {}

    /** Ends only when it cannot go on; Lambda starts another process then. */
    public static void main(String[] args) {
        // Before anything else: two threads must not make the log at once. And until Quarkus has set the levels,
        // whatever is
        // said at DEBUG would be made, and kept.
        java.util.logging.Logger.getLogger("").setLevel(Level.INFO);
        Ahead.start(Optional.ofNullable(System.getenv("AWS_ENDPOINT_URL")));
        RuntimeLoop loop = new RuntimeLoop(
                URI.create("http://" + System.getenv("AWS_LAMBDA_RUNTIME_API")), AmazonLambdaRecorder::handle);
        try {
            Quarkus.manualInitialize();
            Quarkus.manualStart();
        } catch (RuntimeException | LinkageError e) {
            loop.initFailed(e);
            end();
        }
        try {
            while (true) {
                loop.next();
            }
        } catch (IOException e) {
            Logger.getLogger(CustomRuntime.class).errorf("the Runtime API does not answer: %s", e);
        } catch (Error e) {
            // Lambda would only say that the process has ended.
            Logger.getLogger(CustomRuntime.class).error("the process may be broken and ends", e);
        } finally {
            end();
        }
    }

    /** At once: nothing is open that others would miss, and an orderly end may hang, or log errors of its own. */
    private static void end() {
        Runtime.getRuntime().halt(FAILED);
    }
}
