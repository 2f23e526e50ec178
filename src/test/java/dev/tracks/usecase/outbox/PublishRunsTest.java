package dev.tracks.usecase.outbox;

import static dev.tracks.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

import dev.tracks.domain.decision.Decision;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.usecase.outbox.DueItem.PendingRun;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

class PublishRunsTest extends OutboxPublisherFixture {
    @Test
    void anUnpublishedRunIsPublishedBeforeItsReplacement() {
        Run deferred = deferredUntil(NOW.plusSeconds(3600));
        Run cancelled = deferred.cancelled(NOW, "root");

        publisher.publish(new PendingRun(cancelled), Optional.of(new PendingRun(deferred)));

        InOrder order = inOrder(events);
        order.verify(events).publish(Transition.of(deferred));
        order.verify(events).publish(Transition.of(cancelled));
    }

    @Test
    void aDeferredRunIsScheduledAndPublished() {
        Run run = deferredUntil(NOW.plus(OutboxPublisher.SCHEDULER_PRECISION));

        publisher.publish(new PendingRun(run));

        InOrder order = inOrder(schedules, events, outbox);
        order.verify(schedules).schedule(CAUSE, NOW.plus(OutboxPublisher.SCHEDULER_PRECISION));
        order.verify(events).publish(Transition.of(run));
        order.verify(outbox).clearPending(new PendingRun(run));
    }

    @Test
    void aRunThatIsDueWithinAMinuteWaitsInTheQueueInstead() {
        Duration remaining = OutboxPublisher.SCHEDULER_PRECISION.minusMillis(1);

        publisher.publish(new PendingRun(deferredUntil(NOW.plus(remaining))));

        verify(queues).sendReachedAfter(remaining, CAUSE);
        verifyNoInteractions(schedules);
    }

    @Test
    void aRunThatIsAlreadyDueIsEnqueuedWithoutADelay() {
        publisher.publish(new PendingRun(deferredUntil(NOW.minusSeconds(5))));

        verify(queues).sendReachedAfter(Duration.ZERO, CAUSE);
    }

    @Test
    void aCancelledRunsScheduleIsDeleted() {
        Run run = deferredUntil(NOW.plusSeconds(3_600)).cancelled(NOW, "root");

        publisher.publish(new PendingRun(run));

        verify(schedules).delete(CAUSE);
        verify(events).publish(Transition.of(run));
        verify(outbox).clearPending(new PendingRun(run));
    }

    @Test
    void aSkippedRunOnlyPublishesItsEvent() {
        Run run = Run.of(
                CAUSE, new Decision.Skip(SkipReason.STEP_NOT_FOUND, Map.of()), Optional.empty(), NOW, Optional.empty());

        publisher.publish(new PendingRun(run));

        verifyNoInteractions(queues, schedules);
        verify(events).publish(Transition.of(run));
    }

    @Test
    void aRepeatedTransitionHasTheSameIdAndALaterOneHasAnother() {
        Run first = deferredUntil(NOW.plusSeconds(3_600));

        assertThat(Transition.of(first).id()).isEqualTo("day-1/s1/ada/1/deferred/1");
        assertThat(Transition.of(first.cancelled(NOW, "root")).id()).isEqualTo("day-1/s1/ada/1/cancelled/2");
    }

    private static Run deferredUntil(Instant dueAt) {
        return Run.of(CAUSE, new Decision.Defer("ada", dueAt), Optional.empty(), NOW, Optional.empty());
    }
}
