package dev.tracks.domain.message;

import dev.tracks.domain.TextLimit;

/**
 * A message contains a placeholder that does not exist. The exception message can be used as a field error: it names
 * the placeholder and lists the placeholders that exist.
 */
public final class UnknownPlaceholderException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    // A name can be as long as the text. The error message shows the beginning of it.
    private static final TextLimit SHOWN = new TextLimit(64);

    private final String name;

    /** @param name the text between the braces, without the spaces around it */
    public UnknownPlaceholderException(String name) {
        super("unknown placeholder {{" + SHOWN.shorten(name) + "}}; known are " + Placeholder.allTokens());
        this.name = name;
    }

    /** The complete text between the braces. */
    public String name() {
        return name;
    }
}
