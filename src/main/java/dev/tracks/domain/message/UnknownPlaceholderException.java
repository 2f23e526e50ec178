package dev.tracks.domain.message;

import dev.tracks.domain.TextLimit;

/**
 * An admin's text names a placeholder that does not exist. Its message is fit for the field's error: it names the
 * placeholder and lists those that exist.
 */
public final class UnknownPlaceholderException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    // A name can be as long as the text: an error message need not repeat all of it.
    private static final TextLimit SHOWN = new TextLimit(64);

    private final String name;

    /** @param name what stood between the braces, without the blanks around it */
    public UnknownPlaceholderException(String name) {
        super("unknown placeholder {{" + SHOWN.shorten(name) + "}}; known are " + Placeholder.allTokens());
        this.name = name;
    }

    /** What stood between the braces, whole. */
    public String name() {
        return name;
    }
}
