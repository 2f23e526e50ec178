package dev.tracks.slack;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracks.domain.TextLimit;

/**
 * Escapes text for Slack: {@code &}, {@code <} and {@code >} become entities, which Slack decodes for display and never
 * treats as markup (Slack docs, "Formatting message text", Escaping text).
 */
final class SlackText {
    /** The longest text of a section (Slack docs, "Section block"). */
    static final int SECTION_MAX = 3_000;

    /** The longest text of a button (Slack docs, "Button element"). */
    static final int BUTTON_MAX = 75;

    private SlackText() {}

    /** A text object that shows the text without formatting; shortened with … if the escaped text is too long. */
    static ObjectNode plain(String text, int max) {
        // Slack stores emoji as :codes: and shows them as pictures only with emoji:true.
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "plain_text")
                .put("text", escaped(text, max))
                .put("emoji", true);
    }

    /** The text with entities, at most {@code max} code points; entities and characters are never cut. */
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
