package dev.tracks.domain;

/** Checks of single-line texts that people see, such as names and titles. */
public final class Text {
    public static final int NAME_MAX = 200;
    public static final int DESCRIPTION_MAX = 2_000;

    private Text() {}

    /** The stripped text, which has 1 to {@code max} characters (code points). */
    public static String required(String field, String text, int max) {
        if (text == null || text.isBlank()) {
            throw new InvalidFieldException(field, "must not be empty");
        }
        return atMost(field, text.strip(), max);
    }

    /** The text, or the empty one for none; it has at most {@code max} characters (code points). */
    public static String optional(String field, String text, int max) {
        return text == null ? "" : atMost(field, text, max);
    }

    /** Refuses a second name that is equal to one before once both are stripped: one of their values would be lost. */
    public static void once(String field, boolean first) {
        if (!first) {
            throw new InvalidFieldException(field, "must be there once: blanks around a name do not count");
        }
    }

    private static String atMost(String field, String text, int max) {
        if (text.codePointCount(0, text.length()) > max) {
            throw new InvalidFieldException(field, "must have at most " + max + " characters");
        }
        return text;
    }
}
