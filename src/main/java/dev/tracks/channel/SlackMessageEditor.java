package dev.tracks.channel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tracks.slack.SlackBlocks;
import dev.tracks.slack.SlackHttp;
import dev.tracks.slack.SlackMethod;
import dev.tracks.usecase.Secret;
import dev.tracks.usecase.message.MessageEditor;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Replaces messages in Slack with {@code chat.update} (Slack docs, "chat.update"). If Slack asks to wait, the process
 * makes no further call of this method until then, so that updates do not use up the workspace's rate limits.
 */
public final class SlackMessageEditor implements MessageEditor {
    private static final Logger LOG = Logger.getLogger(SlackMessageEditor.class);
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration READ = Duration.ofSeconds(3);

    /** If Slack does not answer, or does not say how long to wait. */
    static final Duration DEFAULT_WAIT = Duration.ofSeconds(30);

    private final SlackMethod update;
    private final InstantSource systemClock;
    private volatile Instant notBefore = Instant.MIN;

    /**
     * @param api base URL of the Web API, such as {@code https://slack.com/api}
     * @param systemClock measures Slack's rate limits
     */
    public SlackMessageEditor(URI api, Secret token, InstantSource systemClock) {
        this.update = new SlackMethod(api, "chat.update", token, new SlackHttp(CONNECT, READ));
        this.systemClock = systemClock;
    }

    @Override
    public Optional<Duration> replace(String channelId, String text, String outcome) {
        Duration remaining = Duration.between(systemClock.instant(), notBefore);
        if (!remaining.isNegative() && !remaining.isZero()) {
            return Optional.of(remaining);
        }
        SlackMessageId id = SlackMessageId.parse(channelId);
        JsonNode body = SlackBlocks.closed(text, outcome)
                .put("channel", id.conversation())
                .put("ts", id.ts());
        try {
            return wait(update.call(body));
        } catch (IOException e) {
            LOG.warnf("a message was not replaced: %s", e.getClass().getSimpleName());
            return Optional.of(DEFAULT_WAIT);
        }
    }

    private Optional<Duration> wait(SlackHttp.Answer answer) {
        if (answer.isOk()) {
            return Optional.empty();
        }
        String error = answer.error();
        LOG.warnf("a message was not replaced: Slack answered %d %s", answer.status(), error);
        SlackErrors kind = SlackErrors.of(error);
        if (answer.status() == 429 || kind == SlackErrors.WAIT) {
            Duration asked = answer.retryAfter().orElse(DEFAULT_WAIT);
            notBefore = systemClock.instant().plus(asked);
            return Optional.of(asked);
        }
        // Errors about the message, such as message_not_found, are not listed; another attempt would fail too.
        boolean mayPass = answer.status() >= 500 || error.isEmpty() || SlackErrors.isListed(error);
        return mayPass && kind != SlackErrors.RECIPIENT && kind != SlackErrors.MESSAGE
                ? Optional.of(DEFAULT_WAIT)
                : Optional.empty();
    }
}
