package dev.tracks.usecase.message;

import dev.tracks.domain.message.MessageTemplate;
import dev.tracks.domain.message.Placeholder;
import java.util.Map;

/** Puts values in the places of a message's placeholders. */
public interface MessageRenderer {

    /**
     * The template's text with each placeholder replaced by its value, both literally: neither is read as a template
     * again, and nothing is escaped (that depends on the channel, so it is done at delivery).
     *
     * <p>A result longer than the limit is shortened, with {@code …} as its last character: an enrollment never fails
     * because a name is long.
     *
     * @param values a value for each of {@link MessageTemplate#placeholders()}; others are ignored
     * @param maxLength the most code points of the result, at least 1: {@link MessageTemplate#MESSAGE_MAX} or
     *     {@link MessageTemplate#BUTTON_MAX}
     * @throws IllegalArgumentException if a value is missing or the limit is below 1: an error of the caller, whatever
     *     admins and participants wrote
     */
    String render(MessageTemplate template, Map<Placeholder, String> values, int maxLength);
}
