package dev.tracks.usecase.outbox;

import static dev.tracks.Fixtures.NOW;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.tracks.Fixtures;
import dev.tracks.Fixtures.Step;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.StepReached;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.configure.Configuration;
import dev.tracks.usecase.outbox.DueItem.PendingEnrollment;
import dev.tracks.usecase.outbox.DueItem.PendingEnrollment.Unpublished;
import java.util.Arrays;
import java.util.Optional;

/** A publisher whose queues, schedules and events are mocks. */
abstract class OutboxPublisherFixture {
    static final StepReached CAUSE = Fixtures.cause("day-1", "s1", "ada", 1);
    static final Enrollment WEEK_1 = Fixtures.enrollment("ada", "week-1", 2);
    static final PendingEnrollment CONFIRMED =
            new PendingEnrollment(WEEK_1, Unpublished.START, true, 1, Optional.empty());
    static final PendingEnrollment SILENT =
            new PendingEnrollment(WEEK_1, Unpublished.START, false, 1, Optional.empty());

    final Configuration configuration = mock(Configuration.class);
    final Outbox outbox = mock(Outbox.class);
    final Queues queues = mock(Queues.class);
    final Schedules schedules = mock(Schedules.class);
    final DomainEvents events = mock(DomainEvents.class);
    final CloseInvitations closeInvitations = new CloseInvitations(
            configuration, mock(OpenInvitations.class), new OptimisticRetry(round -> {}), () -> NOW);
    final OutboxPublisher publisher =
            new OutboxPublisher(configuration, outbox, queues, schedules, events, closeInvitations, () -> NOW);

    static PendingEnrollment pending(Enrollment enrollment, Unpublished unpublished) {
        return new PendingEnrollment(enrollment, unpublished, true, 3, Optional.empty());
    }

    void given(Step... steps) {
        when(configuration.steps("week-1"))
                .thenReturn(Arrays.stream(steps)
                        .map(step -> new Stored<>(step.build(), 1, NOW, "root"))
                        .toList());
    }
}
