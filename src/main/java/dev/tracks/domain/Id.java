package dev.tracks.domain;

import java.util.regex.Pattern;

/** The form of every id: 1 to 64 of {@code a-z 0-9 _ -}, beginning with a letter or digit. */
public final class Id {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

    private Id() {}

    /** Whether the text is a valid id. */
    public static boolean isValid(String text) {
        return text != null && FORM.matcher(text).matches();
    }

    /**
     * Returns the text.
     *
     * @throws InvalidFieldException for {@code field} if the text is not a valid id
     */
    public static String valid(String field, String text) {
        if (!isValid(text)) {
            throw new InvalidFieldException(
                    field, "must be an id: 1 to 64 of a-z, 0-9, _ and -, beginning with a letter or digit");
        }
        return text;
    }
}
