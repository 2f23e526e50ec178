package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracks.Fixtures;
import dev.tracks.domain.job.Job;
import dev.tracks.domain.job.JobRow;
import dev.tracks.domain.job.JobSpec.Resend;
import dev.tracks.domain.job.LaneRef;
import dev.tracks.domain.job.RowOutcome;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.usecase.ConcurrentUpdateException;
import dev.tracks.usecase.enroll.Enrollments.Confirmation;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Jobs that send messages again that were refused. */
class ResendJobTest extends ResendsOverTable {

    @Test
    void aConfirmationAndAnInvitationAreSentAgainAndNoLongerListed() {
        MessageRef confirmation = refused(confirmation("ada"));
        MessageRef invitation = refused(invitation("grace"));
        Job job = worked(resend());

        assertThat(counts(job)).isEqualTo(Map.of("resent", 2));
        assertThat(row(job, key(confirmation)).evidence())
                .isEqualTo(Map.of("message", "confirmation", "trackId", "week-1", "number", 1));
        assertThat(stored("ada").state()).isEqualTo(Confirmation.State.REQUESTED);
        assertThat(stored("ada").enrollment().updatedBy()).isEqualTo("root");
        assertThat(invited("grace").lastEntry())
                .returns("resent", TrailEntry::decision)
                .returns(Map.of("by", "root", "job", job.id()), TrailEntry::evidence);
        assertThat(ports.undeliverables.refusal(confirmation)).isEmpty();
        assertThat(ports.undeliverables.refusal(invitation)).isEmpty();
        assertThat(unpublished()).hasSize(2);
    }

    @Test
    void anInvitationAndItsReminderAreOneDelivery() {
        invitation("ada");
        refused(reminder("ada"));
        refused(new MessageRef(MessageKind.INVITATION, "ada", "leadership", 1));
        Job job = worked(resend());

        assertThat(counts(job)).isEqualTo(Map.of("resent", 1, "unchanged.no_longer_undeliverable", 1));
        assertThat(invited("ada").trail()).extracting(TrailEntry::decision).containsExactly("invited", "resent");
        assertThat(unpublished()).hasSize(1);
    }

    @Test
    void aReminderIsSentAgainWithItsInvitation() {
        invitation("ada");
        MessageRef reminder = refused(reminder("ada"));
        Job job = worked(resend());

        hasOutcome(job, reminder, RowOutcome.RESENT, null);
        assertThat(row(job, key(reminder)).evidence()).containsEntry("message", "reminder");
        assertThat(invited("ada").resentAt()).isPresent();
        assertThat(ports.undeliverables.refusal(reminder)).isEmpty();
    }

    @Test
    void onlyMessagesWithTheErrorOfTheTimeAndOfTheTrackAreSelected() {
        MessageRef early = refused(confirmation("early"));
        Instant since = ports.clock.instant();
        MessageRef wanted = refused(confirmation("ada"));
        MessageRef otherError = refused(confirmation("grace"), "user_not_found");
        MessageRef otherTrack = refused(invitation("linus"));

        Job ofTrack = worked(new Resend(ERROR, since, Optional.of("week-1")));
        assertThat(rows(ofTrack)).extracting(JobRow::key).containsExactly(key(wanted));
        Job ofAnyTrack = worked(new Resend(ERROR, since, Optional.empty()));
        assertThat(rows(ofAnyTrack)).extracting(JobRow::key).containsExactly(key(otherTrack));
        assertThat(ports.undeliverables.refusal(early)).isPresent();
        assertThat(ports.undeliverables.refusal(otherError)).isPresent();
    }

    @Test
    void theRulesOfASingleResendApply() {
        MessageRef cancelled = refused(confirmation("cancelled"));
        end("cancelled", "week-1", EnrollmentStatus.CANCELLED);
        MessageRef deactivated = refused(confirmation("deactivated"));
        ports.with(Fixtures.person("deactivated").deactivated().build());
        MessageRef invitee = refused(invitation("invitee"));
        ports.with(Fixtures.person("invitee").deactivated().build());
        MessageRef withdrawn = refused(invitation("withdrawn"));
        manageInvitation().withdraw("withdrawn", new InvitationRef("leadership", 1), "root");
        MessageRef completed = refused(confirmation("completed"));
        end("completed", "week-1", EnrollmentStatus.COMPLETED);
        publish();
        Job job = worked(resend());

        hasOutcome(job, cancelled, RowOutcome.SKIPPED, "enrollment_cancelled");
        hasOutcome(job, deactivated, RowOutcome.SKIPPED, "participant_deactivated");
        hasOutcome(job, invitee, RowOutcome.SKIPPED, "participant_deactivated");
        hasOutcome(job, withdrawn, RowOutcome.SKIPPED, "invitation_closed");
        assertThat(row(job, key(withdrawn)).evidence()).containsEntry("status", "withdrawn");
        hasOutcome(job, completed, RowOutcome.RESENT, null);
    }

    @Test
    void anInvitationThatIsPastItsExpiryIsClosedAlsoIfThatIsNotRecordedYet() {
        MessageRef message = refused(invitation("ada"));
        ports.clock.advance(Duration.ofDays(15));
        Job job = worked(resend());

        hasOutcome(job, message, RowOutcome.SKIPPED, "invitation_closed");
        assertThat(row(job, key(message)).evidence()).containsEntry("status", "expired");
        assertThat(invited("ada").status()).isEqualTo(InvitationStatus.PENDING);
    }

    @Test
    void aConfirmationWaitsUntilTheEndOfItsInstanceIsPublished() {
        MessageRef message = refused(confirmation("ada"));
        end("ada", "week-1", EnrollmentStatus.COMPLETED);
        Job dryRun = dryRun(resend());
        work(dryRun);
        Job job = create(resend());
        select(job);
        LaneRef page = pages(job).get(0);

        assertThatThrownBy(() -> process(page)).isInstanceOf(ConcurrentUpdateException.class);
        publish();
        work(job);

        hasOutcome(dryRun, message, RowOutcome.RESENT, null);
        hasOutcome(job, message, RowOutcome.RESENT, null);
        assertThat(enrollment("ada", "week-1", 1).status()).isEqualTo(EnrollmentStatus.COMPLETED);
    }

    @Test
    void aReminderThatIsRefusedWhileItsInvitationIsBeingResentIsUnchanged() {
        invitation("ada");
        manageInvitation().resend("ada", new InvitationRef("leadership", 1), "root");
        MessageRef reminder = refused(reminder("ada"));
        Job job = worked(resend());

        hasOutcome(job, reminder, RowOutcome.UNCHANGED, "resend_under_way");
        assertThat(invited("ada").trail()).hasSize(2);
    }

    @Test
    void aDryRunCountsWhatTheJobWouldAndWritesNothingButRows() {
        refused(confirmation("ada"));
        invitation("grace");
        refused(reminder("grace"));
        refused(new MessageRef(MessageKind.INVITATION, "grace", "leadership", 1));
        refused(confirmation("linus"));
        end("linus", "week-1", EnrollmentStatus.CANCELLED);
        Job job = dryRun(resend());
        var before = records();
        work(job);

        assertThat(counts(job))
                .isEqualTo(
                        Map.of("resent", 2, "unchanged.no_longer_undeliverable", 1, "skipped.enrollment_cancelled", 1));
        assertThat(records()).isEqualTo(before);
        assertThat(counts(worked(resend()))).isEqualTo(counts(job));
    }

    @Test
    void aLaneReadsMoreThanAPageAndAListWithoutSuchMessagesHasNoRow() {
        assertThat(rows(worked(resend()))).isEmpty();
        idsOfShard(2, 120).forEach(id -> refused(confirmation(id)));
        Job job = worked(resend());

        assertThat(counts(job)).isEqualTo(Map.of("resent", 120));
        assertThat(read(job).result().total()).contains(120);
    }
}
