package dev.tracks.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tracks.local.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The local program in its own process, as {@code mvn -Plocal} runs it; a test can kill and restart it. */
final class KillableProgram implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final String READY = "Ready: ";

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final Path data;
    private final Path output;
    private final String speed;
    private Process process;
    private URI gateway;

    /** @param speed of the program's clock */
    KillableProgram(Path folder, String speed) {
        this.speed = speed;
        data = folder.resolve("data");
        output = folder.resolve("output.log");
    }

    /** Returns when the program is ready. */
    void start() {
        try {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            "-Dlocal.port=0",
                            "-Dlocal.aws.port=0",
                            "-Dlocal.speed=" + speed,
                            // A second instance of each function would hardly be ready before the next kill.
                            "-Dlocal.instances=1",
                            "-Dlocal.data=" + data,
                            Main.class.getName())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        eventually(() -> printed().contains(READY) || !process.isAlive(), "ready");
        String printed = printed();
        if (!printed.contains(READY)) {
            throw new AssertionError(printed);
        }
        int start = printed.indexOf(READY) + READY.length();
        gateway = URI.create(printed.substring(start).lines().findFirst().orElseThrow());
    }

    private String printed() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    JsonNode get(String path) {
        return send(HttpRequest.newBuilder(gateway.resolve(path)).GET());
    }

    JsonNode post(String path, String body) {
        return send(HttpRequest.newBuilder(gateway.resolve(path)).POST(BodyPublishers.ofString(body)));
    }

    JsonNode put(String path, String body) {
        return send(HttpRequest.newBuilder(gateway.resolve(path)).PUT(BodyPublishers.ofString(body)));
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(
                    request.header("Authorization", "Bearer local-root-admin").build(), BodyHandlers.ofString());
            return json.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    void eventually(BooleanSupplier holds, String what) {
        eventually(holds, what, PATIENCE);
    }

    void eventually(BooleanSupplier holds, String what, Duration patience) {
        Instant deadline = Instant.now().plus(patience);
        while (!holds.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("not within " + patience + ": " + what + "\n" + printed());
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroy();
            process.onExit().join();
        }
    }
}
