package dev.tracks.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.usecase.Channel;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelsTest {
    @ParameterizedTest
    @CsvSource({
        ", , LogChannel",
        ", http://localhost:9/inbox, InboxChannel",
        "xoxb-1, , SlackChannel",
        "xoxb-1, http://localhost:9/inbox, SlackChannel"
    })
    void messagesGoToSlackIfThereIsATokenElseToTheInboxElseToTheLog(String token, String inbox, String channel) {
        Map<String, String> environment = new HashMap<>();
        environment.put("TRACKS_SLACK_BOT_TOKEN", token);
        environment.put("TRACKS_LOCAL_INBOX_URL", inbox);
        Settings settings = Settings.of(name -> Optional.ofNullable(environment.get(name)));

        Channel made = new Channels().channel(settings, new InMemory().links, InstantSource.fixed(Fixtures.NOW));

        assertThat(made.getClass().getSimpleName()).isEqualTo(channel);
    }
}
