package dev.tracks.lambda.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    private static final int MAX = 1_000;

    @Provide
    Arbitrary<List<List<String>>> lines() {
        Arbitrary<String> field = Arbitraries.strings()
                .withChars(" ab,\";'\t\r\n\\#é😀".toCharArray())
                .ofMaxLength(8);
        // Of at least two fields: a line with one empty field is an empty line.
        return field.list().ofMinSize(2).ofMaxSize(5).list().ofMaxSize(6);
    }

    @Property(tries = 2_000)
    void whatAWriterQuotesIsReadBack(
            @ForAll("lines") List<List<String>> lines,
            @ForAll boolean crlf,
            @ForAll boolean mark,
            @ForAll boolean last) {
        String end = crlf ? "\r\n" : "\n";
        String text = (mark ? "\uFEFF" : "") + CsvWriter.text(lines, end) + (last && !lines.isEmpty() ? end : "");

        assertThat(Csv.read(text, MAX)).isEqualTo(lines);
    }

    @Property(tries = 2_000)
    void anyTextIsReadOrRejected(@ForAll @CharRange(from = 0, to = 255) String noise) {
        List<List<String>> lines;
        try {
            lines = Csv.read(noise.replace('q', '"').replace('c', ','), MAX);
        } catch (InvalidRequestException e) {
            assertThat(e).hasMessageStartingWith("the input must ");
            return;
        }
        assertThat(lines).allSatisfy(line -> assertThat(line).isNotEmpty().doesNotContainNull());
    }

    @Test
    void whiteSpaceBelongsToAFieldExceptAtTheBeginningOfALine() {
        assertThat(Csv.read(" a, b ,\" c \"\n\" d\"", MAX)).containsExactly(List.of("a", " b ", " c "), List.of(" d"));
    }

    @Test
    void anEmptyFieldAtTheEndOfALineCounts() {
        assertThat(Csv.read("a,b,\n,,\n", MAX)).containsExactly(List.of("a", "b", ""), List.of("", "", ""));
    }

    @Test
    void emptyLinesAreIgnored() {
        assertThat(Csv.read("\n\r\na,b\n\n\nc,d\n\n", MAX)).containsExactly(List.of("a", "b"), List.of("c", "d"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,\"b", "a,\"b\"c\n", "\"", "a\n\"b\" \"c\"\n"})
    void aQuoteThatDoesNotEndItsFieldIsRejectedWithItsLine(String text) {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> Csv.read(text, MAX))
                .withMessageContaining("must be CSV as in RFC 4180")
                .withMessageContaining("(line ");
    }

    @Test
    void moreLinesThanAllowedAreRejected() {
        assertThat(Csv.read("a\nb\n\n", 2)).hasSize(2);
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> Csv.read("a\nb\nc", 2))
                .withMessage("the input must have at most 2 lines");
    }
}
