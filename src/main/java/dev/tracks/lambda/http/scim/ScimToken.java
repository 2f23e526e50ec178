package dev.tracks.lambda.http.scim;

import dev.tracks.usecase.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The bearer token (RFC 6750) of the client that provisions people. After a rotation, the previous token stays valid
 * until the next one. Tokens are compared in constant time.
 */
public final class ScimToken {
    private static final Pattern BEARER = Pattern.compile("bearer +([\\x21-\\x7e]+)", Pattern.CASE_INSENSITIVE);

    private final Secret secret;

    public ScimToken(Secret secret) {
        this.secret = secret;
    }

    /** Whether the value of the header {@code Authorization} has a valid token. */
    public boolean isValid(Optional<String> authorization) {
        return authorization
                .map(String::strip)
                .map(BEARER::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .filter(this::isCurrentOrPrevious)
                .isPresent();
    }

    private boolean isCurrentOrPrevious(String token) {
        String current = secret.value();
        return isSame(token, current) || secret.alternatives(current).stream().anyMatch(other -> isSame(token, other));
    }

    private static boolean isSame(String token, String expected) {
        return MessageDigest.isEqual(token.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }
}
