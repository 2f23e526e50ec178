package dev.tracks.lambda.http.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.lambda.InMemoryApplication;
import dev.tracks.lambda.http.TestRequest;
import dev.tracks.store.TableChannelState;
import dev.tracks.usecase.message.Outage;
import org.junit.jupiter.api.Test;

class ChannelRoutesTest {
    private final InMemoryApplication program = new InMemoryApplication();

    private String channel() {
        return TestRequest.of(program.api(), "GET", "/v1/channel").send().json().toString();
    }

    @Test
    void theChannelsOutageIsShownWithItsErrorUntilItIsOver() {
        TableChannelState state = new TableChannelState(program.memory);
        assertThat(channel()).isEqualTo("{\"outage\":null}");

        state.begin(new Outage(Fixtures.NOW, "token_revoked"));
        assertThat(channel())
                .isEqualTo("{\"outage\":{\"since\":\"2025-03-03T09:00:00Z\",\"error\":\"token_revoked\"}}");

        state.end();
        assertThat(channel()).isEqualTo("{\"outage\":null}");
    }
}
