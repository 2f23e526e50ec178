package dev.tracks.domain;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a text may be, counted in Unicode code points: the "characters" of the contract. An emoji of one code point
 * counts once, although it takes two Java chars.
 *
 * @param max at least 1
 */
public record TextLimit(int max) {
    private static final String ELLIPSIS = "…";
    // \X is an extended grapheme cluster (UAX 29): what a reader sees as one character. The regular expression engine
    // knows emoji sequences on JDK 17, where java.text.BreakIterator does not, and needs no locale data.
    private static final Pattern CLUSTER = Pattern.compile("\\X");
    // Real clusters are shorter (UAX 15 bounds a stream-safe one to 30 marks). One that is longer is cut inside, or a
    // name made of marks alone would leave nothing of the text.
    private static final int LONGEST_CLUSTER = 32;

    public TextLimit {
        if (max < 1) {
            throw new IllegalArgumentException("a limit is at least 1, not " + max);
        }
    }

    /** Whether the text is at most {@link #max} code points long. */
    public boolean allows(String text) {
        return text.length() <= max || text.codePointCount(0, text.length()) <= max;
    }

    /**
     * The text itself if it is short enough; else the beginning of it with {@code …} as the last character, at most
     * {@link #max} code points in all, cut between two characters as a reader sees them. Never fails.
     */
    public String shorten(String text) {
        if (allows(text)) {
            return text;
        }
        int furthest = text.offsetByCodePoints(0, max - 1);
        int between = lastClusterEnd(text, furthest);
        boolean oversized = text.codePointCount(between, furthest) > LONGEST_CLUSTER;
        return text.substring(0, oversized ? furthest : between) + ELLIPSIS;
    }

    private static int lastClusterEnd(String text, int furthest) {
        Matcher clusters = CLUSTER.matcher(text);
        int end = 0;
        while (clusters.find() && clusters.end() <= furthest) {
            end = clusters.end();
        }
        return end;
    }
}
