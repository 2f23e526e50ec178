package dev.tracks.lambda.http.protocol;

import dev.tracks.lambda.json.InvalidRequestException;
import dev.tracks.usecase.Precondition;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header If-Match (RFC 9110, section 13.1.1): {@code *}, or entity tags. This API's tags are quoted versions.
 * Comparison is strong, so a weak tag matches nothing; neither does a tag that is not a version.
 */
public final class IfMatch {
    private static final Pattern TAG = Pattern.compile("(W/)?\"([\\x21\\x23-\\x7e\\x80-\\xff]*)\"");
    private static final Pattern COMMA = Pattern.compile("[ \\t]*,[ \\t]*");
    private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,17}");

    private IfMatch() {}

    /** @throws InvalidRequestException if the header is neither */
    public static Precondition read(Optional<String> header) {
        if (header.isEmpty()) {
            return Precondition.NONE;
        }
        String text = header.get().strip();
        if (text.equals("*")) {
            return Precondition.EXISTS;
        }
        Set<Long> versions = new HashSet<>();
        Matcher matcher = TAG.matcher(text);
        // Match tag by tag: a pattern for the whole list would recurse as deep as the list is long.
        for (int at = 0; at < text.length() || at == 0; ) {
            expect(matcher.usePattern(TAG), at);
            if (matcher.group(1) == null && VERSION.matcher(matcher.group(2)).matches()) {
                versions.add(Long.parseLong(matcher.group(2)));
            }
            at = matcher.end();
            if (at < text.length()) {
                expect(matcher.usePattern(COMMA), at);
                at = matcher.end();
                malformedIf(at == text.length());
            }
        }
        return Precondition.oneOf(versions);
    }

    private static void expect(Matcher matcher, int at) {
        malformedIf(!matcher.region(at, matcher.regionEnd()).lookingAt());
    }

    private static void malformedIf(boolean malformed) {
        if (malformed) {
            throw new InvalidRequestException("If-Match", "must be * or entity tags such as \"3\"");
        }
    }
}
