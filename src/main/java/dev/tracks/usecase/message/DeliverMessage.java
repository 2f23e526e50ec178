package dev.tracks.usecase.message;

import dev.tracks.domain.message.DeliveryHours;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.SystemClock;
import dev.tracks.usecase.Timestamps;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.outbox.Queues;
import dev.tracks.usecase.outbox.ReceivedRecord;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Delivers a message: claims it, sends it and records the result.
 *
 * <p>A message that is enqueued twice is sent once. If the process crashes after sending and before recording, the
 * claim becomes stale and the message is sent again: delivery is at least once. If the channel refuses a message
 * permanently, that is recorded and the message is not sent again. If the channel cannot accept it now, it is
 * redelivered when the channel asks for it. Outside the person's delivery hours the message is held on its record,
 * until the sweep finds that the hours have begun.
 */
@Singleton
public final class DeliverMessage {
    /**
     * After this time a claim is stale, because the process that made it is assumed to be dead. It is longer than any
     * channel may take to send a message.
     */
    public static final Duration CLAIM_TIMEOUT = Duration.ofSeconds(40);

    /**
     * A queue record that has been received this often is re-enqueued as a new record instead of redelivered. After
     * eight receives the queue moves a record to the dead-letter queue ({@code template.yaml}, MessagesQueue).
     * Waiting is not a failure, so the last receive is kept for one.
     */
    public static final int MAX_RECEIVES = 7;

    /**
     * If the hours begin within this time, the message waits in the queue: clocks differ by seconds, so another
     * process may have seen the hours begin already.
     */
    static final Duration SHORT_WAIT = Duration.ofMinutes(1);

    /**
     * A message cannot be held before its {@code pending} marker is cleared, which happens right after it was
     * enqueued. Until then it is redelivered after this time.
     */
    static final Duration MARKER_DELAY = Duration.ofSeconds(5);

    /** The recorded error for a person who was deactivated. */
    static final String DEACTIVATED = SkipReason.PARTICIPANT_DEACTIVATED.wireName();

    /** The result of a delivery. */
    public enum Delivery {
        SENT,
        /** It was delivered or permanently refused before. */
        REPEATED,
        /** The record, its text or the person no longer exists. */
        GONE,
        /**
         * The channel refused it permanently, or the person was deactivated. This is recorded, and the message is not
         * sent again.
         */
        REFUSED,
        /** Outside the person's delivery hours. The message is delivered when they begin. */
        HELD,
        /** It must wait. The queue redelivers this record, so it must be reported as a batch item failure. */
        POSTPONED,
        /** It must wait. A new queue record replaces this one. */
        RENEWED
    }

    /**
     * The result of a delivery, with the error if it was refused.
     *
     * @param error the channel's error code, or {@code participant_deactivated}, if the message was refused
     */
    public record Result(Delivery delivery, Optional<String> error) {
        static Result of(Delivery delivery) {
            return new Result(delivery, Optional.empty());
        }
    }

    /** Another process is sending the message. Try again later, in case that process dies. */
    public static final class BeingSentException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BeingSentException(MessageRef ref) {
            super(ref.id() + " is being sent by another process");
        }
    }

    private final DeliveryRecords deliveryRecords;
    private final Channel channel;
    private final Queues queues;
    private final DeliveryHours hours;
    private final OptimisticRetry retry;
    private final InstantSource clock;
    private final InstantSource systemClock;

    /**
     * @param hours when messages are delivered, in the person's time zone
     * @param clock the business clock, for delivery hours and records
     * @param systemClock measures claims: how long a process may take does not change if the business clock runs
     *     faster
     */
    public DeliverMessage(
            DeliveryRecords deliveryRecords,
            Channel channel,
            Queues queues,
            DeliveryHours hours,
            OptimisticRetry retry,
            InstantSource clock,
            @SystemClock InstantSource systemClock) {
        this.deliveryRecords = deliveryRecords;
        this.channel = channel;
        this.queues = queues;
        this.hours = hours;
        this.retry = retry;
        this.clock = clock;
        this.systemClock = systemClock;
    }

    /**
     * Delivers the message, if it still has to be delivered.
     *
     * @param record the queue record that refers to the message
     * @throws BeingSentException if the claim of another process is not stale yet
     */
    public Result deliver(MessageRef ref, ReceivedRecord record) {
        Optional<OutgoingMessage> outgoing = deliveryRecords.find(ref);
        if (outgoing.isEmpty()) {
            return Result.of(Delivery.GONE);
        }
        if (outgoing.get().settled()) {
            return Result.of(Delivery.REPEATED);
        }
        Instant now = Timestamps.now(clock);
        Instant opening = hours.nextOpening(now, outgoing.get().to().timeZone().zone());
        return opening.isAfter(now) ? hold(ref, record, now, opening) : send(outgoing.get(), record);
    }

    private Result hold(MessageRef ref, ReceivedRecord record, Instant now, Instant opening) {
        Duration wait = Duration.between(now, opening);
        if (wait.compareTo(SHORT_WAIT) < 0) {
            queues.sendMessageAfter(wait, ref);
            return Result.of(Delivery.HELD);
        }
        return deliveryRecords.hold(ref, opening) == WriteResult.WRITTEN
                ? Result.of(Delivery.HELD)
                : postpone(ref, record, MARKER_DELAY);
    }

    private Result send(OutgoingMessage outgoing, ReceivedRecord record) {
        MessageRef ref = outgoing.ref();
        Instant now = Timestamps.now(systemClock);
        if (!deliveryRecords.claim(ref, now, now.minus(CLAIM_TIMEOUT))) {
            throw new BeingSentException(ref);
        }
        SendResult sendResult = outgoing.to().active() ? channel.send(outgoing) : new SendResult.Refused(DEACTIVATED);
        return sendResult.fold(
                accepted -> {
                    record(ref, () -> deliveryRecords.recordDelivered(ref, now, Timestamps.now(clock), accepted.id()));
                    return Result.of(Delivery.SENT);
                },
                retryLater -> {
                    record(ref, () -> deliveryRecords.release(ref, now));
                    return postpone(ref, record, retryLater.after());
                },
                refused -> {
                    record(ref, () -> deliveryRecords.recordRefused(ref, now, Timestamps.now(clock), refused.error()));
                    return new Result(Delivery.REFUSED, Optional.of(refused.error()));
                });
    }

    private Result postpone(MessageRef ref, ReceivedRecord record, Duration after) {
        if (record.receives() < MAX_RECEIVES) {
            queues.extendVisibility(record, after);
            return Result.of(Delivery.POSTPONED);
        }
        queues.sendMessageAfter(after, ref);
        return Result.of(Delivery.RENEWED);
    }

    /**
     * If the claim no longer exists, the message was resent meanwhile, and the other delivery records its own result.
     */
    private void record(MessageRef ref, Supplier<WriteResult> write) {
        retry.execute(ref.id(), () -> Optional.of(write.get()).filter(written -> written != WriteResult.CONFLICT));
    }
}
