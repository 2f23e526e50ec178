package dev.tracks.domain;

import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The rules for texts that people enter and read.
 *
 * <p>{@link #line} and {@link #lines} check what enters the program. {@link #normalized(String)} changes a text in the
 * same way and accepts every text: stored texts can be older than a rule, and must stay readable.
 */
public final class Text {
    /** The maximum length of names, titles and attribute values, in code points (contract). */
    public static final int NAME_MAX = 200;
    /** The maximum length of a description, in code points (contract). */
    public static final int DESCRIPTION_MAX = 2_000;

    private static final int TAB = '\t';
    private static final int LINE_FEED = '\n';
    private static final char REPLACEMENT = '\uFFFD';
    // Characters that look like white space, but that Unicode does not count as such: BOM, zero width space, word
    // joiner, Mongolian vowel separator. Exports of other programs leave them around values.
    private static final String INVISIBLE_SPACES = "\uFEFF\u200B\u2060\u180E";
    // Letters, symbols and marks without a glyph of their own (Unicode: Default_Ignorable_Code_Point, and the blank
    // Braille pattern). Format characters, which are invisible too, have a category of their own.
    private static final String BLANK_LETTERS = "\u115F\u1160\u3164\uFFA0\u2800\u034F\u17B4\u17B5\u180B\u180C\u180D";

    private Text() {}

    /**
     * The text without white space at its ends, in Normalization Form C (UAX 15). White space is what Unicode calls so,
     * and also BOM and zero width space. Never fails.
     */
    public static String normalized(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        int start = 0;
        int end = composed.length();
        while (start < end && isSpace(composed.charAt(start))) {
            start++;
        }
        while (start < end && isSpace(composed.charAt(end - 1))) {
            end--;
        }
        return composed.substring(start, end);
    }

    /**
     * The map with {@link #normalized(String) normalized} names and values. Of two names that become equal, the first in
     * their original order is kept. Never fails.
     */
    public static <T> Map<String, T> normalized(Map<String, T> values, UnaryOperator<T> value) {
        Map<String, T> normalized = new TreeMap<>();
        new TreeMap<>(values).forEach((name, each) -> normalized.putIfAbsent(normalized(name), value.apply(each)));
        return Collections.unmodifiableMap(normalized);
    }

    /**
     * Returns the {@link #normalized(String) normalized} text of a single line.
     *
     * @throws InvalidFieldException for {@code field} if the text has no visible character, more than {@code max} code
     *     points, a line break or control character, or unbalanced bidirectional controls
     */
    public static String line(String field, String text, int max) {
        String line = normalized(text);
        if (line.isEmpty()) {
            throw new InvalidFieldException(field, "must not be empty");
        }
        if (line.codePoints().anyMatch(c -> isControl(c) || isLineBreak(c))) {
            throw new InvalidFieldException(field, "must be a single line without control characters");
        }
        if (line.codePoints().noneMatch(Text::isVisible)) {
            throw new InvalidFieldException(field, "must have a visible character");
        }
        return checked(field, line, max);
    }

    /**
     * Returns the text in Normalization Form C, with {@code \n} for {@code \r\n}. It may have line breaks and tabs, and
     * may be empty.
     *
     * @throws InvalidFieldException for {@code field} if the text has more than {@code max} code points, another control
     *     character, or unbalanced bidirectional controls
     */
    public static String lines(String field, String text, int max) {
        String lines = Normalizer.normalize(text, Normalizer.Form.NFC).replace("\r\n", "\n");
        if (lines.codePoints().anyMatch(c -> isControl(c) && c != LINE_FEED && c != TAB)) {
            throw new InvalidFieldException(field, "must have no control characters but line breaks and tabs");
        }
        return checked(field, lines, max);
    }

    /**
     * The text of another system as a single line of at most {@code max} code points, with {@code …} as the last one if it
     * was longer. White space, control characters, bidirectional controls and what Unicode does not allow in texts become
     * single spaces. Never fails.
     */
    public static String singleLine(String text, int max) {
        StringBuilder line = new StringBuilder();
        text.codePoints()
                .map(c -> isControl(c) || isLineBreak(c) || isNoCharacter(c) || isBidirectionalControl(c) ? ' ' : c)
                .filter(c -> c != ' ' || line.length() > 0 && line.charAt(line.length() - 1) != ' ')
                .forEach(line::appendCodePoint);
        String normalized = normalized(line.toString());
        return normalized.codePointCount(0, normalized.length()) <= max
                ? normalized
                : normalized.substring(0, normalized.offsetByCodePoints(0, max - 1)) + "…";
    }

    private static boolean isBidirectionalControl(int c) {
        return c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
    }

    private static String checked(String field, String text, int max) {
        if (text.codePoints().anyMatch(Text::isNoCharacter)) {
            throw new InvalidFieldException(field, "must have only characters that Unicode allows in texts");
        }
        requireUtf8(field, text);
        if (!isBalanced(text)) {
            throw new InvalidFieldException(
                    field, "must end each bidirectional control (U+202A to U+202E, U+2066 to U+2068) that it begins");
        }
        if (text.codePointCount(0, text.length()) > max) {
            throw new InvalidFieldException(field, "must have at most " + max + " characters");
        }
        return text;
    }

    /**
     * Checks that no character was lost. API Gateway passes a JSON body as a string, in which bytes that are not UTF-8
     * have become U+FFFD: a program that sends Latin-1 would replace each {@code \u00FC} of its names.
     *
     * @throws InvalidFieldException for {@code field} if the text has a replacement character
     */
    public static void requireUtf8(String field, String text) {
        if (text.indexOf(REPLACEMENT) >= 0) {
            throw new InvalidFieldException(field, "must be UTF-8; U+FFFD stands for characters that were not");
        }
    }

    private static boolean isSpace(char c) {
        return Character.isSpaceChar(c) || c >= TAB && c <= '\r' || c == '\u0085' || INVISIBLE_SPACES.indexOf(c) >= 0;
    }

    /** Category Cc: C0, DEL and C1. */
    private static boolean isControl(int c) {
        return Character.getType(c) == Character.CONTROL;
    }

    private static boolean isLineBreak(int c) {
        int type = Character.getType(c);
        return type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR;
    }

    /**
     * Unpaired surrogates and noncharacters (Unicode 16, section 23.7). A code point that is not assigned is allowed:
     * the emoji and letters of a newer Unicode version are not assigned in an older Java.
     */
    private static boolean isNoCharacter(int c) {
        return Character.getType(c) == Character.SURROGATE || (c & 0xFFFE) == 0xFFFE || c >= 0xFDD0 && c <= 0xFDEF;
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> BLANK_LETTERS.indexOf(c) < 0 && !isVariationSelector(c);
        };
    }

    private static boolean isVariationSelector(int c) {
        return c >= 0xFE00 && c <= 0xFE0F || c >= 0xE0100 && c <= 0xE01EF;
    }

    /** Whether each bidirectional embedding, override and isolate is ended by its counterpart, innermost first (UAX 9). */
    private static boolean isBalanced(String text) {
        Deque<Character> open = new ArrayDeque<>();
        for (char c : text.toCharArray()) {
            switch (c) {
                case '\u202A', '\u202B', '\u202D', '\u202E' -> open.push('\u202C'); // LRE, RLE, LRO, RLO: PDF
                case '\u2066', '\u2067', '\u2068' -> open.push('\u2069'); // LRI, RLI, FSI: PDI
                case '\u202C', '\u2069' -> {
                    if (open.isEmpty() || open.pop() != c) {
                        return false;
                    }
                }
                default -> {}
            }
        }
        return open.isEmpty();
    }
}
