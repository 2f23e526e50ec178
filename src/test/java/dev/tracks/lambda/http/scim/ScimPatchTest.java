package dev.tracks.lambda.http.scim;

import static dev.tracks.lambda.http.scim.ScimClient.ENTERPRISE;
import static dev.tracks.lambda.http.scim.ScimClient.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.lambda.http.TestRequest.Answer;
import dev.tracks.lambda.http.scim.schema.ScimSchema;
import dev.tracks.lambda.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PATCH (RFC 7644, section 3.5.2); single quotes stand for double ones. */
class ScimPatchTest {
    private static final String USER =
            "{'userName':'ada','title':'Analyst','name':{'givenName':'Ada','familyName':'L'},"
                    + "'emails':[{'type':'work','value':'w@x.example','primary':true},{'type':'home','value':'h@x.example'}],'"
                    + ENTERPRISE + "':{'department':'R&D','manager':{'value':'grace'}}}";

    private static JsonNode json(String text) {
        return Json.read(text.replace('\'', '"'));
    }

    private static JsonNode patched(String operations) {
        JsonNode body =
                json("{'schemas':['urn:ietf:params:scim:api:messages:2.0:PatchOp'],'operations':[" + operations + "]}");
        return new ScimPatch(new ScimSchema()).patched((ObjectNode) json(USER), ScimOperation.all(body));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // single-valued attributes
                "{'op':'add','path':'nickName','value':'A'} | /nickName | 'A'",
                "{'op':'REPLACE','path':'TITLE','value':'B'} | /title | 'B'",
                "{'op':'replace','path':'title','value':null} | /title | ",
                "{'op':'replace','path':'title','value':''} | /title | ",
                "{'op':'remove','path':'title'} | /title | ",
                "{'op':'remove','path':'nickName'} | /nickName | ",
                "{'op':'add','path':'urn:ietf:params:scim:schemas:core:2.0:User:title','value':'B'} | /title | 'B'",
                // complex attributes
                "{'op':'replace','path':'name','value':{'familyName':'K'}} | /name | {'givenName':'Ada','familyName':'K'}",
                "{'op':'add','path':'name.middleName','value':'M'} | /name/middleName | 'M'",
                "{'op':'remove','path':'name.givenName'} | /name | {'familyName':'L'}",
                "{'op':'remove','path':'name'} | /name | ",
                // values of multi-valued attributes
                "{'op':'add','path':'emails','value':[{'type':'other','value':'o@x.example'}]} | /emails/2/type | 'other'",
                "{'op':'add','path':'emails','value':{'type':'other','value':'o@x.example','primary':true}} | /emails/0/primary | ",
                "{'op':'add','path':'emails','value':[{'type':'home','value':'h@x.example'}]} | /emails/2 | ",
                "{'op':'replace','path':'emails','value':[{'value':'o@x.example'}]} | /emails | [{'value':'o@x.example'}]",
                "{'op':'replace','path':'emails[type eq \\'home\\'].value','value':'n@x.example'} | /emails/1/value | 'n@x.example'",
                "{'op':'replace','path':'emails[type eq \\'home\\']','value':{'value':'n@x.example'}} | /emails/1 | {'type':'home','value':'n@x.example'}",
                "{'op':'replace','path':'emails.type','value':'other'} | /emails/1/type | 'other'",
                "{'op':'add','path':'emails[type eq \\'other\\'].value','value':'o@x.example'} | /emails/2 | {'type':'other','value':'o@x.example'}",
                "{'op':'add','path':'emails[type eq \\'home\\'].primary','value':'True'} | /emails/1/primary | true",
                "{'op':'remove','path':'emails[type eq \\'work\\']'} | /emails | [{'type':'home','value':'h@x.example'}]",
                "{'op':'remove','path':'emails[type eq \\'work\\' and value co \\'w@\\'].value'} | /emails/0 | {'type':'work','primary':true}",
                "{'op':'remove','path':'emails','value':[{'value':'w@x.example'}]} | /emails | [{'type':'home','value':'h@x.example'}]",
                "{'op':'remove','path':'emails'} | /emails | ",
                // without a path
                "{'op':'add','value':{'title':'B','name':{'middleName':'M'}}} | /name/middleName | 'M'",
                "{'op':'replace','value':{'name.givenName':'B','unknown':1,'id':'x','groups':[]}} | /name/givenName | 'B'",
                "{'op':'replace','value':{'emails[type eq \\'home\\'].value':'n@x.example'}} | /emails/1/value | 'n@x.example'",
                "{'op':'add','value':{'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User':{'division':'D'}}} "
                        + "| /urn:ietf:params:scim:schemas:extension:enterprise:2.0:User/division | 'D'",
                // the extension
                "{'op':'add','path':'URN:ietf:params:scim:schemas:extension:enterprise:2.0:user:Division','value':'D'} "
                        + "| /urn:ietf:params:scim:schemas:extension:enterprise:2.0:User/division | 'D'",
                "{'op':'replace','path':'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value','value':'hana'} "
                        + "| /urn:ietf:params:scim:schemas:extension:enterprise:2.0:User/manager/value | 'hana'",
                "{'op':'replace','path':'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager','value':{'$ref':'../Users/hana'}} "
                        + "| /urn:ietf:params:scim:schemas:extension:enterprise:2.0:User/manager/value | 'hana'",
                "{'op':'replace','path':'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager','value':''} "
                        + "| /urn:ietf:params:scim:schemas:extension:enterprise:2.0:User/manager | ",
                "{'op':'remove','path':'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'} "
                        + "| /urn:ietf:params:scim:schemas:extension:enterprise:2.0:User | ",
                // standard attributes that are not stored
                "{'op':'replace','path':'addresses[type eq \\'work\\'].country','value':'X'} | /addresses | ",
                "{'op':'remove','path':'roles'} | /roles | ",
            })
    void anOperationChangesTheUser(String operation, String pointer, String expected) {
        JsonNode found = patched(operation.replace("\\'", "\\\"")).at(pointer);

        assertThat(found.isMissingNode() ? null : found).isEqualTo(expected == null ? null : json(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'op':'remove'} | noTarget",
                "{'op':'remove','path':'emails[type eq \\'other\\']'} | noTarget",
                "{'op':'replace','path':'emails[type eq \\'other\\'].value','value':'x@x.example'} | noTarget",
                "{'op':'add','path':'unknown','value':'x'} | invalidPath",
                "{'op':'add','path':'name.unknown','value':'x'} | invalidPath",
                "{'op':'add','path':'title[value eq \\'x\\']','value':'x'} | invalidPath",
                "{'op':'add','path':'urn:x:y:User:title','value':'x'} | invalidPath",
                "{'op':'add','path':'emails[type','value':'x'} | invalidPath",
                "{'op':'add','path':7,'value':'x'} | invalidPath",
                "{'op':'replace','path':'id','value':'x'} | mutability",
                "{'op':'replace','path':'meta.created','value':'x'} | mutability",
                "{'op':'remove','path':'userName'} | mutability",
                "{'op':'move','path':'title','value':'x'} | invalidSyntax",
                "{'path':'title','value':'x'} | invalidSyntax",
                "{'op':'add','path':'title'} | invalidValue",
                "{'op':'add','path':'title','value':{'a':1}} | invalidValue",
                "{'op':'add','path':'active','value':'maybe'} | invalidValue",
                "{'op':'add','path':'name','value':'Ada'} | invalidValue",
                "{'op':'add','value':'Ada'} | invalidValue",
                "{'op':'replace','path':'userName','value':''} | invalidValue",
                "{'op':'add','path':'emails','value':[{'value':'no address','primary':true}]} | invalidValue",
            })
    void anImpossibleOperationIsRefusedAndNothingIsWritten(String operation, String scimType) {
        ScimClient client = new ScimClient();
        String id = client.created("'userName':'ada','emails':[{'value':'ada@example.com'}]");
        var before = client.program.memory.snapshot();

        Answer answer =
                client.patch(id, "{'op':'add','path':'nickName','value':'A'}", operation.replace("\\'", "\\\""));

        assertError(answer, 400, scimType);
        assertThat(client.program.memory.snapshot()).isEqualTo(before);
    }

    @Test
    void aRequestNeedsOperations() {
        ScimClient client = new ScimClient();
        String id = client.created("'userName':'ada'");

        assertError(client.patch(id), 400, "invalidSyntax");
        assertError(
                client.request("PATCH", "/Users/" + id)
                        .body("{\"Operations\":[]}")
                        .send(),
                400,
                "invalidSyntax");
        assertError(client.patch("nobody", "{'op':'add','path':'title','value':'x'}"), 404, "");
    }

    @Test
    void aNameFollowsItsPartsUnlessItWasGivenDifferently() {
        ScimClient client = new ScimClient();
        String follows =
                client.created("'userName':'a','displayName':'Ada L','name':{'givenName':'Ada','familyName':'L'}");
        String stays =
                client.created("'userName':'b','displayName':'Countess','name':{'givenName':'Ada','familyName':'L'}");

        for (String id : new String[] {follows, stays}) {
            client.patch(id, "{'op':'replace','path':'name.familyName','value':'King'}");
        }

        assertThat(client.person(follows).path("name").asText()).isEqualTo("Ada King");
        assertThat(client.person(stays).path("name").asText()).isEqualTo("Countess");
        assertThat(client.patch(stays, "{'op':'remove','path':'displayName'}").at("/displayName"))
                .isEqualTo("Ada King");
    }
}
