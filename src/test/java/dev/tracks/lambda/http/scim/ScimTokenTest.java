package dev.tracks.lambda.http.scim;

import static dev.tracks.lambda.http.scim.ScimClient.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.lambda.InMemoryApplication;
import dev.tracks.lambda.http.TestRequest;
import dev.tracks.lambda.http.TestRequest.Answer;
import dev.tracks.usecase.Secret;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScimTokenTest {
    private final InMemoryApplication program = new InMemoryApplication();

    private Answer send(String authorization) {
        return TestRequest.of(program.api(), "GET", "/scim/v2/Users")
                .withoutToken()
                .header("authorization", authorization)
                .send();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer local-scim", "bearer local-scim", "BEARER  local-scim "})
    void theTokenIsValid(String authorization) {
        assertThat(send(authorization).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "local-scim",
                "Basic local-scim",
                "Bearer local-sci",
                "Bearer local-scimx",
                "Bearer LOCAL-SCIM",
                "Bearer local-scim local-scim",
                "Bearer local-root-admin",
                "Bearer local-scim\u0000"
            })
    void anythingElseIsUnauthenticated(String authorization) {
        Answer answer = send(authorization);

        assertError(answer, 401, "");
        assertThat(answer.headers()).containsEntry("www-authenticate", "Bearer");
    }

    @Test
    void theTokenOfAnAdminIsNotThatOfScimAndTheOtherWayRound() {
        assertError(TestRequest.of(program.api(), "GET", "/scim/v2/Users").send(), 401, "");
        assertThat(TestRequest.of(program.api(), "GET", "/v1/participants")
                        .withoutToken()
                        .header("authorization", "Bearer local-scim")
                        .send()
                        .status())
                .isEqualTo(401);
    }

    @Test
    void afterARotationTheNewAndThePreviousTokenAreValid() {
        program.scimToken = Optional.of(new Secret() {
            @Override
            public String value() {
                return "first";
            }

            @Override
            public List<String> alternatives(String rejected) {
                return List.of("new", "previous");
            }
        });

        assertThat(send("Bearer first").status()).isEqualTo(200);
        assertThat(send("Bearer new").status()).isEqualTo(200);
        assertThat(send("Bearer previous").status()).isEqualTo(200);
        assertThat(send("Bearer older").status()).isEqualTo(401);
    }

    @Test
    void withoutATokenInTheSettingsThereIsNoScim() {
        program.scimToken = Optional.empty();

        assertError(send("Bearer local-scim"), 404, "");
    }
}
