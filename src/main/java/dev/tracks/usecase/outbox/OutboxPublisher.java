package dev.tracks.usecase.outbox;

import dev.tracks.domain.decision.Run;
import dev.tracks.domain.decision.RunStatus;
import dev.tracks.domain.job.JobStatus;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.step.ReachedBy;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.Timestamps;
import dev.tracks.usecase.configure.Configuration;
import dev.tracks.usecase.outbox.DueItem.Pending;
import dev.tracks.usecase.outbox.DueItem.PendingEnrollment;
import dev.tracks.usecase.outbox.DueItem.PendingEnrollment.Unpublished;
import dev.tracks.usecase.outbox.DueItem.PendingInvitation;
import dev.tracks.usecase.outbox.DueItem.PendingRun;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Publishes unpublished items from the outbox: it closes invitations to a track that was started another way, enqueues
 * messages and the steps of the destination track, creates and deletes schedules, and publishes domain events. All of
 * these are fast and may be repeated, because their receivers drop repeats. The {@code pending} marker is cleared last, so
 * that everything is published again after a crash.
 */
@Singleton
public final class OutboxPublisher {
    /** The precision of EventBridge Scheduler. A run that is due within this time is sent to the queue with a delay instead. */
    static final Duration SCHEDULER_PRECISION = Duration.ofMinutes(1);

    private final Configuration configuration;
    private final Outbox outbox;
    private final Queues queues;
    private final Schedules schedules;
    private final DomainEvents events;
    private final CloseInvitations closeInvitations;
    private final InstantSource clock;

    public OutboxPublisher(
            Configuration configuration,
            Outbox outbox,
            Queues queues,
            Schedules schedules,
            DomainEvents events,
            CloseInvitations closeInvitations,
            InstantSource clock) {
        this.configuration = configuration;
        this.outbox = outbox;
        this.queues = queues;
        this.schedules = schedules;
        this.events = events;
        this.closeInvitations = closeInvitations;
        this.clock = clock;
    }

    /**
     * Publishes a pending item.
     *
     * @param before the item's previous image, if that was unpublished. If it is a run, its event is published first,
     *     because publishing it may have failed.
     */
    public void publish(Pending item, Optional<Pending> before) {
        publishReplaced(before);
        publish(item);
    }

    /** Publishes only the event of the previous image, which no other record shows, if that was an unpublished run. */
    void publishReplaced(Optional<Pending> before) {
        before.ifPresent(earlier ->
                earlier.visitPending(enrollment -> {}, invitation -> {}, this::publishEarlier, job -> {}, lane -> {}));
    }

    private void publishEarlier(PendingRun earlier) {
        publishEvent(earlier.run());
    }

    /** Publishes a pending item that had no unpublished previous state. */
    public void publish(Pending item) {
        item.visitPending(this::enrollment, this::invitation, this::run, this::job, this::lane);
    }

    private void enrollment(PendingEnrollment item) {
        Enrollment enrollment = item.enrollment();
        if (item.unpublished() == Unpublished.START) {
            started(enrollment, item.hasConfirmation());
        } else if (item.unpublished().isResend() && item.hasConfirmation()) {
            queues.sendMessage(MessageRef.confirmation(enrollment));
        }
        if (enrollment.status() != EnrollmentStatus.ACTIVE && item.unpublished() != Unpublished.RESEND_AFTER_END) {
            ended(enrollment, item.version());
        }
        outbox.clearPending(item);
    }

    private void ended(Enrollment enrollment, long version) {
        if (enrollment.status() == EnrollmentStatus.CANCELLED) {
            stepsReached(enrollment, step -> true).forEach(schedules::delete);
        } else {
            reach(enrollment, ReachedBy.TRACK_COMPLETION);
        }
        events.publish(Transition.ended(enrollment, version));
    }

    private void started(Enrollment enrollment, boolean hasConfirmation) {
        closeInvitations.afterStart(enrollment);
        if (hasConfirmation) {
            queues.sendMessage(MessageRef.confirmation(enrollment));
        }
        reach(enrollment, ReachedBy.TRACK_START);
        events.publish(Transition.started(enrollment));
    }

    private void reach(Enrollment enrollment, ReachedBy by) {
        List<StepReached> reached = stepsReached(enrollment, step -> step.reachedBy() == by);
        if (!reached.isEmpty()) {
            queues.sendReached(reached);
        }
    }

    private void invitation(PendingInvitation item) {
        Invitation invitation = item.invitation();
        if (invitation.status() == InvitationStatus.PENDING) {
            queues.sendMessage(MessageRef.of(MessageKind.INVITATION, invitation));
            events.publish(Transition.invited(invitation));
        } else {
            publishClosed(item, true);
        }
        outbox.clearPending(item);
    }

    /**
     * Publishes a closed invitation: its event, and that its messages must be replaced.
     *
     * @param withInvited whether {@code invited} may be unpublished, too, and is published first. One that has the {@code
     *     pending} marker was left to the sweep, so it is unknown what of its records was published.
     */
    void publishClosed(PendingInvitation closed, boolean withInvited) {
        Invitation invitation = closed.invitation();
        if (withInvited) {
            events.publish(Transition.invited(invitation));
        }
        if (closed.shown()) {
            queues.sendClosed(MessageRef.of(MessageKind.INVITATION, invitation));
        }
        events.publish(Transition.of(invitation));
    }

    private void run(PendingRun item) {
        publish(item.run());
        outbox.clearPending(item);
    }

    /** Publishes a run: its schedule and its event. */
    void publish(Run run) {
        if (run.status() == RunStatus.DEFERRED) {
            defer(run);
        } else if (run.status() == RunStatus.CANCELLED) {
            schedules.delete(run.cause());
        }
        publishEvent(run);
    }

    /** Publishes only the event of a run. One that enrolled or invited has none: it is published with what it led to. */
    void publishEvent(Run run) {
        if (run.enrollment().isEmpty() && run.invitation().isEmpty()) {
            events.publish(Transition.of(run));
        }
    }

    /** A job that was stopped before it started has nothing to publish. */
    private void job(PendingJob item) {
        if (item.job().status() == JobStatus.SCHEDULED) {
            schedules.scheduleJob(item.job().id(), item.job().times().startAt().orElseThrow());
        }
        outbox.clearPending(item);
    }

    private void lane(PendingLane item) {
        queues.sendLane(item.lane().ref());
        outbox.clearPending(item);
    }

    private void defer(Run run) {
        Instant dueAt = run.dueAt().orElseThrow();
        Duration remaining = Duration.between(Timestamps.now(clock), dueAt);
        if (remaining.compareTo(SCHEDULER_PRECISION) < 0) {
            queues.sendReachedAfter(remaining.isNegative() ? Duration.ZERO : remaining, run.cause());
        } else {
            schedules.schedule(run.cause(), dueAt);
        }
    }

    /**
     * Includes disabled steps: a participant who reaches one is skipped with a reason that the history shows, and can
     * be rerun.
     */
    private List<StepReached> stepsReached(Enrollment enrollment, Predicate<AddToTrackStep> wanted) {
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
