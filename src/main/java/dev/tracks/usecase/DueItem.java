package dev.tracks.usecase;

import dev.tracks.domain.Enrollment;
import dev.tracks.domain.Invitation;
import dev.tracks.domain.Run;
import dev.tracks.domain.StepReached;
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
     */
    record PendingEnrollment(Enrollment enrollment, boolean started, boolean hasConfirmation, long version)
            implements DueItem {
        @Override
        public String key() {
            return "enrollment " + enrollment.participantId() + "/" + enrollment.trackId() + "/"
                    + enrollment.instance();
        }
    }

    /** An invitation that was written (its message) or closed. */
    record PendingInvitation(Invitation invitation) implements DueItem {
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

    /** An invitation that is to be reminded of, or has expired, as the sweep finds it. */
    record DueInvitation(Invitation invitation) implements DueItem {
        @Override
        public String key() {
            return invitationKey(invitation);
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
