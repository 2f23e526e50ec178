package dev.tracks.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.lambda.http.protocol.HttpResponse;
import dev.tracks.lambda.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Fuzzed users, operations and filters of a client with the token cause no server error; a refusal writes nothing. */
class ScimAttackTest {
    private static final int REQUESTS = 1_500 * FuzzedInput.TIMES;
    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    private static final JsonNode USER =
            json("{'schemas':['urn:ietf:params:scim:schemas:core:2.0:User'],'userName':'ada',"
                    + "'externalId':'e','active':'True','displayName':'A','timezone':'UTC','title':'T',"
                    + "'name':{'givenName':'A','familyName':'L','formatted':'A L'},"
                    + "'emails':[{'value':'a@b.example','type':'work','primary':true},{'value':'c@b.example'}],'"
                    + ENTERPRISE
                    + "':{'department':'D','manager':{'value':'grace','$ref':'../Users/grace'}}}");

    private static final List<JsonNode> PATCHES = List.of(
            patch(
                    "{'op':'add','path':'emails[type eq \\'work\\' and not (primary eq true)].value','value':'x@b.example'}"),
            patch("{'op':'Replace','path':'" + ENTERPRISE + ":manager','value':'grace'}"),
            patch(
                    "{'op':'replace','value':{'name.givenName':'B','active':'False','emails':[{'value':'x@b.example'}]}}"),
            patch("{'op':'remove','path':'emails','value':[{'value':'a@b.example'}]},{'op':'remove','path':'name'}"));

    private static final List<String> QUERIES = List.of(
            "filter=userName eq \"ada\"",
            "filter=emails[type eq \"work\"].value eq \"a@b.example\" and (active eq true or title pr)",
            "filter=externalId eq \"e\"&attributes=emails.value,name&startIndex=1&count=5",
            "excludedAttributes=" + ENTERPRISE + ":manager,emails&startIndex=2&count=1");

    private final AttackTarget attacked = new AttackTarget();

    @AfterEach
    void restoreLogLevel() {
        attacked.close();
    }

    private static JsonNode json(String text) {
        return Json.read(text.replace('\'', '"'));
    }

    private static JsonNode patch(String operations) {
        return json("{'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp'],'Operations':["
                + operations.replace("\\'", "\\\"") + "]}");
    }

    @Test
    void noBodyCausesAServerError() {
        int accepted = 0;
        for (int i = 0; i < REQUESTS; i++) {
            FuzzedInput chaos = attacked.chaos;
            String method = chaos.of(List.of("POST", "PUT", "PATCH"));
            JsonNode right = method.equals("PATCH") ? chaos.of(PATCHES) : USER;
            String body = (chaos.chance(5) ? right : chaos.changed(right)).toString();
            String path = method.equals("POST") ? "/scim/v2/Users" : "/scim/v2/Users/ada";
            accepted += sent(method, path, "", chaos.chance(20) ? chaos.broken(body) : body, i) < 300 ? 1 : 0;
        }
        assertThat(accepted).as("something must get through").isGreaterThan(REQUESTS / 20);
    }

    @Test
    void noQueryCausesAServerError() {
        int accepted = 0;
        for (int i = 0; i < REQUESTS; i++) {
            FuzzedInput chaos = attacked.chaos;
            String query = chaos.of(QUERIES);
            String changed = chaos.chance(5) ? query : chaos.broken(query);
            int equals = changed.indexOf('=');
            String encoded = changed.substring(0, equals + 1)
                    + URLEncoder.encode(changed.substring(equals + 1), StandardCharsets.UTF_8)
                            .replace("%26", "&")
                            .replace("%3D", "=");
            String path = chaos.chance(3) ? "/scim/v2/Users/ada" : "/scim/v2/Users";
            accepted += sent("GET", path, encoded, "", i) < 300 ? 1 : 0;
        }
        assertThat(accepted).as("something must get through").isGreaterThan(REQUESTS / 20);
    }

    private int sent(String method, String path, String query, String body, int number) {
        ObjectNode event =
                Json.object().put("version", "2.0").put("rawPath", path).put("rawQueryString", query);
        event.putObject("requestContext").putObject("http").put("method", method);
        event.putObject("headers").put("authorization", "Bearer " + InMemoryApplication.SCIM_TOKEN);
        event.put("body", body).put("isBase64Encoded", false);
        int before = attacked.program.writes();

        HttpResponse answer = attacked.api.answer(event, "request-1");

        String what = "input " + number + " of seed " + AttackTarget.SEED + ": " + event;
        assertThat(answer.status()).as(what).isBetween(200, 499);
        if (answer.status() >= 400) {
            assertThat(attacked.program.writes()).as(what).isEqualTo(before);
            assertThat(Json.read(answer.body()).at("/schemas/0").asText())
                    .as(what)
                    .isEqualTo("urn:ietf:params:scim:api:messages:2.0:Error");
        }
        return answer.status();
    }
}
