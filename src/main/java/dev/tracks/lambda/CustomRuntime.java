package dev.tracks.lambda;

import io.quarkus.amazon.lambda.runtime.AmazonLambdaRecorder;
import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
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
        Thread ahead = new Thread(CustomRuntime::initializeJdk, "ahead");
        ahead.setDaemon(true);
        ahead.start();
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

    /**
     * What the first request to the table needs and takes long: the trusted certificates and the tables of BigDecimal. On a
     * processor that is idle meanwhile; classes of the JDK alone, which may be initialized by several threads.
     */
    private static void initializeJdk() {
        try {
            SSLContext.getDefault();
            BigDecimal.valueOf(1);
        } catch (NoSuchAlgorithmException e) {
            // Whoever opens the first connection will say so.
            Logger.getLogger(CustomRuntime.class).debug("no default SSL context", e);
        }
    }
}
