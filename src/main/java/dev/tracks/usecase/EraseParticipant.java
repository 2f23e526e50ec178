package dev.tracks.usecase;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Erases a person's data and messages. What was being decided at that moment may still write about them, so the sweep does
 * it once more a while later.
 */
@Singleton
public final class EraseParticipant {
    /** After this, nothing that began before the erasure is still running. */
    static final Duration REPEATED_AFTER = Duration.ofMinutes(15);

    private final Erasure erasure;
    private final InstantSource clock;

    public EraseParticipant(Erasure erasure, InstantSource clock) {
        this.erasure = erasure;
        this.clock = clock;
    }

    /** @throws NotFoundException if there is no such person */
    public void erase(String participantId, String by) {
        Instant now = Times.now(clock);
        if (!erasure.tombstone(participantId, now, now.plus(REPEATED_AFTER), by)) {
            throw new NotFoundException("participant", participantId);
        }
        erasure.blank(participantId, now);
    }

    /** The sweep's repetition. */
    void repeat(String participantId) {
        erasure.blank(participantId, Times.now(clock));
        erasure.repeated(participantId);
    }
}
