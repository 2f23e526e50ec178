package dev.tracks.domain;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The maximum length of a text in Unicode code points, which the contract calls characters. An emoji of one code
 * point counts once, although it takes two Java chars.
 *
 * @param max at least 1
 */
public record TextLimit(int max) {
    private static final String ELLIPSIS = "…";
    // \X is an extended grapheme cluster (UAX 29): what a reader sees as one character. On JDK 17, regular
    // expressions support emoji sequences and java.text.BreakIterator does not. They need no locale data.
    private static final Pattern CLUSTER = Pattern.compile("\\X");
    // Real clusters are shorter: UAX 15 limits a stream-safe cluster to 30 combining marks. A longer cluster is cut
    // inside; otherwise a name that consists of marks only would be shortened to nothing.
    private static final int LONGEST_CLUSTER = 32;

    public TextLimit {
        if (max < 1) {
            throw new IllegalArgumentException("max must be at least 1, was " + max);
        }
    }

    /** Whether the text has at most {@link #max} code points. */
    public boolean allows(String text) {
        return text.length() <= max || text.codePointCount(0, text.length()) <= max;
    }

    /**
     * Returns the text if it fits. Otherwise cuts it between grapheme clusters and appends {@code …}, so that the
     * result has at most {@link #max} code points. Never fails.
     */
    public String shorten(String text) {
        if (allows(text)) {
            return text;
        }
        int furthest = text.offsetByCodePoints(0, max - 1);
        int clusterEnd = lastClusterEnd(text, furthest);
        boolean oversized = text.codePointCount(clusterEnd, furthest) > LONGEST_CLUSTER;
        return text.substring(0, oversized ? furthest : clusterEnd) + ELLIPSIS;
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
