package dev.tracks.rendering;

import static dev.tracks.domain.message.MessageTemplate.BUTTON_MAX;
import static dev.tracks.domain.message.MessageTemplate.MESSAGE_MAX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tracks.domain.message.MessageTemplate;
import dev.tracks.domain.message.Placeholder;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuteMessageRendererTest {
    private static final Map<Placeholder, String> ADA = Map.of(
            Placeholder.USER, "Ada",
            Placeholder.MANAGER, "Grace",
            Placeholder.TRACK, "Week 1",
            Placeholder.CURRENT_TRACK, "Day 1");

    private final QuteMessageRenderer renderer = new QuteMessageRenderer();

    @Test
    void everyPlaceholderIsReplacedByItsValue() {
        assertThat(render("Hi {{user}}! {{ manager }} says: after {{current_track}} comes {{track}}."))
                .isEqualTo("Hi Ada! Grace says: after Day 1 comes Week 1.");
    }

    @Test
    void warmingUpDoesNotChangeTheResult() {
        renderer.warmUp();
        assertThat(render("Hi {{user}}!")).isEqualTo("Hi Ada!");
    }

    @Test
    void theDefaultConfirmationIsRenderedUnchanged() {
        assertThat(render("You've been added to the track! 🎉")).isEqualTo("You've been added to the track! 🎉");
    }

    @Test
    void anEmptyMessageStaysEmpty() {
        assertThat(render("")).isEmpty();
    }

    @Test
    void theSameTemplateRendersForAnotherPerson() {
        assertThat(render("Hi {{user}}")).isEqualTo("Hi Ada");
        assertThat(renderFor("Linus", "Hi {{user}}")).isEqualTo("Hi Linus");
    }

    @Test
    void bracesAroundAPlaceholderAreKept() {
        assertThat(render("{{{user}}}")).isEqualTo("{Ada}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!channel>",
                "{config:quarkus.banner.enabled}",
                "{inject:renderer.render}",
                "{cdi:renderer}",
                "{data:user}",
                "{user}",
                "{user.class}",
                "{#for i in 9}x{/for}",
                "{#if user}x{/if}",
                "{#include secret /}",
                "{#eval '{user}' /}",
                "{@java.lang.String user}",
                "{|",
                "|}",
                "{|user|}",
                "|}{user}{|",
                "||}}",
                "|",
                "{!a comment!}",
                "{!",
                "{",
                "}",
                "{{}}",
                "{{ }}",
                "{{user}",
                "\\",
                "\\{user\\}",
                "\\n",
                "'\"{'",
                "\u0000",
                "\uffff",
                "\ud83c",
                "\udf89",
                "  \n\n\r\r\n\u2028\u2029\u0085\u000b\f\t ",
                "&amp;<b>*bold*</b>"
            })
    void templateSyntaxAndSpecialCharactersAreLiteralInATemplateAndInAName(String nasty) {
        assertThat(render(nasty)).isEqualTo(nasty);
        assertThat(render(nasty + "{{user}}" + nasty)).isEqualTo(nasty + "Ada" + nasty);
        assertThat(renderFor(nasty, "{{user}}")).isEqualTo(nasty);
        assertThat(renderFor(nasty, "\n{{user}}\n")).isEqualTo("\n" + nasty + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{manager}}", "{{user}}", "{{nobody}}", "{manager}"})
    void aNameThatReadsLikeAPlaceholderIsJustAName(String name) {
        assertThat(renderFor(name, "Hi {{user}} of {{manager}}")).isEqualTo("Hi " + name + " of Grace");
    }

    @Test
    void aLongNameShortensTheButtonToItsLimit() {
        String button = renderer.render(
                MessageTemplate.parse("Join, {{user}}"), Map.of(Placeholder.USER, "🎉".repeat(200)), BUTTON_MAX);
        assertThat(button).isEqualTo("Join, " + "🎉".repeat(68) + "…");
        assertThat(button.codePointCount(0, button.length())).isEqualTo(75);
    }

    @Test
    void aMessageOfExactlyTheLimitIsNotShortened() {
        String name = "x".repeat(2_998);
        assertThat(renderFor(name, "{{user}}!!")).isEqualTo(name + "!!");
        assertThat(renderFor(name, "{{user}}!!!")).isEqualTo(name + "!…");
    }

    @Test
    void aHugeNameThatIsUsedOftenIsShortened() {
        String huge = "🎉".repeat(50_000);
        assertThat(renderFor(huge, "{{user}}".repeat(375))).isEqualTo("🎉".repeat(2_999) + "…");
    }

    @Test
    void severalThreadsCanRenderConcurrently() {
        assertThat(IntStream.range(0, 2_000).parallel().mapToObj(i -> renderFor("Ada " + i, i % 300 + ": {{user}}")))
                .hasSize(2_000)
                .containsAll(IntStream.range(0, 2_000)
                        .mapToObj(i -> i % 300 + ": Ada " + i)
                        .toList());
    }

    @Test
    void aMissingValueIsRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> renderer.render(MessageTemplate.parse("{{manager}}"), Map.of(), MESSAGE_MAX))
                .withMessage("no value for {{manager}}");
    }

    @Test
    void valuesOfUnusedPlaceholdersAreOptional() {
        assertThat(renderer.render(MessageTemplate.parse("Welcome"), Map.of(), MESSAGE_MAX))
                .isEqualTo("Welcome");
    }

    private String render(String template) {
        return renderer.render(MessageTemplate.parse(template), ADA, MESSAGE_MAX);
    }

    private String renderFor(String name, String template) {
        return renderer.render(
                MessageTemplate.parse(template),
                Map.of(Placeholder.USER, name, Placeholder.MANAGER, "Grace"),
                MESSAGE_MAX);
    }
}
