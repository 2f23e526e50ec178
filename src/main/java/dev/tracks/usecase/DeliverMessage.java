package dev.tracks.usecase;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Delivers a message: claimed first, then sent, then noted. Handed over twice, it is sent once. After a crash between
 * sending and noting nobody knows; the claim goes stale and the message is sent again: at least once.
 */
public final class DeliverMessage {
    /** After this, whoever claimed a message is thought dead: longer than a channel may take to send it. */
    public static final Duration CLAIM = Duration.ofSeconds(40);

    /** What became of the message. */
    public enum Delivery {
        SENT,
        /** It was delivered before. */
        REPEATED,
        /** The record, its text or the person is gone. */
        GONE
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
    public Delivery deliver(MessageRef ref) {
        Optional<Letter> letter = mailbox.open(ref);
        if (letter.isEmpty()) {
            return Delivery.GONE;
        }
        if (letter.get().delivered()) {
            return Delivery.REPEATED;
        }
        Instant now = Times.now(realTime);
        if (!mailbox.claim(ref, now, now.minus(CLAIM))) {
            throw new BeingSentException(ref);
        }
        channel.send(letter.get());
        return rounds.untilWritten(
                ref.id(),
                () -> mailbox.delivered(ref, now, Times.now(clock)) == Written.CONTENDED
                        ? Optional.empty()
                        : Optional.of(Delivery.SENT));
    }
}
