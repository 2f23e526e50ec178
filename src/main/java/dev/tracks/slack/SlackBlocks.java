package dev.tracks.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.usecase.message.JoinLinks;
import dev.tracks.usecase.message.OutgoingMessage;
import java.net.URI;

/** Writes a message in Block Kit: a section with its text and, for an invitation, its buttons. */
public final class SlackBlocks {
    /** The {@code action_id} of the join button; the button's value is the signed join token. */
    static final String JOIN = "join";

    /** The {@code action_id} of the decline button; the button's value is the signed join token. */
    static final String DECLINE = "decline";

    /**
     * The {@code action_id} of a button that only opens a page in the browser. Slack sends an interaction for it too.
     */
    static final String OPEN = "open";

    /** The same text as on the join page. */
    private static final String DECLINE_TEXT = "No, thanks";

    private final JoinLinks links;
    private final boolean clicksHandled;

    /**
     * @param clicksHandled whether this application handles clicks in Slack; if not, the button links to the join page
     */
    public SlackBlocks(JoinLinks links, boolean clicksHandled) {
        this.links = links;
        this.clicksHandled = clicksHandled;
    }

    /** {@code {"text","blocks"}}: Slack shows the blocks; notifications and screen readers use the text. */
    public ObjectNode message(OutgoingMessage outgoing) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.put("text", SlackText.escaped(outgoing.text(), SlackText.SECTION_MAX));
        ArrayNode blocks = message.putArray("blocks").add(section(outgoing.text()));
        outgoing.button().ifPresent(button -> blocks.add(actions(button)));
        return message;
    }

    /** {@code {"text","blocks"}} of a message after an outcome: its text and the outcome, without buttons. */
    public static ObjectNode closed(String text, String outcome) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.put("text", SlackText.escaped(outcome, SlackText.SECTION_MAX));
        ArrayNode blocks = message.putArray("blocks");
        // The text is blank if the person was erased, and Slack rejects a blank section.
        if (!text.isBlank()) {
            blocks.add(section(text));
        }
        blocks.add(section(outcome));
        return message;
    }

    static ObjectNode section(String text) {
        ObjectNode section = JsonNodeFactory.instance.objectNode().put("type", "section");
        section.set("text", SlackText.plain(text, SlackText.SECTION_MAX));
        return section;
    }

    private ObjectNode actions(OutgoingMessage.Button button) {
        ObjectNode actions = JsonNodeFactory.instance.objectNode().put("type", "actions");
        ArrayNode elements = actions.putArray("elements");
        if (clicksHandled) {
            String token = links.signed(button.token());
            elements.add(button(JOIN, button.text()).put("style", "primary").put("value", token));
            elements.add(button(DECLINE, DECLINE_TEXT).put("value", token));
        } else {
            URI link = links.link(button.token());
            elements.add(button(OPEN, button.text()).put("style", "primary").put("url", link.toString()));
        }
        return actions;
    }

    private static ObjectNode button(String action, String text) {
        ObjectNode button = JsonNodeFactory.instance.objectNode().put("type", "button");
        button.set("text", SlackText.plain(text, SlackText.BUTTON_MAX));
        return button.put("action_id", action);
    }
}
