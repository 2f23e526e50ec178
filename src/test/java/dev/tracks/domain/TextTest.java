package dev.tracks.domain;

import static dev.tracks.domain.FieldErrors.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {
    private static final String CONTROL = "must be a single line without control characters";
    private static final String INVISIBLE = "must have a visible character";
    private static final String UNBALANCED =
            "must end each bidirectional control (U+202A to U+202E, U+2066 to U+2068) that it begins";

    private static String line(String text) {
        return Text.line("name", text, Text.NAME_MAX);
    }

    private static String lines(String text) {
        return Text.lines("description", text, Text.DESCRIPTION_MAX);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ", "\t", "\n", "\r\n", "\f", "\u000B", "\u0085", "\u00A0", "\u1680", "\u180E", "\u2000", "\u200A",
                "\u200B", "\u2028", "\u2029", "\u202F", "\u205F", "\u2060", "\u3000", "\uFEFF"
            })
    void whiteSpaceAtTheEndsIsRemoved(String space) {
        assertThat(line(space + " Ada Lovelace" + space + space)).isEqualTo("Ada Lovelace");
        assertThat(Text.normalized(space)).isEmpty();
        assertRefused("name", "must not be empty", () -> line(space + space));
    }

    @Test
    void aTextIsInNormalizationFormC() {
        assertThat(line("Zoe\u0308")).isEqualTo("Zo\u00EB");
        assertThat(lines("Zoe\u0308\n")).isEqualTo("Zo\u00EB\n");
    }

    @Test
    void theLengthIsCountedInCodePointsOfTheNormalizedText() {
        assertThat(line("🎉".repeat(200))).hasSize(400);
        assertThat(line("e\u0301".repeat(200))).hasSize(200);
        assertRefused("name", "must have at most 200 characters", () -> line("🎉".repeat(201)));
        assertThat(lines("🎉".repeat(2_000))).hasSize(4_000);
        assertRefused("description", "must have at most 2000 characters", () -> lines("🎉".repeat(2_001)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A\u0000da",
                "Ada\u0000",
                "\u0007Ada",
                "A\u001Bda",
                "\u001FAda",
                "A\u007Fda",
                "A\u009Bda",
                "A\u0085da",
                "A\tda",
                "Week 1\r\nBcc: x",
                "A\nda",
                "A\rda",
                "A\u2028da",
                "A\u2029da"
            })
    void aLineHasNoControlCharactersAndNoLineBreaks(String text) {
        assertRefused("name", CONTROL, () -> line(text));
    }

    @Test
    void aTextOfSeveralLinesHasLineBreaksAndTabsButNoOtherControlCharacters() {
        assertThat(lines(" Week 1\r\n\tHello\n\n")).isEqualTo(" Week 1\n\tHello\n\n");
        assertThat(lines("")).isEmpty();
        for (String control : Set.of("\r", "\u0000", "\u001B", "\u007F", "\u0085", "\u000B")) {
            assertRefused(
                    "description",
                    "must have no control characters but line breaks and tabs",
                    () -> lines("a" + control + "b"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u200D",
                "\u200C\u200D",
                "\u200E",
                "\u00AD",
                "\u3164",
                "\u115F\u1160",
                "\uFFA0",
                "\u2800",
                "\u034F",
                "\uFE0F",
                "\uDB40\uDC61\uDB40\uDC7F",
                "\uDB40\uDD00",
                "\u2067\u2069",
                "\u202A \u202C",
                "\u200D\u00A0\u200D"
            })
    void aLineHasAVisibleCharacter(String text) {
        assertRefused("name", INVISIBLE, () -> line(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Alice\u202EeviL",
                "\u202AAda",
                "Ada\u202C",
                "\u2066Ada",
                "Ada\u2069",
                "\u2067Ada\u202C",
                "\u202BAda\u2069",
                "\u202C\u202AAda",
                "\u2067\u202BAda\u2069\u202C",
                "\u202D\u202DAda\u202C"
            })
    void aBidirectionalControlHasItsCounterpart(String text) {
        assertRefused("name", UNBALANCED, () -> line(text));
        assertRefused("description", UNBALANCED, () -> lines(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u202BAda\u202C",
                "\u2067\u202EAda\u202C\u2069",
                "\u2068Ada\u2069 \u2066L\u2069",
                "Ada\u200E",
                "\u200Fעדה",
                "\u061Cعادة"
            })
    void balancedBidirectionalControlsAndMarksAreAccepted(String text) {
        assertThat(line(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "علی\u200Cرضا", // Persian with a zero width non-joiner
                "ක්\u200Dෂමා", // Sinhala with a zero width joiner
                "Ada 👩\u200D💻", // a sequence of emoji
                "❤\uFE0F", // with a variation selector
                "👍🏽",
                "1\uFE0F\u20E3",
                "🇩🇪",
                "🏴\uDB40\uDC67\uDB40\uDC62\uDB40\uDC73\uDB40\uDC63\uDB40\uDC74\uDB40\uDC7F", // a flag as a tag
                // sequence
                "葛\uDB40\uDD00城", // Japanese with an ideographic variation
                "\uD83E\uDEE8", // an emoji of Unicode 15, which Java 17 does not know
                "\u0301", // a mark has a shape
                "O'Brien-Łukasiewicz",
                "李",
                "ಡಾ"
            })
    void namesOfAllLanguagesAndEmojiAreAccepted(String text) {
        assertThat(line(text)).isEqualTo(text);
    }

    @Test
    void aCodePointThatIsNoCharacterIsRefused() {
        String message = "must have only characters that Unicode allows in texts";
        for (String text : Set.of("A\uFFFE", "A\uFFFF", "A\uFDD0", "A\uD83F\uDFFE", "A\uD800", "A\uDC00b")) {
            assertRefused("name", message, () -> line(text));
            assertRefused("description", message, () -> lines(text));
        }
    }

    /** API Gateway passes a JSON body as a string: bytes that are not UTF-8, as of Latin-1, have become U+FFFD there. */
    @Test
    void aTextThatWasNotUtf8IsRefused() {
        String message = "must be UTF-8; U+FFFD stands for characters that were not";
        for (String text : Set.of("M\uFFFDller", "\uFFFD", "Zo\uFFFD")) {
            assertRefused("name", message, () -> line(text));
            assertRefused("description", message, () -> lines(text));
        }
    }

    @Test
    void ofTwoNamesThatBecomeEqualOneIsKept() {
        assertThat(Text.normalized(Map.of("r", "1", " r", "2", "s\u00A0", "3"), Text::normalized))
                .isEqualTo(Map.of("r", "2", "s", "3"));
    }
}
