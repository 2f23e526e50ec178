package dev.tracks.lambda.http.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.lambda.InMemoryApplication;
import dev.tracks.lambda.http.HttpApi;
import dev.tracks.lambda.http.TestRequest;
import dev.tracks.lambda.http.TestRequest.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** At most one participant has an e-mail address, a Slack user id and a subject. */
class AliasRoutesTest {
    private final InMemoryApplication program = new InMemoryApplication();
    private final HttpApi api = program.api();

    private Answer put(String id, String fields) {
        return TestRequest.of(api, "PUT", "/v1/participants/" + id)
                .body(("{'name':'" + id + "'" + fields + "}").replace('\'', '"'))
                .send();
    }

    @BeforeEach
    void adaHasAllAliases() {
        assertThat(put("ada", ",'email':'Ada@Example.org','slackUserId':'U1','subject':'auth0|5f7c'")
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '^',
            value = {
                "email; 'email':'ada@example.ORG'",
                "email; 'email':'Ada@Example.org','slackUserId':'U2'",
                "slackUserId; 'slackUserId':'U1'",
                "formerSlackUserId; 'slackUserId':'W2','formerSlackUserId':'U1'",
                "subject; 'email':'adele@example.org','subject':'auth0|5f7c'"
            })
    void anAliasOfAnotherPersonIsRefusedWithItsFieldAndItsOwner(String field, String body) {
        int before = program.writes();

        Answer answer = put("adele", "," + body);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.headers()).containsEntry("content-type", "application/problem+json");
        assertThat(answer.json().toString())
                .isEqualTo("{\"type\":\"/problems/alias-taken\",\"title\":\"Alias taken\",\"status\":409,"
                        + "\"detail\":\"another participant has this " + field + "\",\"errors\":[{\"field\":\"" + field
                        + "\",\"message\":\"belongs to participant ada\"}]}");
        assertThat(program.writes()).isEqualTo(before);
    }

    @Test
    void aPersonKeepsTheirOwnAliases() {
        Answer renamed = put("ada", ",'email':'ADA@example.org','slackUserId':'U1','subject':'auth0|5f7c'");

        assertThat(renamed.status()).isEqualTo(200);
        assertThat(renamed.at("/email")).isEqualTo("ADA@example.org");
        assertThat(put("adele", ",'email':'ada@example.org'").status()).isEqualTo(409);
    }

    @Test
    void aPersonWhoseWorkspaceHasMigratedHasBothSlackIds() {
        Answer both = put("ada", ",'slackUserId':'W1','formerSlackUserId':'U1'");

        assertThat(both.status()).isEqualTo(200);
        assertThat(both.at("/slackUserId")).isEqualTo("W1");
        assertThat(both.at("/formerSlackUserId")).isEqualTo("U1");
        assertThat(put("adele", ",'slackUserId':'U1'").status()).isEqualTo(409);
        assertThat(put("adele", ",'slackUserId':'W1'").status()).isEqualTo(409);
        assertThat(put("ada", ",'slackUserId':'W1','formerSlackUserId':'W1'").fields())
                .containsExactly("formerSlackUserId");
    }

    @Test
    void aSubjectIsComparedExactly() {
        assertThat(put("adele", ",'subject':'auth0|5F7C'").status()).isEqualTo(201);
        assertThat(put("e1", ",'subject':'\\u00e9'").status()).isEqualTo(201);
        assertThat(put("e2", ",'subject':'e\\u0301'").status()).isEqualTo(201);
    }

    @Test
    void oneValueMayBeTheAliasOfTwoKindsOfTwoPeople() {
        assertThat(put("adele", ",'slackUserId':'auth0|5f7c','subject':'Ada@Example.org'")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void anAliasThatIsGivenUpIsFree() {
        put("ada", ",'email':'lovelace@example.org'");

        assertThat(put("adele", ",'email':'ada@example.org','slackUserId':'U1','subject':'auth0|5f7c'")
                        .status())
                .isEqualTo(201);
        assertThat(put("ada", ",'email':'ada@example.org'").status()).isEqualTo(409);
    }

    @Test
    void twoPeopleSwapAnAddressIfOneGivesItUpFirst() {
        put("adele", ",'email':'adele@example.org'");

        assertThat(put("ada", ",'email':'adele@example.org'").status()).isEqualTo(409);
        assertThat(put("ada", "").status()).isEqualTo(200);
        assertThat(put("adele", ",'email':'ada@example.org'").status()).isEqualTo(200);
        assertThat(put("ada", ",'email':'adele@example.org'").status()).isEqualTo(200);
    }

    @Test
    void theAliasesOfAnErasedPersonAreFree() {
        TestRequest.of(api, "DELETE", "/v1/participants/ada").send();

        assertThat(put("adele", ",'email':'ada@example.org','slackUserId':'U1','subject':'auth0|5f7c'")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void anIdenticalPutWritesNothingAndKeepsTheETag() {
        Answer saved = put("ada", ",'email':'ada@example.org'");
        int before = program.writes();

        Answer again = put("ada", ",'email':'ada@example.org'");

        assertThat(program.writes()).isEqualTo(before);
        assertThat(again.headers().get("etag")).isEqualTo(saved.headers().get("etag"));
        assertThat(again.json()).isEqualTo(saved.json());
    }

    @ParameterizedTest
    @ValueSource(strings = {"#", "USER#ada", "ALIAS#email#ada@example.org", "%23", "\uD83C\uDF89", "a b", "\u200Fx"})
    void anyVisibleCharacterMayBeInASubject(String subject) {
        assertThat(put("adele", ",'subject':'" + subject + "'").status()).isEqualTo(201);
        assertThat(put("linus", ",'subject':'" + subject + "'").fields()).containsExactly("subject");
        assertThat(put("adele", "").status()).isEqualTo(200);
        assertThat(put("linus", ",'subject':'" + subject + "'").status()).isEqualTo(201);
    }
}
