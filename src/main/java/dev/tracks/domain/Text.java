package dev.tracks.domain;

/** Validates single-line texts that people read, such as names and titles. */
public final class Text {
    /** The maximum length of names, titles and attribute values, in code points (contract). */
    public static final int NAME_MAX = 200;
    /** The maximum length of a description, in code points (contract). */
    public static final int DESCRIPTION_MAX = 2_000;

    private Text() {}

    /**
     * Returns the stripped text.
     *
     * @throws InvalidFieldException for {@code field} if the text is blank or longer than {@code max} code points
     */
    public static String required(String field, String text, int max) {
        if (text == null || text.isBlank()) {
            throw new InvalidFieldException(field, "must not be empty");
        }
        return atMost(field, text.strip(), max);
    }

    /**
     * Returns the text, or an empty string for {@code null}.
     *
     * @throws InvalidFieldException for {@code field} if the text is longer than {@code max} code points
     */
    public static String optional(String field, String text, int max) {
        return text == null ? "" : atMost(field, text, max);
    }

    /**
     * Rejects a name that equals another one after stripping, because one of the two values would be lost.
     *
     * @param unique whether no earlier name has the same stripped form
     */
    public static void requireUnique(String field, boolean unique) {
        if (!unique) {
            throw new InvalidFieldException(field, "must not be given twice; spaces around a name are ignored");
        }
    }

    private static String atMost(String field, String text, int max) {
        if (text.codePointCount(0, text.length()) > max) {
            throw new InvalidFieldException(field, "must have at most " + max + " characters");
        }
        return text;
    }
}
