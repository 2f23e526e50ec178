package dev.tracks.usecase.job.row;

import dev.tracks.domain.decision.Run;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.Invitation;
import dev.tracks.usecase.Change;

/** A change that a job makes to a person's record, under the optimistic lock of that record. */
public sealed interface JobEffect {
    <R> R accept(Visitor<R> visitor);

    /** One method for each kind of effect. */
    interface Visitor<R> {
        R endEnrollment(EndEnrollment effect);

        R closeInvitation(CloseInvitation effect);

        R saveRun(SaveRun effect);

        R resendConfirmation(ResendConfirmation effect);

        R resendInvitation(ResendInvitation effect);
    }

    /** An instance is cancelled. */
    record EndEnrollment(Change<Enrollment> change) implements JobEffect {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.endEnrollment(this);
        }
    }

    /** An invitation is withdrawn: its next version. */
    record CloseInvitation(Invitation withdrawn) implements JobEffect {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.closeInvitation(this);
        }
    }

    /** A run is cancelled: its next version, or its first one, so that its cause can have no effect later. */
    record SaveRun(Run cancelled) implements JobEffect {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.saveRun(this);
        }
    }

    /** A confirmation is delivered again. */
    record ResendConfirmation(Change<Enrollment> change) implements JobEffect {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.resendConfirmation(this);
        }
    }

    /** An invitation is delivered again: its next version. */
    record ResendInvitation(Invitation resent) implements JobEffect {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.resendInvitation(this);
        }
    }
}
