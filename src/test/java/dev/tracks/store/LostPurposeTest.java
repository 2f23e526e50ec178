package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import dev.tracks.Fixtures;
import dev.tracks.domain.SpanUnit;
import dev.tracks.domain.decision.DirectEnrollment;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.step.ReEnrollment;
import dev.tracks.store.outbox.DueItems;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.MemoryTable;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.invite.AnswerInvitation;
import dev.tracks.usecase.message.JoinToken;
import dev.tracks.usecase.outbox.DomainEvents;
import dev.tracks.usecase.outbox.DueItem;
import dev.tracks.usecase.outbox.OutboxPublisher;
import dev.tracks.usecase.outbox.Queues;
import dev.tracks.usecase.outbox.Schedules;
import dev.tracks.usecase.people.EraseParticipant;
import dev.tracks.usecase.sweep.DeleteSchedules;
import dev.tracks.usecase.sweep.ResumeJobs;
import dev.tracks.usecase.sweep.Sweep;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An open invitation closes when the person starts its destination another way. */
class LostPurposeTest {
    private static final StepReached CAUSE = Fixtures.cause("week-1", "s1", "ada", 1);
    private static final InvitationRef FIRST = new InvitationRef("leadership", 1);

    private final MemoryTable table = new MemoryTable();
    private final Ports ports = new Ports(table);
    private final Queues queues = mock(Queues.class);
    private final OutboxPublisher publisher = new OutboxPublisher(
            ports.configuration,
            ports.outbox,
            queues,
            mock(Schedules.class),
            mock(DomainEvents.class),
            ports.closeInvitations(),
            ports.clock);
    private final Sweep sweep = new Sweep(
            new TableChannelState(ports.table),
            ports.outbox,
            publisher,
            ports.invitations,
            ports.closeInvitations(),
            new EraseParticipant(ports.erasure, new OptimisticRetry(round -> {}), ports.clock),
            queues,
            new DeleteSchedules(ports.directory, ports.outbox, mock(Schedules.class)),
            new ResumeJobs(
                    ports.outbox,
                    queues,
                    ports.jobs(round -> {}).startJob(),
                    ports.jobs(round -> {}).endJob()),
            ports.clock);

    @BeforeEach
    void adaIsInWeek1() {
        ports.with(Fixtures.track("week-1"))
                .with(Fixtures.track("leadership"))
                .with(Fixtures.person("ada").build())
                .with(Fixtures.enrollment("ada", "week-1", 1));
    }

    @Test
    void anInvitedPersonWhoIsEnrolledDirectlyIsNoLongerInvitedAndNotReminded() {
        invited(ReEnrollment.NO);
        Instant started = enrolledDirectly();

        assertThat(invitation().status()).isEqualTo(InvitationStatus.WITHDRAWN);
        TrailEntry entry = invitation().lastEntry();
        assertThat(entry.decision()).isEqualTo("withdrawn");
        assertThat(entry.reason()).contains(SkipReason.PREVIOUSLY_STARTED);
        assertThat(entry.evidence())
                .containsEntry("instance", 1)
                .containsEntry("status", "active")
                .containsEntry("startedAt", started.toString());

        ports.clock.advance(Duration.ofDays(8));
        sweep.sweep(0, () -> true);
        verifyNoReminder();
    }

    @Test
    void theReasonIsThatOfThePolicy() {
        invited(ReEnrollment.WHEN_NOT_ACTIVE);
        enrolledDirectly();

        assertThat(invitation().lastEntry().reason()).contains(SkipReason.ALREADY_ACTIVE);
    }

    @Test
    void anInvitationThatCanStillBeAcceptedStaysOpen() {
        invited(ReEnrollment.YES);
        enrolledDirectly();

        assertThat(invitation().status()).isEqualTo(InvitationStatus.PENDING);
    }

    @Test
    void aCooldownClosesTheInvitationToo() {
        ports.with(Fixtures.step("week-1", "s1", "leadership")
                .manual("Join!")
                .reEnrollment(ReEnrollment.YES)
                .cooldown(30, SpanUnit.DAYS)
                .build());
        ports.runStep().run(CAUSE);
        publishAll();
        enrolledDirectly();

        assertThat(invitation().lastEntry().reason()).contains(SkipReason.COOLDOWN);
    }

    @Test
    void theInvitationOfAStepThatNoLongerExistsCloses() {
        invited(ReEnrollment.NO);
        ports.configuration.removeStep(
                ports.configuration.step("week-1", "s1").orElseThrow().value(),
                ports.nextGraph(),
                ports.clock.instant());
        enrolledDirectly();

        assertThat(invitation().lastEntry().reason()).contains(SkipReason.STEP_NOT_FOUND);
    }

    @Test
    void anInvitationThatLostItsPurposeUnnoticedIsClosedInsteadOfReminding() {
        invited(ReEnrollment.YES);
        enrolledDirectly();
        ports.with(step(ReEnrollment.NO));

        ports.clock.advance(Duration.ofDays(8));
        sweep.sweep(0, () -> true);

        assertThat(invitation().lastEntry().reason()).contains(SkipReason.PREVIOUSLY_STARTED);
        assertThat(ports.table.get(Keys.invitation("ada", invitation().trackId(), 1)))
                .get()
                .extracting(item -> item.get("updatedBy").s())
                .isEqualTo("sweep");
        verifyNoReminder();
    }

    @Test
    void aPersonWhoHasNotStartedTheTrackIsReminded() {
        invited(ReEnrollment.NO);

        ports.clock.advance(Duration.ofDays(8));
        sweep.sweep(0, () -> true);

        verify(queues).sendMessage(argThat(message -> message.kind() == MessageKind.REMINDER));
        assertThat(invitation().status()).isEqualTo(InvitationStatus.PENDING);
    }

    @Test
    void aStartThatWasUndoneClosesNothing() {
        invited(ReEnrollment.NO);
        Enrollment started = Fixtures.enrollment("ada", "leadership", 1);
        ports.with(started).undone(started);

        ports.closeInvitations().afterStart(started);

        assertThat(invitation().status()).isEqualTo(InvitationStatus.PENDING);
    }

    @Test
    void aClickBeforeTheInvitationIsClosedClosesIt() {
        invited(ReEnrollment.WHEN_NOT_ACTIVE);
        ports.with(Fixtures.enrollment("ada", "leadership", 1));

        AnswerInvitation.Answered answered =
                ports.answerInvitation(ports.catalog()).answer(JoinToken.of(invitation()), AnswerInvitation.Reply.JOIN);

        assertThat(answered.result()).isEqualTo(AnswerInvitation.Result.WITHDRAWN);
        assertThat(answered.reason()).contains(SkipReason.ALREADY_ACTIVE);
    }

    @Test
    void theJoinPageOfAClosedInvitationSaysWhy() {
        invited(ReEnrollment.NO);
        enrolledDirectly();
        AnswerInvitation answer = ports.answerInvitation(ports.catalog());
        JoinToken token = JoinToken.of(invitation());

        assertThat(answer.find(token).reason()).contains(SkipReason.PREVIOUSLY_STARTED);
        assertThat(answer.answer(token, AnswerInvitation.Reply.JOIN).reason()).contains(SkipReason.PREVIOUSLY_STARTED);
    }

    private void invited(ReEnrollment policy) {
        ports.with(step(policy));
        ports.runStep().run(CAUSE);
        publishAll();
        assertThat(invitation().status()).isEqualTo(InvitationStatus.PENDING);
    }

    private static AddToTrackStep step(ReEnrollment policy) {
        return Fixtures.step("week-1", "s1", "leadership")
                .manual("Join!")
                .reEnrollment(policy)
                .build();
    }

    private Instant enrolledDirectly() {
        ports.clock.advance(Duration.ofHours(1));
        ports.enrollDirectly(ports.catalog())
                .enroll(new DirectEnrollment("leadership", "ada", ReEnrollment.NO), Optional.empty(), "root");
        Instant started = ports.clock.instant();
        publishAll();
        return started;
    }

    /** As relay does. */
    private void publishAll() {
        table.snapshot().values().stream()
                .map(DueItems::due)
                .flatMap(Optional::stream)
                .map(DueItem::pending)
                .flatMap(Optional::stream)
                .forEach(publisher::publish);
    }

    private Invitation invitation() {
        return ports.invitations.invitation("ada", FIRST).orElseThrow();
    }

    private void verifyNoReminder() {
        verify(queues, never()).sendMessage(argThat(message -> message.kind() == MessageKind.REMINDER));
    }
}
