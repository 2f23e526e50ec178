package dev.tracks.usecase.outbox;

import dev.tracks.domain.decision.Run;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.StepReached;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Something written that is still to be followed up. */
public sealed interface DueItem {
    /** Names it for whoever looks after it, by ids only: it is logged, and texts and names of people are not. */
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
    sealed interface Pending extends DueItem {
        /** Calls the consumer for this kind of item. */
        void visitPending(
                Consumer<? super PendingEnrollment> enrollment,
                Consumer<? super PendingInvitation> invitation,
                Consumer<? super PendingRun> run);

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
    sealed interface DueByTime extends DueItem {
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
        }
    }

    /**
     * An instance that has started or ended.
     *
     * @param started its start is to be followed up: its confirmation, if it has one, and its track's own steps
     * @param heldUntil when its confirmation will be delivered, if that waits for the person's delivery hours
     */
    record PendingEnrollment(
            Enrollment enrollment, boolean started, boolean hasConfirmation, long version, Optional<Instant> heldUntil)
            implements Pending {
        /** One whose confirmation is not held. */
        public PendingEnrollment(Enrollment enrollment, boolean started, boolean hasConfirmation, long version) {
            this(enrollment, started, hasConfirmation, version, Optional.empty());
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
                Consumer<? super PendingRun> run) {
            enrollment.accept(this);
        }
    }

    /**
     * An invitation that was written (its message) or closed.
     *
     * @param heldUntil when the first of its messages that wait for the person's delivery hours will be delivered
     */
    record PendingInvitation(Invitation invitation, Optional<Instant> heldUntil) implements Pending {
        /** One of which no message is held. */
        public PendingInvitation(Invitation invitation) {
            this(invitation, Optional.empty());
        }

        @Override
        public String key() {
            return invitationKey(invitation);
        }

        @Override
        public void visitPending(
                Consumer<? super PendingEnrollment> enrollment,
                Consumer<? super PendingInvitation> invitation,
                Consumer<? super PendingRun> run) {
            invitation.accept(this);
        }
    }

    /** A run that was deferred (its schedule), skipped or cancelled. */
    record PendingRun(Run run) implements Pending {
        @Override
        public String key() {
            return runKey(run);
        }

        @Override
        public void visitPending(
                Consumer<? super PendingEnrollment> enrollment,
                Consumer<? super PendingInvitation> invitation,
                Consumer<? super PendingRun> run) {
            run.accept(this);
        }
    }

    /** A deferred run whose time has come, as the sweep finds it. */
    record DueRun(Run run) implements DueByTime {
        @Override
        public String key() {
            return runKey(run);
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.run(this);
        }
    }

    /**
     * An invitation that is to be reminded of, or has expired, as the sweep finds it.
     *
     * @param heldUntil when the first of its messages that wait for the person's delivery hours will be delivered
     */
    record DueInvitation(Invitation invitation, Optional<Instant> heldUntil) implements DueByTime {
        /** One of which no message is held. */
        public DueInvitation(Invitation invitation) {
            this(invitation, Optional.empty());
        }

        @Override
        public String key() {
            return invitationKey(invitation);
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.invitation(this);
        }
    }

    /**
     * A message whose person's delivery hours begin, as the sweep finds it.
     *
     * @param heldUntil when they begin
     * @param next when its record is due for something else
     * @param version of its record
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

    /** A person whose erasure is to be repeated for what raced with it. */
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
     * A step that was removed; the schedules of who waits in it are to be deleted.
     *
     * @param cursor where that has come to in the list of its runs; empty at the beginning
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

    /** An item that cannot be read; the others go on. */
    record Unreadable(String key, String problem) implements DueItem {
        @Override
        public void visit(
                Consumer<? super Pending> pending,
                Consumer<? super DueByTime> dueByTime,
                Consumer<? super Unreadable> unreadable) {
            unreadable.accept(this);
        }
    }

    private static String runKey(Run run) {
        StepReached cause = run.cause();
        return "run " + cause.participantId() + "/" + cause.trackId() + "/" + cause.instance() + "/" + cause.stepId();
    }

    private static String invitationKey(Invitation invitation) {
        return "invitation " + invitation.participantId() + "/" + invitation.trackId() + "/" + invitation.number();
    }
}
