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
 * Delivers a message: claimed first, then sent, then noted. Handed over twice, it is sent once. After a crash between
 * sending and noting nobody knows; the claim goes stale and the message is sent again: at least once. What the channel
 * refuses for good is noted as well, and not sent again; what it cannot take now comes again when it says. Outside the
 * person's delivery hours, a message is held on its record until the sweep finds that they have begun.
 */
@Singleton
public final class DeliverMessage {
    /** After this, whoever claimed a message is thought dead: longer than a channel may take to send it. */
    public static final Duration CLAIM_TIMEOUT = Duration.ofSeconds(40);

    /**
     * A record that has come so often is put anew rather than shown again. The queue gives up a record after eight receives
     * ({@code template.yaml}, MessagesQueue), and waiting is no failure; the one that is left is for a failure.
     */
    public static final int MAX_RECEIVES = 7;

    /** Hours that begin so soon are waited for in the queue: clocks differ by seconds, and one may have seen them begin. */
    static final Duration SHORT_WAIT = Duration.ofMinutes(1);

    /** Whoever put a message into the queue takes the mark from its record a moment later; then it can be held. */
    static final Duration MARKER_DELAY = Duration.ofSeconds(5);

    /** Why whoever was deactivated meanwhile is sent nothing. */
    static final String DEACTIVATED = SkipReason.PARTICIPANT_DEACTIVATED.wireName();

    /** What became of the message. */
    public enum Delivery {
        SENT,
        /** It was delivered, or refused for good, before. */
        REPEATED,
        /** The record, its text or the person is gone. */
        GONE,
        /** Its channel will never take it, or the person was deactivated: that is noted, and nobody tries again. */
        REFUSED,
        /** Outside the person's delivery hours: it is noted, and comes when they begin. */
        HELD,
        /** It must wait; the queue shows this very record again, which must be said not to be dealt with. */
        POSTPONED,
        /** It must wait; the queue has another record in place of this one. */
        RENEWED
    }

    /**
     * What became of the message, and why.
     *
     * @param error the channel's word, or {@code participant_deactivated}, if it was refused
     */
    public record Result(Delivery delivery, Optional<String> error) {
        static Result of(Delivery delivery) {
            return new Result(delivery, Optional.empty());
        }
    }

    /** Somebody else is sending it right now; try again later, in case they die. */
    public static final class BeingSentException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BeingSentException(MessageRef ref) {
            super(ref.id() + " is being sent by another");
        }
    }

    private final DeliveryRecords deliveryRecords;
    private final Channel channel;
    private final Queues queues;
    private final DeliveryHours hours;
    private final OptimisticRetry retry;
    private final InstantSource clock;
    private final InstantSource realTime;

    /**
     * @param hours when messages are delivered, where the person is
     * @param clock says what time it is for people
     * @param realTime measures claims: how long a process may take does not change where the clock runs faster
     */
    public DeliverMessage(
            DeliveryRecords deliveryRecords,
            Channel channel,
            Queues queues,
            DeliveryHours hours,
            OptimisticRetry retry,
            InstantSource clock,
            @SystemClock InstantSource realTime) {
        this.deliveryRecords = deliveryRecords;
        this.channel = channel;
        this.queues = queues;
        this.hours = hours;
        this.retry = retry;
        this.clock = clock;
        this.realTime = realTime;
    }

    /**
     * Delivers it, if that is still to be done.
     *
     * @param record by which the queue names it
     * @throws BeingSentException if another process has claimed it a moment ago
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
        Instant opening = hours.nextOpening(now, outgoing.get().to().timeZone());
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
                : later(ref, record, MARKER_DELAY);
    }

    private Result send(OutgoingMessage outgoing, ReceivedRecord record) {
        MessageRef ref = outgoing.ref();
        Instant now = Timestamps.now(realTime);
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
                    return later(ref, record, retryLater.after());
                },
                refused -> {
                    record(ref, () -> deliveryRecords.recordRefused(ref, now, Timestamps.now(clock), refused.error()));
                    return new Result(Delivery.REFUSED, Optional.of(refused.error()));
                });
    }

    private Result later(MessageRef ref, ReceivedRecord record, Duration after) {
        if (record.receives() < MAX_RECEIVES) {
            queues.extendVisibility(record, after);
            return Result.of(Delivery.POSTPONED);
        }
        queues.sendMessageAfter(after, ref);
        return Result.of(Delivery.RENEWED);
    }

    /** If the claim is gone, the message was resent meanwhile, and its other delivery is noted. */
    private void record(MessageRef ref, Supplier<WriteResult> note) {
        retry.execute(ref.id(), () -> Optional.of(note.get()).filter(written -> written != WriteResult.CONFLICT));
    }
}
