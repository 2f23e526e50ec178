package dev.tracks.lambda.json;

/** Texts that have a UTF-8 form: JSON can write half a surrogate pair, which the table could not keep. */
final class Unicode {
    private static final int REPLACEMENT = 0xFFFD;

    private Unicode() {}

    static boolean isWellFormed(String text) {
        return text.codePoints().noneMatch(Unicode::isHalf);
    }

    /** The text with a replacement character for each half of a pair. */
    static String wellFormed(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().map(c -> isHalf(c) ? REPLACEMENT : c).forEach(shown::appendCodePoint);
        return shown.toString();
    }

    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
