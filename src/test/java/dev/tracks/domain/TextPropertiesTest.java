package dev.tracks.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Texts of any code points, with those that the rules are about more often than the rest. */
class TextPropertiesTest {
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]");
    private static final Pattern WHITE_SPACE_AT_AN_END =
            Pattern.compile("(?U)^[\\p{IsWhite_Space}\uFEFF].*|.*[\\p{IsWhite_Space}\uFEFF]$", Pattern.DOTALL);

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<Integer> special = Arbitraries.of(
                0, 9, 10, 13, 0x1B, 0x20, 0x7F, 0x85, 0xA0, 0x301, 0x200B, 0x200C, 0x200D, 0x200E, 0x2003, 0x2028,
                0x202A, 0x202B, 0x202C, 0x202E, 0x2066, 0x2068, 0x2069, 0x3000, 0x3164, 0xFE0F, 0xFEFF, 0xFFFE, 0xE0061,
                0x1F469);
        Arbitrary<Integer> letters = Arbitraries.integers().between('a', 'z');
        Arbitrary<Integer> any = Arbitraries.integers().between(0, Character.MAX_CODE_POINT);
        return Arbitraries.frequencyOf(Tuple.of(3, special), Tuple.of(4, letters), Tuple.of(2, any))
                .list()
                .ofMaxSize(12)
                .map(codePoints -> codePoints.stream()
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString());
    }

    private static Optional<String> line(String text) {
        try {
            return Optional.of(Text.line("name", text, Text.NAME_MAX));
        } catch (InvalidFieldException e) {
            return Optional.empty();
        }
    }

    @Property(tries = 5_000)
    void anAcceptedLineIsCleanAndStaysTheSame(@ForAll("texts") String text) {
        line(text).ifPresent(accepted -> {
            assertThat(line(accepted)).contains(accepted);
            assertThat(accepted)
                    .doesNotContainPattern(CONTROLS)
                    .doesNotMatch(WHITE_SPACE_AT_AN_END)
                    .isNotEmpty();
            assertThat(Normalizer.isNormalized(accepted, Normalizer.Form.NFC)).isTrue();
            assertThat(accepted.codePoints().anyMatch(c -> (c & 0xFFFE) == 0xFFFE))
                    .isFalse();
        });
    }

    @Property(tries = 2_000)
    void lettersAroundAnAcceptedLineAreAcceptedToo(@ForAll("texts") String text) {
        line(text)
                .ifPresent(accepted -> assertThat(line("x " + accepted + " y")).isPresent());
    }

    /** The counterpart of each control makes the text acceptable again. */
    @Property(tries = 2_000)
    void aLineIsBalancedIfAndOnlyIfEachControlIsEnded(@ForAll("texts") String text) {
        line(text).ifPresent(accepted -> {
            assertThat(line(accepted + "\u202E")).isEmpty();
            assertThat(line("\u2069" + accepted)).isEmpty();
            assertThat(line("\u2068\u202E" + accepted + "\u202C\u2069")).isPresent();
        });
    }

    @Property(tries = 5_000)
    void everyTextCanBeNormalizedOnce(@ForAll("texts") String text) {
        String normalized = Text.normalized(text);

        assertThat(Text.normalized(normalized)).isEqualTo(normalized);
        assertThat(normalized).doesNotMatch(WHITE_SPACE_AT_AN_END);
    }
}
