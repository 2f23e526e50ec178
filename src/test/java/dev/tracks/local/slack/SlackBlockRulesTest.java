package dev.tracks.local.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.local.support.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlackBlockRulesTest {
    private static final String SECTION = "{'type':'section','text':{'type':'plain_text','text':'x','emoji':true}}";
    private static final String BUTTON =
            "{'type':'button','text':{'type':'plain_text','text':'Go'},'action_id':'a','value':'v','style':'primary'}";

    private static List<String> problems(String blocks) {
        byte[] json = blocks.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return SlackBlockRules.problems(Json.parse(json).orElseThrow());
    }

    private static String actions(String... buttons) {
        return "[{'type':'actions','elements':[" + String.join(",", buttons) + "]}]";
    }

    private static String section(String text) {
        return "[" + SECTION.replace("'text':'x'", "'text':'" + text + "'") + "]";
    }

    @Test
    void sectionsAndButtonsWithinTheirLimitsAreAccepted() {
        assertThat(problems("[" + SECTION + "]")).isEmpty();
        assertThat(problems(section("x".repeat(3_000)))).isEmpty();
        assertThat(problems(section("a &amp; b &lt;c&gt;"))).isEmpty();
        assertThat(problems(actions(BUTTON, BUTTON.replace("'a'", "'b'")))).isEmpty();
        assertThat(problems(actions(BUTTON.replace("'Go'", "'" + "g".repeat(75) + "'"))))
                .isEmpty();
        assertThat(problems(actions(BUTTON.replace("'v'", "'" + "v".repeat(2_000) + "'"))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'type':'section' | 'type':'sektion' | /blocks/0/type",
                "'type':'plain_text' | 'type':'markdown' | /blocks/0/text/type",
                "'emoji':true | 'emojis':true | /blocks/0/text",
                "'emoji':true | 'verbatim':true | /blocks/0/text",
                "'text':'x' | 'text':'' | /blocks/0/text/text",
                "'text':'x' | 'text':'<!here>' | /blocks/0/text/text",
                "'text':'x' | 'text':'R&D' | /blocks/0/text/text",
                "'text':'x' | 'text':7 | /blocks/0/text/text",
            })
    void anInvalidSectionIsReportedWithItsPointer(String right, String wrong, String pointer) {
        assertThat(problems("[" + SECTION.replace(right, wrong) + "]"))
                .first()
                .asString()
                .contains("[json-pointer:" + pointer + "]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'type':'button' | 'type':'checkboxes' | /type",
                "'type':'plain_text' | 'type':'mrkdwn' | /text/type",
                "'action_id':'a' | 'action_id':7 | /action_id",
                "'style':'primary' | 'style':'loud' | /style",
                "'style':'primary' | 'url':'javascript:1' | /url",
                "'style':'primary' | 'colour':'red' | ``",
            })
    void anInvalidButtonIsReportedWithItsPointer(String right, String wrong, String pointer) {
        assertThat(problems(actions(BUTTON.replace(right, wrong))))
                .first()
                .asString()
                .contains("[json-pointer:/blocks/0/elements/0" + pointer + "]");
    }

    @Test
    void blocksAboveTheirLimitsAreRefused() {
        assertThat(problems(section("x".repeat(3_001)))).hasSize(1);
        assertThat(problems(actions(BUTTON.replace("'Go'", "'" + "g".repeat(76) + "'"))))
                .hasSize(1);
        assertThat(problems(actions(BUTTON.replace("'v'", "'" + "v".repeat(2_001) + "'"))))
                .hasSize(1);
        assertThat(problems(actions(BUTTON.replace("'a'", "'" + "a".repeat(256) + "'"))))
                .hasSize(1);
        assertThat(problems(actions(BUTTON, BUTTON))).hasSize(1);
        assertThat(problems(actions())).hasSize(1);
        assertThat(problems("[]")).hasSize(1);
        assertThat(problems("[" + (SECTION + ",").repeat(50) + SECTION + "]")).hasSize(1);
    }
}
