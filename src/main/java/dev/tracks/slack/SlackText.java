package dev.tracks.slack;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.domain.TextLimit;

/**
 * Text as Slack takes it: {@code &}, {@code <} and {@code >} as entities, which Slack decodes for display and never
 * reads as markup (Slack docs, "Formatting message text", Escaping text).
 */
final class SlackText {
    /** Of a section's text (Slack docs, "Section block"). */
    static final int SECTION_MAX = 3_000;

    /** Of a button's text (Slack docs, "Button element"). */
    static final int BUTTON_MAX = 75;

    private SlackText() {}

    /** A text object that shows the text as it is, shortened with … if it would be too long when it is escaped. */
    static ObjectNode plain(String text, int max) {
        // emoji: Slack keeps emoji as :codes:, and shows them as pictures only so.
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "plain_text")
                .put("text", escaped(text, max))
                .put("emoji", true);
    }

    /** The text with entities; at most {@code max} code points, no entity and no character cut in two. */
    static String escaped(String text, int max) {
        TextLimit limit = new TextLimit(max);
        int fits = 1;
        int tooLong = max + 1;
        String whole = escaped(limit.shorten(text));
        if (limit.allows(whole)) {
            return whole;
        }
        while (tooLong - fits > 1) {
            int middle = (fits + tooLong) / 2;
            if (limit.allows(escaped(new TextLimit(middle).shorten(text)))) {
                fits = middle;
            } else {
                tooLong = middle;
            }
        }
        return escaped(new TextLimit(fits).shorten(text));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
