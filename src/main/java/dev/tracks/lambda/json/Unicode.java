package dev.tracks.lambda.json;

/**
 * Checks that strings can be encoded in UTF-8: JSON can contain an unpaired surrogate, which the table cannot store.
 */
public final class Unicode {
    private static final int REPLACEMENT = 0xFFFD;

    private Unicode() {}

    public static boolean isWellFormed(String text) {
        return text.codePoints().noneMatch(Unicode::isUnpaired);
    }

    /** The string, with a replacement character for each unpaired surrogate. */
    static String wellFormed(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().map(c -> isUnpaired(c) ? REPLACEMENT : c).forEach(shown::appendCodePoint);
        return shown.toString();
    }

    private static boolean isUnpaired(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
