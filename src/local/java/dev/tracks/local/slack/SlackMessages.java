package dev.tracks.local.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.local.support.DiskStore;
import dev.tracks.local.support.Inbox;
import dev.tracks.local.support.Json;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.h2.mvstore.MVMap;

/**
 * The messages in the emulator: {@code {ts,channel,text,blocks,metadata,replaced,ephemeral:[{to,text}]}}, by their
 * {@code ts}. Each one is in the inbox too, with a button that links to its page.
 */
final class SlackMessages {
    private final DiskStore disk;
    private final MVMap<String, String> messages;
    private final Inbox inbox;
    private final URI pages;
    private final InstantSource realTime;
    private final InstantSource clock;

    /** @param pages the address to which a message's {@code ts} is appended */
    SlackMessages(DiskStore disk, Inbox inbox, URI pages, InstantSource realTime, InstantSource clock) {
        this.disk = disk;
        this.messages = disk.map("slack-messages");
        this.inbox = inbox;
        this.pages = pages;
        this.realTime = realTime;
        this.clock = clock;
    }

    /** Adds a message to the conversation; on disk when this returns. Slack does not detect repeats. */
    synchronized ObjectNode post(ObjectNode message) {
        Instant now = realTime.instant();
        long micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
        String last = messages.lastKey();
        if (last != null) {
            micros = Math.max(micros, Long.parseLong(last.replace(".", "")) + 1);
        }
        String ts = "%d.%06d".formatted(micros / 1_000_000, micros % 1_000_000);
        ObjectNode kept = message.deepCopy().put("ts", ts).put("replaced", false);
        kept.putArray("ephemeral");
        keep(kept);
        inbox.keep(ts, letter(kept));
        return kept;
    }

    /**
     * Changes the conversation: {@code replace} takes blocks and text, any other response is visible only to the
     * clicker.
     */
    synchronized void answer(String ts, String user, JsonNode answer) {
        ObjectNode message = message(ts).orElseThrow();
        if (answer.path("replace_original").asBoolean()) {
            message.set("blocks", answer.path("blocks"));
            message.set("text", answer.path("text"));
            message.put("replaced", true);
        } else {
            ArrayNode ephemeral = (ArrayNode) message.path("ephemeral");
            ephemeral.addObject().put("to", user).put("text", shown(answer.path("blocks")));
        }
        keep(message);
    }

    /** Replaces text and blocks of a message, as {@code chat.update} does. */
    synchronized ObjectNode update(String ts, JsonNode update) {
        ObjectNode message = message(ts).orElseThrow();
        message.set("text", update.path("text"));
        message.set("blocks", update.path("blocks"));
        message.put("replaced", true);
        keep(message);
        return message;
    }

    /** The id of the conversation with the user to whom the message was posted. */
    static String conversation(JsonNode message) {
        return message.path("channel").asText().replaceFirst("[UW]", "D");
    }

    private void keep(ObjectNode message) {
        messages.put(message.path("ts").asText(), message.toString());
        disk.commit();
    }

    Optional<ObjectNode> message(String ts) {
        return Optional.ofNullable(messages.get(ts)).map(text -> (ObjectNode) Json.read(text));
    }

    /** {@code {"data":[…]}}, newest first. */
    ObjectNode newestFirst() {
        ObjectNode answer = Json.object();
        ArrayNode data = answer.putArray("data");
        for (String ts = messages.lastKey(); ts != null; ts = messages.lowerKey(ts)) {
            data.add(Json.read(messages.get(ts)));
        }
        return answer;
    }

    /** In the form of {@code GET /local/messages}; its kind is in its metadata. */
    private ObjectNode letter(JsonNode message) {
        String[] named = message.at("/metadata/event_payload/id").asText("").split("/");
        boolean ours = named.length >= 4;
        String ts = message.path("ts").asText();
        ObjectNode outgoing = Json.object()
                .put("id", ts)
                .put("to", ours ? named[1] : message.path("channel").asText())
                .put("text", shown(message.path("blocks")))
                .putNull("button");
        JsonNode button = buttons(message).stream().findFirst().orElse(null);
        if (button != null) {
            String page = pages + "/" + ts;
            outgoing.putObject("button")
                    .put("text", unescaped(button.at("/text/text").asText()))
                    .put("url", button.path("url").asText(page));
        }
        return outgoing.put("at", clock.instant().toString())
                .put("kind", ours ? named[0] : null)
                .put("trackId", ours ? named[2] : null);
    }

    static List<JsonNode> buttons(JsonNode message) {
        List<JsonNode> buttons = new ArrayList<>();
        message.path("blocks").forEach(block -> block.path("elements").forEach(buttons::add));
        return buttons;
    }

    /** The sections' texts as people see them. */
    static String shown(JsonNode blocks) {
        List<String> texts = new ArrayList<>();
        blocks.forEach(block -> {
            if (block.has("text")) {
                texts.add(unescaped(block.at("/text/text").asText()));
            }
        });
        return String.join("\n\n", texts);
    }

    static String unescaped(String text) {
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }
}
