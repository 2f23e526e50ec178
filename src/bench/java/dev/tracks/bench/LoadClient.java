package dev.tracks.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends requests to the local program's API from many threads, and records their results. */
final class LoadClient {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long PAUSE_MILLIS = 100;

    private final URI gateway;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Queue<Duration> times = new ConcurrentLinkedQueue<>();
    private final AtomicInteger refused = new AtomicInteger();
    /** How often each error occurred. */
    private final Map<String, Integer> errors = new ConcurrentHashMap<>();

    LoadClient(URI gateway) {
        this.gateway = gateway;
    }

    /** Saves a record, and retries while the response is 429. Returns whether it was saved. */
    boolean put(String path, String body) {
        return send("PUT", path, body, path);
    }

    /**
     * Posts with an idempotency key, and retries with the same key while the response is 429. Returns whether it
     * succeeded.
     */
    boolean post(String path, String body, String key) {
        return send("POST", path, body, key);
    }

    private boolean send(String method, String path, String body, String key) {
        HttpRequest request = HttpRequest.newBuilder(gateway.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer local-root-admin")
                .header("Idempotency-Key", key.replace('/', '-'))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            while (true) {
                long from = System.nanoTime();
                HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
                if (response.statusCode() != 429) {
                    times.add(Duration.ofNanos(System.nanoTime() - from));
                    return isDone(response);
                }
                refused.incrementAndGet();
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (IOException e) {
            errors.merge(e.getClass().getSimpleName() + " " + e.getMessage(), 1, Integer::sum);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private boolean isDone(HttpResponse<String> response) {
        boolean done = response.statusCode() / 100 == 2;
        if (!done) {
            errors.merge(response.statusCode() + " " + response.body(), 1, Integer::sum);
        }
        return done;
    }

    /** The response to a GET. */
    String get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(gateway.resolve(path)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    /** The times of all requests with a response other than 429. */
    Spread times() {
        return Spread.ofMillis(times);
    }

    int refused() {
        return refused.get();
    }

    Map<String, Integer> errors() {
        return errors;
    }
}
