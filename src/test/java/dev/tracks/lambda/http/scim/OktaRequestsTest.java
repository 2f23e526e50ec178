package dev.tracks.lambda.http.scim;

import static dev.tracks.lambda.http.scim.ScimClient.USER;
import static dev.tracks.lambda.http.scim.ScimClient.assertError;
import static dev.tracks.lambda.http.scim.ScimClient.ids;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.lambda.http.TestRequest.Answer;
import dev.tracks.lambda.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The requests that Okta publishes (Okta documentation, "Okta and SCIM Version 2.0"), and those of its test suite "Okta
 * SCIM 2.0 SPEC Test" with what it expects.
 */
class OktaRequestsTest {
    private static final String LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
    private static final String CREATE = "{'schemas':['" + USER + "'],'userName':'test.user@okta.example',"
            + "'name':{'givenName':'Test','familyName':'User'},"
            + "'emails':[{'primary':true,'value':'test.user@okta.example','type':'work'}],'displayName':'Test User',"
            + "'locale':'en-US','externalId':'00ujl29u0le5T6Aj10h7','groups':[],'password':'1mz050nq','active':true}";

    private final ScimClient okta = new ScimClient();

    private String created() {
        return okta.post(CREATE).at("/id");
    }

    @Test
    void aUserIsCreatedWithANewId() {
        Answer answer = okta.post(CREATE);

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.at("/id")).isEqualTo("00000000-0000-4000-8000-000000000001");
        assertThat(answer.at("/externalId")).isEqualTo("00ujl29u0le5T6Aj10h7");
        assertThat(answer.at("/name/givenName")).isEqualTo("Test");
        assertThat(answer.at("/name/familyName")).isEqualTo("User");
        assertThat(answer.at("/locale")).isEqualTo("en-US");
        assertThat(answer.json().has("password")).isFalse();
        JsonNode person = okta.person(answer.at("/id"));
        assertThat(person.path("name").asText()).isEqualTo("Test User");
        assertThat(person.path("email").asText()).isEqualTo("test.user@okta.example");
    }

    @Test
    void theSameUserIsNotCreatedTwice() {
        created();

        assertError(okta.post(CREATE), 409, "uniqueness");
        assertError(okta.post(CREATE.replace("'externalId':'00ujl29u0le5T6Aj10h7',", "")), 409, "uniqueness");
        assertThat(ids(okta.get("/Users"))).hasSize(1);
    }

    @Test
    void aUserIsReplacedAsReadAndChanged() {
        String id = created();
        okta.putPerson("grace", "{'name':'Grace'}");

        Answer answer = okta.put(
                id,
                "{'schemas':['" + USER + "'],'id':'" + id + "','userName':'test.user@okta.example',"
                        + "'name':{'givenName':'Another','middleName':'','familyName':'User'},"
                        + "'emails':[{'primary':true,'value':'test.user@okta.example','type':'work','display':'x'}],"
                        + "'active':true,'groups':[],'meta':{'resourceType':'User'}}");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.at("/name/givenName")).isEqualTo("Another");
        assertThat(answer.at("/displayName")).isEqualTo("Another User");
        assertThat(answer.json().has("locale")).isFalse();
        assertThat(answer.json().has("externalId")).isFalse();
    }

    @Test
    void aUserIsDeactivatedByPatchOrPut() {
        String id = created();

        Answer patched = okta.patch(id, "{'op':'replace','value':{'active':false}}");
        assertThat(patched.status()).as(patched.text()).isEqualTo(200);
        assertThat(patched.json().path("active")).isEqualTo(Json.of(false));
        assertThat(okta.patch(id, "{'op':'replace','value':{'active':true,'password':'x'}}")
                        .at("/active"))
                .isEqualTo("true");
        Answer replaced = okta.put(id, CREATE.replace("'active':true", "'active':false"));
        assertThat(replaced.at("/active")).isEqualTo("false");
        assertThat(okta.person(id).path("active").asBoolean()).isFalse();
    }

    @Test
    void peopleAreImportedPageByPage() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            all.add(okta.created("'userName':'user" + i + "','name':{'givenName':'A','familyName':'B'}"));
        }
        List<String> imported = new ArrayList<>();

        for (int startIndex = 1; startIndex <= 25; startIndex += 10) {
            Answer page = okta.get("/Users?startIndex=" + startIndex + "&count=10");
            assertThat(page.json().path("totalResults").intValue()).isEqualTo(25);
            assertThat(page.json().path("startIndex").intValue()).isEqualTo(startIndex);
            assertThat(page.json().path("itemsPerPage").intValue())
                    .isEqualTo(ids(page).size());
            imported.addAll(ids(page));
        }

        assertThat(imported).containsExactlyElementsOf(all.stream().sorted().toList());
        assertThat(ids(okta.get("/Users?startIndex=26&count=10"))).isEmpty();
        assertThat(okta.get("/Users?count=0").json().path("totalResults").intValue())
                .isEqualTo(25);
    }

    @Test
    void theSuiteFindsTheConfiguration() {
        Answer config = okta.get("/ServiceProviderConfig");

        assertThat(config.status()).isEqualTo(200);
        assertThat(config.at("/schemas/0")).isEqualTo("urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig");
        assertThat(config.json().at("/patch/supported").booleanValue()).isTrue();
        for (String member : new String[] {
            "/bulk/supported", "/bulk/maxOperations", "/bulk/maxPayloadSize", "/filter/supported",
            "/filter/maxResults", "/changePassword/supported", "/sort/supported", "/etag/supported",
            "/authenticationSchemes/0/type", "/authenticationSchemes/0/description"
        }) {
            assertThat(config.at(member)).as(member).isNotEmpty();
        }
        Answer types = okta.get("/ResourceTypes");
        assertThat(types.at("/schemas/0")).isEqualTo(LIST);
        assertThat(types.at("/Resources/0/name")).isEqualTo("User");
        assertThat(types.at("/Resources/0/endpoint")).isEqualTo("/Users");
        assertThat(types.at("/Resources/0/schema")).isEqualTo(USER);
        Answer schemas = okta.get("/Schemas");
        assertThat(schemas.at("/schemas/0")).isEqualTo(LIST);
        assertThat(schemas.at("/Resources/0/id")).isEqualTo(USER);
        assertThat(schemas.json().at("/Resources/0/attributes")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ServiceProviderConfig", "/ResourceTypes", "/Schemas", "/Groups"})
    void theConfigurationCannotBeWritten(String path) {
        Answer answer = okta.request("POST", path).body("test").send();

        assertError(answer, 405, "");
        assertThat(answer.headers()).containsEntry("allow", "GET, HEAD, OPTIONS");
    }

    @Test
    void theSuiteReadsAndCreatesUsers() {
        okta.created("'userName':'first','name':{'givenName':'A','familyName':'B'},'emails':[{'value':'a@b.example'}]");

        Answer first = okta.get("/Users?count=1&startIndex=1");
        assertThat(first.at("/schemas/0")).isEqualTo(LIST);
        for (String member :
                new String[] {"/id", "/name/familyName", "/name/givenName", "/userName", "/active", "/emails/0/value"
                }) {
            assertThat(first.at("/Resources/0" + member)).as(member).isNotEmpty();
        }
        assertThat(okta.filter("userName eq 'abcdefgh@atko.example'").at("/totalResults"))
                .isEqualTo("0");
        assertError(okta.get("/Users/010101001010101011001010101011"), 404, "");
        String created = okta.created("'userName':'Runscope300Ab@atko.example','name':{'givenName':'Runscope',"
                + "'familyName':'Ab'},'emails':[{'primary':true,'value':'runscope@atko.example','type':'work'}],"
                + "'displayName':'Runscope Ab','active':true");
        assertThat(okta.get("/Users/" + created).at("/userName")).isEqualTo("Runscope300Ab@atko.example");
        assertThat(ids(okta.filter("userName eq 'RUNSCOPE300AB@ATKO.EXAMPLE'"))).containsExactly(created);
    }

    @Test
    void aManagerIsGivenByIdOrByUserName() {
        String grace = okta.created("'userName':'Grace@example.com'");
        okta.putPerson("hana", "{'name':'Hana','email':'hana@example.com'}");
        String ada = okta.created("'userName':'ada','" + ScimClient.ENTERPRISE
                + "':{'manager':{'value':'grace@example.com','displayName':'Grace'}}");

        assertThat(okta.person(ada).path("managerId").asText()).isEqualTo(grace);
        String path = "'path':'" + ScimClient.ENTERPRISE + ":manager'";
        okta.patch(ada, "{'op':'replace'," + path + ",'value':{'value':'hana@example.com'}}");
        assertThat(okta.person(ada).path("managerId").asText()).isEqualTo("hana");
        assertError(
                okta.patch(ada, "{'op':'replace'," + path + ",'value':{'value':'nobody@example.com'}}"),
                400,
                "invalidValue");
        assertError(okta.patch(ada, "{'op':'replace'," + path + ",'value':'" + ada + "'}"), 400, "invalidValue");
    }

    @Test
    void thereAreNoGroups() {
        Answer groups = okta.get("/Groups?startIndex=1&count=100");

        assertThat(groups.status()).isEqualTo(200);
        assertThat(groups.at("/schemas/0")).isEqualTo(LIST);
        assertThat(groups.json().path("totalResults").intValue()).isZero();
        assertError(okta.get("/Groups/g1"), 404, "");
    }
}
