package dev.tracks.usecase.message;

import dev.tracks.domain.message.DeliveryHours;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.SystemClock;
import dev.tracks.usecase.Timestamps;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.outbox.ReceivedRecord;
import dev.tracks.usecase.outbox.RecordVisibility;
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
 * permanently, that is recorded and the message is not sent again.
 *
 * <p>A message must wait outside the person's delivery hours, if its channel asks for it, and during an {@link Outage}
 * of its channel. A wait of less than a minute extends the visibility time-out of the queue record. A longer wait is a
 * hold on the message's own record: the sweep enqueues the message when the hold ends. This class never sends to the
 * queue, because the queue invokes it.
 *
 * <p>A test message waits neither for the delivery hours nor for a minute or longer, because its author waits for it: it
 * is refused instead. During an outage it is always sent, so it shows at once whether the channel works again.
 */
@Singleton
public final class DeliverMessage {
    /**
     * After this time a claim is stale, because the process that made it is assumed to be dead. It is longer than any
     * channel may take to send a message.
     */
    public static final Duration CLAIM_TIMEOUT = Duration.ofSeconds(40);

    /**
     * How long a repeated request to resend a message changes nothing, unless the message is delivered or refused. It
     * would remove the claim of the process that is sending the message, which would then be sent twice. Later, the
     * message may be lost in the dead-letter queue, and can be requested again.
     */
    public static final Duration RESEND_UNDER_WAY = Duration.ofMinutes(1);

    /**
     * A message whose queue record has been received this often waits on its own record, even if the wait is short.
     * After eight receives the queue moves a record to the dead-letter queue ({@code template.yaml}, MessagesQueue).
     * Waiting is not a failure, so the last receive is kept for one.
     */
    public static final int MAX_RECEIVES = 7;

    /**
     * The shortest hold; a message that must wait less waits in the queue. Clocks differ by seconds. A process with a
     * slow clock, which sees the hours begin later than the sweep, must not hold the message until the same time
     * again: the sweep would end this hold instead of the one that it read.
     */
    static final Duration SHORTEST_HOLD = Duration.ofMinutes(1);

    /**
     * A message cannot be held before its {@code pending} marker is cleared, which happens right after it was
     * enqueued. Until then it is redelivered after this time, which doubles with each receive: in all, about ten
     * minutes, longer than any function that publishes may run.
     */
    static final Duration MARKER_DELAY = Duration.ofSeconds(5);

    /** The recorded error for a person who was deactivated. */
    static final String DEACTIVATED = SkipReason.PARTICIPANT_DEACTIVATED.wireName();

    /** The recorded error of a test message for which the channel asks to wait. */
    static final String BUSY = "channel_busy";

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
        /** The channel asks to wait. The message is sent later. */
        POSTPONED,
        /** The channel accepts no message at all. The message is sent when the outage is over. */
        CHANNEL_DOWN
    }

    /**
     * The result of a delivery.
     *
     * @param error the channel's error code, or {@code participant_deactivated}, if the message was refused; the
     *     channel's error code during an outage
     * @param waitsInQueue whether the queue must redeliver the record, so that it must be reported as a batch item
     *     failure
     */
    public record Result(Delivery delivery, Optional<String> error, boolean waitsInQueue) {
        /** The result for a record that is done. */
        public Result(Delivery delivery, Optional<String> error) {
            this(delivery, error, false);
        }

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
    private final ChannelState channelState;
    private final RecordVisibility visibility;
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
            ChannelState channelState,
            RecordVisibility visibility,
            DeliveryHours hours,
            OptimisticRetry retry,
            InstantSource clock,
            @SystemClock InstantSource systemClock) {
        this.deliveryRecords = deliveryRecords;
        this.channel = channel;
        this.channelState = channelState;
        this.visibility = visibility;
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
        Optional<StoredMessage> stored = deliveryRecords.find(ref);
        Instant now = Timestamps.now(clock);
        if (stored.isEmpty() || stored.get().isObsolete(now)) {
            return Result.of(Delivery.GONE);
        }
        OutgoingMessage outgoing = stored.get().outgoing();
        if (outgoing.settled()) {
            return Result.of(Delivery.REPEATED);
        }
        Instant opening = ref.kind() == MessageKind.TEST
                ? now
                : hours.nextOpening(now, outgoing.to().timeZone().zone());
        if (opening.isAfter(now)) {
            return delay(Result.of(Delivery.HELD), ref, record, now, Duration.between(now, opening));
        }
        Optional<String> hopeless = hopeless(outgoing);
        if (hopeless.isPresent()) {
            return refuse(ref, claim(ref), hopeless.get());
        }
        Optional<Outage> outage = stored.get().outage();
        return outage.isPresent() && ref.kind() != MessageKind.TEST && !isProbe(outage.get(), now)
                ? waitForChannel(outage.get(), ref, record, now)
                : send(outgoing, record, outage);
    }

    /** The error of a message that can never be sent, whether the channel works or not. */
    private Optional<String> hopeless(OutgoingMessage outgoing) {
        return outgoing.to().active() ? channel.addressError(outgoing) : Optional.of(DEACTIVATED);
    }

    /** Whether this process may send its message during the outage: one message per interval, of all processes. */
    private boolean isProbe(Outage outage, Instant now) {
        return outage.isProbeDue(now) && channelState.take(ChannelState.PROBE, now, Outage.PROBE_INTERVAL);
    }

    /** @return the time of the claim */
    private Instant claim(MessageRef ref) {
        Instant now = Timestamps.now(systemClock);
        if (!deliveryRecords.claim(ref, now, now.minus(CLAIM_TIMEOUT))) {
            throw new BeingSentException(ref);
        }
        return now;
    }

    private Result send(OutgoingMessage outgoing, ReceivedRecord record, Optional<Outage> outage) {
        MessageRef ref = outgoing.ref();
        Instant claimedAt = claim(ref);
        return channel.send(outgoing)
                .fold(
                        accepted -> {
                            Instant at = Timestamps.now(clock);
                            record(ref, () -> deliveryRecords.recordDelivered(ref, claimedAt, at, accepted.id()));
                            outage.ifPresent(ended -> channelState.end());
                            return Result.of(Delivery.SENT);
                        },
                        retryLater -> {
                            record(ref, () -> deliveryRecords.release(ref, claimedAt));
                            Result postponed = Result.of(Delivery.POSTPONED);
                            return delay(postponed, ref, record, Timestamps.now(clock), retryLater.after());
                        },
                        refused -> {
                            Result result = refuse(ref, claimedAt, refused.error());
                            outage.ifPresent(ended -> channelState.end());
                            return result;
                        },
                        channelDown -> {
                            Instant now = Timestamps.now(clock);
                            Outage current = new Outage(now, channelDown.error());
                            channelState.begin(current);
                            record(ref, () -> deliveryRecords.release(ref, claimedAt));
                            return waitForChannel(current, ref, record, now);
                        });
    }

    private Result refuse(MessageRef ref, Instant claimedAt, String error) {
        Refusal refusal = new Refusal(Timestamps.now(clock), channel.name(), error);
        record(ref, () -> deliveryRecords.recordRefused(ref, claimedAt, refusal));
        return new Result(Delivery.REFUSED, Optional.of(error));
    }

    /** The sweep enqueues the message when the channel works again, and perhaps before, as a probe. */
    private Result waitForChannel(Outage outage, MessageRef ref, ReceivedRecord record, Instant now) {
        Result result = new Result(Delivery.CHANNEL_DOWN, Optional.of(outage.error()));
        return delay(result, ref, record, now, SHORTEST_HOLD);
    }

    /**
     * Lets the message wait, in the queue or on its own record.
     *
     * @param now the time on the business clock, as in all holds
     */
    private Result delay(Result result, MessageRef ref, ReceivedRecord record, Instant now, Duration wait) {
        boolean isShort = wait.compareTo(SHORTEST_HOLD) < 0;
        if (isShort && record.receives() < MAX_RECEIVES) {
            return delayInQueue(result, record, wait);
        }
        if (ref.kind() == MessageKind.TEST) {
            return refuse(ref, claim(ref), result.error().orElse(BUSY));
        }
        Instant until = now.plus(isShort ? SHORTEST_HOLD : wait);
        return deliveryRecords.hold(ref, until) == WriteResult.WRITTEN
                ? result
                : delayInQueue(result, record, markerDelay(record));
    }

    private Result delayInQueue(Result result, ReceivedRecord record, Duration wait) {
        visibility.extend(record, wait);
        return new Result(result.delivery(), result.error(), true);
    }

    private static Duration markerDelay(ReceivedRecord record) {
        return MARKER_DELAY.multipliedBy(1L << Math.min(record.receives(), MAX_RECEIVES) - 1);
    }

    /**
     * If the claim no longer exists, the message was resent meanwhile, and the other delivery records its own result.
     */
    private void record(MessageRef ref, Supplier<WriteResult> write) {
        retry.execute(ref.id(), () -> Optional.of(write.get()).filter(written -> written != WriteResult.CONFLICT));
    }
}
