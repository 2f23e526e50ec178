package dev.tracks.usecase.people;

import dev.tracks.usecase.ConcurrentUpdateException;
import dev.tracks.usecase.NotFoundException;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.Timestamps;
import dev.tracks.usecase.WriteResult;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Erases a person's data and messages: first it replaces the person by a tombstone, which is never replaced, then it
 * blanks everything else. A decision that is being made at the same time can still write about the person, so the
 * sweep repeats the blanking until a pass finds nothing.
 */
@Singleton
public final class EraseParticipant {
    /** After this time, nothing that began before the erasure is still running. */
    static final Duration REPEATED_AFTER = Duration.ofMinutes(15);

    /** The progress of an erasure. */
    public enum Progress {
        /** Everything about the person is blanked. */
        COMPLETE,
        /** The person's record is a tombstone. The sweep blanks the rest. */
        CONTINUED
    }

    private final Erasure erasure;
    private final OptimisticRetry retry;
    private final InstantSource clock;

    public EraseParticipant(Erasure erasure, OptimisticRetry retry, InstantSource clock) {
        this.erasure = erasure;
        this.retry = retry;
        this.clock = clock;
    }

    /**
     * Erases the person. Once the tombstone is written, the erasure is final, even if the rest fails.
     *
     * @throws NotFoundException if the person does not exist
     * @throws ConcurrentUpdateException if the record was updated concurrently in all five attempts; nothing is
     *     written then
     */
    public Progress erase(String participantId, String by) {
        Instant now = Timestamps.now(clock);
        retry.execute(
                "erasure",
                () -> Optional.of(tombstone(participantId, now, by)).filter(written -> written == WriteResult.WRITTEN));
        try {
            retry.execute(
                    "erasure",
                    () -> Optional.of(erasure.blank(participantId, now)).filter(pass -> pass != Erasure.Pass.LEFT));
            return Progress.COMPLETE;
        } catch (RuntimeException e) {
            return Progress.CONTINUED; // The tombstone is due, so the sweep blanks the rest and reports failures.
        }
    }

    private WriteResult tombstone(String participantId, Instant now, String by) {
        return erasure.tombstone(participantId, now, now.plus(REPEATED_AFTER), by)
                .orElseThrow(() -> new NotFoundException("participant", participantId));
    }

    /**
     * Blanks again, for the sweep. If the pass finds something, another pass follows, because a decision may have
     * read it before it was blanked.
     */
    public void repeat(String participantId) {
        Instant now = Timestamps.now(clock);
        switch (erasure.blank(participantId, now)) {
            case CLEAN -> erasure.repeated(participantId);
            case BLANKED -> erasure.repeatAt(participantId, now.plus(REPEATED_AFTER));
            case LEFT -> throw new ConcurrentUpdateException("erasure");
        }
    }
}
