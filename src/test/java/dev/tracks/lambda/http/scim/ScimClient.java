package dev.tracks.lambda.http.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.lambda.InMemoryApplication;
import dev.tracks.lambda.http.HttpApi;
import dev.tracks.lambda.http.TestRequest;
import dev.tracks.lambda.http.TestRequest.Answer;
import dev.tracks.lambda.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;

/** Sends requests as an identity provider does. Quotes in bodies and filters may be single ones. */
final class ScimClient {
    static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";
    static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    final InMemoryApplication program = new InMemoryApplication();
    final HttpApi api = program.api();

    TestRequest request(String method, String path) {
        return TestRequest.of(api, method, "/scim/v2" + path)
                .withoutToken()
                .header("authorization", "Bearer " + InMemoryApplication.SCIM_TOKEN)
                .header("content-type", "application/scim+json; charset=utf-8");
    }

    Answer get(String path) {
        return request("GET", path).send();
    }

    Answer filter(String filter) {
        return get("/Users?filter=" + URLEncoder.encode(json(filter), StandardCharsets.UTF_8));
    }

    Answer post(String body) {
        return request("POST", "/Users").body(json(body)).send();
    }

    Answer put(String id, String body) {
        return request("PUT", "/Users/" + id).body(json(body)).send();
    }

    /** Operations without their envelope. */
    Answer patch(String id, String... operations) {
        return request("PATCH", "/Users/" + id)
                .body("{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":["
                        + json(String.join(",", operations)) + "]}")
                .send();
    }

    Answer delete(String id) {
        return request("DELETE", "/Users/" + id).send();
    }

    /** Creates a user with these members besides the schemas. */
    String created(String members) {
        Answer answer = post("{'schemas':['" + USER + "','" + ENTERPRISE + "']," + members + "}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.at("/id");
    }

    /** The person as the API for admins returns it. */
    JsonNode person(String id) {
        return TestRequest.of(api, "GET", "/v1/participants/" + id).send().json();
    }

    void putPerson(String id, String body) {
        Answer answer = TestRequest.of(api, "PUT", "/v1/participants/" + id)
                .body(json(body))
                .send();
        assertThat(answer.status()).as(answer.text()).isLessThan(300);
    }

    static List<String> ids(Answer list) {
        assertThat(list.status()).as(list.text()).isEqualTo(200);
        return StreamSupport.stream(list.json().path("Resources").spliterator(), false)
                .map(user -> user.path("id").asText())
                .toList();
    }

    static void assertError(Answer answer, int status, String scimType) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.headers()).containsEntry("content-type", "application/scim+json");
        assertThat(answer.at("/schemas/0")).isEqualTo("urn:ietf:params:scim:api:messages:2.0:Error");
        assertThat(answer.json().path("status")).isEqualTo(Json.of(Integer.toString(status)));
        assertThat(answer.at("/scimType")).isEqualTo(scimType);
        assertThat(answer.at("/detail")).isNotEmpty();
    }

    static String json(String text) {
        return text.replace('\'', '"');
    }
}
