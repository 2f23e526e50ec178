package dev.tracks.slack;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Answers a click through its {@code response_url}, which Slack accepts five times within 30 minutes (Slack docs,
 * "Handling user interaction"). The click's effect is written before, so a failure here is only logged.
 */
public final class SlackReplies {
    private static final Logger LOG = Logger.getLogger(SlackReplies.class);
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration READ = Duration.ofSeconds(4);

    /** The domains of Slack and of GovSlack, which share no data. */
    private static final Set<String> DOMAINS = Set.of("slack.com", "slack-gov.com");

    private final URI expected;
    private final SlackHttp http;

    /**
     * @param api base URL of the Web API. Answers go to the same Slack: to {@code hooks.slack.com} or
     *     {@code hooks.slack-gov.com}; if the base URL is an emulator's, only to its scheme, host and port
     */
    public SlackReplies(URI api) {
        this(api, new SlackHttp(CONNECT, READ));
    }

    /** The same, with this HTTP client. */
    public SlackReplies(URI api, SlackHttp http) {
        String domain = api.getHost().toLowerCase(Locale.ROOT);
        this.expected = DOMAINS.contains(domain) ? URI.create("https://hooks." + domain) : api;
        this.http = http;
    }

    /** Replaces the message that was clicked by its text and the outcome, without buttons. */
    void replace(String responseUrl, String text, String outcome) {
        post(responseUrl, () -> SlackBlocks.closed(text, outcome).put("replace_original", true));
    }

    /** Sends a text only to the person who clicked; the message stays unchanged. */
    void sendEphemeral(String responseUrl, String text) {
        post(responseUrl, () -> {
            ObjectNode message = JsonNodeFactory.instance
                    .objectNode()
                    .put("response_type", "ephemeral")
                    .put("replace_original", false)
                    .put("text", SlackText.escaped(text, SlackText.SECTION_MAX));
            message.putArray("blocks").add(SlackBlocks.section(text));
            return message;
        });
    }

    private void post(String responseUrl, Supplier<ObjectNode> message) {
        Optional<URI> address = address(responseUrl);
        if (address.isEmpty()) {
            LOG.warn("no answer to a click: its response_url is not an address of the configured Slack");
            return;
        }
        try {
            int status =
                    http.post(address.get(), Optional.empty(), message.get()).status();
            if (status / 100 != 2) {
                LOG.warnf("no answer to a click: Slack answered %d", status);
            }
        } catch (IOException e) {
            // Only the class: the exception's message may contain the response_url, which is a secret.
            LOG.warnf("no answer to a click: %s", e.getClass().getSimpleName());
        }
    }

    /** The address, if it belongs to the configured Slack. This is checked although the payload is signed. */
    private Optional<URI> address(String responseUrl) {
        try {
            URI address = URI.create(responseUrl);
            boolean belongsToSlack = expected.getScheme().equals(address.getScheme())
                    && expected.getHost().equals(address.getHost())
                    && port(expected) == port(address)
                    && address.getUserInfo() == null;
            return belongsToSlack ? Optional.of(address) : Optional.empty();
        } catch (IllegalArgumentException notAUri) {
            return Optional.empty();
        }
    }

    private static int port(URI address) {
        boolean isDefault = "https".equals(address.getScheme()) && address.getPort() == -1;
        return isDefault ? 443 : address.getPort();
    }
}
