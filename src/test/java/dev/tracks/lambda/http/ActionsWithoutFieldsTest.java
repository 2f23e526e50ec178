package dev.tracks.lambda.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.lambda.InMemoryApplication;
import dev.tracks.lambda.http.OpenApi.Operation;
import dev.tracks.lambda.http.TestRequest.Answer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Actions that the API document describes without a body. A field that a caller sends nevertheless, such as another
 * text, would otherwise be ignored.
 */
class ActionsWithoutFieldsTest {
    private final HttpApi api = new InMemoryApplication().api();

    static Stream<String> actions() {
        return OpenApi.shipped().operations().stream()
                .filter(operation -> operation.method().equals("POST"))
                .filter(operation -> operation.path().startsWith("/v1/"))
                .filter(operation -> operation.definition().path("requestBody").isMissingNode())
                .map(Operation::path)
                .map(path -> path.replace("{instance}", "1").replace("{number}", "1"))
                .map(path -> path.replaceAll("[{][A-Za-z]+[}]", "ada"));
    }

    @ParameterizedTest
    @MethodSource("actions")
    void aFieldIsRejectedByName(String path) {
        Answer answer = post(path, "{\"message\":\"Please!\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/errors/0/field")).isEqualTo("message");
    }

    @ParameterizedTest
    @MethodSource("actions")
    void aBodyThatIsNoObjectIsRejected(String path) {
        assertThat(post(path, "[").status()).isEqualTo(400);
        assertThat(post(path, "[]").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @MethodSource("actions")
    void anEmptyObjectIsNoField(String path) {
        assertThat(post(path, "{}").json()).isEqualTo(post(path, "").json());
        assertThat(post(path, "{}").status()).isNotEqualTo(400);
    }

    private Answer post(String path, String body) {
        return TestRequest.of(api, "POST", path).body(body).send();
    }
}
