package dev.tracks.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TextLimitTest {
    private static final String FAMILY = "👨‍👩‍👧‍👦";

    @Test
    void aTextOfExactlyTheLimitIsKept() {
        assertThat(new TextLimit(4).allows("Join")).isTrue();
        assertThat(new TextLimit(4).shorten("Join")).isEqualTo("Join");
    }

    @Test
    void aTextOneCharacterTooLongIsCutAndEndsWithAnEllipsis() {
        assertThat(new TextLimit(4).allows("Joins")).isFalse();
        assertThat(new TextLimit(4).shorten("Joins")).isEqualTo("Joi…");
    }

    @Test
    void anEmojiOfTwoJavaCharsCountsOnce() {
        assertThat(new TextLimit(3).allows("🎉🎉🎉")).isTrue();
        assertThat(new TextLimit(3).shorten("🎉🎉🎉🎉")).isEqualTo("🎉🎉…");
    }

    @Test
    void aLimitOfOneLeavesOnlyTheEllipsis() {
        assertThat(new TextLimit(1).shorten("ab")).isEqualTo("…");
    }

    @Test
    void anEmojiSequenceIsNotSplit() {
        assertThat(FAMILY.codePointCount(0, FAMILY.length())).isEqualTo(7);
        assertThat(new TextLimit(8).shorten("a" + FAMILY + "b")).isEqualTo("a…");
        assertThat(new TextLimit(9).shorten("a" + FAMILY + "bc")).isEqualTo("a" + FAMILY + "…");
    }

    @Test
    void aCombiningAccentAndAFlagAreNotSplit() {
        assertThat(new TextLimit(3).shorten("ae\u0301e")).isEqualTo("a…");
        assertThat(new TextLimit(5).shorten("a🇩🇪🇫🇷bc")).isEqualTo("a🇩🇪…");
        assertThat(new TextLimit(3).shorten("a\r\nb")).isEqualTo("a…");
    }

    @Test
    void aLetterWithTooManyCombiningMarksIsCutInsideTheCluster() {
        String marks = "e" + "\u0301".repeat(100);
        assertThat(new TextLimit(50).shorten(marks)).isEqualTo("e" + "\u0301".repeat(48) + "…");
    }

    @Test
    void aTextWithUnpairedSurrogatesIsCut() {
        assertThat(new TextLimit(3).shorten("\ud83c\ud83c\ud83c\ud83c")).isEqualTo("\ud83c\ud83c…");
        assertThat(new TextLimit(2).shorten("\udf89\ud83c\udf89x")).isEqualTo("\udf89…");
    }

    @Test
    void aLimitBelowOneIsRejected() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TextLimit(0));
    }
}
