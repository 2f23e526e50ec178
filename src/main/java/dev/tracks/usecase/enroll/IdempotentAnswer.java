package dev.tracks.usecase.enroll;

import java.time.Duration;
import java.time.Instant;

/**
 * The stored answer to a request with an {@code Idempotency-Key}. It is kept for a day.
 *
 * @param subject the caller; equal keys of different callers are independent
 * @param bodyHash tells whether a request with the same key has the same body
 */
public record IdempotentAnswer(String subject, String key, String bodyHash, String answer, Instant expiresAt) {
    /** How long an answer is kept (contract). */
    public static final Duration KEPT_FOR = Duration.ofHours(24);
}
