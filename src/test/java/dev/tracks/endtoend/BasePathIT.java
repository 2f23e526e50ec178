package dev.tracks.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.local.LocalOptions;
import dev.tracks.local.gateway.GatewayOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Console, API and join links below a base path, as with a custom domain's API mapping. */
class BasePathIT {
    private static final String BASE = "/people/tracks";
    /** The URLs that a page or a style sheet loads. */
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]+)\"|url\\(\"?([^\")]+)\"?\\)");

    private static Program program;
    private static URI root;

    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

    @BeforeAll
    static void start() {
        program = Program.start(
                LocalOptions.defaults().withInstances(1).withGateway(new GatewayOptions(BASE, List.of())));
        root = program.cloud().publicUrl();
        assertThat(root.getPath()).isEqualTo(BASE);
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(URI uri) throws Exception {
        return send(HttpRequest.newBuilder(uri));
    }

    /** Loads everything that the page refers to, and what its style sheets refer to. */
    private void loadLinksOf(HttpResponse<String> page) throws Exception {
        List<String> links = LINK.matcher(page.body())
                .results()
                .map(link -> link.group(1) == null ? link.group(2) : link.group(1))
                .toList();
        assertThat(links).isNotEmpty();
        for (String link : links) {
            URI target = page.uri().resolve(link);
            HttpResponse<String> loaded = get(target);

            assertThat(target.getPath()).startsWith(BASE + "/");
            assertThat(loaded.statusCode()).as(target.toString()).isEqualTo(200);
            if (target.getPath().endsWith(".css")) {
                loadLinksOf(loaded);
            }
        }
    }

    @Test
    void theConsoleLoadsWithAndWithoutASlashAtTheEnd() throws Exception {
        for (String address : List.of(root.toString(), root + "/")) {
            HttpResponse<String> page = get(URI.create(address));

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.uri()).isEqualTo(URI.create(root + "/"));
            loadLinksOf(page);
        }
    }

    @Test
    void thePersonJoinsThroughALinkBelowTheBasePath() throws Exception {
        program.send("PUT", "/v1/tracks/day-1", "{\"title\":\"Day 1\",\"status\":\"active\"}");
        program.send("PUT", "/v1/tracks/leadership", "{\"title\":\"Leadership\",\"status\":\"active\"}");
        program.send("PUT", "/v1/participants/ada", "{\"name\":\"Ada\"}");
        program.send(
                "PUT",
                "/v1/tracks/day-1/steps/s1",
                "{\"destinationTrackId\":\"leadership\",\"enrollmentMethod\":\"manual\",\"invitationMessage\":\"Lead!\"}");
        HttpResponse<String> enrolled = send(HttpRequest.newBuilder(URI.create(root + "/v1/tracks/day-1/enrollments"))
                .header("Authorization", "Bearer local-root-admin")
                .POST(BodyPublishers.ofString("{\"participantId\":\"ada\"}")));
        assertThat(enrolled.headers().firstValue("location"))
                .contains(BASE + "/v1/participants/ada/enrollments/day-1/1");
        program.eventually(() -> !program.get("/local/messages").path("data").isEmpty(), "the invitation");
        URI link = URI.create(
                program.get("/local/messages").at("/data/0/button/url").asText());
        assertThat(link.toString()).startsWith(root + "/join/");

        HttpResponse<String> page = get(link);
        loadLinksOf(page);
        HttpResponse<String> joined = send(HttpRequest.newBuilder(link).POST(BodyPublishers.ofString("answer=join")));

        assertThat(page.body()).contains("Lead!");
        assertThat(joined.body()).contains("You have joined Leadership");
        assertThat(program.instances("ada")).containsExactly("day-1/1", "leadership/1");
    }
}
