package dev.tracks.usecase.message;

import dev.tracks.domain.message.MessageTemplate;
import dev.tracks.domain.message.Placeholder;
import java.util.Map;

/** Replaces the placeholders of message templates by values. */
public interface MessageRenderer {

    /**
     * The template's text with each placeholder replaced by its value. Text and values are literal: they are not
     * parsed as templates again, and not escaped, because escaping depends on the channel and happens at delivery.
     *
     * <p>A result longer than the limit is shortened, with {@code …} as its last character, so that an enrollment
     * never fails because a name is long.
     *
     * @param values a value for each of {@link MessageTemplate#placeholders()}; others are ignored
     * @param maxLength the maximum number of code points of the result, at least 1: {@link
     *     MessageTemplate#MESSAGE_MAX}, {@link MessageTemplate#BUTTON_MAX} or {@link MessageTemplate#SUBJECT_MAX}
     * @throws IllegalArgumentException if a value is missing or the limit is below 1; never because of what admins or
     *     participants wrote
     */
    String render(MessageTemplate template, Map<Placeholder, String> values, int maxLength);
}
