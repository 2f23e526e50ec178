package dev.tracks.channel;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.slack.SlackBlocks;
import dev.tracks.slack.SlackHttp;
import dev.tracks.slack.SlackMethod;
import dev.tracks.slack.SlackUsers;
import dev.tracks.usecase.Secret;
import dev.tracks.usecase.message.Channel;
import dev.tracks.usecase.message.ChannelState;
import dev.tracks.usecase.message.JoinLinks;
import dev.tracks.usecase.message.OutgoingMessage;
import dev.tracks.usecase.message.SendResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;

/** Sends direct messages in Slack with {@code chat.postMessage}. */
public final class SlackChannel implements Channel {
    /** The person has no Slack user id. */
    public static final String NO_USER = "no_slack_user";

    /** The person's id is not a user id. A channel's id would show the message to everybody in that channel. */
    public static final String NOT_A_USER = "invalid_slack_user";

    private static final Pattern USER = Pattern.compile("[UW][A-Z0-9]+");
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration READ = Duration.ofSeconds(10);
    private static final Duration DEFAULT_WAIT = Duration.ofSeconds(30);
    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final SlackMethod postMessage;
    private final SlackBlocks blocks;
    private final SlackRateLimiter rateLimiter;
    private final SlackUsers users;

    /**
     * @param api base URL of the Web API, such as {@code https://slack.com/api}
     * @param token the bot token; if Slack rejects it, an alternative is tried
     * @param clicksHandled whether this application handles clicks in Slack; if not, a button links to the join page
     * @param state shares the workspace's rate limit among all processes
     * @param users finds the Slack user of a person
     * @param systemClock measures Slack's rate limits, which do not follow a scaled business clock
     */
    public SlackChannel(
            URI api,
            Secret token,
            JoinLinks links,
            boolean clicksHandled,
            ChannelState state,
            SlackUsers users,
            InstantSource systemClock) {
        this.users = users;
        this.postMessage = new SlackMethod(api, "chat.postMessage", token, new SlackHttp(CONNECT, READ));
        this.blocks = new SlackBlocks(links, clicksHandled);
        this.rateLimiter = new SlackRateLimiter(state, systemClock);
    }

    @Override
    public Optional<String> addressError(OutgoingMessage outgoing) {
        Optional<String> stored = outgoing.to().slackUserId();
        if (stored.isEmpty()) {
            return users.mayHave(outgoing.to()) ? Optional.empty() : Optional.of(NO_USER);
        }
        return USER.matcher(stored.get()).matches() ? Optional.empty() : Optional.of(NOT_A_USER);
    }

    @Override
    public String name() {
        return "slack";
    }

    /**
     * Sends the message.
     *
     * @throws RuntimeException if Slack does not answer, or answers with an error that leaves the result unknown
     */
    @Override
    public SendResult send(OutgoingMessage outgoing) {
        Optional<String> addressError = addressError(outgoing);
        if (addressError.isPresent()) {
            return new SendResult.Refused(addressError.get());
        }
        SlackUsers.Found found = users.find(outgoing.to());
        if (found.failure().isPresent()) {
            return lookupFailed(found.failure().get());
        }
        return found.userId().map(user -> send(user, outgoing)).orElseGet(() -> new SendResult.Refused(NO_USER));
    }

    /** A lookup sends no message, so the message can be sent later even if the answer is unclear. */
    private static SendResult lookupFailed(SlackHttp.Answer answer) {
        return SlackErrors.of(answer.error()) == SlackErrors.UNKNOWN ? retryLater(answer) : toResult(answer);
    }

    private SendResult send(String user, OutgoingMessage outgoing) {
        Optional<Duration> wait = rateLimiter.tryAcquire(user);
        return wait.isPresent() ? new SendResult.RetryLater(wait.get()) : post(user, outgoing);
    }

    private SendResult post(String user, OutgoingMessage outgoing) {
        // Identifies the message in Slack's own tools; ids only.
        ObjectNode metadata = JsonNodeFactory.instance.objectNode().put("event_type", "tracks_message");
        metadata.putObject("event_payload").put("id", outgoing.ref().id());
        ObjectNode body = blocks.message(outgoing)
                .put("channel", user)
                .put("mrkdwn", false)
                .put("unfurl_links", false)
                .put("unfurl_media", false)
                .set("metadata", metadata);
        try {
            return toResult(postMessage.call(body));
        } catch (IOException e) {
            throw new UncheckedIOException("Slack did not answer: " + e.getMessage(), e);
        }
    }

    private static SendResult toResult(SlackHttp.Answer answer) {
        if (answer.isOk()) {
            return new SendResult.Accepted(SlackMessageId.of(answer.body()).map(SlackMessageId::text));
        }
        String error = answer.error();
        if (answer.status() == 429) {
            return retryLater(answer);
        }
        return switch (SlackErrors.of(error)) {
            case WAIT -> retryLater(answer);
            case TOKEN, DOWN -> new SendResult.ChannelDown(error);
            case RECIPIENT, MESSAGE -> new SendResult.Refused(error);
            case UNKNOWN ->
                throw new UncertainException(
                        "Slack answered " + answer.status() + (error.isEmpty() ? "" : " " + error));
        };
    }

    private static SendResult retryLater(SlackHttp.Answer answer) {
        return new SendResult.RetryLater(clamp(answer.retryAfter().orElse(DEFAULT_WAIT)));
    }

    private static Duration clamp(Duration wait) {
        Duration capped = wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
        return capped.compareTo(SHORTEST_WAIT) > 0 ? capped : SHORTEST_WAIT;
    }

    /** Slack's answer does not say whether it sent the message. */
    static final class UncertainException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UncertainException(String message) {
            super(message);
        }
    }
}
