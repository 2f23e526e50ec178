package dev.tracks.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.local.support.Json;
import dev.tracks.local.support.LocalCloudException;
import dev.tracks.local.support.ProjectFolder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The demo's tracks, people and steps, created through the HTTP API as an admin would. Existing ones stay unchanged.
 * In the file, each entry follows the entries that it needs.
 */
final class DemoData {
    private static final Path FILE = Path.of("src", "local", "demo", "demo.json");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI gateway;

    DemoData(URI gateway) {
        this.gateway = gateway;
    }

    /** @throws LocalCloudException if the API refuses a request; the message has the API's response */
    void load() {
        try {
            JsonNode list = Json.parse(Files.readAllBytes(file()))
                    .orElseThrow(() -> new LocalCloudException(FILE + " is not JSON"));
            for (JsonNode entry : list) {
                put(entry.path("path").asText(), entry.path("body"));
            }
        } catch (IOException e) {
            throw new LocalCloudException("The demo data cannot be loaded: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Path file() {
        return ProjectFolder.find().resolve(FILE);
    }

    private void put(String path, JsonNode body) throws IOException, InterruptedException {
        if (send(request(path).GET()).statusCode() == 200) {
            return;
        }
        HttpResponse<String> answer = send(request(path).PUT(HttpRequest.BodyPublishers.ofString(body.toString())));
        if (answer.statusCode() / 100 != 2) {
            throw new LocalCloudException("The demo data cannot be loaded: PUT %s answered %d %s"
                    .formatted(path, answer.statusCode(), answer.body()));
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(gateway.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer local-root-admin")
                .header("Content-Type", "application/json");
    }

    /** A function whose process ended meanwhile is restarted, so the request is retried. */
    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() < 500 ? answer : client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
