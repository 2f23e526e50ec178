package dev.tracks.lambda.http.scim;

import static dev.tracks.lambda.http.scim.ScimClient.ENTERPRISE;
import static dev.tracks.lambda.http.scim.ScimClient.USER;
import static dev.tracks.lambda.http.scim.ScimClient.assertError;
import static dev.tracks.lambda.http.scim.ScimClient.ids;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.lambda.http.TestRequest.Answer;
import dev.tracks.lambda.json.Json;
import org.junit.jupiter.api.Test;

/**
 * The requests that Microsoft Entra ID publishes (Microsoft Entra documentation, "Develop and plan provisioning for a SCIM
 * endpoint", User operations, and "Known issues with SCIM 2.0 protocol compliance", without and with its flag).
 */
class EntraRequestsTest {
    private static final String OBJECT_ID = "0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef";
    private static final String CREATE = "{'schemas':['" + USER + "','" + ENTERPRISE + "'],'externalId':'" + OBJECT_ID
            + "','userName':'Test_User_1','active':true,"
            + "'emails':[{'primary':true,'type':'work','value':'Test_User_2@testuser.example'}],"
            + "'meta':{'resourceType':'User'},"
            + "'name':{'formatted':'givenName familyName','familyName':'familyName','givenName':'givenName'},'roles':[]}";

    private final ScimClient entra = new ScimClient();

    private String created() {
        return entra.post(CREATE).at("/id");
    }

    @Test
    void aUserIsCreated() {
        Answer answer = entra.post(CREATE);

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.headers())
                .containsEntry("content-type", "application/scim+json")
                .containsEntry("etag", "\"1\"")
                .containsEntry("location", "https://tracks.example/scim/v2/Users/" + OBJECT_ID);
        assertThat(answer.json())
                .isEqualTo(
                        Json.read(ScimClient.json("{'schemas':['" + USER + "','" + ENTERPRISE + "'],'id':'" + OBJECT_ID
                                + "','externalId':'" + OBJECT_ID + "','userName':'Test_User_1',"
                                + "'name':{'familyName':'familyName','givenName':'givenName','formatted':'givenName familyName'},"
                                + "'timezone':'UTC','active':true,"
                                + "'emails':[{'value':'Test_User_2@testuser.example','type':'work','primary':true}],"
                                + "'displayName':'givenName familyName','meta':{'resourceType':'User','lastModified':'"
                                + entra.program.now + "','location':'https://tracks.example/scim/v2/Users/" + OBJECT_ID
                                + "','version':'\\'1\\''}}")));
        assertThat(entra.person(OBJECT_ID).path("updatedBy").asText()).isEqualTo("scim");
    }

    @Test
    void aUserIsReadById() {
        String id = created();

        Answer answer = entra.get("/Users/" + id);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/userName")).isEqualTo("Test_User_1");
        assertError(entra.get("/Users/5171a35d82074e068ce2"), 404, "");
    }

    @Test
    void aUserIsFoundByUserNameAndByAddress() {
        String id = created();

        assertThat(ids(entra.filter("userName eq 'TEST_user_1'"))).containsExactly(id);
        assertThat(ids(entra.filter("emails[type eq 'work'].value eq 'test_user_2@testuser.example'")))
                .containsExactly(id);
        assertThat(ids(entra.filter("externalId eq '" + OBJECT_ID + "' and active eq true")))
                .containsExactly(id);
    }

    @Test
    void aRandomUserIsNotFoundByAnEmptyList() {
        Answer answer = entra.filter("userName eq 'non-existent user'");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json())
                .isEqualTo(Json.read("{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:ListResponse\"],"
                        + "\"totalResults\":0,\"startIndex\":1,\"itemsPerPage\":0,\"Resources\":[]}"));
    }

    @Test
    void addressAndFamilyNameAreReplaced() {
        Answer answer = entra.patch(
                created(),
                "{'op':'Replace','path':'emails[type eq \\'work\\'].value','value':'updatedEmail@microsoft.example'}",
                "{'op':'Replace','path':'name.familyName','value':'updatedFamilyName'}");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.at("/emails/0/value")).isEqualTo("updatedEmail@microsoft.example");
        assertThat(answer.at("/name/formatted")).isEqualTo("givenName updatedFamilyName");
        assertThat(answer.at("/displayName")).isEqualTo("givenName updatedFamilyName");
    }

    @Test
    void theUserNameIsReplaced() {
        String id = created();

        Answer answer = entra.patch(id, "{'op':'Replace','path':'userName','value':'5b50642d@testuser.example'}");

        assertThat(answer.at("/userName")).isEqualTo("5b50642d@testuser.example");
        assertThat(ids(entra.filter("userName eq 'Test_User_1'"))).isEmpty();
        assertThat(ids(entra.filter("userName eq '5B50642D@testuser.example'"))).containsExactly(id);
    }

    @Test
    void aUserIsDisabledAndEnabledByABooleanOrAString() {
        String id = created();
        for (String no : new String[] {"false", "'False'"}) {
            Answer disabled = entra.patch(id, "{'op':'Replace','path':'active','value':" + no + "}");
            assertThat(disabled.json().path("active")).isEqualTo(Json.of(false));
            assertThat(ids(entra.filter("userName eq 'Test_User_1'"))).containsExactly(id);
            Answer enabled = entra.patch(id, "{'op':'replace','path':'active','value':'True'}");
            assertThat(enabled.json().path("active")).isEqualTo(Json.of(true));
        }
    }

    @Test
    void aUserIsDeletedForGood() {
        String id = created();

        assertThat(entra.delete(id).status()).isEqualTo(204);
        assertError(entra.get("/Users/" + id), 404, "");
        assertError(entra.delete(id), 404, "");
        assertError(entra.patch(id, "{'op':'Replace','path':'active','value':true}"), 404, "");
        assertThat(ids(entra.get("/Users"))).isEmpty();
        assertThat(ids(entra.filter("id eq '" + id + "'"))).isEmpty();
        assertThat(entra.post(CREATE).at("/id")).isEqualTo("00000000-0000-4000-8000-000000000001");
    }

    @Test
    void aManagerIsAddedReplacedAndRemoved() {
        String id = created();
        String path = "'path':'" + ENTERPRISE + ":manager'";

        Answer added = entra.patch(id, "{'op':'Add'," + path + ",'value':'2c2f6fb8-254f-492e-b7fe-c09c5a61c8a2'}");
        assertThat(added.json().path(ENTERPRISE).path("manager"))
                .isEqualTo(Json.read("{\"value\":\"2c2f6fb8-254f-492e-b7fe-c09c5a61c8a2\","
                        + "\"$ref\":\"https://tracks.example/scim/v2/Users/2c2f6fb8-254f-492e-b7fe-c09c5a61c8a2\"}"));
        assertThat(entra.person(id).path("managerId").asText()).isEqualTo("2c2f6fb8-254f-492e-b7fe-c09c5a61c8a2");
        entra.patch(id, "{'op':'Replace'," + path + ",'value':{'value':'grace'}}");
        assertThat(entra.person(id).path("managerId").asText()).isEqualTo("grace");
        entra.patch(id, "{'op':'add'," + path + ",'value':[{'$ref':'../Users/hana','value':'hana'}]}");
        assertThat(entra.person(id).path("managerId").asText()).isEqualTo("hana");
        Answer removed = entra.patch(id, "{'op':'Remove'," + path + "}");
        assertThat(removed.json().path(ENTERPRISE).has("manager")).isFalse();
        assertThat(entra.person(id).path("managerId").isNull()).isTrue();
    }

    @Test
    void severalAttributesAreReplacedWithAndWithoutPaths() {
        String id = created();

        Answer withPaths = entra.patch(
                id,
                "{'op':'Replace','path':'displayName','value':'Pvlo'}",
                "{'op':'Replace','path':'name.givenName','value':'Gtfd'}",
                "{'op':'Replace','path':'externalId','value':'Eqpj'}",
                "{'op':'Replace','path':'phoneNumbers[type eq \\'work\\'].value','value':'07-272-0828'}",
                "{'op':'Add','path':'" + ENTERPRISE + ":department','value':'Research'}",
                "{'op':'Replace','path':'" + ENTERPRISE + ":employeeNumber','value':'Eqpj'}");
        assertThat(withPaths.status()).as(withPaths.text()).isEqualTo(200);
        assertThat(withPaths.at("/externalId")).isEqualTo("Eqpj");
        assertThat(withPaths.at("/displayName")).isEqualTo("Pvlo");
        assertThat(withPaths.json().path(ENTERPRISE).path("employeeNumber").asText())
                .isEqualTo("Eqpj");

        Answer without = entra.patch(
                id,
                "{'op':'replace','value':{'displayName':'Bjfe','name.givenName':'Kkom','name.familyName':'Unua','"
                        + ENTERPRISE + ":employeeNumber':'Aklq','nickName':'Babs'}}");
        assertThat(without.status()).as(without.text()).isEqualTo(200);
        assertThat(entra.person(id).path("name").asText()).isEqualTo("Bjfe");
        assertThat(entra.person(id).path("attributes"))
                .isEqualTo(Json.read("{\"givenName\":\"Kkom\",\"familyName\":\"Unua\","
                        + "\"employeeNumber\":\"Aklq\",\"department\":\"Research\",\"nickName\":\"Babs\"}"));
    }

    @Test
    void aUserWhomAnotherSystemCreatedIsFoundByTheirAddressAndUpdated() {
        entra.putPerson(
                "ada",
                "{'name':'Ada Lovelace','email':'ada@example.com','slackUserId':'U1','attributes':{'team':'Compilers'}}");

        assertThat(ids(entra.filter("userName eq 'ada@example.com'"))).containsExactly("ada");
        assertError(entra.post("{'schemas':['" + USER + "'],'userName':'ADA@example.com'}"), 409, "uniqueness");
        Answer answer = entra.patch("ada", "{'op':'Add','path':'title','value':'Analyst'}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(entra.person("ada").path("name").asText()).isEqualTo("Ada Lovelace");
        assertThat(entra.person("ada").path("slackUserId").asText()).isEqualTo("U1");
        assertThat(entra.person("ada").path("attributes"))
                .isEqualTo(Json.read("{\"team\":\"Compilers\",\"title\":\"Analyst\"}"));
    }
}
