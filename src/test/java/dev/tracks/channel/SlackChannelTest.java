package dev.tracks.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.Fixtures;
import dev.tracks.MutableClock;
import dev.tracks.slack.FakeSlack;
import dev.tracks.slack.OutgoingMessages;
import dev.tracks.slack.SlackUserLookup;
import dev.tracks.slack.SlackUsers;
import dev.tracks.slack.UnsignedJoinLinks;
import dev.tracks.store.TableChannelState;
import dev.tracks.store.table.MemoryTable;
import dev.tracks.usecase.RotatedSecret;
import dev.tracks.usecase.Secret;
import dev.tracks.usecase.message.ChannelState;
import dev.tracks.usecase.message.OutgoingMessage;
import dev.tracks.usecase.message.SendResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlackChannelTest {
    private final FakeSlack slack = new FakeSlack();
    private final MutableClock clock = new MutableClock(Fixtures.NOW);
    private final ChannelState state = new TableChannelState(new MemoryTable());

    /** Finds nobody by e-mail address, unless a test replaces it. */
    private SlackUsers users = new SlackUsers(Optional.empty());

    @AfterEach
    void close() {
        slack.close();
    }

    private SlackChannel channel() {
        return new SlackChannel(
                slack.api(), Secret.fixed("xoxb-test"), new UnsignedJoinLinks(), true, state, users, clock);
    }

    private SendResult send() {
        return channel().send(OutgoingMessages.confirmation("Welcome!"));
    }

    private SendResult answered(int status, String body) {
        slack.answers(status, body, Map.of());
        return send();
    }

    @Test
    void aMessageIsPostedToThePersonWithTheBotsToken() {
        assertThat(send()).isEqualTo(new SendResult.Accepted(Optional.of("D1/1503435956.000247")));

        FakeSlack.Seen seen = slack.seen().get(0);
        assertThat(seen.path()).isEqualTo("/api/chat.postMessage");
        assertThat(seen.headers().getFirst("Authorization")).isEqualTo("Bearer xoxb-test");
        assertThat(seen.headers().getFirst("Content-Type")).isEqualTo("application/json; charset=utf-8");
        assertThat(seen.body().path("channel").asText()).isEqualTo("U1");
        assertThat(seen.body().path("text").asText()).isEqualTo("Welcome!");
        assertThat(seen.body().path("blocks")).hasSize(1);
        assertThat(seen.body().at("/metadata/event_payload/id").asText()).isEqualTo("confirmation/ada/week-1/1");
    }

    @Test
    void linksAreNotUnfurledAndTextIsNotFormatted() {
        send();

        JsonNode body = slack.seen().get(0).body();
        assertThat(body.path("unfurl_links")).hasToString("false");
        assertThat(body.path("unfurl_media")).hasToString("false");
        assertThat(body.path("mrkdwn")).hasToString("false");
    }

    @Test
    void nothingIsSentToAPersonWithoutASlackUser() {
        OutgoingMessage outgoing = OutgoingMessages.to(Fixtures.person("ada").build(), "Welcome!");

        assertThat(channel().send(outgoing)).isEqualTo(new SendResult.Refused("no_slack_user"));
        assertThat(slack.seen()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"C024BE91L", "#general", "G012AC86C", "@ada", "ada", "D1", "U1,U2", "U"})
    void aMessageGoesToAPersonAndNeverToAChannel(String id) {
        OutgoingMessage outgoing =
                OutgoingMessages.to(Fixtures.person("ada").slackUserId(id).build(), "Welcome!");

        assertThat(channel().send(outgoing)).isEqualTo(new SendResult.Refused("invalid_slack_user"));
        assertThat(slack.seen()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"channel_not_found", "user_not_found", "is_archived", "msg_too_long", "invalid_blocks"})
    void anErrorAboutThePersonOrTheMessageIsRefusedWithItsCodeDespiteStatus200(String error) {
        assertThat(answered(200, "{\"ok\":false,\"error\":\"" + error + "\"}"))
                .isEqualTo(new SendResult.Refused(error));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "account_inactive",
                "invalid_auth",
                "not_authed",
                "token_revoked",
                "token_expired",
                "org_login_required",
                "missing_scope",
                "restricted_action"
            })
    void anErrorAboutTheAppOrTheWorkspaceMeansThatTheChannelIsDown(String error) {
        assertThat(answered(200, "{\"ok\":false,\"error\":\"" + error + "\"}"))
                .isEqualTo(new SendResult.ChannelDown(error));
    }

    /** A token that was replaced after it was read. */
    private static Secret replaced(String... alternatives) {
        return RotatedSecret.of("xoxb-old", alternatives);
    }

    private SendResult sendWith(Secret token) {
        return new SlackChannel(slack.api(), token, new UnsignedJoinLinks(), true, state, users, clock)
                .send(OutgoingMessages.confirmation("Welcome!"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"invalid_auth", "token_revoked", "token_expired", "account_inactive", "not_authed"})
    void aMessageIsPostedWithTheNewTokenIfSlackRejectsTheOldOne(String error) {
        slack.answersOnce("{\"ok\":false,\"error\":\"" + error + "\"}");

        assertThat(sendWith(replaced("xoxb-new"))).isInstanceOf(SendResult.Accepted.class);
        assertThat(slack.seen())
                .extracting(seen -> seen.headers().getFirst("Authorization"))
                .containsExactly("Bearer xoxb-old", "Bearer xoxb-new");
    }

    @Test
    void aTokenThatWasNotReplacedIsTriedOnce() {
        slack.answers(200, "{\"ok\":false,\"error\":\"token_revoked\"}", Map.of());

        assertThat(sendWith(replaced())).isEqualTo(new SendResult.ChannelDown("token_revoked"));
        assertThat(slack.seen()).hasSize(1);
    }

    @Test
    void noOtherErrorAsksForAnotherToken() {
        slack.answers(200, "{\"ok\":false,\"error\":\"channel_not_found\"}", Map.of());

        assertThat(sendWith(replaced("xoxb-new"))).isEqualTo(new SendResult.Refused("channel_not_found"));
        assertThat(slack.seen()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "429, 7, 7",
        "429, , 30",
        "429, soon, 30",
        "429, -1, 30",
        "429, 0, 1",
        "429, 999999, 3600",
        "200, 12, 12",
    })
    void aRateLimitedMessageWaitsAsLongAsSlackSays(int status, String retryAfter, int seconds) {
        slack.answers(
                status,
                "{\"ok\":false,\"error\":\"ratelimited\"}",
                retryAfter == null ? Map.of() : Map.of("Retry-After", retryAfter));

        assertThat(send()).isEqualTo(new SendResult.RetryLater(Duration.ofSeconds(seconds)));
    }

    @Test
    void status429WithoutABodyIsARateLimit() {
        assertThat(answered(429, "")).isEqualTo(new SendResult.RetryLater(Duration.ofSeconds(30)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {\"ok\":false,\"error\":\"internal_error\"}",
                "200 | {\"ok\":false,\"error\":\"fatal_error\"}",
                "200 | {\"ok\":false,\"error\":\"an_error_of_tomorrow\"}",
                "200 | {\"ok\":false}",
                "200 | {}",
                "200 | <html>",
                "500 | {}",
                "503 | {\"ok\":false,\"error\":\"service_unavailable\"}",
                "401 | no",
                "302 | moved",
            })
    void anErrorThatLeavesTheResultUnknownIsAnException(int status, String body) {
        assertThatThrownBy(() -> answered(status, body)).hasMessageContaining("Slack answered " + status);
    }

    @Test
    void aBrokenConnectionIsAnExceptionAndNothingIsSentAgain() {
        slack.hangUp();

        assertThatThrownBy(this::send).hasMessageContaining("Slack did not answer");
        assertThat(slack.seen()).hasSize(1);
    }

    @Test
    void aReusedConnectionThatBreaksCausesNoRetry() {
        SlackChannel channel = channel();
        channel.send(OutgoingMessages.confirmation("One"));
        clock.advance(Duration.ofSeconds(2));
        slack.hangUp();

        assertThatThrownBy(() -> channel.send(OutgoingMessages.confirmation("Two")))
                .hasMessageContaining("did not answer");
        assertThat(slack.seen()).hasSize(2);
    }

    @Test
    void aSecondMessageToTheSamePersonWaitsOneSecond() {
        SlackChannel channel = channel();
        channel.send(OutgoingMessages.confirmation("One"));
        clock.advance(Duration.ofMillis(300));

        assertThat(channel.send(OutgoingMessages.confirmation("Two")))
                .isEqualTo(new SendResult.RetryLater(Duration.ofMillis(700)));
        assertThat(channel.send(OutgoingMessages.to(
                        Fixtures.person("grace").slackUserId("U2").build(), "Hi")))
                .isInstanceOf(SendResult.Accepted.class);
        clock.advance(Duration.ofMillis(700));
        assertThat(channel.send(OutgoingMessages.confirmation("Two"))).isInstanceOf(SendResult.Accepted.class);
        assertThat(slack.seen())
                .extracting(seen -> seen.body().path("text").asText())
                .containsExactly("One", "Hi", "Two");
    }

    @Test
    void settingTheClockBackDelaysNoMessage() {
        SlackChannel channel = channel();
        channel.send(OutgoingMessages.confirmation("One"));
        clock.advance(Duration.ofHours(-1));

        assertThat(channel.send(OutgoingMessages.confirmation("Two"))).isInstanceOf(SendResult.Accepted.class);
    }

    @Test
    void theWorkspacesBudgetHoldsForAllProcesses() {
        List<SlackChannel> processes =
                IntStream.range(0, 7).mapToObj(i -> channel()).toList();
        int budget = SlackRateLimiter.BLOCKS * SlackRateLimiter.BLOCK;

        for (int person = 0; person < 100; person++) {
            OutgoingMessage outgoing = OutgoingMessages.to(
                    Fixtures.person("p" + person).slackUserId("U" + person).build(), "Hi");
            SendResult result = processes.get(person / 10 % 7).send(outgoing);
            assertThat(result).isInstanceOf(person < budget ? SendResult.Accepted.class : SendResult.RetryLater.class);
        }
        assertThat(slack.seen()).hasSize(budget);

        clock.advance(SlackRateLimiter.BLOCK_INTERVAL);
        assertThat(send()).isInstanceOf(SendResult.Accepted.class);
    }

    private SendResult sendToAddress() {
        users = new SlackUsers(Optional.of(new SlackUserLookup(slack.api(), Secret.fixed("xoxb-test"), clock)));
        return channel()
                .send(OutgoingMessages.to(
                        Fixtures.person("ada").email("ada@example.com").build(), "Welcome!"));
    }

    @Test
    void aPersonWithoutASlackIdIsFoundByTheirAddress() {
        slack.answersOnce("{\"ok\":true,\"user\":{\"id\":\"U7\"}}");

        assertThat(sendToAddress()).isInstanceOf(SendResult.Accepted.class);
        assertThat(slack.seen())
                .extracting(FakeSlack.Seen::path)
                .containsExactly("/api/users.lookupByEmail", "/api/chat.postMessage");
        assertThat(slack.seen().get(1).body().path("channel").asText()).isEqualTo("U7");
    }

    @Test
    void aPersonWhomSlackDoesNotFindHasNoSlackUser() {
        slack.answersOnce("{\"ok\":false,\"error\":\"users_not_found\"}");

        assertThat(sendToAddress()).isEqualTo(new SendResult.Refused("no_slack_user"));
    }

    @Test
    void aLookupWithoutItsScopeIsAnOutageOfTheChannel() {
        slack.answers(200, "{\"ok\":false,\"error\":\"missing_scope\"}", Map.of());

        assertThat(sendToAddress()).isEqualTo(new SendResult.ChannelDown("missing_scope"));
    }

    @Test
    void afterALookupThatFailsTheMessageIsSentLaterBecauseNothingWasSent() {
        slack.answers(500, "{\"ok\":false,\"error\":\"internal_error\"}", Map.of());
        assertThat(sendToAddress()).isEqualTo(new SendResult.RetryLater(Duration.ofSeconds(30)));

        slack.hangUp();
        assertThat(sendToAddress()).isEqualTo(new SendResult.RetryLater(Duration.ofSeconds(30)));
    }

    @Test
    void aLookupIsRateLimitedAsAMessageIs() {
        slack.answers(429, "{\"ok\":false,\"error\":\"ratelimited\"}", Map.of("Retry-After", "20"));

        assertThat(sendToAddress()).isEqualTo(new SendResult.RetryLater(Duration.ofSeconds(20)));
    }
}
