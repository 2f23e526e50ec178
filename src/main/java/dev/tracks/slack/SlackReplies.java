package dev.tracks.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Answers a click where it was made, by its {@code response_url} (Slack docs, "Handling user interaction"). Nothing
 * depends on it: what was clicked is written already. So it is tried once and briefly, as Slack waits three seconds in
 * all.
 */
public final class SlackReplies {
    private static final Logger LOG = Logger.getLogger(SlackReplies.class);
    private static final Duration CONNECT = Duration.ofMillis(700);
    private static final Duration READ = Duration.ofMillis(1_200);
    private static final String HOST = "hooks.slack.com";

    private final URI api;
    private final SlackHttp http = new SlackHttp(CONNECT, READ);

    /** @param api of the Web API: who stands in for that one takes answers too */
    public SlackReplies(URI api) {
        this.api = api;
    }

    /** Puts texts in place of the message that was clicked; its buttons go. */
    void replace(String responseUrl, String text, String outcome) {
        post(responseUrl, () -> {
            ObjectNode message = JsonNodeFactory.instance.objectNode().put("replace_original", true);
            message.put("text", SlackText.escaped(outcome, SlackText.SECTION_MAX));
            ArrayNode blocks = message.putArray("blocks");
            // The text of who was erased is blank, and Slack takes no blank section.
            if (!text.isBlank()) {
                blocks.add(SlackBlocks.section(text));
            }
            blocks.add(SlackBlocks.section(outcome));
            return message;
        });
    }

    /** Tells the clicker alone; the message stays as it is. */
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
            LOG.warn("a click's response_url is not Slack's: nobody was told what came of it");
            return;
        }
        try {
            int status =
                    http.post(address.get(), Optional.empty(), message.get()).status();
            if (status / 100 != 2) {
                LOG.warnf("nobody was told what came of a click: Slack answered %d", status);
            }
        } catch (IOException e) {
            // Its message may hold the address, which is a capability.
            LOG.warnf("nobody was told what came of a click: %s", e.getClass().getSimpleName());
        }
    }

    /** The address, if it is Slack's. The payload is signed; still nothing is posted to anybody else. */
    private Optional<URI> address(String responseUrl) {
        try {
            URI address = URI.create(responseUrl);
            boolean slacks = "https".equals(address.getScheme())
                    && HOST.equals(address.getHost())
                    && (address.getPort() == -1 || address.getPort() == 443);
            boolean standIns = api.getScheme().equals(address.getScheme())
                    && api.getHost().equals(address.getHost())
                    && api.getPort() == address.getPort();
            return (slacks || standIns) && address.getUserInfo() == null ? Optional.of(address) : Optional.empty();
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }
}
