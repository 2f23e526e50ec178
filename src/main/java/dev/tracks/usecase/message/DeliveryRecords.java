package dev.tracks.usecase.message;

import dev.tracks.domain.message.MessageRef;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.outbox.Outbox;
import java.time.Instant;
import java.util.Optional;

/** The written messages, and what is known of their delivery. */
public interface DeliveryRecords {
    /** The message, read consistently; empty if there is no such record, text or person (any more). */
    Optional<OutgoingMessage> find(MessageRef ref);

    /** Claims the sending, unless it was delivered or refused for good, or somebody has claimed it at or after {@code staleBefore}. */
    boolean claim(MessageRef ref, Instant now, Instant staleBefore);

    /**
     * Notes that what was claimed at {@code claimedAt} was delivered, unless the claim is not there any more: the message
     * was resent meanwhile, and is to be sent once more, or another has claimed it. {@link WriteResult#CONFLICT}: not noted,
     * try again.
     *
     * @param channelId what the channel calls it, if it says so
     */
    WriteResult recordDelivered(MessageRef ref, Instant claimedAt, Instant at, Optional<String> channelId);

    /**
     * Notes that what was claimed at {@code claimedAt} was refused for good, unless the claim is not there any more, as with
     * {@link #recordDelivered}.
     *
     * @param error the channel's own word
     */
    WriteResult recordRefused(MessageRef ref, Instant claimedAt, Instant at, String error);

    /**
     * Notes that the message is to be delivered from that time on: it is due then ({@link Outbox#due}). {@link WriteResult#WRITTEN} or
     * not noted: its record is still to be handed over, has changed just now, or needs no delivery any more; look again.
     */
    WriteResult hold(MessageRef ref, Instant until);

    /** Gives back what was claimed at {@code claimedAt} and not sent, so that anybody may claim it at once. */
    WriteResult release(MessageRef ref, Instant claimedAt);
}
