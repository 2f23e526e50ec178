package dev.tracks.lambda.http.scim.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.lambda.http.protocol.ProblemException;
import dev.tracks.lambda.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The grammar of filters and paths (RFC 7644, section 3.4.2.2 and figure 7); single quotes stand for double ones. */
class ScimFilterTest {
    private static final JsonNode USER = Json.read("{\"id\":\"Ab\",\"userName\":\"BJensen\",\"active\":true,"
            + "\"emails\":[{\"type\":\"work\",\"value\":\"b@example.com\",\"primary\":true},"
            + "{\"type\":\"home\",\"value\":\"babs@example.org\"}],\"name\":{\"familyName\":\"O'Malley\"},"
            + "\"meta\":{\"lastModified\":\"2011-05-13T04:42:34Z\"},"
            + "\"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User\":{\"department\":\"R&D\"}}");

    private static String quoted(String text) {
        return text.replace('\'', '"');
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "userName eq 'bjensen' | true",
                "USERNAME Eq 'BJENSEN' | true",
                "userName eq 'bjense' | false",
                "userName ne 'x' | true",
                "userName co 'jens' | true",
                "userName sw 'bj' and userName ew 'SEN' | true",
                "id eq 'ab' | false",
                "id eq 'Ab' | true",
                "title pr | false",
                "emails pr | true",
                "title eq null | true",
                "userName ne null | true",
                "active eq true | true",
                "active eq false | false",
                "meta.lastModified gt '2011-05-13T04:42:33Z' | true",
                "meta.lastModified ge '2011-05-13T04:42:34Z' | true",
                "meta.lastModified lt '2011-05-13T04:42:34Z' | false",
                "meta.lastModified le '2011-05-13T04:42:34Z' | true",
                "emails eq 'b@example.com' | true",
                "emails.value ew '.org' | true",
                "emails[type eq 'work'].value ew '.org' | false",
                "emails[type eq 'work' and value co '@example.com'] | true",
                "emails[type eq 'work' and value co '@example.org'] or title pr | false",
                "emails[type eq 'work'] and not (emails[type eq 'other']) | true",
                "emails[type eq 'work'] eq 'b@example.com' | true",
                "emails[not (type eq 'work')].value eq 'babs@example.org' | true",
                "urn:ietf:params:scim:schemas:core:2.0:User:userName eq 'bjensen' | true",
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq 'r&d' | true",
                "title pr or active eq true and userName sw 'b' | true",
                "(title pr or active eq true) and userName sw 'c' | false",
                "not (title pr) | true",
                "not(title pr) and userName pr | true",
                "name.familyName eq 'O\\u0027malley' | true",
            })
    void aFilterMatchesAsTheRfcSays(String filter, boolean expected) {
        assertThat(ScimParser.filter(quoted(filter)).matches(USER)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "userName",
                "userName eq",
                "userName eq bjensen",
                "userName is 'x'",
                "eq 'x'",
                "userName eq 'x' and",
                "userName eq 'x' or or title pr",
                "(userName pr",
                "userName pr)",
                "not title pr",
                "emails[type eq 'work'",
                "emails[] pr",
                "userName eq 'x",
                "userName eq {}",
                "userName eq 'x' 'y'",
                "a.b.c eq 'x'",
                "1a pr",
                "a..b pr",
                "emails.value[type eq 'x'] pr"
            })
    void anythingElseIsNoFilter(String filter) {
        assertThatThrownBy(() -> ScimParser.filter(quoted(filter)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("malformed filter");
    }

    @Test
    void aFilterThatIsNestedTooDeeplyIsRefused() {
        assertThatThrownBy(() -> ScimParser.filter("(".repeat(30_000) + "a pr")).isInstanceOf(ProblemException.class);
    }

    @Test
    void aPathHasASchemaAnAttributeAFilterAndASubAttribute() {
        ScimPath path = ScimParser.path(quoted("emails[type eq 'work'].value"));
        assertThat(path.attribute()).isEqualTo("emails");
        assertThat(path.sub()).contains("value");
        assertThat(path.filter()).isPresent();
        ScimPath manager = ScimParser.path(ScimSchema.ENTERPRISE + ":manager.$ref");
        assertThat(manager.isIn(ScimSchema.ENTERPRISE)).isTrue();
        assertThat(manager.attribute()).isEqualTo("manager");
        assertThat(manager.sub()).contains("$ref");
        assertThat(ScimParser.path(ScimSchema.ENTERPRISE).isSchema(ScimSchema.ENTERPRISE))
                .isTrue();
    }
}
