package dev.tracks.lambda.http.protocol;

import dev.tracks.lambda.json.InvalidRequestException;
import dev.tracks.usecase.Precondition.Versions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The value of If-Match or If-None-Match (RFC 9110, section 13.1): {@code *}, or entity tags.
 *
 * @param any whether the value is {@code *}
 * @param tags the tags, unless the value is {@code *}
 */
record EntityTags(boolean any, List<Tag> tags) {
    /** An entity tag (RFC 9110, section 8.8.3). */
    record Tag(boolean weak, String value) {}

    private static final Pattern TAG = Pattern.compile("(W/)?\"([\\x21\\x23-\\x7e\\x80-\\xff]*)\"");
    private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,17}");
    private static final Pattern COMMA = Pattern.compile("[ \\t]*,[ \\t]*");

    /**
     * Reads the value of a header.
     *
     * @throws InvalidRequestException naming the header, if it is neither
     */
    static EntityTags read(String header, String value) {
        String text = value.strip();
        if (text.equals("*")) {
            return new EntityTags(true, List.of());
        }
        List<Tag> tags = new ArrayList<>();
        Matcher matcher = TAG.matcher(text);
        // Match tag by tag: a pattern for the whole list would recurse as deep as the list is long.
        for (int at = 0; at < text.length() || at == 0; ) {
            malformedUnless(matcher.usePattern(TAG).region(at, text.length()).lookingAt(), header);
            tags.add(new Tag(matcher.group(1) != null, matcher.group(2)));
            at = matcher.end();
            if (at < text.length()) {
                malformedUnless(
                        matcher.usePattern(COMMA).region(at, text.length()).lookingAt(), header);
                at = matcher.end();
                malformedUnless(at < text.length(), header);
            }
        }
        return new EntityTags(false, tags);
    }

    /** The versions that the accepted tags name. A tag that is not a version names none. */
    Versions versions(Predicate<Tag> accepted) {
        return new Versions(
                any,
                tags.stream()
                        .filter(accepted)
                        .map(Tag::value)
                        .filter(value -> VERSION.matcher(value).matches())
                        .map(Long::valueOf)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** Whether the value lists that quoted tag. The comparison is weak: {@code W/"3"} lists {@code "3"}. */
    boolean lists(String etag) {
        return any || tags.stream().anyMatch(tag -> etag.equals("\"" + tag.value() + "\""));
    }

    private static void malformedUnless(boolean valid, String header) {
        if (!valid) {
            throw new InvalidRequestException(header, "must be * or entity tags such as \"3\"");
        }
    }
}
