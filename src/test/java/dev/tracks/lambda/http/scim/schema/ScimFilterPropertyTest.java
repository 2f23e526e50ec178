package dev.tracks.lambda.http.scim.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.lambda.http.protocol.ProblemException;
import dev.tracks.lambda.json.Json;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

class ScimFilterPropertyTest {
    private static final JsonNode USER = Json.read("{\"a\":[{\"type\":\"r\",\"value\":1}],\"e\":\"q\",\"p\":true}");

    /** Each text is a filter, or is refused; nothing else happens. */
    @Property
    void noTextCausesAnotherError(
            @ForAll
                    @Chars({
                        'a', '.', ':', '[', ']', '(', ')', '"', '\\', ' ', 'e', 'q', 'p', 'r', '$', '1', '{', 'n', 'o',
                        't'
                    })
                    @StringLength(max = 30)
                    String text) {
        try {
            ScimParser.filter(text).matches(USER);
            ScimParser.path(text);
        } catch (ProblemException refused) {
            assertThat(refused).hasMessageContaining("malformed");
        }
    }
}
