package dev.tracks.lambda.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracks.Fixtures;
import dev.tracks.slack.SlackUsers;
import dev.tracks.usecase.message.ChannelState;
import dev.tracks.usecase.message.JoinLinks;
import jakarta.enterprise.inject.Instance;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.Mockito;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;

class ChannelsTest {
    @ParameterizedTest
    @CsvSource({"ses, SesChannel", "slack, SlackChannel", "log, LogChannel"})
    void aConfiguredChannelIsUsed(String name, String channel) {
        Settings settings = settings(Map.of(
                "TRACKS_CHANNEL",
                name,
                "TRACKS_SLACK_BOT_TOKEN",
                "xoxb-1",
                "TRACKS_SES_FROM",
                "tracks@example.com",
                "TRACKS_LOCAL_INBOX_URL",
                "http://localhost:9/inbox"));

        assertThat(made(settings)).isEqualTo(channel);
    }

    @ParameterizedTest
    @CsvSource({
        "ses, TRACKS_SES_FROM must be set",
        "slack, TRACKS_SLACK_SECRET_ID or TRACKS_SLACK_BOT_TOKEN must be set"
    })
    void aConfiguredChannelNamesItsMissingSetting(String name, String problem) {
        Settings settings = settings(Map.of("TRACKS_CHANNEL", name));

        assertThatThrownBy(() -> made(settings)).hasMessage(problem);
    }

    @ParameterizedTest
    @CsvSource({
        ", , LogChannel",
        ", http://localhost:9/inbox, InboxChannel",
        "xoxb-1, , SlackChannel",
        "xoxb-1, http://localhost:9/inbox, SlackChannel"
    })
    void messagesGoToSlackIfThereIsATokenElseToTheInboxElseToTheLog(String token, String inbox, String channel) {
        Map<String, String> environment = new HashMap<>();
        environment.put("TRACKS_SLACK_BOT_TOKEN", token == null ? "" : token);
        environment.put("TRACKS_LOCAL_INBOX_URL", inbox == null ? "" : inbox);

        assertThat(made(settings(environment))).isEqualTo(channel);
    }

    private static Settings settings(Map<String, String> environment) {
        return Environment.read(Settings.class, environment);
    }

    private static String made(Settings settings) {
        InstantSource clock = InstantSource.fixed(Fixtures.NOW);
        @SuppressWarnings("unchecked")
        Instance<SesV2Client> ses = Mockito.mock(Instance.class);
        @SuppressWarnings("unchecked")
        Instance<JoinLinks> links = Mockito.mock(Instance.class);
        @SuppressWarnings("unchecked")
        Instance<SecretsManagerClient> secretsManager = Mockito.mock(Instance.class);
        @SuppressWarnings("unchecked")
        Instance<ChannelState> state = Mockito.mock(Instance.class);
        @SuppressWarnings("unchecked")
        Instance<SlackUsers> users = Mockito.mock(Instance.class);
        return new Channels()
                .channel(settings, new Secrets(settings, secretsManager, clock), links, state, users, clock, clock, ses)
                .getClass()
                .getSimpleName();
    }
}
