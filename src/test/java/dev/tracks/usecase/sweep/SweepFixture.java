package dev.tracks.usecase.sweep;

import static dev.tracks.Fixtures.NOW;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.tracks.Fixtures;
import dev.tracks.domain.decision.Decision.Defer;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.StepReached;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.configure.Configuration;
import dev.tracks.usecase.invite.Invitations;
import dev.tracks.usecase.job.EndJob;
import dev.tracks.usecase.job.Jobs;
import dev.tracks.usecase.job.StartJob;
import dev.tracks.usecase.message.ChannelState;
import dev.tracks.usecase.outbox.CloseInvitations;
import dev.tracks.usecase.outbox.DomainEvents;
import dev.tracks.usecase.outbox.DueItem;
import dev.tracks.usecase.outbox.DueItem.DueRun;
import dev.tracks.usecase.outbox.DueItem.PendingEnrollment;
import dev.tracks.usecase.outbox.DueItem.PendingEnrollment.Unpublished;
import dev.tracks.usecase.outbox.OpenInvitations;
import dev.tracks.usecase.outbox.Outbox;
import dev.tracks.usecase.outbox.OutboxPublisher;
import dev.tracks.usecase.outbox.Queues;
import dev.tracks.usecase.outbox.Schedules;
import dev.tracks.usecase.people.EraseParticipant;
import dev.tracks.usecase.people.Erasure;
import dev.tracks.usecase.sweep.Sweep.Counts;
import dev.tracks.usecase.sweep.Sweep.HeldMessages;
import dev.tracks.usecase.view.Directory;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;

/** A sweep of sixteen shards in which nothing is due. */
abstract class SweepFixture {
    static final HeldMessages NOTHING_HELD = new HeldMessages(0, 0, Optional.empty());
    static final StepReached CAUSE = Fixtures.cause("day-1", "s1", "ada", 1);
    static final Enrollment WEEK_1 = Fixtures.enrollment("ada", "week-1", 1);
    static final PendingEnrollment ENROLLMENT =
            new PendingEnrollment(WEEK_1, Unpublished.START, true, 1, Optional.empty());
    static final Invitation INVITATION = Fixtures.invitation(CAUSE, "week-1", 1);
    static final DueRun RUN = new DueRun(Run.of(CAUSE, new Defer("ada", NOW), Optional.empty(), NOW, Optional.empty()));

    final ChannelState channelState = mock(ChannelState.class);
    final Outbox outbox = mock(Outbox.class);
    final Queues queues = mock(Queues.class);
    final Configuration configuration = mock(Configuration.class);
    final Invitations invitations = mock(Invitations.class);
    final Erasure erasure = mock(Erasure.class);
    final Directory directory = mock(Directory.class);
    final Schedules schedules = mock(Schedules.class);
    final Jobs jobs = mock(Jobs.class);
    Instant now = NOW;
    final OpenInvitations openInvitations = mock(OpenInvitations.class);
    final CloseInvitations closeInvitations =
            new CloseInvitations(configuration, openInvitations, new OptimisticRetry(round -> {}), () -> now);
    final Sweep sweep = new Sweep(
            channelState,
            outbox,
            new OutboxPublisher(
                    configuration, outbox, queues, schedules, mock(DomainEvents.class), closeInvitations, () -> now),
            invitations,
            closeInvitations,
            new EraseParticipant(erasure, new OptimisticRetry(round -> {}), () -> now),
            queues,
            new DeleteSchedules(directory, outbox, schedules),
            new ResumeJobs(
                    outbox,
                    queues,
                    new StartJob(jobs, new OptimisticRetry(round -> {}), () -> now),
                    new EndJob(jobs, new OptimisticRetry(round -> {}), () -> now)),
            () -> now);

    @BeforeEach
    void nothingIsDue() {
        when(channelState.outage()).thenReturn(Optional.empty());
        when(outbox.due(anyInt(), any())).thenAnswer(call -> Stream.empty());
    }

    Counts sweep() {
        return sweep.sweep(0, () -> true);
    }

    void given(DueItem... due) {
        when(outbox.due(eq(0), any())).thenAnswer(call -> Stream.of(due));
    }
}
