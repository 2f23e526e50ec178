package dev.tracks.usecase.message;

import dev.tracks.domain.message.MessageRef;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.outbox.Outbox;
import java.time.Instant;
import java.util.Optional;

/** The stored messages and their delivery records. */
public interface DeliveryRecords {
    /**
     * The message and the state of its channel, read consistently in one request. Empty if the record, its text or the
     * person does not exist.
     */
    Optional<StoredMessage> find(MessageRef ref);

    /**
     * Claims the message for sending. Returns false if it was delivered or permanently refused, or if another process
     * claimed it at or after {@code staleBefore}.
     */
    boolean claim(MessageRef ref, Instant now, Instant staleBefore);

    /**
     * Records that the message claimed at {@code claimedAt} was delivered, unless that claim no longer exists: the
     * message was resent meanwhile, or another process has claimed it. {@link WriteResult#CONFLICT}: nothing was
     * recorded, try again.
     *
     * @param channelId the channel's id of the message, if the channel returns one
     */
    WriteResult recordDelivered(MessageRef ref, Instant claimedAt, Instant at, Optional<String> channelId);

    /**
     * Records that the message claimed at {@code claimedAt} was permanently refused, unless that claim no longer
     * exists, as in {@link #recordDelivered}. The message is then listed as undeliverable, until it is resent or the
     * person is erased.
     */
    WriteResult recordRefused(MessageRef ref, Instant claimedAt, Refusal refusal);

    /**
     * Records that the message is held until that time, when it is due ({@link Outbox#due}). If the result is not
     * {@link WriteResult#WRITTEN}, the message is not held: its record is still unpublished, was updated
     * concurrently, or needs no delivery any more. Read it again.
     *
     * @param ref not a test message: it has no outbox, so nothing would enqueue it again
     */
    WriteResult hold(MessageRef ref, Instant until);

    /**
     * Releases the claim made at {@code claimedAt} of a message that was not sent, so that it can be claimed again
     * immediately.
     */
    WriteResult release(MessageRef ref, Instant claimedAt);
}
