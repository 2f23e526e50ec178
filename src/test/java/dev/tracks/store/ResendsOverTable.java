package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.domain.job.Job;
import dev.tracks.domain.job.JobRow;
import dev.tracks.domain.job.JobSpec.Resend;
import dev.tracks.domain.job.RowOutcome;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.track.TrackStatus;
import dev.tracks.store.outbox.DueItems;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.enroll.Enrollments.Confirmation;
import dev.tracks.usecase.enroll.ResendConfirmation;
import dev.tracks.usecase.invite.ManageInvitation;
import dev.tracks.usecase.message.Refusal;
import dev.tracks.usecase.outbox.DueItem;
import dev.tracks.usecase.outbox.PendingJob;
import dev.tracks.usecase.outbox.PendingLane;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;

/** Messages that were refused, and jobs that send them again. */
abstract class ResendsOverTable extends RowsOverTable {
    static final String ERROR = "account_inactive";

    @BeforeEach
    void steps() {
        Stream.of("day-1", "week-1", "leadership").forEach(id -> save(id, TrackStatus.ACTIVE));
        ports.with(
                Fixtures.step("day-1", "s1", "week-1").confirmation("Welcome!").build());
        ports.with(Fixtures.step("day-1", "s2", "leadership").manual("Join!").build());
    }

    static Resend resend() {
        return new Resend(ERROR, Instant.EPOCH, Optional.empty());
    }

    MessageRef confirmation(String id) {
        inTrack("day-1", id);
        ports.runStep().run(Fixtures.cause("day-1", "s1", id, 1));
        publish();
        return new MessageRef(MessageKind.CONFIRMATION, id, "week-1", 1);
    }

    MessageRef invitation(String id) {
        inTrack("day-1", id);
        ports.runStep().run(Fixtures.cause("day-1", "s2", id, 1));
        publish();
        return new MessageRef(MessageKind.INVITATION, id, "leadership", 1);
    }

    static MessageRef reminder(String id) {
        return new MessageRef(MessageKind.REMINDER, id, "leadership", 1);
    }

    MessageRef refused(MessageRef message) {
        return refused(message, ERROR);
    }

    MessageRef refused(MessageRef message, String error) {
        Instant at = ports.clock.instant();
        assertThat(ports.deliveryRecords.claim(message, at, at.minusSeconds(40)))
                .isTrue();
        ports.deliveryRecords.recordRefused(message, at, new Refusal(at, "slack", error));
        advance();
        return message;
    }

    /** Clears all pending markers of records, as relay does. */
    void publish() {
        unpublished()
                .forEach(item -> item.visitPending(
                        ports.outbox::clearPending,
                        ports.outbox::clearPending,
                        ports.outbox::clearPending,
                        job -> {},
                        lane -> {}));
    }

    List<DueItem.Pending> unpublished() {
        return memory.snapshot().values().stream()
                .map(DueItems::due)
                .flatMap(Optional::stream)
                .map(DueItem::pending)
                .flatMap(Optional::stream)
                .filter(item -> !(item instanceof PendingJob) && !(item instanceof PendingLane))
                .toList();
    }

    static String key(MessageRef message) {
        return message.participantId() + "#" + message.kind().wireName() + "#" + message.trackId() + "#1";
    }

    Confirmation stored(String id) {
        return ports.enrollments
                .confirmation(id, new EnrollmentRef("week-1", 1))
                .orElseThrow();
    }

    Invitation invited(String id) {
        return ports.invitations
                .invitation(id, new InvitationRef("leadership", 1))
                .orElseThrow();
    }

    void hasOutcome(Job job, MessageRef message, RowOutcome outcome, String reason) {
        assertThat(row(job, key(message)))
                .returns(outcome, JobRow::outcome)
                .returns(Optional.ofNullable(reason), JobRow::reason);
    }

    void refusedAgain(Job job, String prefix) {
        publish();
        Stream.of(
                        new MessageRef(MessageKind.CONFIRMATION, prefix + 1, "week-1", 1),
                        new MessageRef(MessageKind.INVITATION, prefix + 2, "leadership", 1))
                .filter(message -> rows(job).stream().anyMatch(row -> row.key().equals(key(message))))
                .forEach(this::refused);
    }

    ResendConfirmation resendConfirmation() {
        return new ResendConfirmation(ports.enrollments, new OptimisticRetry(round -> {}), ports.clock);
    }

    ManageInvitation manageInvitation() {
        return new ManageInvitation(ports.invitations, new OptimisticRetry(round -> {}), ports.clock);
    }
}
