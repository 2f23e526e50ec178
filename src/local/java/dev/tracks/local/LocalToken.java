package dev.tracks.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code Bearer local-<participantId>-<role>} stands for a JWT that the authorizer has verified. */
final class LocalToken {
    /** The role is what comes after the last hyphen: ids may contain some. */
    private static final Pattern HEADER = Pattern.compile("(?i:bearer) +local-(.+)-([a-z]+)");

    private LocalToken() {}

    /** The claims; an array is flattened as HTTP APIs do. Empty for any other header, or none. */
    static Optional<ObjectNode> claims(String authorization) {
        Matcher matcher = HEADER.matcher(authorization == null ? "" : authorization);
        return matcher.matches()
                ? Optional.of(Json.object().put("sub", matcher.group(1)).put("roles", "[" + matcher.group(2) + "]"))
                : Optional.empty();
    }
}
