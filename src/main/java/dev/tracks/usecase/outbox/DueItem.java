package dev.tracks.usecase.outbox;

import dev.tracks.domain.decision.Run;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.StepReached;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** A stored item that has unpublished changes or is due by time. */
public sealed interface DueItem {
    /** Identifies the item in logs. Contains ids only; texts and names of people are not logged. */
    String key();

    /** Calls the consumer for this kind of item. A new kind adds a parameter, so each caller must handle it. */
    void visit(
            Consumer<? super Pending> pending,
            Consumer<? super DueByTime> dueByTime,
            Consumer<? super Unreadable> unreadable);

    /** This item, if it has the {@code pending} marker. */
    default Optional<Pending> pending() {
        return Optional.empty();
    }

    /** An item with the {@code pending} marker: it is not published yet. */
    sealed interface Pending extends DueItem
            permits PendingEnrollment, PendingInvitation, PendingRun, PendingJob, PendingLane {
        /** Calls the consumer for this kind of item. */
        void visitPending(
                Consumer<? super PendingEnrollment> enrollment,
                Consumer<? super PendingInvitation> invitation,
                Consumer<? super PendingRun> run,
                Consumer<? super PendingJob> job,
                Consumer<? super PendingLane> lane);

        @Override
        default Optional<Pending> pending() {
            return Optional.of(this);
        }

        @Override
        default void visit(
                Consumer<? super Pending> pending,
                Consumer<? super DueByTime> dueByTime,
                Consumer<? super Unreadable> unreadable) {
            pending.accept(this);
        }
    }

    /** An item that is due at a time, as the sweep finds it. */
    sealed interface DueByTime extends DueItem
            permits DueRun, DueInvitation, DueMessage, DueErasure, RemovedStep, DueJob, DueLane {
        /** Calls the method for this kind of item. */
        void accept(Visitor visitor);

        @Override
        default void visit(
                Consumer<? super Pending> pending,
                Consumer<? super DueByTime> dueByTime,
                Consumer<? super Unreadable> unreadable) {
            dueByTime.accept(this);
        }

        /** One method for each kind of item that is due at a time. */
        interface Visitor {
            void run(DueRun due);

            void invitation(DueInvitation due);

            void message(DueMessage due);

            void erasure(DueErasure due);

            void removedStep(RemovedStep due);

            void job(DueJob due);

            void lane(DueLane due);
        }
    }

    /**
     * An instance that has started or ended, or whose confirmation was resent.
     *
     * @param unpublished what is not published yet
     * @param heldUntil when the hold of its confirmation ends, if it is held
     */
    record PendingEnrollment(
            Enrollment enrollment,
            Unpublished unpublished,
            boolean hasConfirmation,
            long version,
            Optional<Instant> heldUntil)
            implements Pending {
        /** What is not published yet. */
        public enum Unpublished {
            /** The start: the confirmation, if there is one, and the steps of the track; and the end, if it has ended. */
            START,
            /** The end. */
            END,
            /** The resent confirmation; and the end, if the instance has ended meanwhile. */
            RESEND,
            /** The resent confirmation of an instance whose end was published. */
            RESEND_AFTER_END;

            public boolean isResend() {
                return this == RESEND || this == RESEND_AFTER_END;
            }
        }

        @Override
        public String key() {
            return "enrollment " + enrollment.participantId() + "/" + enrollment.trackId() + "/"
                    + enrollment.instance();
        }

        @Override
        public void visitPending(
                Consumer<? super PendingEnrollment> enrollment,
                Consumer<? super PendingInvitation> invitation,
                Consumer<? super PendingRun> run,
                Consumer<? super PendingJob> job,
                Consumer<? super PendingLane> lane) {
            enrollment.accept(this);
        }
    }

    /**
     * An invitation whose message is not enqueued yet, or whose result is not published yet.
     *
     * @param heldUntil when the first hold of its messages ends, if one is held
     * @param shown whether the person may see one of its messages in a channel where it can be replaced
     */
    record PendingInvitation(Invitation invitation, Optional<Instant> heldUntil, boolean shown) implements Pending {
        /** An invitation without a held message, whose messages cannot be replaced. */
        public PendingInvitation(Invitation invitation) {
            this(invitation, Optional.empty(), false);
        }

        @Override
        public String key() {
            return invitationKey(invitation.participantId(), invitation.ref());
        }

        @Override
        public void visitPending(
                Consumer<? super PendingEnrollment> enrollment,
                Consumer<? super PendingInvitation> invitation,
                Consumer<? super PendingRun> run,
                Consumer<? super PendingJob> job,
                Consumer<? super PendingLane> lane) {
            invitation.accept(this);
        }
    }

    /** A run whose schedule or event is not published yet. */
    record PendingRun(Run run) implements Pending {
        @Override
        public String key() {
            return runKey(run.cause());
        }

        @Override
        public void visitPending(
                Consumer<? super PendingEnrollment> enrollment,
                Consumer<? super PendingInvitation> invitation,
                Consumer<? super PendingRun> run,
                Consumer<? super PendingJob> job,
                Consumer<? super PendingLane> lane) {
            run.accept(this);
        }
    }

    /** A deferred run whose delay has ended. */
    record DueRun(Run run) implements DueByTime {
        @Override
        public String key() {
            return runKey(run.cause());
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.run(this);
        }
    }

    /**
     * An invitation whose reminder is due, or that has expired.
     *
     * @param heldUntil when the first hold of its messages ends, if one is held
     */
    record DueInvitation(Invitation invitation, Optional<Instant> heldUntil) implements DueByTime {
        /** An invitation without a held message. */
        public DueInvitation(Invitation invitation) {
            this(invitation, Optional.empty());
        }

        @Override
        public String key() {
            return invitationKey(invitation.participantId(), invitation.ref());
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.invitation(this);
        }
    }

    /**
     * A message whose hold has ended: the person's delivery hours have begun, or the channel may accept it now.
     *
     * @param heldUntil when its hold ends
     * @param next when its record is due for another reason
     * @param version the version of its record
     */
    record DueMessage(MessageRef message, Instant heldUntil, Optional<Instant> next, long version)
            implements DueByTime {
        @Override
        public String key() {
            return "message " + message.id();
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.message(this);
        }
    }

    /** A person whose erasure is repeated, because concurrent writes can have added data. */
    record DueErasure(String participantId) implements DueByTime {
        @Override
        public String key() {
            return "erasure " + participantId;
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.erasure(this);
        }
    }

    /**
     * A step that was removed. The schedules of its deferred runs are deleted.
     *
     * @param cursor the next page of its runs; empty at the beginning
     */
    record RemovedStep(String trackId, String stepId, Instant removedAt, Optional<String> cursor) implements DueByTime {
        @Override
        public String key() {
            return "removed step " + trackId + "/" + stepId;
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.removedStep(this);
        }
    }

    /** An item that cannot be parsed. The other items are still processed. */
    record Unreadable(String key, String problem) implements DueItem, UnpublishedWrite {
        @Override
        public void visit(
                Consumer<? super Pending> pending,
                Consumer<? super DueByTime> dueByTime,
                Consumer<? super Unreadable> unreadable) {
            unreadable.accept(this);
        }

        @Override
        public Optional<RuntimeException> publish(StreamPublisher publisher, Duration age) {
            return Optional.of(new IllegalStateException(problem));
        }
    }

    /** Identifies the run of that cause in logs. */
    static String runKey(StepReached cause) {
        return "run " + cause.participantId() + "/" + cause.trackId() + "/" + cause.instance() + "/" + cause.stepId();
    }

    /** Identifies that person's invitation in logs. */
    static String invitationKey(String participantId, InvitationRef ref) {
        return "invitation " + participantId + "/" + ref.trackId() + "/" + ref.number();
    }
}
