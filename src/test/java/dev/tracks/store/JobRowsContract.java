package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.decision.RunStatus;
import dev.tracks.domain.job.JobRow;
import dev.tracks.domain.job.RowOutcome;
import dev.tracks.domain.message.MessageText;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.store.job.TableJobRows;
import dev.tracks.usecase.Change;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.enroll.Enrollments.Confirmation;
import dev.tracks.usecase.job.row.JobEffect;
import dev.tracks.usecase.job.row.JobRows;
import dev.tracks.usecase.message.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rows of jobs, and the effects that are written with them. */
interface JobRowsContract extends DeliveryRecordsContract {
    String JOB = "20250303-090000000-0000abcd";
    EnrollmentRef FIRST = new EnrollmentRef("week-1", 1);

    private JobRows rows() {
        return new TableJobRows(ports().table);
    }

    private static JobRow row(String key, RowOutcome outcome) {
        return new JobRow(
                JOB,
                key,
                new JobRow.Origin(3, 2, key),
                Optional.of("ada"),
                outcome,
                Optional.of("because"),
                Map.of("enrollments", List.of(1, 2), "runs", List.of(Map.of("trackId", "day-1", "instance", 1))),
                Fixtures.NOW);
    }

    private Optional<JobRow> stored(String key) {
        return Optional.ofNullable(rows().rows(JOB, List.of(key)).get(key));
    }

    private Stored<Enrollment> enrollment() {
        return ports().enrollments.enrollment("ada", FIRST).orElseThrow();
    }

    private JobEffect cancelled() {
        Stored<Enrollment> read = enrollment();
        Enrollment cancelled = read.value().with(EnrollmentStatus.CANCELLED, Map.of(), SENT_AT);
        return new JobEffect.EndEnrollment(Change.of(cancelled, Optional.of(read), SENT_AT, "root"));
    }

    private Invitation invited() {
        StepReached cause = Fixtures.cause("day-1", "s2", "ada", 1);
        Invitation invitation = Fixtures.invitation(cause, "leadership", 1);
        assertThat(ports().invite(RunFixtures.invited(cause, invitation), invitation))
                .isEqualTo(WriteResult.WRITTEN);
        return invitation;
    }

    @Test
    default void aRowIsReadAsItWasWrittenAndIsWrittenOnce() {
        JobRow row = row("ada#day-1#1#s1", RowOutcome.REMOVED);

        assertThat(rows().write(row)).isEqualTo(WriteResult.WRITTEN);
        assertThat(rows().write(row(row.key(), RowOutcome.UNCHANGED))).isEqualTo(WriteResult.CONDITION_FAILED);

        assertThat(rows().rows(JOB, List.of(row.key(), "grace"))).isEqualTo(Map.of(row.key(), row));
        assertThat(rows().rows(JOB, List.of())).isEmpty();
    }

    @Test
    default void allEffectsAndTheRowAreWrittenTogether() {
        ports().with(ADA);
        enroll("ada", Optional.of(new MessageText("Welcome!")));
        Invitation invitation = invited();
        StepReached waiting = Fixtures.cause("day-1", "s3", "ada", 1);
        Run deferred = RunFixtures.deferred(waiting);
        ports().ledger.save(deferred);
        List<JobEffect> effects = List.of(
                cancelled(),
                new JobEffect.CloseInvitation(
                        invitation.transitionTo(InvitationStatus.WITHDRAWN, TrailEntry.of(SENT_AT, "withdrawn"))),
                new JobEffect.SaveRun(deferred.cancelled(SENT_AT, "root")));

        assertThat(rows().write(effects, row("ada", RowOutcome.REMOVED), "root"))
                .isEqualTo(WriteResult.WRITTEN);

        assertThat(stored("ada")).contains(row("ada", RowOutcome.REMOVED));
        assertThat(enrollment().value().status()).isEqualTo(EnrollmentStatus.CANCELLED);
        assertThat(ports().invitations.invitation("ada", new InvitationRef("leadership", 1)))
                .get()
                .returns(InvitationStatus.WITHDRAWN, Invitation::status);
        assertThat(ports().ledger.read(waiting, Optional.empty()).run())
                .get()
                .returns(RunStatus.CANCELLED, Run::status);
        assertThat(rows().write(effects, row("grace", RowOutcome.REMOVED), "root"))
                .isEqualTo(WriteResult.CONDITION_FAILED);
        assertThat(stored("grace")).isEmpty();
    }

    @Test
    default void effectsOfARowThatExistsAreNotWritten() {
        ports().with(ADA);
        enroll("ada", Optional.empty());
        rows().write(row("ada", RowOutcome.UNCHANGED));

        assertThat(rows().write(List.of(cancelled()), row("ada", RowOutcome.REMOVED), "root"))
                .isEqualTo(WriteResult.CONDITION_FAILED);
        assertThat(enrollment().value().status()).isEqualTo(EnrollmentStatus.ACTIVE);
    }

    @Test
    default void messagesThatAreResentWithARowAreNoLongerListed() {
        ports().with(ADA);
        enroll("ada", Optional.of(new MessageText("Welcome!")));
        Invitation invitation = invited();
        for (var ref : List.of(CONFIRMATION, INVITATION, REMINDER)) {
            claim(ref, SENT_AT);
            mailbox().recordRefused(ref, SENT_AT, new Refusal(SENT_AT, "slack", "account_inactive"));
            assertThat(ports().undeliverables.refusal(ref)).contains(new Refusal(SENT_AT, "slack", "account_inactive"));
        }
        publishStart();
        Stored<Enrollment> read = enrollment();
        List<JobEffect> effects = List.of(
                new JobEffect.ResendConfirmation(Change.of(read.value(), Optional.of(read), SENT_AT, "root")),
                new JobEffect.ResendInvitation(
                        invitation.transitionTo(InvitationStatus.PENDING, TrailEntry.of(SENT_AT, "resent"))));

        assertThat(rows().write(effects, row("ada", RowOutcome.RESENT), "root")).isEqualTo(WriteResult.WRITTEN);

        for (var ref : List.of(CONFIRMATION, INVITATION, REMINDER)) {
            assertThat(ports().undeliverables.refusal(ref)).isEmpty();
        }
        assertThat(ports().enrollments.confirmation("ada", FIRST).map(Confirmation::state))
                .contains(Confirmation.State.REQUESTED);
    }

    private void publishStart() {
        IntStream.range(0, 16)
                .boxed()
                .flatMap(shard -> ports().outbox.due(shard, SENT_AT.plusSeconds(3_600)))
                .forEach(due -> due.pending()
                        .ifPresent(item -> item.visitPending(
                                ports().outbox::clearPending,
                                ports().outbox::clearPending,
                                ports().outbox::clearPending,
                                job -> {},
                                lane -> {})));
    }

    @Test
    default void noInstanceOfAnErasedPersonIsChangedWithARow() {
        ports().with(ADA);
        enroll("ada", Optional.empty());
        JobEffect cancelled = cancelled();
        ports().erasure.tombstone("ada", SENT_AT, SENT_AT, "root");

        assertThat(rows().write(List.of(cancelled), row("ada", RowOutcome.REMOVED), "root"))
                .isEqualTo(WriteResult.CONDITION_FAILED);
        assertThat(rows().write(List.of(cancelled), "root")).isEqualTo(WriteResult.CONDITION_FAILED);
        assertThat(enrollment().value().status()).isEqualTo(EnrollmentStatus.ACTIVE);
    }

    @Test
    default void asManyEffectsAsAllowedFitInOneWrite() {
        ports().with(ADA);
        List<JobEffect> effects = IntStream.rangeClosed(1, JobRows.EFFECTS_MAX)
                .mapToObj(i -> Fixtures.enrollment("ada", "week-1", i))
                .map(instance -> {
                    ports().with(instance);
                    Instant at = SENT_AT;
                    Stored<Enrollment> read = new Stored<>(instance, 1, at, "root");
                    Enrollment ended = instance.with(EnrollmentStatus.CANCELLED, Map.of(), at);
                    return (JobEffect) new JobEffect.EndEnrollment(Change.of(ended, Optional.of(read), at, "root"));
                })
                .toList();

        assertThat(rows().write(effects, row("ada", RowOutcome.REMOVED), "root"))
                .isEqualTo(WriteResult.WRITTEN);
        assertThat(ports().ledger.instances("ada", "week-1"))
                .hasSize(JobRows.EFFECTS_MAX)
                .extracting(Enrollment::status)
                .containsOnly(EnrollmentStatus.CANCELLED);
    }
}
