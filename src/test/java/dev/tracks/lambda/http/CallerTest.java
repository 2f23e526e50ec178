package dev.tracks.lambda.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracks.lambda.json.Json;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallerTest {
    private static final Caller.Claims CLAIMS = new Caller.Claims("custom:person", "cognito:groups");

    private static Caller caller(String person, String groups) {
        return CLAIMS.caller(Json.read("{\"custom:person\":" + person + ",\"cognito:groups\":" + groups + "}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"admin member\"",
                "\"[admin member]\"",
                "[\"admin\",\"member\"]",
                "\" admin  member \"",
                "\"admin, member\"",
                "\"[admin member everyone]\"",
                "\"[ admin member ]\""
            })
    void rolesAreReadInWhateverFormTheGatewayPassesThem(String groups) {
        assertThat(caller("\"ada\"", groups)).isEqualTo(new Caller("ada", Set.of(Role.ADMIN, Role.MEMBER)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "null", "{}", "7", "\"Admin ADMINS administrator\"", "\"[]\"", "[7]", "[[\"x\"]]"})
    void whatIsNoRoleGivesNone(String groups) {
        assertThat(caller("\"ada\"", groups).roles()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\" \"", "null", "{}", "[\"ada\"]"})
    void aTokenThatNamesNobodyIsNone(String person) {
        assertThatThrownBy(() -> caller(person, "\"admin\"")).isInstanceOf(ProblemException.class);
    }

    @Test
    void anEndlessSubjectIsNobody() {
        assertThatThrownBy(() -> caller("\"" + "x".repeat(257) + "\"", "\"admin\""))
                .isInstanceOf(ProblemException.class);
    }
}
