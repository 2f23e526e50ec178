package dev.tracks.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.Permissions;
import dev.tracks.lambda.http.OpenApiExamples;
import dev.tracks.lambda.http.OpenApiExamples.Answer;
import dev.tracks.local.support.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Sends each example of the OpenAPI document to the packaged functions: gateway, api, queues, relay, inbox. */
class OpenApiExamplesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(100);

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void theExamplesGetTheResponsesOfTheDocument() {
        try (LocalCloud cloud = LocalCloud.start(LocalOptions.defaults().withInstances(1))) {
            OpenApiExamples examples =
                    new OpenApiExamples((method, path, headers, body) -> send(cloud, method, path, headers, body));
            examples.prepare();
            examples.start();
            String link = eventually(() -> linkOf(cloud, "ada"));
            eventually(() -> linkOf(cloud, "grace"));
            eventually(() -> found(cloud, "linus", "skipped"));
            eventually(() -> found(cloud, "ada", "deferred"));
            eventually(() -> found(cloud, "grace", "deferred"));
            String job = examples.createJobs();
            eventually(() -> done(cloud, job));

            examples.run(link.substring(link.lastIndexOf('/') + 1));

            assertThat(Permissions.ofTheTemplate().denied(cloud.calls()))
                    .as("calls that the template does not permit")
                    .isEmpty();
        }
    }

    private Optional<String> linkOf(LocalCloud cloud, String person) {
        JsonNode messages = Json.parse(send(cloud, "GET", "/local/messages", Map.of(), "")
                        .body()
                        .getBytes())
                .orElseThrow()
                .path("data");
        return StreamSupport.stream(messages.spliterator(), false)
                .filter(message -> message.path("to").asText().equals(person))
                .filter(message -> message.path("kind").asText().equals("invitation"))
                .map(message -> message.at("/button/url").asText())
                .findFirst();
    }

    private Optional<String> found(LocalCloud cloud, String person, String decision) {
        String history = send(cloud, "GET", "/v1/participants/" + person + "/history", Map.of(), "")
                .body();
        return Optional.of(history).filter(text -> text.contains("\"decision\":\"" + decision + "\""));
    }

    private Optional<String> done(LocalCloud cloud, String job) {
        String answer = send(cloud, "GET", "/v1/jobs/" + job, Map.of(), "").body();
        return Optional.of(answer).filter(text -> text.contains("\"status\":\"done\""));
    }

    private Answer send(LocalCloud cloud, String method, String path, Map<String, String> headers, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(cloud.gateway() + path))
                .header("authorization", path.startsWith("/scim/") ? "Bearer local-scim" : "Bearer local-root-admin")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            String type = response.headers().firstValue("content-type").orElse("");
            return new Answer(response.statusCode(), type, response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String eventually(Supplier<Optional<String>> look) {
        Instant deadline = Instant.now().plus(PATIENCE);
        Optional<String> seen = look.get();
        while (seen.isEmpty()) {
            assertThat(Instant.now()).as("in time").isBefore(deadline);
            LockSupport.parkNanos(POLL.toNanos());
            seen = look.get();
        }
        return seen.get();
    }
}
