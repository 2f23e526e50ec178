package dev.tracks.usecase.outbox;

import dev.tracks.domain.decision.Run;
import dev.tracks.usecase.Timestamps;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.outbox.DueItem.PendingRun;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Publishes what a record of the table's stream shows. A record that fails is repeated, and the records behind it wait.
 * After {@link #REPEATED_FOR}, it is left to the sweep, so that it blocks no others: the sweep finds what has the {@code
 * pending} marker, so a run or a closed invitation is given the marker first. Until then, it costs no write besides its
 * own. {@link UnpublishedWrite#publish} says what its methods return.
 */
@Singleton
public final class StreamPublisher {
    /** How long a record is repeated. Failures of a single record are rare; those of a service end meanwhile, mostly. */
    public static final Duration REPEATED_FOR = Duration.ofMinutes(15);

    /**
     * From this age on, a record is one that Lambda has stored after 23 hours, with records that were somewhat newer, and
     * that an operator redrives. The sweep has done all but publish the events without a marker. Doing it again, days
     * later, could have other effects: steps may have been added, or a reason to skip may no longer exist.
     */
    public static final Duration REDRIVEN_FROM = Duration.ofHours(22);

    private final OutboxPublisher publisher;
    private final Outbox outbox;
    private final InstantSource clock;

    public StreamPublisher(OutboxPublisher publisher, Outbox outbox, InstantSource clock) {
        this.publisher = publisher;
        this.outbox = outbox;
        this.clock = clock;
    }

    Optional<RuntimeException> publish(PendingWrite written, Duration age) {
        try {
            if (isRedriven(age)) {
                publisher.publishReplaced(written.before());
            } else {
                publisher.publish(written.item(), written.before());
            }
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(unlessRepeated(e, age));
        }
    }

    Optional<RuntimeException> publish(WrittenRun written, Duration age) {
        written.replaced().map(PendingRun::run).ifPresent(publisher::publishEvent);
        if (written.run().isEmpty()) {
            IllegalStateException e = new IllegalStateException("the run cannot be read");
            return leaveToSweep(written, e);
        }
        try {
            if (isRedriven(age)) {
                publisher.publishEvent(written.run().get());
            } else {
                publisher.publish(written.run().get());
            }
            return Optional.empty();
        } catch (RuntimeException e) {
            return leaveToSweep(written, unlessRepeated(e, age));
        }
    }

    Optional<RuntimeException> publish(ClosedInvitation closed, Duration age) {
        if (closed.content().isEmpty()) {
            IllegalStateException e = new IllegalStateException("the invitation cannot be read");
            return leaveToSweep(closed, e);
        }
        try {
            publisher.publishClosed(closed.content().get(), closed.wasPending());
            return Optional.empty();
        } catch (RuntimeException e) {
            return leaveToSweep(closed, unlessRepeated(e, age));
        }
    }

    private static boolean isRedriven(Duration age) {
        return age.compareTo(REDRIVEN_FROM) >= 0;
    }

    /** The failure, if its record is old enough to be left to the sweep. Otherwise throws it: the record is repeated. */
    private static RuntimeException unlessRepeated(RuntimeException failure, Duration age) {
        if (age.compareTo(REPEATED_FOR) < 0) {
            throw failure;
        }
        return failure;
    }

    /** Its version is its last one, so the marker is refused only if the item is gone. */
    private Optional<RuntimeException> leaveToSweep(ClosedInvitation closed, RuntimeException failure) {
        if (outbox.markPending(closed, Timestamps.now(clock)) != WriteResult.WRITTEN) {
            throw failure;
        }
        return Optional.of(failure);
    }

    private Optional<RuntimeException> leaveToSweep(WrittenRun written, RuntimeException failure) {
        Instant now = Timestamps.now(clock);
        switch (outbox.markPending(written, now)) {
            case WRITTEN:
                return Optional.of(failure);
            case CONDITION_FAILED:
                // Replaced: the sweep cannot find this version any more, and only its event is still of use.
                Run replaced = written.run().orElseThrow(() -> failure);
                publisher.publishEvent(replaced);
                return Optional.empty();
            default:
                throw failure;
        }
    }
}
