package dev.tracks.usecase;

import dev.tracks.domain.AddToTrackStep;
import dev.tracks.domain.Enrollment;
import dev.tracks.domain.ReachedBy;
import dev.tracks.domain.StepReached;
import dev.tracks.usecase.DueItem.PendingEnrollment;
import dev.tracks.usecase.DueItem.PendingInvitation;
import java.util.List;

/**
 * Follows up what was written: the message goes to its queue, the destination's own steps are reached. Only fast hand-overs
 * that may be repeated; whoever receives them drops repeats. The mark goes last, so that a crash before repeats all.
 */
public final class HandOver {
    private final Configuration configuration;
    private final Outbox outbox;
    private final Queues queues;

    public HandOver(Configuration configuration, Outbox outbox, Queues queues) {
        this.configuration = configuration;
        this.outbox = outbox;
        this.queues = queues;
    }

    /** Hands over a new instance. */
    public void enrollment(PendingEnrollment item) {
        Enrollment enrollment = item.enrollment();
        if (item.hasConfirmation()) {
            queues.message(new MessageRef(
                    MessageKind.CONFIRMATION, enrollment.participantId(), enrollment.trackId(), enrollment.instance()));
        }
        List<StepReached> reached = reachedByStart(enrollment);
        if (!reached.isEmpty()) {
            queues.reached(reached);
        }
        outbox.handedOver(item);
    }

    /** Hands over a new invitation. */
    public void invitation(PendingInvitation item) {
        queues.message(MessageRef.of(MessageKind.INVITATION, item.invitation()));
        outbox.handedOver(item);
    }

    /** Disabled steps too: whoever reaches one is skipped for a reason that the history shows, and can be rerun. */
    private List<StepReached> reachedByStart(Enrollment enrollment) {
        return configuration.steps(enrollment.trackId()).stream()
                .map(Stored::value)
                .filter(step -> step.reachedBy() == ReachedBy.TRACK_START)
                .map(step -> reached(step, enrollment))
                .toList();
    }

    private static StepReached reached(AddToTrackStep step, Enrollment enrollment) {
        return new StepReached(step.trackId(), step.id(), enrollment.participantId(), enrollment.instance());
    }
}
