package dev.tracks.lambda.http.protocol;

import dev.tracks.lambda.json.InvalidRequestException;
import dev.tracks.usecase.Precondition.Versions;
import java.util.Optional;

/**
 * The header If-Match (RFC 9110, section 13.1.1): {@code *}, or entity tags. This API's tags are quoted versions.
 * Comparison is strong, so a weak tag matches nothing; neither does a tag that is not a version.
 */
public final class IfMatch {
    private IfMatch() {}

    /**
     * The versions, one of which the record must have; empty without the header.
     *
     * @throws InvalidRequestException if the header is neither
     */
    public static Optional<Versions> read(Optional<String> header) {
        return header.map(value -> EntityTags.read("If-Match", value).versions(tag -> !tag.weak()));
    }
}
