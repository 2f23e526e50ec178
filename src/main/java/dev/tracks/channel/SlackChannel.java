package dev.tracks.channel;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.slack.SlackBlocks;
import dev.tracks.slack.SlackHttp;
import dev.tracks.usecase.message.Channel;
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

/** Direct messages in Slack, by {@code chat.postMessage}. */
public final class SlackChannel implements Channel {
    /** The person has no Slack user id. */
    public static final String NO_USER = "no_slack_user";

    /** What the person has is no user id; with another channel's id, all there would read the message. */
    public static final String NOT_A_USER = "invalid_slack_user";

    private static final Pattern USER = Pattern.compile("[UW][A-Z0-9]+");
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration READ = Duration.ofSeconds(10);
    private static final Duration DEFAULT_WAIT = Duration.ofSeconds(30);
    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final URI address;
    private final String token;
    private final SlackBlocks blocks;
    private final SlackRateLimiter pace;
    private final SlackHttp http = new SlackHttp(CONNECT, READ);

    /**
     * @param api what the methods' names are put behind, such as {@code https://slack.com/api}
     * @param token the bot's
     * @param clicksArrive whether clicks in Slack are understood; if not, a button is a link to the join page
     * @param realTime Slack's limits are of the real time, however fast another clock runs
     */
    public SlackChannel(URI api, String token, JoinLinks links, boolean clicksArrive, InstantSource realTime) {
        this.address = URI.create(api.toString().replaceAll("/+$", "") + "/chat.postMessage");
        this.token = token;
        this.blocks = new SlackBlocks(links, clicksArrive);
        this.pace = new SlackRateLimiter(realTime);
    }

    /**
     * Sends it.
     *
     * @throws RuntimeException if Slack did not answer, or with an error that says nothing certain
     */
    @Override
    public SendResult send(OutgoingMessage outgoing) {
        Optional<String> user = outgoing.to().slackUserId();
        if (user.isEmpty()) {
            return new SendResult.Refused(NO_USER);
        }
        if (!USER.matcher(user.get()).matches()) {
            return new SendResult.Refused(NOT_A_USER);
        }
        Optional<Duration> wait = pace.tryAcquire(user.get());
        return wait.isPresent() ? new SendResult.RetryLater(wait.get()) : post(user.get(), outgoing);
    }

    private SendResult post(String user, OutgoingMessage outgoing) {
        // What the message is of, for whoever looks at it from Slack's side: ids, as in a queue.
        ObjectNode metadata = JsonNodeFactory.instance.objectNode().put("event_type", "tracks_message");
        metadata.putObject("event_payload").put("id", outgoing.ref().id());
        ObjectNode body = blocks.message(outgoing)
                .put("channel", user)
                .put("mrkdwn", false)
                .put("unfurl_links", false)
                .put("unfurl_media", false)
                .set("metadata", metadata);
        try {
            return posted(http.post(address, Optional.of(token), body));
        } catch (IOException e) {
            throw new UncheckedIOException("Slack did not answer: " + e.getMessage(), e);
        }
    }

    /** Slack answers errors with status 200 as well: {@code ok} tells (Slack docs, "Web API", Evaluating responses). */
    private static SendResult posted(SlackHttp.Answer answer) {
        if (answer.body().path("ok").asBoolean()) {
            return new SendResult.Accepted(
                    Optional.ofNullable(answer.body().path("ts").textValue()));
        }
        String error = answer.body().path("error").asText("");
        if (answer.status() == 429 || SlackErrors.isTransient(error)) {
            return new SendResult.RetryLater(between(answer.retryAfter().orElse(DEFAULT_WAIT)));
        }
        if (SlackErrors.isPermanent(error)) {
            return new SendResult.Refused(error);
        }
        throw new UncertainException("Slack answered " + answer.status() + (error.isEmpty() ? "" : " " + error));
    }

    private static Duration between(Duration wait) {
        Duration most = wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
        return most.compareTo(SHORTEST_WAIT) > 0 ? most : SHORTEST_WAIT;
    }

    /** Slack's answer does not say whether the message was sent. */
    static final class UncertainException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UncertainException(String message) {
            super(message);
        }
    }
}
