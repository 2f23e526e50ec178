package dev.tracks.usecase.enroll;

import java.time.Duration;
import java.time.Instant;

/**
 * What was answered to a request with an {@code Idempotency-Key}, kept for a day.
 *
 * @param subject who sent the request: keys of different callers never meet
 * @param bodyHash tells whether the same key came with the same body
 */
public record IdempotentAnswer(String subject, String key, String bodyHash, String answer, Instant expiresAt) {
    public static final Duration KEPT_FOR = Duration.ofHours(24);
}
