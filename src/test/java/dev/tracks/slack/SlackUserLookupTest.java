package dev.tracks.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracks.Fixtures;
import dev.tracks.MutableClock;
import dev.tracks.domain.record.Participant;
import dev.tracks.usecase.Secret;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlackUserLookupTest {
    private static final String ADA = "{\"ok\":true,\"user\":{\"id\":\"U7\",\"deleted\":false,\"is_bot\":false}}";
    private static final Participant PERSON =
            Fixtures.person("ada").email("ada+tracks@example.com").build();

    private final FakeSlack slack = new FakeSlack();
    private final MutableClock clock = new MutableClock(Fixtures.NOW);
    private final SlackUsers users =
            new SlackUsers(Optional.of(new SlackUserLookup(slack.api(), Secret.fixed("xoxb-test"), clock)));

    @AfterEach
    void close() {
        slack.close();
    }

    private Optional<String> find() {
        return users.find(PERSON).userId();
    }

    @Test
    void aUserThatWasFoundIsCachedForAnHour() {
        slack.answers(200, ADA, Map.of());

        assertThat(find()).contains("U7");
        clock.advance(SlackUserLookup.FOUND.minusSeconds(1));
        assertThat(find()).contains("U7");
        assertThat(slack.seen()).hasSize(1);

        clock.advance(Duration.ofSeconds(1));
        assertThat(find()).contains("U7");
        assertThat(slack.seen()).hasSize(2);
    }

    @Test
    void someoneWhoIsNewInSlackIsFoundAfterFiveMinutes() {
        slack.answers(200, "{\"ok\":false,\"error\":\"users_not_found\"}", Map.of());
        assertThat(find()).isEmpty();

        slack.answers(200, ADA, Map.of());
        assertThat(find()).isEmpty();
        clock.advance(SlackUserLookup.NOT_FOUND);
        assertThat(find()).contains("U7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"deleted", "is_bot"})
    void aDeactivatedUserAndABotAreNotFound(String property) {
        slack.answers(200, ADA.replace("\"" + property + "\":false", "\"" + property + "\":true"), Map.of());

        assertThat(find()).isEmpty();
    }

    @Test
    void noLookupIsMadeWhileSlackAsksToWait() {
        slack.answers(429, "{\"ok\":false,\"error\":\"ratelimited\"}", Map.of("Retry-After", "20"));

        assertThat(users.find(PERSON).failure().orElseThrow().retryAfter()).contains(Duration.ofSeconds(20));
        clock.advance(Duration.ofSeconds(15));
        assertThat(users.find(PERSON).failure().orElseThrow().retryAfter()).contains(Duration.ofSeconds(5));
        assertThat(slack.seen()).hasSize(1);
    }

    @Test
    void aStoredIdNeedsNoLookup() {
        Participant stored = Fixtures.person("ada")
                .email("ada@example.com")
                .slackUserId("U1")
                .build();

        assertThat(users.find(stored).userId()).contains("U1");
        assertThat(users.isUser(stored, "U1")).isTrue();
        assertThat(users.isUser(stored, "U7")).isFalse();
        assertThat(slack.seen()).isEmpty();
    }

    @Test
    void onlyTheUserWithThePersonsAddressIsThePerson() {
        slack.answers(200, ADA, Map.of());

        assertThat(users.isUser(PERSON, "U7")).isTrue();
        assertThat(users.isUser(PERSON, "U8")).isFalse();
        assertThat(users.isUser(Fixtures.person("eve").build(), "U7")).isFalse();
    }

    @Test
    void nobodyIsThePersonWhileSlackDoesNotSaySo() {
        slack.answers(200, "{\"ok\":false,\"error\":\"missing_scope\"}", Map.of());
        assertThatThrownBy(() -> users.isUser(PERSON, "U7")).hasMessageContaining("missing_scope");

        slack.hangUp();
        assertThatThrownBy(() -> users.isUser(PERSON, "U7"))
                .hasMessageContaining("no_answer")
                .hasMessageNotContaining("example.com");
    }
}
