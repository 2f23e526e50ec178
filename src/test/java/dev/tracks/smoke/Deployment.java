package dev.tracks.smoke;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** The HTTP API of a deployment. Each failure is an {@link AssertionError} that says what was sent and what came back. */
final class Deployment {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    /** Longer than API Gateway waits for a function. */
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(40);

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration TRIGGER_PERIOD = Duration.ofSeconds(10);
    private static final int SHOWN_CHARACTERS = 600;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A response; {@code json} is a missing node if the body is no JSON. */
    record Answer(String request, int status, JsonNode json, String text) {
        /** This answer, if it has one of the statuses. */
        Answer expect(int... statuses) {
            if (Arrays.stream(statuses).noneMatch(expected -> expected == status)) {
                throw new AssertionError(this + " (expected status " + Arrays.toString(statuses) + ")");
            }
            return this;
        }

        @Override
        public String toString() {
            String shown = text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "…";
            return request + " answered " + status + (shown.isBlank() ? "" : " " + shown.strip());
        }
    }

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
    private final SmokeOptions options;

    Deployment(SmokeOptions options) {
        this.options = options;
    }

    /** Sends without a token, as everybody can. */
    Answer getPublic(String path) {
        return send(HttpRequest.newBuilder(uri(path)).GET(), "GET " + path);
    }

    Answer get(String path) {
        return send("GET", path, "");
    }

    /** Sends as the admin; an empty body is none. */
    Answer send(String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .header("Authorization", "Bearer " + options.token())
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return send(request, method + " " + path);
    }

    private URI uri(String path) {
        return URI.create(options.url() + path);
    }

    private Answer send(HttpRequest.Builder request, String name) {
        try {
            HttpResponse<String> response =
                    http.send(request.timeout(REQUEST_TIMEOUT).build(), BodyHandlers.ofString());
            return new Answer(name, response.statusCode(), parsed(response.body()), response.body());
        } catch (IOException e) {
            throw new AssertionError(name + " got no answer from " + options.url() + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(name + " was interrupted", e);
        }
    }

    private static JsonNode parsed(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /**
     * Reads the path until the response is as expected, at most for the patience and {@code longer}.
     *
     * @param missing what the response does not show at the end
     */
    Answer eventually(String path, Predicate<JsonNode> expected, String missing, Duration longer) {
        return eventually(path, expected, missing, longer, () -> {});
    }

    /** As the other method; it first runs the trigger, and again every ten seconds. */
    Answer eventually(String path, Predicate<JsonNode> expected, String missing, Duration longer, Runnable trigger) {
        Duration patience = options.patience().plus(longer);
        long start = System.nanoTime();
        long nextTrigger = start;
        while (true) {
            if (System.nanoTime() - nextTrigger >= 0) {
                trigger.run();
                nextTrigger = System.nanoTime() + TRIGGER_PERIOD.toNanos();
            }
            Answer answer = get(path).expect(200);
            if (expected.test(answer.json())) {
                return answer;
            }
            if (System.nanoTime() - start > patience.toNanos()) {
                throw new AssertionError(missing + " within " + patience + ". The last " + answer);
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }
}
