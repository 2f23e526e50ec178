package dev.tracks.lambda.http.scim;

import static dev.tracks.lambda.http.scim.ScimClient.ENTERPRISE;
import static dev.tracks.lambda.http.scim.ScimClient.USER;
import static dev.tracks.lambda.http.scim.ScimClient.assertError;
import static dev.tracks.lambda.http.scim.ScimClient.ids;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.lambda.http.TestRequest;
import dev.tracks.lambda.http.TestRequest.Answer;
import dev.tracks.lambda.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users as RFC 7643 and RFC 7644 describe them. */
class ScimUsersTest {
    private static final String MINIMAL = "{'schemas':['" + USER + "'],'userName':'ada'}";

    private final ScimClient client = new ScimClient();

    @Test
    void aUserNeedsOnlyAUserName() {
        Answer answer = client.post(MINIMAL);

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.at("/displayName")).isEqualTo("ada");
        assertThat(answer.at("/active")).isEqualTo("true");
        assertThat(answer.json().has("emails")).isFalse();
        assertThat(answer.json().has("externalId")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'schemas':['" + USER + "']}",
                "{'schemas':['" + USER + "'],'userName':''}",
                "{'schemas':['" + USER + "'],'userName':7}",
                "{'schemas':['" + USER + "'],'userName':'ada','emails':[{'value':'no address'}]}",
                "{'schemas':['" + USER + "'],'userName':'ada','emails':['ada@example.com']}",
                "{'schemas':['" + USER + "'],'userName':'ada','timezone':'Mars/Base'}",
                "{'schemas':['" + USER + "'],'userName':'ada','active':'perhaps'}",
                "{'schemas':['" + USER + "'],'userName':'ada','name':'Ada'}",
                "{'schemas':['" + USER + "'],'userName':'ada','" + ENTERPRISE + "':{'manager':{'value':'Not An Id'}}}"
            })
    void anInvalidValueIsRefusedAndWritesNothing(String body) {
        assertError(client.post(body), 400, "invalidValue");
        assertThat(client.program.items()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{'userName':'ada'}",
                "{'schemas':'" + USER + "x','userName':'ada'}",
                "{'schemas':['" + USER + "'],'userName':'ada','USERNAME':'ada'}"
            })
    void aBodyThatIsNoUserIsRefused(String body) {
        assertError(client.post(body), 400, "invalidSyntax");
    }

    @Test
    void namesOfAttributesAreReadInAnyCaseAndUnknownOnesAreIgnored() {
        String id = client.post(
                        "{'Schemas':['" + USER + "'],'USERNAME':'ada','Title':'Analyst','NAME':{'FAMILYname':'L'},"
                                + "'id':'mine','meta':{},'nobody':[1],'urn:x:y':{'z':1},'photos':[{'value':'x'}],'"
                                + ENTERPRISE.toUpperCase() + "':{'DEPARTMENT':'R&D','$X':1}}")
                .at("/id");

        assertThat(id).isNotEqualTo("mine");
        assertThat(client.person(id).path("attributes"))
                .isEqualTo(Json.read("{\"title\":\"Analyst\",\"familyName\":\"L\",\"department\":\"R&D\"}"));
    }

    @Test
    void everyAttributeIsReturnedAsItWasGiven() {
        String attributes =
                "'externalId':'E-1','userName':'Ada.L','name':{'formatted':'Dr. Ada Lovelace','givenName':'Ada',"
                        + "'familyName':'Lovelace','middleName':'K','honorificPrefix':'Dr.','honorificSuffix':'III'},"
                        + "'displayName':'Ada','nickName':'A','title':'Analyst','userType':'Employee','preferredLanguage':'en-GB',"
                        + "'locale':'en-GB','timezone':'Europe/London','active':false,"
                        + "'emails':[{'value':'Ada@Example.com','type':'work','primary':true}],'" + ENTERPRISE
                        + "':{'employeeNumber':'7','costCenter':'C','organization':'O','division':'D','department':'P'}";
        String id = client.created(attributes);

        var returned = client.get("/Users/" + id).json();
        Json.read(ScimClient.json("{" + attributes + "}"))
                .properties()
                .forEach(member -> assertThat(returned.path(member.getKey())).isEqualTo(member.getValue()));
    }

    @Test
    void theStoredAddressIsThePrimaryOneElseThatOfWorkElseTheFirst() {
        String home = "{'type':'home','value':'h@example.com'}";
        String work = "{'type':'work','value':'w@example.com'}";
        String first = client.created("'userName':'a','emails':[" + home + "]");
        String second =
                client.created("'userName':'b','emails':[{'type':'home','value':'h2@example.com'}," + work + "]");
        String third = client.created("'userName':'c','emails':[{'type':'work','value':'w3@example.com'},"
                + "{'type':'home','value':'h3@example.com','primary':true}]");

        assertThat(client.get("/Users/" + first).at("/emails/0/value")).isEqualTo("h@example.com");
        assertThat(client.get("/Users/" + second).at("/emails/0/value")).isEqualTo("w@example.com");
        assertThat(client.get("/Users/" + third).at("/emails/0/value")).isEqualTo("h3@example.com");
    }

    @Test
    void putReplacesWhatScimKnowsAndKeepsTheRest() {
        client.putPerson(
                "ada",
                "{'name':'Ada','email':'ada@example.com','slackUserId':'U1','formerSlackUserId':'W1','subject':'s',"
                        + "'managerId':'grace','timeZone':'Europe/London','active':false,"
                        + "'attributes':{'team':'x','title':'Analyst'}}");

        Answer answer =
                client.put("ada", "{'schemas':['" + USER + "'],'userName':'ada@example.com','displayName':'Ada L'}");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        var person = client.person("ada");
        assertThat(person.path("name").asText()).isEqualTo("Ada L");
        assertThat(person.path("email").isNull()).isTrue();
        assertThat(person.path("managerId").isNull()).isTrue();
        assertThat(person.path("slackUserId").asText()).isEqualTo("U1");
        assertThat(person.path("formerSlackUserId").asText()).isEqualTo("W1");
        assertThat(person.path("subject").asText()).isEqualTo("s");
        assertThat(person.path("timeZone").asText()).isEqualTo("Europe/London");
        assertThat(person.path("active").asBoolean()).isFalse();
        assertThat(person.path("attributes")).isEqualTo(Json.read("{\"team\":\"x\"}"));
    }

    @Test
    void aRequestThatChangesNothingWritesNothing() {
        String id = client.post(MINIMAL).at("/id");
        client.put(id, MINIMAL);
        int before = client.program.writes();

        assertThat(client.put(id, MINIMAL).headers()).containsEntry("etag", "\"1\"");
        assertThat(client.patch(id, "{'op':'replace','path':'active','value':true}")
                        .status())
                .isEqualTo(200);
        assertThat(client.program.writes()).isEqualTo(before);
    }

    @Test
    void anEntityTagProtectsAgainstLostUpdates() {
        String id = client.post(MINIMAL).at("/id");
        String body = "{\"schemas\":[\"" + USER + "\"],\"userName\":\"ada\",\"title\":\"x\"}";
        TestRequest stale = client.request("PUT", "/Users/" + id)
                .header("if-match", "\"7\"")
                .body(body);
        TestRequest current = client.request("PUT", "/Users/" + id)
                .header("if-match", "\"1\"")
                .body(body);

        assertError(stale.send(), 412, "");
        assertThat(current.send().at("/meta/version")).isEqualTo("\"2\"");
        assertThat(client.request("GET", "/Users/" + id)
                        .header("if-none-match", "\"2\"")
                        .send()
                        .status())
                .isEqualTo(304);
        assertError(
                client.request("DELETE", "/Users/" + id)
                        .header("if-match", "\"1\"")
                        .send(),
                412,
                "");
    }

    @Test
    void userNamesExternalIdsAndAddressesAreUnique() {
        String id = client.created("'userName':'ada','externalId':'E1','emails':[{'value':'ada@example.com'}]");
        client.putPerson("grace", "{'name':'Grace','email':'grace@example.com'}");

        assertError(client.post("{'schemas':['" + USER + "'],'userName':'ADA'}"), 409, "uniqueness");
        assertError(client.post("{'schemas':['" + USER + "'],'userName':'x','externalId':'E1'}"), 409, "uniqueness");
        assertError(
                client.post("{'schemas':['" + USER + "'],'userName':'x','emails':[{'value':'ADA@example.com'}]}"),
                409,
                "uniqueness");
        assertError(
                client.patch(id, "{'op':'replace','path':'userName','value':'Grace@example.com'}"), 409, "uniqueness");
        assertThat(client.post("{'schemas':['" + USER + "'],'userName':'x','externalId':'e1'}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void anExternalIdThatIsAUuidBecomesTheIdUnlessSomebodyHasIt() {
        String uuid = "0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef";
        client.putPerson(uuid, "{'name':'Somebody else'}");

        assertThat(client.created("'userName':'ada','externalId':'" + uuid + "'"))
                .isEqualTo("00000000-0000-4000-8000-000000000001");
        assertThat(client.created("'userName':'b','externalId':'0A21F0F2-8d2a-4f8e-bf98-7363c4aed4ee'"))
                .isEqualTo("00000000-0000-4000-8000-000000000002");
    }

    @Test
    void aResponseHasOnlyTheAttributesThatAreWanted() {
        String id = client.created("'userName':'ada','title':'Analyst','name':{'givenName':'Ada','familyName':'L'},"
                + "'emails':[{'value':'ada@example.com'}],'" + ENTERPRISE + "':{'department':'R&D','division':'D'}");

        assertThat(client.get("/Users/" + id + "?attributes=userName,NAME.givenname,emails.value,emails.type,"
                                + ENTERPRISE + ":department")
                        .json())
                .isEqualTo(Json.read("{\"id\":\"" + id + "\",\"schemas\":[\"" + USER + "\",\"" + ENTERPRISE
                        + "\"],\"userName\":\"ada\",\"name\":{\"givenName\":\"Ada\"},"
                        + "\"emails\":[{\"value\":\"ada@example.com\",\"type\":\"work\"}],\"" + ENTERPRISE
                        + "\":{\"department\":\"R&D\"}}"));
        Answer without = client.get("/Users?excludedAttributes=id,emails,name.givenName," + ENTERPRISE);
        assertThat(ids(without)).containsExactly(id);
        assertThat(without.json().at("/Resources/0").has("emails")).isFalse();
        assertThat(without.json().at("/Resources/0").has(ENTERPRISE)).isFalse();
        assertThat(without.at("/Resources/0/name/familyName")).isEqualTo("L");
        assertThat(without.json().at("/Resources/0/name").has("givenName")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"title eq 'x'", "userName co 'a'", "userName eq 'a' or id eq 'b'", "not (id eq 'a')", "userName"
            })
    void aFilterWithoutAUniqueAttributeIsRefused(String filter) {
        assertError(client.filter(filter), 400, "invalidFilter");
    }

    @Test
    void nobodyHasAUserNameThatCouldNotBeStored() {
        assertThat(ids(client.filter("userName eq '" + "x".repeat(5_000) + "'")))
                .isEmpty();
        assertThat(ids(client.filter("externalId eq '\\ud800'"))).isEmpty();
        assertThat(ids(client.filter("userName eq ''"))).isEmpty();
        assertThat(ids(client.filter("id eq '#'"))).isEmpty();
    }

    @Test
    void parametersOfAPageAreNumbersAndUnknownParametersAreIgnored() {
        client.post(MINIMAL);

        assertError(client.get("/Users?startIndex=x"), 400, "invalidValue");
        assertError(client.get("/Users?count=1.5"), 400, "invalidValue");
        Answer page = client.get("/Users?startIndex=-3&count=-1&sortBy=userName&aadOptscim062020");
        assertThat(page.at("/startIndex")).isEqualTo("1");
        assertThat(page.at("/itemsPerPage")).isEqualTo("0");
        assertThat(page.at("/totalResults")).isEqualTo("1");
        assertThat(client.get("/Users?count=100000").at("/itemsPerPage")).isEqualTo("1");
    }

    @Test
    void anotherMediaTypeOrMethodIsAnErrorOfScim() {
        assertError(
                client.request("POST", "/Users")
                        .header("content-type", "text/plain")
                        .body("x")
                        .send(),
                415,
                "");
        assertError(client.request("POST", "/Users").body("x".repeat(70_000)).send(), 413, "");
        assertError(client.request("DELETE", "/Users").send(), 405, "");
        assertError(client.request("GET", "/Bulk").send(), 404, "");
        assertThat(client.request("OPTIONS", "/Users").send().headers())
                .containsEntry("allow", "GET, HEAD, OPTIONS, POST");
        Answer head = client.request("HEAD", "/Users").send();
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.text()).isEmpty();
    }

    @Test
    void schemasAndTypesAreFoundByTheirIdsAndCannotBeFiltered() {
        assertThat(client.get("/Schemas/" + ENTERPRISE).at("/name")).isEqualTo("EnterpriseUser");
        assertThat(client.get("/Schemas/" + USER).at("/meta/resourceType")).isEqualTo("Schema");
        assertThat(client.get("/ResourceTypes/User").at("/schemaExtensions/0/schema"))
                .isEqualTo(ENTERPRISE);
        assertError(client.get("/Schemas/urn:unknown"), 404, "");
        assertError(client.get("/Schemas?filter=x"), 403, "");
    }

    @Test
    void peopleWhoWereNotProvisionedAreUsersToo() {
        client.putPerson("grace", "{'name':'Grace Hopper'}");
        client.putPerson("ada", "{'name':'Ada','email':'ada@example.com'}");

        assertThat(ids(client.get("/Users"))).containsExactly("ada", "grace");
        assertThat(client.get("/Users/grace").at("/userName")).isEqualTo("grace");
        assertThat(client.get("/Users/grace").at("/name/formatted")).isEqualTo("Grace Hopper");
        assertThat(ids(client.filter("userName eq 'GRACE'"))).containsExactly("grace");
        client.patch("ada", "{'op':'replace','path':'userName','value':'ada@corp.example'}");
        assertThat(ids(client.filter("userName eq 'ada@example.com'"))).isEmpty();
        assertThat(ids(client.filter("emails eq 'ADA@example.com'"))).containsExactly("ada");
    }
}
