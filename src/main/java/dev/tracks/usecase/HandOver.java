package dev.tracks.usecase;

import dev.tracks.domain.AddToTrackStep;
import dev.tracks.domain.Enrollment;
import dev.tracks.domain.EnrollmentStatus;
import dev.tracks.domain.InvitationStatus;
import dev.tracks.domain.ReachedBy;
import dev.tracks.domain.Run;
import dev.tracks.domain.RunStatus;
import dev.tracks.domain.StepReached;
import dev.tracks.usecase.DueItem.PendingEnrollment;
import dev.tracks.usecase.DueItem.PendingInvitation;
import dev.tracks.usecase.DueItem.PendingRun;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Follows up what was written: messages and the destination's own steps go to their queues, delays to the scheduler, and
 * others are told. Only fast hand-overs that may be repeated; whoever receives them drops repeats. The mark goes last, so
 * that a crash before repeats all.
 */
@Singleton
public final class HandOver {
    /** The scheduler's precision: what is due earlier waits in the queue. */
    static final Duration SHORT = Duration.ofMinutes(1);

    private final Configuration configuration;
    private final Outbox outbox;
    private final Queues queues;
    private final Schedules schedules;
    private final EventsOut events;
    private final InstantSource clock;

    public HandOver(
            Configuration configuration,
            Outbox outbox,
            Queues queues,
            Schedules schedules,
            EventsOut events,
            InstantSource clock) {
        this.configuration = configuration;
        this.outbox = outbox;
        this.queues = queues;
        this.schedules = schedules;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Hands over whatever is pending; what is due by time is the sweep's.
     *
     * @param before what the item was before, if that was still to be handed over: should that have failed for good, others
     *     are told now
     */
    public void pending(DueItem item, Optional<DueItem> before) {
        if (before.orElse(null) instanceof PendingRun earlier) {
            events.put(Transition.of(earlier.run()));
        } else if (before.orElse(null) instanceof PendingInvitation earlier && !sameTransition(earlier, item)) {
            events.put(Transition.of(earlier.invitation()));
        }
        pending(item);
    }

    /** Hands over what was left behind, without anybody knowing what had been handed over before. */
    public void leftBehind(DueItem item) {
        if (item instanceof PendingInvitation closed && closed.invitation().status() != InvitationStatus.PENDING) {
            events.put(Transition.invited(closed.invitation()));
        }
        pending(item);
    }

    private static boolean sameTransition(PendingInvitation earlier, DueItem item) {
        return item instanceof PendingInvitation now
                && Transition.of(earlier.invitation())
                        .id()
                        .equals(Transition.of(now.invitation()).id());
    }

    /** Hands over whatever is pending, where nothing was before. */
    public void pending(DueItem item) {
        if (item instanceof PendingEnrollment enrollment) {
            enrollment(enrollment);
        } else if (item instanceof PendingInvitation invitation) {
            invitation(invitation);
        } else if (item instanceof PendingRun run) {
            run(run);
        }
    }

    private void enrollment(PendingEnrollment item) {
        Enrollment enrollment = item.enrollment();
        if (item.started()) {
            started(enrollment, item.hasConfirmation());
        }
        if (enrollment.status() == EnrollmentStatus.CANCELLED) {
            causes(enrollment, step -> true).forEach(schedules::delete);
        }
        if (enrollment.status() != EnrollmentStatus.ACTIVE) {
            events.put(Transition.ended(enrollment, item.version()));
        }
        outbox.handedOver(item);
    }

    private void started(Enrollment enrollment, boolean hasConfirmation) {
        if (hasConfirmation) {
            queues.message(MessageRef.confirmation(enrollment));
        }
        List<StepReached> reached = causes(enrollment, step -> step.reachedBy() == ReachedBy.TRACK_START);
        if (!reached.isEmpty()) {
            queues.reached(reached);
        }
        events.put(Transition.started(enrollment));
    }

    private void invitation(PendingInvitation item) {
        if (item.invitation().status() == InvitationStatus.PENDING) {
            queues.message(MessageRef.of(MessageKind.INVITATION, item.invitation()));
        }
        events.put(Transition.of(item.invitation()));
        outbox.handedOver(item);
    }

    private void run(PendingRun item) {
        Run run = item.run();
        if (run.status() == RunStatus.DEFERRED) {
            defer(run);
        } else if (run.status() == RunStatus.CANCELLED) {
            schedules.delete(run.cause());
        }
        events.put(Transition.of(run));
        outbox.handedOver(item);
    }

    private void defer(Run run) {
        Instant dueAt = run.dueAt().orElseThrow();
        Duration left = Duration.between(Times.now(clock), dueAt);
        if (left.compareTo(SHORT) < 0) {
            queues.reachedAfter(left.isNegative() ? Duration.ZERO : left, run.cause());
        } else {
            schedules.schedule(run.cause(), dueAt);
        }
    }

    /** Disabled steps too: whoever reaches one is skipped for a reason that the history shows, and can be rerun. */
    private List<StepReached> causes(Enrollment enrollment, Predicate<AddToTrackStep> wanted) {
        return configuration.steps(enrollment.trackId()).stream()
                .map(Stored::value)
                .filter(wanted)
                .map(step -> reached(step, enrollment))
                .toList();
    }

    private static StepReached reached(AddToTrackStep step, Enrollment enrollment) {
        return new StepReached(step.trackId(), step.id(), enrollment.participantId(), enrollment.instance());
    }
}
