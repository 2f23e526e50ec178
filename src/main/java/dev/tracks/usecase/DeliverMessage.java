package dev.tracks.usecase;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Delivers a message: claimed first, then sent, then noted. Handed over twice, it is sent once. After a crash between
 * sending and noting nobody knows; the claim goes stale and the message is sent again: at least once. What the channel
 * refuses for good is noted as well, and not sent again.
 */
public final class DeliverMessage {
    /** After this, whoever claimed a message is thought dead: longer than a channel may take to send it. */
    public static final Duration CLAIM = Duration.ofSeconds(40);

    /** What became of the message. */
    public enum Delivery {
        SENT,
        /** It was delivered, or refused for good, before. */
        REPEATED,
        /** The record, its text or the person is gone. */
        GONE,
        /** Its channel will never take it: that is noted, and nobody tries again. */
        REFUSED
    }

    /**
     * What became of the message, and why.
     *
     * @param error the channel's word, if it was refused
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
    private final Rounds rounds;
    private final InstantSource clock;
    private final InstantSource realTime;

    /**
     * @param clock says when a message was delivered
     * @param realTime measures claims: how long a process may take does not change where the clock runs faster
     */
    public DeliverMessage(
            Mailbox mailbox, Channel channel, Rounds rounds, InstantSource clock, InstantSource realTime) {
        this.mailbox = mailbox;
        this.channel = channel;
        this.rounds = rounds;
        this.clock = clock;
        this.realTime = realTime;
    }

    /** @throws BeingSentException if another process has claimed it a moment ago */
    public Result deliver(MessageRef ref) {
        Optional<Letter> letter = mailbox.open(ref);
        if (letter.isEmpty()) {
            return Result.of(Delivery.GONE);
        }
        if (letter.get().settled()) {
            return Result.of(Delivery.REPEATED);
        }
        Instant now = Times.now(realTime);
        if (!mailbox.claim(ref, now, now.minus(CLAIM))) {
            throw new BeingSentException(ref);
        }
        Posted posted = channel.send(letter.get());
        if (posted instanceof Posted.Refused refused) {
            note(ref, () -> mailbox.refused(ref, now, Times.now(clock), refused.error()));
            return new Result(Delivery.REFUSED, Optional.of(refused.error()));
        }
        Optional<String> id = posted instanceof Posted.Accepted accepted ? accepted.id() : Optional.empty();
        note(ref, () -> mailbox.delivered(ref, now, Times.now(clock), id));
        return Result.of(Delivery.SENT);
    }

    /** If the claim is gone, the message was resent meanwhile, and its other delivery is noted. */
    private void note(MessageRef ref, Supplier<Written> note) {
        rounds.untilWritten(ref.id(), () -> Optional.of(note.get()).filter(written -> written != Written.CONTENDED));
    }
}
