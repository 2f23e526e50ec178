package dev.tracks.usecase;

import dev.tracks.domain.DeliveryHours;
import dev.tracks.domain.SkipReason;
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
    public static final Duration CLAIM = Duration.ofSeconds(40);

    /**
     * A record that has come so often is put anew rather than shown again. The queue gives up a record after eight receives
     * ({@code template.yaml}, MessagesQueue), and waiting is no failure; the one that is left is for a failure.
     */
    public static final int RENEWED_AT = 7;

    /** Hours that begin so soon are waited for in the queue: clocks differ by seconds, and one may have seen them begin. */
    static final Duration SOON = Duration.ofMinutes(1);

    /** Whoever put a message into the queue takes the mark from its record a moment later; then it can be held. */
    static final Duration NOT_YET = Duration.ofSeconds(5);

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

    private final Mailbox mailbox;
    private final Channel channel;
    private final Queues queues;
    private final DeliveryHours hours;
    private final Rounds rounds;
    private final InstantSource clock;
    private final InstantSource realTime;

    /**
     * @param hours when messages are delivered, where the person is
     * @param clock says what time it is for people
     * @param realTime measures claims: how long a process may take does not change where the clock runs faster
     */
    public DeliverMessage(
            Mailbox mailbox,
            Channel channel,
            Queues queues,
            DeliveryHours hours,
            Rounds rounds,
            InstantSource clock,
            @SystemClock InstantSource realTime) {
        this.mailbox = mailbox;
        this.channel = channel;
        this.queues = queues;
        this.hours = hours;
        this.rounds = rounds;
        this.clock = clock;
        this.realTime = realTime;
    }

    /**
     * Delivers it, if that is still to be done.
     *
     * @param record by which the queue names it
     * @throws BeingSentException if another process has claimed it a moment ago
     */
    public Result deliver(MessageRef ref, Received record) {
        Optional<Letter> letter = mailbox.open(ref);
        if (letter.isEmpty()) {
            return Result.of(Delivery.GONE);
        }
        if (letter.get().settled()) {
            return Result.of(Delivery.REPEATED);
        }
        Instant now = Times.now(clock);
        Instant opening = hours.nextOpening(now, letter.get().to().timeZone());
        return opening.isAfter(now) ? hold(ref, record, now, opening) : send(letter.get(), record);
    }

    private Result hold(MessageRef ref, Received record, Instant now, Instant opening) {
        Duration wait = Duration.between(now, opening);
        if (wait.compareTo(SOON) < 0) {
            queues.messageAfter(wait, ref);
            return Result.of(Delivery.HELD);
        }
        return mailbox.hold(ref, opening) == Written.DONE ? Result.of(Delivery.HELD) : later(ref, record, NOT_YET);
    }

    private Result send(Letter letter, Received record) {
        MessageRef ref = letter.ref();
        Instant now = Times.now(realTime);
        if (!mailbox.claim(ref, now, now.minus(CLAIM))) {
            throw new BeingSentException(ref);
        }
        Posted posted = letter.to().active() ? channel.send(letter) : new Posted.Refused(DEACTIVATED);
        if (posted instanceof Posted.Later later) {
            note(ref, () -> mailbox.release(ref, now));
            return later(ref, record, later.after());
        }
        if (posted instanceof Posted.Refused refused) {
            note(ref, () -> mailbox.refused(ref, now, Times.now(clock), refused.error()));
            return new Result(Delivery.REFUSED, Optional.of(refused.error()));
        }
        Optional<String> id = posted instanceof Posted.Accepted accepted ? accepted.id() : Optional.empty();
        note(ref, () -> mailbox.delivered(ref, now, Times.now(clock), id));
        return Result.of(Delivery.SENT);
    }

    private Result later(MessageRef ref, Received record, Duration after) {
        if (record.receives() < RENEWED_AT) {
            queues.comesAgain(record, after);
            return Result.of(Delivery.POSTPONED);
        }
        queues.messageAfter(after, ref);
        return Result.of(Delivery.RENEWED);
    }

    /** If the claim is gone, the message was resent meanwhile, and its other delivery is noted. */
    private void note(MessageRef ref, Supplier<Written> note) {
        rounds.untilWritten(ref.id(), () -> Optional.of(note.get()).filter(written -> written != Written.CONTENDED));
    }
}
