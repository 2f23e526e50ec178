package dev.tracks.domain.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchWordsTest {
    private static final String EMOJI = "\uD83C\uDF89";

    @ParameterizedTest
    @CsvSource({
        "Ada Lovelace, ada lovelace",
        "ADA ada, ada",
        "ada@example.co.uk, ada example co uk",
        "O'Neil-Smith_2, o neil smith 2",
        "ada+tracks, ada tracks",
        "Çağla Ö\u0301z, cagla oz",
        "e\u0301 \u00e9, e",
        "ΟΔΥΣΣΕΥΣ οδυσσεύς, οδυσσευσ",
        "İSTANBUL ısı, istanbul isi",
        "Straße STRASSE, straße strasse",
        "Ørsted Łódź, ørsted łodz",
        "Александра Йовович, александра иовович",
        "\uFEFFAdamina \u200BZero, adamina zero",
        "أحمد, احمد",
        "山田 太郎, 山田 太郎"
    })
    void wordsAreInLowerCaseWithoutAccentsAndInvisibleCharacters(String text, String words) {
        assertThat(String.join(" ", SearchWords.of(text))).isEqualTo(words);
    }

    @Test
    void anEmojiIsAWord() {
        assertThat(SearchWords.of(EMOJI + " Party!")).containsExactly(EMOJI, "party");
    }

    @Test
    void textsWithoutLettersDigitsAndPictographsHaveNoWords() {
        assertThat(SearchWords.of("")).isEmpty();
        assertThat(SearchWords.of(" -@.#_\u00A0\u200D\u0301")).isEmpty();
    }

    @Test
    void onlyThirtyTwoCharactersOfAWordCount() {
        assertThat(SearchWords.of("a".repeat(32))).containsExactly("a".repeat(32));
        assertThat(SearchWords.of("a".repeat(33))).containsExactly("a".repeat(32));
        assertThat(SearchWords.of(EMOJI.repeat(33))).containsExactly(EMOJI.repeat(32));
        assertThat(SearchWords.of("e\u0301".repeat(32))).containsExactly("e".repeat(32));
    }

    @Test
    void aPersonHasTheWordsOfNameAddressAndIdOnce() {
        assertThat(SearchWords.of(Fixtures.person("ada-2")
                        .named("Ada Lovelace")
                        .email("lovelace@example.org")
                        .build()))
                .containsExactly("ada", "lovelace", "example", "org", "2");
    }

    @Test
    void aPersonHasAtMostFortyWordsThoseOfTheNameFirst() {
        String name = IntStream.range(100, 139).mapToObj(Integer::toString).collect(Collectors.joining(" "));

        assertThat(SearchWords.of(
                        Fixtures.person("id").named(name).email("e@x.org").build()))
                .hasSize(40)
                .startsWith("100")
                .endsWith("138", "e");
    }
}
