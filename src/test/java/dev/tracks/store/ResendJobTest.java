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
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.domain.track.TrackStatus;
import dev.tracks.store.outbox.StreamItems;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.enroll.Enrollments.Confirmation;
import dev.tracks.usecase.enroll.ResendConfirmation;
import dev.tracks.usecase.invite.ManageInvitation;
import dev.tracks.usecase.job.JobEngine;
import dev.tracks.usecase.message.Refusal;
import dev.tracks.usecase.outbox.DueItem;
import dev.tracks.usecase.people.EraseParticipant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs that send messages again that were refused. */
class ResendJobTest extends RowsOverTable {
    private static final String ERROR = "account_inactive";

    @BeforeEach
    void steps() {
        Stream.of("day-1", "week-1", "leadership").forEach(id -> save(id, TrackStatus.ACTIVE));
        ports.with(
                Fixtures.step("day-1", "s1", "week-1").confirmation("Welcome!").build());
        ports.with(Fixtures.step("day-1", "s2", "leadership").manual("Join!").build());
    }

    private static Resend resend() {
        return new Resend(ERROR, Instant.EPOCH, Optional.empty());
    }

    private MessageRef confirmation(String id) {
        inTrack("day-1", id);
        ports.runStep().run(Fixtures.cause("day-1", "s1", id, 1));
        publish();
        return new MessageRef(MessageKind.CONFIRMATION, id, "week-1", 1);
    }

    private MessageRef invitation(String id) {
        inTrack("day-1", id);
        ports.runStep().run(Fixtures.cause("day-1", "s2", id, 1));
        publish();
        return new MessageRef(MessageKind.INVITATION, id, "leadership", 1);
    }

    private static MessageRef reminder(String id) {
        return new MessageRef(MessageKind.REMINDER, id, "leadership", 1);
    }

    private MessageRef refused(MessageRef message) {
        return refused(message, ERROR);
    }

    private MessageRef refused(MessageRef message, String error) {
        Instant at = ports.clock.instant();
        assertThat(ports.deliveryRecords.claim(message, at, at.minusSeconds(40)))
                .isTrue();
        ports.deliveryRecords.recordRefused(message, at, new Refusal(at, "slack", error));
        advance();
        return message;
    }

    /** Clears all pending markers of records, as relay does. */
    private void publish() {
        unpublished()
                .forEach(item -> item.visitPending(
                        ports.outbox::clearPending,
                        ports.outbox::clearPending,
                        ports.outbox::clearPending,
                        job -> {},
                        lane -> {}));
    }

    private List<DueItem.Pending> unpublished() {
        return memory.snapshot().values().stream()
                .map(StreamItems::due)
                .flatMap(Optional::stream)
                .map(DueItem::pending)
                .flatMap(Optional::stream)
                .filter(item -> !(item instanceof DueItem.PendingJob) && !(item instanceof DueItem.PendingLane))
                .toList();
    }

    private static String key(MessageRef message) {
        return message.participantId() + "#" + message.kind().wireName() + "#" + message.trackId() + "#1";
    }

    private Confirmation stored(String id) {
        return ports.enrollments
                .confirmation(id, new EnrollmentRef("week-1", 1))
                .orElseThrow();
    }

    private Invitation invited(String id) {
        return ports.invitations
                .invitation(id, new InvitationRef("leadership", 1))
                .orElseThrow();
    }

    private void hasOutcome(Job job, MessageRef message, RowOutcome outcome, String reason) {
        assertThat(row(job, key(message)))
                .returns(outcome, JobRow::outcome)
                .returns(Optional.ofNullable(reason), JobRow::reason);
    }

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
    void aMessageThatSomebodyElseResentMeanwhileIsUnchanged() {
        MessageRef confirmation = refused(confirmation("ada"));
        MessageRef invitation = refused(invitation("grace"));
        Job job = create(resend());
        select(job);
        resendConfirmation().resend("ada", new EnrollmentRef("week-1", 1), "root");
        manageInvitation().resend("grace", new InvitationRef("leadership", 1), "root");
        work(job);

        hasOutcome(job, confirmation, RowOutcome.UNCHANGED, "no_longer_undeliverable");
        hasOutcome(job, invitation, RowOutcome.UNCHANGED, "no_longer_undeliverable");
        assertThat(invited("grace").trail()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"ada", "grace"})
    void aMessageThatIsResentBetweenTheReadAndTheWriteIsNotSentTwice(String id) {
        refused(confirmation("ada"));
        refused(invitation("grace"));
        Job job = create(resend());
        select(job);
        long shard = pages(job).stream()
                .filter(page -> jobs().work(page).orElseThrow().lane().page().units().stream()
                        .anyMatch(unit -> unit.key().startsWith(id)))
                .findFirst()
                .orElseThrow()
                .lane();
        JobEngine late = beforeWrite(1, () -> {
            if (id.equals("ada")) {
                resendConfirmation().resend("ada", new EnrollmentRef("week-1", 1), "root");
            } else {
                manageInvitation().resend("grace", new InvitationRef("leadership", 1), "root");
            }
        });
        pages(job).stream()
                .filter(page -> page.lane() == shard)
                .forEach(page -> late.processPage().process(page, 1, () -> true));
        work(job);

        assertThat(counts(job)).isEqualTo(Map.of("resent", 1, "unchanged.no_longer_undeliverable", 1));
    }

    @Test
    void aMessageThatFailedAgainWithAnotherErrorIsUnchanged() {
        MessageRef message = refused(confirmation("ada"));
        Job job = create(resend());
        JobEngine stale = withStaleIndexes();
        resendConfirmation().resend("ada", new EnrollmentRef("week-1", 1), "root");
        publish();
        refused(message, "user_not_found");
        work(stale, job);

        hasOutcome(job, message, RowOutcome.UNCHANGED, "no_longer_undeliverable");
        assertThat(ports.undeliverables.refusal(message)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"16", "17", "18", "19", "20", "21", "22"})
    void aRepeatAfterAKillSendsNothingTwice(int write) {
        for (boolean hasEffect : new boolean[] {true, false}) {
            String prefix = hasEffect ? "a" : "b";
            refused(confirmation(prefix + 1));
            refused(invitation(prefix + 2));
            invitation(prefix + 3);
            refused(reminder(prefix + 3));
            Job job = create(resend());
            // The channel refuses the messages again before the page is repeated.
            beforeRepeat = () -> refusedAgain(job, prefix);
            workWithKill(job, write, hasEffect);

            assertThat(counts(job)).isEqualTo(Map.of("resent", 3));
            assertThat(stored(prefix + 1).enrollment().version()).isEqualTo(2);
            assertThat(invited(prefix + 2).trail())
                    .extracting(TrailEntry::decision)
                    .containsExactly("invited", "resent");
            assertThat(invited(prefix + 3).trail())
                    .extracting(TrailEntry::decision)
                    .containsExactly("invited", "resent");
            work(create(resend()));
        }
    }

    private void refusedAgain(Job job, String prefix) {
        publish();
        Stream.of(
                        new MessageRef(MessageKind.CONFIRMATION, prefix + 1, "week-1", 1),
                        new MessageRef(MessageKind.INVITATION, prefix + 2, "leadership", 1))
                .filter(message -> rows(job).stream().anyMatch(row -> row.key().equals(key(message))))
                .forEach(this::refused);
    }

    @Test
    void ofTwoJobsOneResends() {
        refused(confirmation("ada"));
        refused(invitation("grace"));
        Job first = create(resend());
        Job second = create(resend());
        select(first);
        select(second);
        work(second);
        work(first);

        assertThat(counts(second)).isEqualTo(Map.of("resent", 2));
        assertThat(counts(first)).isEqualTo(Map.of("unchanged.no_longer_undeliverable", 2));
        assertThat(invited("grace").trail()).hasSize(2);
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
    void anErasedPersonIsSentNothingAndTheirMessagesAreNotListed() {
        refused(confirmation("ada"));
        refused(invitation("grace"));
        JobEngine stale = withStaleIndexes();
        EraseParticipant erase = new EraseParticipant(ports.erasure, new OptimisticRetry(round -> {}), ports.clock);
        erase.erase("ada", "root");
        ports.erasure.tombstone("grace", ports.clock.instant(), ports.clock.instant(), "root");
        Job job = create(resend());
        work(stale, job);

        assertThat(counts(job))
                .isEqualTo(Map.of("unchanged.no_longer_undeliverable", 1, "skipped.participant_erased", 1));
        assertThat(invited("grace").trail()).hasSize(1);
    }

    @Test
    void aLaneReadsMoreThanAPageAndAListWithoutSuchMessagesHasNoRow() {
        assertThat(rows(worked(resend()))).isEmpty();
        idsOfShard(2, 120).forEach(id -> refused(confirmation(id)));
        Job job = worked(resend());

        assertThat(counts(job)).isEqualTo(Map.of("resent", 120));
        assertThat(read(job).result().total()).contains(120);
    }

    private ResendConfirmation resendConfirmation() {
        return new ResendConfirmation(ports.enrollments, new OptimisticRetry(round -> {}), ports.clock);
    }

    private ManageInvitation manageInvitation() {
        return new ManageInvitation(ports.invitations, new OptimisticRetry(round -> {}), ports.clock);
    }
}
