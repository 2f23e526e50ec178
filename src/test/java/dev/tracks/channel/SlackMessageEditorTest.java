package dev.tracks.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.MutableClock;
import dev.tracks.slack.FakeSlack;
import dev.tracks.usecase.RotatedSecret;
import dev.tracks.usecase.Secret;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlackMessageEditorTest {
    private final FakeSlack slack = new FakeSlack();
    private final MutableClock clock = new MutableClock(Fixtures.NOW);
    private final SlackMessageEditor editor = new SlackMessageEditor(slack.api(), Secret.fixed("xoxb-test"), clock);

    @AfterEach
    void close() {
        slack.close();
    }

    private Optional<Duration> replace() {
        return editor.replace("D1/1503435956.000247", "Come & lead!", "You're in!\nHave fun.");
    }

    @Test
    void aMessageIsReplacedInItsConversationWithoutButtons() {
        assertThat(replace()).isEmpty();

        FakeSlack.Seen seen = slack.seen().get(0);
        assertThat(seen.path()).isEqualTo("/api/chat.update");
        assertThat(seen.headers().getFirst("Authorization")).isEqualTo("Bearer xoxb-test");
        assertThat(seen.body().path("channel").asText()).isEqualTo("D1");
        assertThat(seen.body().path("ts").asText()).isEqualTo("1503435956.000247");
        assertThat(seen.body().at("/blocks/0/text/text").asText()).isEqualTo("Come &amp; lead!");
        assertThat(seen.body().at("/blocks/1/text/text").asText()).isEqualTo("You're in!\nHave fun.");
        assertThat(seen.body().path("blocks")).hasSize(2);
    }

    @Test
    void ifSlackAsksToWaitNoFurtherCallIsMadeUntilThen() {
        slack.answers(429, "{\"ok\":false,\"error\":\"ratelimited\"}", Map.of("Retry-After", "20"));

        assertThat(replace()).contains(Duration.ofSeconds(20));
        clock.advance(Duration.ofSeconds(5));
        assertThat(replace()).contains(Duration.ofSeconds(15));
        assertThat(slack.seen()).hasSize(1);

        clock.advance(Duration.ofSeconds(15));
        slack.answers(200, "{\"ok\":true}", Map.of());
        assertThat(replace()).isEmpty();
        assertThat(slack.seen()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "message_not_found",
                "cant_update_message",
                "edit_window_closed",
                "channel_not_found",
                "invalid_blocks"
            })
    void aPermanentErrorIsGivenUp(String error) {
        slack.answers(200, "{\"ok\":false,\"error\":\"" + error + "\"}", Map.of());

        assertThat(replace()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"ok\":false,\"error\":\"internal_error\"}",
                "{\"ok\":false,\"error\":\"token_revoked\"}",
                "<html>",
                ""
            })
    void anErrorOfSlackItselfIsTriedAgain(String body) {
        slack.answers(200, body, Map.of());

        assertThat(replace()).contains(SlackMessageEditor.DEFAULT_WAIT);
    }

    @Test
    void aMessageIsReplacedWithTheNewTokenIfSlackRejectsTheOldOne() {
        Secret replaced = RotatedSecret.of("xoxb-old", "xoxb-new");
        slack.answersOnce("{\"ok\":false,\"error\":\"token_revoked\"}");

        assertThat(new SlackMessageEditor(slack.api(), replaced, clock).replace("D1/1", "Come!", "You're in!"))
                .isEmpty();

        assertThat(slack.seen())
                .extracting(seen -> seen.headers().getFirst("Authorization"))
                .containsExactly("Bearer xoxb-old", "Bearer xoxb-new");
    }

    @Test
    void noAnswerIsTriedAgain() {
        slack.hangUp();

        assertThat(replace()).contains(SlackMessageEditor.DEFAULT_WAIT);
    }
}
