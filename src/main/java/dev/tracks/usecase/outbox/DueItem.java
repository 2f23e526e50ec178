package dev.tracks.usecase.outbox;

import dev.tracks.domain.decision.Run;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.StepReached;
import java.time.Instant;
import java.util.Optional;

/** Something written that is still to be followed up. */
public sealed interface DueItem {
    /** Names it for whoever looks after it, by ids only: it is logged, and texts and names of people are not. */
    String key();

    /**
     * An instance that has started or ended.
     *
     * @param started its start is to be followed up: its confirmation, if it has one, and its track's own steps
     * @param heldUntil when its confirmation will be delivered, if that waits for the person's delivery hours
     */
    record PendingEnrollment(
            Enrollment enrollment, boolean started, boolean hasConfirmation, long version, Optional<Instant> heldUntil)
            implements DueItem {
        /** One whose confirmation is not held. */
        public PendingEnrollment(Enrollment enrollment, boolean started, boolean hasConfirmation, long version) {
            this(enrollment, started, hasConfirmation, version, Optional.empty());
        }

        @Override
        public String key() {
            return "enrollment " + enrollment.participantId() + "/" + enrollment.trackId() + "/"
                    + enrollment.instance();
        }
    }

    /**
     * An invitation that was written (its message) or closed.
     *
     * @param heldUntil when the first of its messages that wait for the person's delivery hours will be delivered
     */
    record PendingInvitation(Invitation invitation, Optional<Instant> heldUntil) implements DueItem {
        /** One of which no message is held. */
        public PendingInvitation(Invitation invitation) {
            this(invitation, Optional.empty());
        }

        @Override
        public String key() {
            return invitationKey(invitation);
        }
    }

    /** A run that was deferred (its schedule), skipped or cancelled. */
    record PendingRun(Run run) implements DueItem {
        @Override
        public String key() {
            return runKey(run);
        }
    }

    /** A deferred run whose time has come, as the sweep finds it. */
    record DueRun(Run run) implements DueItem {
        @Override
        public String key() {
            return runKey(run);
        }
    }

    /**
     * An invitation that is to be reminded of, or has expired, as the sweep finds it.
     *
     * @param heldUntil when the first of its messages that wait for the person's delivery hours will be delivered
     */
    record DueInvitation(Invitation invitation, Optional<Instant> heldUntil) implements DueItem {
        /** One of which no message is held. */
        public DueInvitation(Invitation invitation) {
            this(invitation, Optional.empty());
        }

        @Override
        public String key() {
            return invitationKey(invitation);
        }
    }

    /**
     * A message whose person's delivery hours begin, as the sweep finds it.
     *
     * @param heldUntil when they begin
     * @param next when its record is due for something else
     * @param version of its record
     */
    record DueMessage(MessageRef message, Instant heldUntil, Optional<Instant> next, long version) implements DueItem {
        @Override
        public String key() {
            return "message " + message.id();
        }
    }

    /** A person whose erasure is to be repeated for what raced with it. */
    record DueErasure(String participantId) implements DueItem {
        @Override
        public String key() {
            return "erasure " + participantId;
        }
    }

    /**
     * A step that was removed; the schedules of who waits in it are to be deleted.
     *
     * @param cursor where that has come to in the list of its runs; empty at the beginning
     */
    record RemovedStep(String trackId, String stepId, Instant removedAt, Optional<String> cursor) implements DueItem {
        @Override
        public String key() {
            return "removed step " + trackId + "/" + stepId;
        }
    }

    /** An item that cannot be read; the others go on. */
    record Unreadable(String key, String problem) implements DueItem {}

    private static String runKey(Run run) {
        StepReached cause = run.cause();
        return "run " + cause.participantId() + "/" + cause.trackId() + "/" + cause.instance() + "/" + cause.stepId();
    }

    private static String invitationKey(Invitation invitation) {
        return "invitation " + invitation.participantId() + "/" + invitation.trackId() + "/" + invitation.number();
    }
}
