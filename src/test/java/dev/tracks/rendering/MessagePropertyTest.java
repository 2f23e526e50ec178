package dev.tracks.rendering;

import static dev.tracks.domain.message.MessageTemplate.MESSAGE_MAX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.domain.message.MessageTemplate;
import dev.tracks.domain.message.Placeholder;
import dev.tracks.domain.message.UnknownPlaceholderException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

/** For any template and any values, a message is the concatenation of its pieces. */
class MessagePropertyTest {
    private static final List<String> NASTY = List.of(
            "{",
            "}",
            "{{",
            "}}",
            "{|",
            "|}",
            "|",
            "||}",
            "{|x|}",
            "{!",
            "!}",
            "{!x!}",
            "\\",
            "\\{",
            "\\}",
            "\\\\",
            "'",
            "\"",
            " ",
            "{{}}",
            "{{ }}",
            "\n",
            "\r",
            "\r\n",
            "\u2028",
            "\u0085",
            "\t",
            "\u0000",
            "\ud83c",
            "\udf89",
            "🎉",
            "e\u0301",
            "👩‍👧",
            "<!channel>",
            "<@U1>",
            "&lt;",
            "user",
            "manager",
            "x",
            ".",
            ":",
            "#",
            "{#for}",
            "{#if user}",
            "{/for}",
            "{/}",
            "{#else}",
            "{config:a}",
            "{inject:a}",
            "{cdi:a}",
            "{user}",
            "{user.class}",
            "{@java.util.List l}",
            "{#include a /}",
            "{[",
            "]}",
            "{_",
            "{1",
            "\uffff",
            "\ufeff");

    private final QuteMessageRenderer renderer = new QuteMessageRenderer();

    /** A piece of a template as the test writes it: literal text, or a placeholder with spaces in its braces. */
    record Written(Placeholder placeholder, String text) {
        String expected(Map<Placeholder, String> values) {
            return placeholder == null ? text : values.get(placeholder);
        }
    }

    @Property(tries = 10_000)
    void aMessageIsItsPiecesOneAfterTheOther(
            @ForAll("writtenTemplates") List<Written> written, @ForAll("values") Map<Placeholder, String> values) {
        String text = written.stream().map(Written::text).collect(Collectors.joining());
        String expected = written.stream().map(piece -> piece.expected(values)).collect(Collectors.joining());

        MessageTemplate template = MessageTemplate.parse(text);

        assertThat(renderer.render(template, values, MESSAGE_MAX)).isEqualTo(expected);
        assertThat(template.placeholders())
                .containsExactlyInAnyOrderElementsOf(written.stream()
                        .map(Written::placeholder)
                        .filter(placeholder -> placeholder != null)
                        .collect(Collectors.toSet()));
    }

    @Property(tries = 10_000)
    @StatisticsReport(StatisticsReportMode.OFF)
    void aTextIsRejectedWithAnUnknownNameOrEqualsItsPieces(@ForAll("texts") String text) {
        Map<Placeholder, String> tokens =
                Arrays.stream(Placeholder.values()).collect(Collectors.toMap(known -> known, Placeholder::token));
        boolean accepted = true;
        try {
            String message = renderer.render(MessageTemplate.parse(text), tokens, MESSAGE_MAX);
            assertThat(withoutBlanks(message)).isEqualTo(withoutBlanks(text));
        } catch (UnknownPlaceholderException refused) {
            accepted = false;
            assertThat(text).contains(refused.name());
            assertThat(refused.name()).isNotBlank().doesNotContain("{", "}", "\n", "\r");
            assertThat(Placeholder.named(refused.name())).isEmpty();
        }
        Statistics.collect(accepted);
        Statistics.coverage(seen -> {
            seen.check(true).percentage(share -> share > 20);
            seen.check(false).percentage(share -> share > 20);
        });
    }

    @Property(tries = 10_000)
    void aMessageThatIsTooLongIsCutAndEndsWithAnEllipsis(
            @ForAll("writtenTemplates") List<Written> written,
            @ForAll("values") Map<Placeholder, String> values,
            @ForAll @IntRange(min = 1, max = 40) int limit) {
        String text = written.stream().map(Written::text).collect(Collectors.joining());
        String whole = written.stream().map(piece -> piece.expected(values)).collect(Collectors.joining());

        String message = renderer.render(MessageTemplate.parse(text), values, limit);

        if (whole.codePoints().count() <= limit) {
            assertThat(message).isEqualTo(whole);
        } else {
            String kept = message.substring(0, message.length() - 1);
            assertThat(message).endsWith("…");
            assertThat(message.codePoints().count()).isLessThanOrEqualTo(limit);
            assertThat(whole).startsWith(kept);
            // The cut is between code points: appending the rest again creates no new surrogate pair.
            assertThat(kept.codePoints().count()
                            + whole.substring(kept.length()).codePoints().count())
                    .isEqualTo(whole.codePoints().count());
        }
    }

    @Provide
    Arbitrary<List<Written>> writtenTemplates() {
        Arbitrary<Written> literals =
                nastyText(6).filter(text -> !holdsPlaceholder(text)).map(text -> new Written(null, text));
        Arbitrary<Written> slots = Combinators.combine(
                        Arbitraries.of(Placeholder.values()), Arbitraries.of("", " ", "\t ", "\u00a0"))
                .as((placeholder, blank) -> new Written(placeholder, "{{" + blank + placeholder.key() + blank + "}}"));
        // Never two literals in a row: together they could form a placeholder that neither contains.
        return Combinators.combine(
                        literals,
                        Combinators.combine(slots, literals).as(List::of).list().ofMaxSize(6))
                .as((first, rest) -> {
                    List<Written> all = rest.stream().flatMap(List::stream).collect(Collectors.toList());
                    all.add(0, first);
                    return all;
                });
    }

    @Provide
    Arbitrary<Map<Placeholder, String>> values() {
        Arbitrary<String> names =
                Arbitraries.oneOf(nastyText(4), Arbitraries.of("{{manager}}", "{{user}}", "{{nobody}}"), anyChars());
        return Arbitraries.maps(Arbitraries.of(Placeholder.values()), names).ofSize(Placeholder.values().length);
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> words = Arbitraries.of("{{user}}", "{{track}}", "{{nobody}}", "{{a b}}", "{{", "}}", "name");
        return Arbitraries.oneOf(words, Arbitraries.of(NASTY))
                .list()
                .ofMaxSize(10)
                .map(parts -> String.join("", parts));
    }

    private static Arbitrary<String> nastyText(int maxParts) {
        Arbitrary<String> parts = Arbitraries.frequencyOf(Tuple.of(9, Arbitraries.of(NASTY)), Tuple.of(1, anyChars()));
        return parts.list().ofMaxSize(maxParts).map(list -> String.join("", list));
    }

    // Any UTF-16, including unpaired surrogates and control characters.
    private static Arbitrary<String> anyChars() {
        return Arbitraries.integers()
                .between(0, Character.MAX_VALUE)
                .map(unit -> String.valueOf((char) unit.intValue()))
                .list()
                .ofMaxSize(4)
                .map(units -> String.join("", units));
    }

    // Spaces within a placeholder's braces are not rendered.
    private static String withoutBlanks(String text) {
        return text.replaceAll("[\\s\u00a0]", "");
    }

    /** Finds text in double braces without a regular expression, so that the test does not repeat the parser. */
    private static boolean holdsPlaceholder(String text) {
        for (int open = text.indexOf("{{"); open >= 0; open = text.indexOf("{{", open + 1)) {
            int end = open + 2;
            while (end < text.length() && text.charAt(end) != '{' && text.charAt(end) != '}') {
                end++;
            }
            if (text.startsWith("}}", end) && !text.substring(open + 2, end).isBlank()) {
                return true;
            }
        }
        return false;
    }
}
