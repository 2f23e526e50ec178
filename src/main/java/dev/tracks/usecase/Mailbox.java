package dev.tracks.usecase;

import java.time.Instant;
import java.util.Optional;

/** The written messages, and what is known of their delivery. */
public interface Mailbox {
    /** The message, read consistently; empty if there is no such record, text or person (any more). */
    Optional<Letter> open(MessageRef ref);

    /** Claims the sending, unless it was delivered or somebody has claimed it at or after {@code staleBefore}. */
    boolean claim(MessageRef ref, Instant now, Instant staleBefore);

    /**
     * Notes that what was claimed at {@code claimedAt} was delivered, unless the claim is not there any more: the message
     * was resent meanwhile, and is to be sent once more, or another has claimed it. {@link Written#CONTENDED}: not noted,
     * try again.
     */
    Written delivered(MessageRef ref, Instant claimedAt, Instant at);
}
