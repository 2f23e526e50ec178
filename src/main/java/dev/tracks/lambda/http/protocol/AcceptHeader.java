package dev.tracks.lambda.http.protocol;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The header Accept, for a resource that exists in JSON and in another media type (RFC 9110, section 12.5.1). */
public final class AcceptHeader {
    private static final Pattern QUALITY = Pattern.compile("q=(0(?:\\.[0-9]{0,3})?|1(?:\\.0{0,3})?)");

    private AcceptHeader() {}

    /**
     * Whether the client names that media type and prefers it to JSON. Wildcards mean JSON, as does a header that names
     * neither.
     */
    public static boolean prefers(String mediaType, Optional<String> header) {
        String accept = header.orElse("").toLowerCase(Locale.ROOT);
        return quality(mediaType, accept) > quality("application/json", accept);
    }

    /** From 0 (not named, or not acceptable) to 1. */
    private static double quality(String mediaType, String accept) {
        return Stream.of(accept.split(","))
                .map(range -> range.split(";", -1))
                .filter(range -> range[0].strip().equals(mediaType))
                .mapToDouble(AcceptHeader::quality)
                .max()
                .orElse(0);
    }

    private static double quality(String[] range) {
        return Stream.of(range)
                .map(parameter -> QUALITY.matcher(parameter.strip()))
                .filter(Matcher::matches)
                .mapToDouble(matcher -> Double.parseDouble(matcher.group(1)))
                .findFirst()
                .orElse(1);
    }
}
