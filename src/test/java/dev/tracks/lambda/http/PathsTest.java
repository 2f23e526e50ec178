package dev.tracks.lambda.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.lambda.InMemoryApplication;
import dev.tracks.lambda.http.TestRequest.Answer;
import dev.tracks.lambda.http.access.Access;
import dev.tracks.lambda.http.protocol.BasePath;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms of a path that lead to the same resource, and those that do not. */
class PathsTest {
    private final InMemoryApplication program = new InMemoryApplication();

    private TestRequest call(String method, String path) {
        return TestRequest.of(program.api(), method, path);
    }

    private static String path(Route route) {
        return route.pattern()
                .replaceAll("\\{(instance|number)}", "1")
                .replace("{file}", "inter.woff2")
                .replaceAll("\\{\\w+}", "a");
    }

    @Test
    void oneSlashAtTheEndMakesNoDifference() {
        for (Route route : program.api().routes()) {
            Answer without = call(route.method(), path(route)).send();
            Answer with = call(route.method(), path(route) + (path(route).equals("/") ? "" : "/"))
                    .send();

            assertThat(with.status()).as(route.name()).isEqualTo(without.status());
            assertThat(with.text()).as(route.name()).isEqualTo(without.text());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"//", "/v1/tracks//", "//v1/tracks", "/v1//tracks", "/v1", "/v1/", "/join/", "/assets/"})
    void emptySegmentsAreUnknownPaths(String path) {
        assertThat(call("GET", path).send().status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "/hr/v1/me, 200",
        "/hr/v1/me/, 200",
        "/hr/, 200",
        "/hr/join.css, 200",
        "/v1/me, 200",
        "/, 200",
        "/hr/hr/v1/me, 404",
        "/hrx/v1/me, 404",
        "/HR/v1/me, 404",
        "/hr//v1/me, 404",
        "//hr/v1/me, 404"
    })
    void theBasePathIsRemovedOnce(String path, int status) {
        assertThat(TestRequest.of(below("https://people.example.com/hr"), "GET", path)
                        .send()
                        .status())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "/people/tracks, $default, /people/tracks/v1/me, 200",
        "/people/tracks, $default, /people/v1/me, 404",
        "/hr/, $default, /hr/v1/me, 200",
        "/hr, prod, /prod/hr/v1/me, 200",
        "/hr, prod, /prod/v1/me, 200",
        "/prod, prod, /prod/v1/me, 200",
        "/prod, prod, /prod/prod/v1/me, 404"
    })
    void theBasePathMayHaveSeveralSegmentsAndFollowTheStage(String base, String stage, String path, int status) {
        assertThat(TestRequest.of(below("https://people.example.com" + base), "GET", path)
                        .stage(stage)
                        .send()
                        .status())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        // The public URL's host: always its base path.
        "people.example.com, $default, /hr, /hr/v1/tracks/day-1",
        "people.example.com, prod, /prod, /hr/v1/tracks/day-1",
        // Other hosts: what the request begins with.
        "abc.execute-api.eu-west-1.amazonaws.com, prod, /prod, /prod/v1/tracks/day-1",
        "abc.execute-api.eu-west-1.amazonaws.com, $default, '', /v1/tracks/day-1"
    })
    void theLocationOfANewRecordIsThePathThatTheClientSees(String host, String stage, String prefix, String location) {
        Answer created = TestRequest.of(below("https://people.example.com/hr"), "PUT", prefix + "/v1/tracks/day-1")
                .stage(stage)
                .domain(host)
                .body("{\"title\":\"Day 1\"}")
                .send();

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.headers()).containsEntry("location", location);
    }

    @ParameterizedTest
    @CsvSource({
        "/hr, '', hr/",
        "/people/tracks, '', tracks/",
        "/hr, ?code=1&state=2, hr/?code=1&state=2",
    })
    void theBasePathWithoutASlashLeadsToTheConsole(String base, String query, String location) {
        Answer found = TestRequest.of(below("https://people.example.com" + base), "GET", base + query)
                .withoutToken()
                .send();

        assertThat(found.status()).isEqualTo(302);
        assertThat(found.headers()).containsEntry("location", location);
    }

    @Test
    void theDocumentNamesTheBasePathAsItsServer() {
        HttpApi api = below("https://people.example.com/hr");

        assertThat(TestRequest.of(api, "GET", "/hr/openapi.yaml").send().text()).contains("servers:\n  - url: /hr\n");
        assertThat(TestRequest.of(api, "GET", "/openapi.yaml").send().text()).contains("servers:\n  - url: /\n");
    }

    private HttpApi below(String publicUrl) {
        return program.api(BasePath.of(Optional.of(URI.create(publicUrl))));
    }

    /** Even if the gateway matches another route: without verified claims, no form of a path gives access. */
    @Test
    void everyFormOfAProtectedPathNeedsAToken() {
        List<Route> protectedRoutes = program.api().routes().stream()
                .filter(route -> route.rule() != Access.Rule.ANYONE)
                .toList();

        assertThat(protectedRoutes).hasSizeGreaterThan(20);
        for (Route route : protectedRoutes) {
            for (String form : List.of("%s", "%s/", "/hr%s", "/hr%s/")) {
                String path = String.format(form, path(route));
                assertThat(TestRequest.of(below("https://people.example.com/hr"), route.method(), path)
                                .withoutToken()
                                .send()
                                .status())
                        .as(path)
                        .isEqualTo(401);
                assertThat(TestRequest.of(below("https://people.example.com/hr"), route.method(), "/prod" + path)
                                .stage("prod")
                                .withoutToken()
                                .send()
                                .status())
                        .as("/prod" + path)
                        .isEqualTo(401);
            }
        }
    }
}
