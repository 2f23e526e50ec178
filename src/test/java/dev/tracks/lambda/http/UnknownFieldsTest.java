package dev.tracks.lambda.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.lambda.InMemoryApplication;
import dev.tracks.lambda.http.OpenApi.Operation;
import dev.tracks.lambda.http.TestRequest.Answer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Fields and parameters that the API document does not describe, such as the text of a message that is resent. They
 * would otherwise be ignored.
 */
class UnknownFieldsTest {
    private final HttpApi api = new InMemoryApplication().api();

    static Stream<String> actions() {
        return operations("POST");
    }

    private static Stream<String> operations(String method) {
        return OpenApi.shipped().operations().stream()
                .filter(operation -> operation.method().equals(method))
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

    static Stream<String> reads() {
        return operations("GET");
    }

    @ParameterizedTest
    @MethodSource("reads")
    void anUnknownParameterOfAReadIsRejectedByName(String path) {
        Answer answer = TestRequest.of(api, "GET", path + "?colour=red").send();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).contains("colour");
    }

    private Answer post(String path, String body) {
        return TestRequest.of(api, "POST", path).body(body).send();
    }
}
