package dev.tracks.domain.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tracks.domain.message.MessageTemplate.Literal;
import dev.tracks.domain.message.MessageTemplate.Piece;
import dev.tracks.domain.message.MessageTemplate.Slot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTemplateTest {

    @Test
    void aTextIsParsedIntoLiteralsAndPlaceholdersInOrder() {
        assertThat(MessageTemplate.parse("Hi {{user}}, {{track}}{{manager}}!").pieces())
                .containsExactly(
                        new Literal("Hi "),
                        new Slot(Placeholder.USER),
                        new Literal(", "),
                        new Slot(Placeholder.TRACK),
                        new Slot(Placeholder.MANAGER),
                        new Literal("!"));
    }

    @Test
    void aTemplateListsItsPlaceholders() {
        assertThat(MessageTemplate.parse("{{user}} {{current_track}} {{user}}").placeholders())
                .containsExactlyInAnyOrder(Placeholder.USER, Placeholder.CURRENT_TRACK);
        assertThat(MessageTemplate.parse("Welcome!").placeholders()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{user}}", "{{ user }}", "{{user  }}", "{{\tuser}}", "{{\u00a0user\u2003}}"})
    void spacesAroundANameAreAllowed(String text) {
        assertThat(MessageTemplate.parse(text).pieces()).containsExactly(new Slot(Placeholder.USER));
    }

    @Test
    void bracesAroundAPlaceholderAreLiteral() {
        assertThat(MessageTemplate.parse("{{{user}}}").pieces()).containsExactly(braced(new Slot(Placeholder.USER)));
    }

    @Test
    void anIncompletePlaceholderBeforeACompleteOneIsLiteral() {
        assertThat(MessageTemplate.parse("{{user {{track}} }}").pieces())
                .containsExactly(new Literal("{{user "), new Slot(Placeholder.TRACK), new Literal(" }}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{{}}",
                "{{ }}",
                "{{\u00a0}}",
                "{user}",
                "{{user}",
                "{user}}",
                "{{ {user} }}",
                "{{us{er}}",
                "{{user\n}}",
                "{{us\rer}}",
                "{{\u2028user}}",
                "{{user\u0085}}",
                "{{\u000buser}}",
                "{{user",
                "user}}",
                "{ {user}}",
                "\\{{",
                "{config:quarkus.banner.enabled}",
                "{#for i in 9}{/for}",
                "{|",
                "|}",
                "{!no!}"
            })
    void anyOtherTextIsLiteral(String text) {
        MessageTemplate template = MessageTemplate.parse(text);
        assertThat(template.placeholders()).isEmpty();
        assertThat(template.pieces().stream().map(MessageTemplateTest::literal)).hasSize(text.isEmpty() ? 0 : 1);
        assertThat(template.pieces()).allMatch(piece -> literal(piece).equals(text));
        assertThat(template.text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "{{nmae}}, nmae",
                "{{ User }}, User",
                "{{USER}}, USER",
                "{{user.name}}, user.name",
                "{{current track}}, current track",
                "{{current-track}}, current-track",
                "{{#each}}, #each",
                "{{config:x}}, config:x",
                "{{'user'}}, 'user'",
                "ok {{user}} {{one}} {{two}}, one",
                "{{{{x}}}}, x"
            })
    void anUnknownPlaceholderIsRejectedWithItsName(String text, String name) {
        assertThatExceptionOfType(UnknownPlaceholderException.class)
                .isThrownBy(() -> MessageTemplate.parse(text))
                .satisfies(refused -> assertThat(refused.name()).isEqualTo(name));
    }

    @Test
    void theErrorListsTheKnownPlaceholders() {
        assertThatExceptionOfType(UnknownPlaceholderException.class)
                .isThrownBy(() -> MessageTemplate.parse("{{nmae}}"))
                .withMessage("unknown placeholder {{nmae}};"
                        + " known are {{user}}, {{manager}}, {{track}}, {{current_track}}");
    }

    @Test
    void theErrorShortensALongName() {
        String name = "x".repeat(3_000);
        assertThatExceptionOfType(UnknownPlaceholderException.class)
                .isThrownBy(() -> MessageTemplate.parse("{{" + name + "}}"))
                .satisfies(refused -> assertThat(refused.name()).isEqualTo(name))
                .satisfies(refused -> assertThat(refused.getMessage())
                        .startsWith("unknown placeholder {{" + "x".repeat(63) + "…}}; known are")
                        .hasSizeLessThan(200));
    }

    @Test
    void templatesWithTheSameTextAreEqual() {
        assertThat(MessageTemplate.parse("{{user}}"))
                .isEqualTo(MessageTemplate.parse("{{user}}"))
                .hasSameHashCodeAs(MessageTemplate.parse("{{user}}"))
                .isNotEqualTo(MessageTemplate.parse("{{ user }}"));
    }

    private static Piece[] braced(Slot slot) {
        return new Piece[] {new Literal("{"), slot, new Literal("}")};
    }

    private static String literal(Piece piece) {
        return ((Literal) piece).text();
    }

    @Test
    void anUnknownPlaceholderOfAStoredTextIsLiteral() {
        MessageTemplate stored = MessageTemplate.stored("Hi {{user}}, {{mentor}} of {{track}}");

        assertThat(stored.pieces())
                .containsExactly(
                        new Literal("Hi "),
                        new Slot(Placeholder.USER),
                        new Literal(", {{mentor}} of "),
                        new Slot(Placeholder.TRACK));
        assertThat(MessageTemplate.stored("{{user}}")).isEqualTo(MessageTemplate.parse("{{user}}"));
    }
}
