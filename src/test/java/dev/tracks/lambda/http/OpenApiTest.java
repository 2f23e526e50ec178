package dev.tracks.lambda.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.Fixtures;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.lambda.InMemoryApplication;
import dev.tracks.lambda.http.OpenApi.Operation;
import dev.tracks.lambda.http.access.Access;
import dev.tracks.lambda.http.protocol.ClasspathResource;
import dev.tracks.store.outbox.TableOutbox;
import dev.tracks.usecase.message.JoinToken;
import dev.tracks.usecase.outbox.DueItem;
import dev.tracks.usecase.outbox.Outbox;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class OpenApiTest {
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]+=*");

    private final InMemoryApplication program = new InMemoryApplication();
    private final HttpApi http = program.api();
    private final OpenApi api = OpenApi.shipped();

    @Test
    void theDocumentHasExactlyTheRoutes() {
        Set<String> routes = new TreeSet<>();
        http.routes().forEach(route -> routes.add(route.name()));

        assertThat(api.names()).isEqualTo(routes);
    }

    @Test
    void publicOperationsHaveNoSecurity() {
        // An empty list overrides the document's default, which requires a token.
        http.routes()
                .forEach(route -> assertThat(operation(route).has("security"))
                        .as(route.name())
                        .isEqualTo(route.rule() == Access.Rule.ANYONE));
    }

    @Test
    void everyOperationHasAnExampleOfSuccess() {
        assertThat(OpenApiExample.all(api).stream()
                        .filter(example -> example.status() < 300)
                        .map(example -> example.method() + " " + example.path().split("\\?")[0])
                        .distinct())
                // Except one; Slack's, because a signature is valid for five minutes only; and two with SCIM's schemas,
                // which
                // are a file.
                .hasSizeGreaterThanOrEqualTo(api.operations().size() - 4);
    }

    @Test
    void theDocumentIsPublicAndCacheable() {
        TestRequest.Answer answer =
                TestRequest.of(http, "GET", "/openapi.yaml").withoutToken().send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers())
                .containsEntry("content-type", "application/yaml; charset=utf-8")
                .containsEntry("cache-control", "public, max-age=3600");
        assertThat(answer.text()).isEqualTo(ClasspathResource.text("openapi.yaml"));
    }

    @Test
    void theExamplesAreTheActualResponses() {
        OpenApiExamples examples = new OpenApiExamples(this::send);
        examples.prepare();
        examples.start();
        program.reach(Fixtures.cause("day-1", "s1", "ada", 1));
        program.reach(Fixtures.cause("day-1", "s1", "linus", 1));
        for (String person : new String[] {"ada", "grace"}) {
            program.reach(Fixtures.cause("week-1", "s1", person, 1));
            program.reach(Fixtures.cause("week-1", "s2", person, 1));
        }
        String link = program.links
                .link(new JoinToken(
                        "ada", new InvitationRef("leadership", 1), Fixtures.cause("week-1", "s2", "ada", 1)))
                .getPath();

        program.work(examples.createJobs());
        publishAll();
        program.clock.advance(Duration.ofMinutes(1));
        examples.run(link.substring("/join/".length()));
    }

    /** Clears the markers of enrollments, as relay does after it has published them. */
    private void publishAll() {
        TableOutbox outbox = new TableOutbox(program.memory);
        for (int shard = 0; shard < Outbox.SHARDS; shard++) {
            List<DueItem> due =
                    outbox.due(shard, program.now.plus(Duration.ofHours(1))).toList();
            for (DueItem item : due) {
                if (item instanceof DueItem.PendingEnrollment enrollment) {
                    outbox.clearPending(enrollment);
                }
            }
        }
    }

    private JsonNode operation(Route route) {
        return api.operations().stream()
                .filter(operation -> operation.name().equals(route.name()))
                .map(Operation::definition)
                .findFirst()
                .orElseThrow();
    }

    private OpenApiExamples.Answer send(String method, String path, Map<String, String> headers, String body) {
        TestRequest call = TestRequest.of(http, method, path).body(body);
        headers.forEach(call::header);
        if (path.startsWith("/scim/")) {
            call.withoutToken().header("authorization", "Bearer " + InMemoryApplication.SCIM_TOKEN);
        }
        TestRequest.Answer answer = call.send();
        String type = answer.headers().getOrDefault("content-type", "");
        return new OpenApiExamples.Answer(answer.status(), type, decoded(answer.text()));
    }

    /** Decodes the body of a file, which the function returns in Base64. */
    private static String decoded(String body) {
        return BASE64.matcher(body).matches()
                ? new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8)
                : body;
    }
}
