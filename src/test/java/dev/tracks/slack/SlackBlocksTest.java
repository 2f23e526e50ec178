package dev.tracks.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.domain.step.AddToTrackStep;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SlackBlocksTest {
    private final SlackBlocks blocks = new SlackBlocks(new UnsignedJoinLinks(), true);

    private static String text(JsonNode message, String pointer) {
        return message.at(pointer).asText();
    }

    @Test
    void aConfirmationIsASectionWithItsText() {
        assertThat(blocks.message(OutgoingMessages.confirmation("You've been added to the track! 🎉")))
                .hasToString(
                        "{\"text\":\"You've been added to the track! 🎉\",\"blocks\":[{\"type\":\"section\",\"text\":"
                                + "{\"type\":\"plain_text\",\"text\":\"You've been added to the track! 🎉\",\"emoji\":true}}]}");
    }

    @Test
    void anInvitationHasAButtonForEachAnswerWhoseValueIsTheSignedToken() {
        JsonNode actions = blocks.message(OutgoingMessages.invitation("Come along!", "Level up!"))
                .at("/blocks/1");

        assertThat(text(actions, "/type")).isEqualTo("actions");
        assertThat(actions.path("elements"))
                .extracting(
                        button -> text(button, "/action_id"),
                        button -> text(button, "/text/text"),
                        button -> text(button, "/text/type"),
                        button -> text(button, "/value"))
                .containsExactly(
                        tuple("join", "Level up!", "plain_text", "signed-ada"),
                        tuple("decline", "No, thanks", "plain_text", "signed-ada"));
    }

    @Test
    void withoutClickHandlingTheButtonOpensTheJoinPage() {
        JsonNode message = new SlackBlocks(new UnsignedJoinLinks(), false)
                .message(OutgoingMessages.invitation("Come!", "Level up!"));

        assertThat(message.at("/blocks/1/elements")).hasSize(1);
        JsonNode button = message.at("/blocks/1/elements/0");
        assertThat(text(button, "/url")).isEqualTo("https://tracks.example/join/signed-ada");
        assertThat(text(button, "/text/text")).isEqualTo("Level up!");
        assertThat(button.has("value")).isFalse();
    }

    @Test
    void aNameBecomesNeitherMentionNorMarkup() {
        String evil = "<!channel> <@U2> <https://evil.example|Ada> *bold* _it_ & co";
        JsonNode message = blocks.message(OutgoingMessages.invitation(evil, "<!here>"));

        String escaped = "&lt;!channel&gt; &lt;@U2&gt; &lt;https://evil.example|Ada&gt; *bold* _it_ &amp; co";
        assertThat(text(message, "/text")).isEqualTo(escaped);
        assertThat(text(message, "/blocks/0/text/text")).isEqualTo(escaped);
        assertThat(text(message, "/blocks/0/text/type")).isEqualTo("plain_text");
        assertThat(text(message, "/blocks/1/elements/0/text/text")).isEqualTo("&lt;!here&gt;");
    }

    @Test
    void aTextThatIsTooLongAfterEscapingIsShortenedBetweenCharacters() {
        JsonNode message = blocks.message(OutgoingMessages.invitation("&".repeat(3_000), "👩🏽‍💻 & ".repeat(15)));

        assertThat(text(message, "/blocks/0/text/text")).isEqualTo("&amp;".repeat(599) + "…");
        assertThat(text(message, "/blocks/1/elements/0/text/text"))
                .endsWith("…")
                .startsWith("👩🏽‍💻 &amp; ")
                .satisfies(text ->
                        assertThat(text.codePointCount(0, text.length())).isLessThanOrEqualTo(75));
    }

    @Test
    void theLongestAllowedTextsAreNotShortened() {
        JsonNode message = blocks.message(OutgoingMessages.invitation("x".repeat(3_000), "y".repeat(75)));

        assertThat(text(message, "/blocks/0/text/text")).isEqualTo("x".repeat(3_000));
        assertThat(text(message, "/blocks/1/elements/0/text/text")).isEqualTo("y".repeat(75));
        assertThat(AddToTrackStep.DEFAULT_JOIN_BUTTON).hasSizeLessThan(75);
    }

    @Property(tries = 500)
    void anEscapedTextFitsTheLimitAndIsAPrefixOfTheText(
            @ForAll @StringLength(max = 60) String text, @ForAll @IntRange(min = 10, max = 60) int max) {
        String escaped = SlackText.escaped(text, max);

        assertThat(escaped.codePointCount(0, escaped.length())).isLessThanOrEqualTo(max);
        assertThat(escaped).doesNotContain("<", ">").doesNotContainPattern("&(?!(amp|lt|gt);)");
        String read = escaped.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        assertThat(read.equals(text) || read.endsWith("…") && text.startsWith(read.substring(0, read.length() - 1)))
                .isTrue();
    }
}
