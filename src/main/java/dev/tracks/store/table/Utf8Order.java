package dev.tracks.store.table;

/**
 * Compares strings as DynamoDB sorts them: by UTF-8 bytes, which is the order of code points. Java compares UTF-16
 * units, which puts characters above U+FFFF before some lower ones.
 */
public final class Utf8Order {
    private Utf8Order() {}

    public static int compare(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                return rank(x) - rank(y);
            }
        }
        return a.length() - b.length();
    }

    /** Surrogates sort last, because they are halves of the highest code points. */
    private static int rank(char unit) {
        return Character.isSurrogate(unit) ? unit + 0x10000 : unit;
    }
}
