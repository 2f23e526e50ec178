package dev.tracks.lambda.http.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.lambda.http.protocol.BasePath;
import dev.tracks.lambda.http.protocol.HttpRequest;
import dev.tracks.lambda.http.protocol.ProblemException;
import dev.tracks.lambda.json.Json;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallerTest {
    private static final Map<Role, String> NAMES =
            Map.of(Role.ADMIN, "admin", Role.MANAGER, "manager", Role.MEMBER, "member");

    private static Claims.Identity caller(String rolesClaim, String more) {
        ObjectNode payload = TestToken.payload("ada");
        payload.remove("roles");
        payload.setAll((ObjectNode) Json.read(more.replace('\'', '"')));
        return caller(rolesClaim, payload, TestToken.flattened(payload));
    }

    private static Claims.Identity caller(String rolesClaim, JsonNode payload, JsonNode claims) {
        return caller(rolesClaim, "Bearer " + TestToken.jwt(payload.toString()), claims);
    }

    private static Claims.Identity caller(String rolesClaim, String authorization, JsonNode claims) {
        ObjectNode event = Json.object().put("rawPath", "/");
        event.withObject("/requestContext/http").put("method", "GET");
        event.withObject("/requestContext/authorizer/jwt").set("claims", claims);
        event.putObject("headers").put("authorization", authorization);
        return new Claims("sub", new RoleClaim(rolesClaim, NAMES)).read(HttpRequest.of(event, BasePath.ROOT));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "roles | {'roles':['admin','member']}",
                "roles | {'roles':['everyone','admin','member','admin']}",
                "https://example.com/roles | {'https://example.com/roles':['admin','member']}",
                "cognito:groups | {'cognito:groups':['member','admin']}",
                "realm_access.roles | {'realm_access':{'roles':['admin','member']}}",
                "realm_access.roles | {'realm_access.roles':['admin','member'],'realm_access':{'roles':['manager']}}",
                "resource_access.tracks.roles | {'resource_access':{'tracks':{'roles':['admin','member']}}}",
                "a.b.c | {'a':{'b.c':['admin','member']}}",
                "scope | {'scope':'openid admin  member'}"
            })
    void rolesAreReadFromTheConfiguredClaim(String claim, String payload) {
        assertThat(caller(claim, payload).roles()).isEqualTo(Set.of(Role.ADMIN, Role.MEMBER));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "roles | {'roles':['HR admin','billing admin','help desk admin']}",
                "roles | {'roles':['Admin','ADMIN',' admin','admin ','administrator','admin,member']}",
                "roles | {'roles':'HR admin'}",
                "roles | {'roles':'admin member'}",
                "roles | {'roles':'[admin]'}",
                "roles | {'roles':'admin,member'}",
                "roles | {'roles':['[admin]','']}",
                "roles | {'roles':[['admin'],{'name':'admin'},7,null,true]}",
                "roles | {'roles':{'admin':true}}",
                "roles | {'roles':null}",
                "roles | {'roles':7}",
                "roles | {'Roles':['admin']}",
                "roles | {}",
                "scp | {'scp':'openid admin'}",
                "realm_access.roles | {'realm_access':['admin']}",
                "realm_access.roles | {'realm_access':'admin'}",
                "realm_access.roles | {'realm_access.roles':null,'realm_access':{'roles':['admin']}}"
            })
    void onlyAWholeStringIsARole(String claim, String payload) {
        assertThat(caller(claim, payload).roles()).isEmpty();
    }

    @Test
    void aStringIsOneRole() {
        assertThat(caller("roles", "{'roles':'admin'}").roles()).containsExactly(Role.ADMIN);
    }

    @Test
    void rolesHaveTheProvidersNames() {
        RoleClaim claim = new RoleClaim(
                "roles", Map.of(Role.ADMIN, "HR admin", Role.MANAGER, "Tracks.Manage", Role.MEMBER, "member"));

        assertThat(claim.roles(Json.read("{\"roles\":[\"HR admin\",\"admin\"]}")))
                .containsExactly(Role.ADMIN);
        assertThat(claim.roles(Json.read("{\"roles\":\"Tracks.Manage\"}"))).containsExactly(Role.MANAGER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1764288000", "1764288000.0", "1.764288E9", "1.764288e+09"})
    void theGatewaysNotationOfANumberDoesNotMatter(String exp) {
        ObjectNode payload = TestToken.payload("ada", "admin");
        ObjectNode claims = TestToken.flattened(payload).put("exp", exp);

        assertThat(caller("roles", payload, claims).roles()).containsExactly(Role.ADMIN);
        assertThat(caller("roles", payload, claims.set("exp", Json.read(exp))).roles())
                .containsExactly(Role.ADMIN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'sub':'root'}",
                "{'sub':'ada '}",
                "{'sub':''}",
                "{'sub':null}",
                "{'sub':7}",
                "{'sub':['ada']}",
                "{'iss':'https://issuer.example/'}",
                "{'iss':null}",
                "{'exp':1764288001}",
                "{'exp':1764288000.5}",
                "{'exp':-1764288000}",
                "{'exp':'1764288000'}",
                "{'exp':null}",
                "{'exp':[1764288000]}"
            })
    void aTokenThatIsNotTheVerifiedOneGivesNoRole(String changed) {
        ObjectNode claims = TestToken.flattened(TestToken.payload("ada", "member"));
        ObjectNode payload = TestToken.payload("ada", "admin");
        payload.setAll((ObjectNode) Json.read(changed.replace('\'', '"')));

        assertThat(caller("roles", payload, claims).roles()).isEmpty();
        assertThat(caller("roles", payload, claims).subject()).isEqualTo("ada");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "x", "1764288000x", "1e9999999999", "NaN", "0x692908C0", "now"})
    void anExpThatIsNotATimeGivesNoRole(String exp) {
        ObjectNode payload = TestToken.payload("ada", "admin");

        assertThat(caller("roles", payload, TestToken.flattened(payload).put("exp", exp))
                        .roles())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sub", "iss", "exp"})
    void aClaimMissingInTokenAndClaimsIsNotEqual(String name) {
        ObjectNode payload = TestToken.payload("ada", "admin");
        payload.remove(name);
        ObjectNode event = Json.object();

        TestToken.send(event, payload);

        assertThat(BearerToken.payload(
                        Optional.of(event.at("/headers/authorization").asText()),
                        event.at("/requestContext/authorizer/jwt/claims")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Basic H.P.S",
                "Bearer H.P",
                "Bearer H.P.",
                "Bearer .P.S",
                "Bearer H..S",
                "Bearer H.P.S.T",
                "Bearer H.P.S.T.U",
                "Bearer H.P.S,Bearer H.P.S",
                "Bearer H.P.S H.P.S",
                "Bearer H.P=.S",
                "Bearer H.+P.S",
                "Bearer H.\u00E4P.S",
                "Bearer H.P.S\n",
                "Bearer Bearer H.P.S",
                "Token H.P.S"
            })
    void aHeaderWithoutExactlyOneJwtGivesNoRole(String form) {
        ObjectNode payload = TestToken.payload("ada", "admin");
        String[] parts = TestToken.jwt(payload.toString()).split("\\.");
        String header = form.replace("H", parts[0]).replace("P", parts[1]).replace("S", parts[2]);

        assertThat(caller("roles", header, TestToken.flattened(payload)).roles())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer T", "bearer T", "BEARER   T", "T"})
    void theBearerSchemeIsOptionalAndCaseInsensitive(String form) {
        ObjectNode payload = TestToken.payload("ada", "admin");
        String header = form.replace("T", TestToken.jwt(payload.toString()));

        assertThat(caller("roles", header, TestToken.flattened(payload)).roles())
                .containsExactly(Role.ADMIN);
    }

    @Test
    void aPayloadThatIsNotOneJsonObjectGivesNoRole() {
        ObjectNode right = TestToken.payload("ada", "admin");
        String text = right.toString();
        String open = text.substring(0, text.length() - 1);
        String deep = "[".repeat(3_000) + "]".repeat(3_000);
        for (String payload : new String[] {
            "",
            " ",
            "x",
            "[" + text + "]",
            text + text,
            text + "x",
            open,
            open + ",\"roles\":[\"admin\"]}",
            open + ",\"deep\":" + deep + "}",
            open + ",\"number\":1e99999999999}",
            text.replace("1764288000", "1e308"),
            text.replace("1764288000", "10e2147483647"),
            open + ",\"long\":\"" + "x".repeat(20_000) + "\"}"
        }) {
            String header = "Bearer " + TestToken.jwt(payload);

            assertThat(caller("roles", header, TestToken.flattened(right)).roles())
                    .as(payload)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\" \"", "null", "{}", "[\"ada\"]"})
    void aTokenWithoutASubjectIsUnauthenticated(String person) {
        ObjectNode claims = Json.object();
        claims.set("sub", Json.read(person));

        assertThatThrownBy(() -> caller("roles", "", claims)).isInstanceOf(ProblemException.class);
    }

    @Test
    void aTooLongSubjectIsUnauthenticated() {
        ObjectNode claims = Json.object().put("sub", "x".repeat(257));

        assertThatThrownBy(() -> caller("roles", "", claims)).isInstanceOf(ProblemException.class);
    }
}
