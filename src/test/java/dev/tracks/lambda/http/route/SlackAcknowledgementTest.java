package dev.tracks.lambda.http.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.lambda.CapturedLog;
import dev.tracks.lambda.Checks;
import dev.tracks.lambda.http.HttpApi;
import dev.tracks.lambda.json.Json;
import dev.tracks.usecase.invite.ClickQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The response to a click does not wait for the table. Ada is U1 in Slack and invited to leadership. */
class SlackAcknowledgementTest {
    /** Slack docs, "Handling user interaction", Acknowledgment response. */
    private static final Duration SLACK_WAITS = Duration.ofSeconds(3);

    private final SlackInvitationFixture ada = new SlackInvitationFixture();
    private final List<String> queue = new ArrayList<>();

    @AfterEach
    void close() {
        ada.close();
    }

    /** The status of the response to Ada's click. */
    private int click(ClickQueue clicks) {
        ada.program.checks = new Checks() {
            @Override
            public ClickQueue clicks(ClickQueue handled) {
                return clicks;
            }
        };
        HttpApi api = ada.program.api(SlackInvitationFixture.SECRET, ada.slack.api());
        return ada.signed
                .call(api, SignedSlackRequest.form(ada.signed.click("U1", "join", ada.token)))
                .send()
                .status();
    }

    @Test
    void theResponseLeavesInTimeWhileTheTableDoesNotAnswer() {
        synchronized (ada.program.memory) { // Each call of the table waits for this lock.
            assertThat(assertTimeoutPreemptively(SLACK_WAITS, () -> click(queue::add)))
                    .isEqualTo(200);
        }

        assertThat(queue).hasSize(1);
        assertThat(ada.slack.seen()).isEmpty();
    }

    @Test
    void aClickIsOneLogLineWithItsResult() {
        try (CapturedLog log = new CapturedLog()) {
            click(queue::add);

            assertThat(log.lines()).singleElement().satisfies(line -> {
                assertThat(line.text()).isEqualTo("answered route=POST /slack/interactions status=200");
                assertThat(line.fields()).containsEntry("click", "enqueued");
            });
        }
    }

    @Test
    void theQueuedClickNamesWhoClickedWhatAndWhereTheResultGoes() {
        click(queue::add);

        JsonNode click = Json.read(queue.get(0)).path("click");
        assertThat(click.path("userId").asText()).isEqualTo("U1");
        assertThat(click.path("reply").asText()).isEqualTo("join");
        assertThat(click.path("token").asText()).isEqualTo(ada.token);
        assertThat(click.path("responseUrl").asText())
                .isEqualTo(ada.slack.responseUrl().toString());
        assertThat(click).hasSize(4);
    }

    @Test
    void aClickThatCannotBeStoredGetsAnErrorSoThatSlackWarnsThePerson() {
        int status = click(click -> {
            throw new IllegalStateException("the queue does not answer");
        });

        assertThat(status).isEqualTo(500);
        assertThat(ada.enrolled()).isZero();
    }

    @Test
    void aRedeliveredClickHasOneEffect() {
        click(queue::add);
        ada.handle(queue.get(0));
        ada.handle(queue.get(0));

        assertThat(ada.enrolled()).isEqualTo(1);
        assertThat(ada.lastResponse().at("/blocks/1/text/text").asText()).startsWith("You're in already");
    }
}
