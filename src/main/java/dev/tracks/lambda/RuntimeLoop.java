package dev.tracks.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.tracks.lambda.json.InvalidRequestException;
import dev.tracks.lambda.json.Json;
import io.quarkus.amazon.lambda.runtime.AmazonLambdaContext;
import io.quarkus.amazon.lambda.runtime.AmazonLambdaMapperRecorder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jboss.logging.Logger;

/**
 * A client of the Lambda Runtime API (Lambda guide, "Using the Lambda runtime API for custom runtimes"): takes one event
 * after the other to the function, and its answer back.
 */
final class RuntimeLoop {
    private static final Logger LOG = Logger.getLogger(RuntimeLoop.class);
    private static final String ROOT = "/2018-06-01/runtime/";
    /** Where the SDK looks for the trace that its requests belong to. */
    private static final String TRACE = "com.amazonaws.xray.traceHeader";

    /** Of an answer, in bytes (Lambda guide, "Lambda quotas"). Lambda may hang up on a larger one before it has read it. */
    private static final int ANSWER_LIMIT = 6 * 1024 * 1024;

    private static final int OK = 200;
    private static final int ACCEPTED = 202;

    private final URI api;
    private final RequestStreamHandler function;

    RuntimeLoop(URI api, RequestStreamHandler function) {
        this.api = api;
        this.function = function;
    }

    /**
     * Waits for the next event and sees it through. What the function throws is its answer to that event alone; an
     * {@link Error} is thrown on, for the process may be broken.
     *
     * @throws IOException if the Runtime API does not answer, or has no event
     */
    void next() throws IOException {
        HttpURLConnection event = open("invocation/next");
        if (event.getResponseCode() != OK) {
            throw new IOException("no event: status " + event.getResponseCode());
        }
        String invocation = "invocation/" + event.getHeaderField("Lambda-Runtime-Aws-Request-Id");
        trace(event.getHeaderField("Lambda-Runtime-Trace-Id"));
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (InputStream in = event.getInputStream()) {
            function.handleRequest(in, answer, context(event));
        } catch (IOException | RuntimeException e) {
            report(e);
            post(invocation + "/error", error(e.getClass().getName(), e.getMessage()));
            return;
        }
        if (answer.size() > ANSWER_LIMIT) {
            String message = "the answer has %d bytes, at most %d are allowed".formatted(answer.size(), ANSWER_LIMIT);
            LOG.error(message);
            post(invocation + "/error", error("Function.ResponseSizeTooLarge", message));
            return;
        }
        post(invocation + "/response", answer.toByteArray());
    }

    private static void trace(String header) {
        if (header == null) {
            System.clearProperty(TRACE);
        } else {
            System.setProperty(TRACE, header);
        }
    }

    /** Tells Lambda, and the log, why there will be no answers. */
    void initFailed(Throwable reason) {
        LOG.error("the function cannot start", reason);
        Throwable cause = cause(reason);
        try {
            post("init/error", error(cause.getClass().getName(), cause.getMessage()));
        } catch (IOException e) {
            LOG.errorf("nor can Lambda be told: %s", e);
        }
    }

    /** A malformed event is its sender's error: the function has logged it, and no stack trace tells more. */
    private static void report(Exception e) {
        if (!(e instanceof InvalidRequestException)) {
            LOG.error("the function failed", e);
        }
    }

    private static AmazonLambdaContext context(HttpURLConnection event) throws IOException {
        return new AmazonLambdaContext(
                event, AmazonLambdaMapperRecorder.cognitoIdReader, AmazonLambdaMapperRecorder.clientCtxReader);
    }

    private static Throwable cause(Throwable reason) {
        return reason.getCause() == null ? reason : cause(reason.getCause());
    }

    private static byte[] error(String type, String message) {
        return Json.text(Json.object().put("errorType", type).put("errorMessage", message))
                .getBytes(StandardCharsets.UTF_8);
    }

    private void post(String path, byte[] body) throws IOException {
        HttpURLConnection connection = open(path);
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setDoOutput(true);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body);
        }
        int status = connection.getResponseCode();
        if (status == ACCEPTED) {
            connection.getInputStream().readAllBytes(); // So that the connection is used again.
        } else {
            LOG.errorf("Lambda refused what was sent to %s: status %d", path, status);
        }
    }

    private HttpURLConnection open(String path) throws IOException {
        return (HttpURLConnection) api.resolve(ROOT + path).toURL().openConnection();
    }
}
