package dev.tracks.usecase.sweep;

import static dev.tracks.Fixtures.NOW;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.tracks.Fixtures;
import dev.tracks.domain.decision.Decision;
import dev.tracks.domain.decision.Decision.Defer;
import dev.tracks.domain.decision.Decision.Skip;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.record.StepReached;
import dev.tracks.usecase.outbox.DueItem;
import dev.tracks.usecase.outbox.Outbox;
import dev.tracks.usecase.outbox.Schedules;
import dev.tracks.usecase.view.Directory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

class DeleteSchedulesTest {
    private static final DueItem.RemovedStep STEP = removed(Optional.empty());

    private final Directory directory = mock(Directory.class);
    private final Outbox outbox = mock(Outbox.class);
    private final Schedules schedules = mock(Schedules.class);
    private final DeleteSchedules deleteSchedules = new DeleteSchedules(directory, outbox, schedules);

    @Test
    void deletesSchedulesOfDeferredRunsPageByPageAndRecordsItsPosition() {
        givenPage(Optional.empty(), List.of(deferred("ada"), skipped("linus")), Optional.of("next"));
        givenPage(Optional.of("next"), List.of(deferred("grace")), Optional.empty());

        deleteSchedules.delete(STEP);

        InOrder order = inOrder(schedules, outbox);
        order.verify(schedules).delete(cause("ada"));
        order.verify(outbox).recordDeletedSchedules(STEP, Optional.of("next"));
        order.verify(schedules).delete(cause("grace"));
        order.verify(outbox).recordDeletedSchedules(STEP, Optional.empty());
        order.verifyNoMoreInteractions();
    }

    @Test
    void continuesWhereTheLastSweepStopped() {
        givenPage(Optional.of("next"), List.of(deferred("grace")), Optional.empty());

        deleteSchedules.delete(removed(Optional.of("next")));

        verify(schedules).delete(cause("grace"));
        verify(outbox).recordDeletedSchedules(removed(Optional.of("next")), Optional.empty());
    }

    @Test
    void leavesTheRestOfALargeStepToTheNextSweep() {
        when(directory.runsOfStep(any(), any(), any(), eq(DeleteSchedules.PAGE), any()))
                .thenReturn(new Directory.Page<>(List.of(), Optional.of("and on and on")));

        deleteSchedules.delete(STEP);

        verify(directory, times(DeleteSchedules.PAGES)).runsOfStep(any(), any(), any(), eq(100), any());
        verify(outbox, never()).recordDeletedSchedules(STEP, Optional.empty());
    }

    private static DueItem.RemovedStep removed(Optional<String> cursor) {
        return new DueItem.RemovedStep("day-1", "s1", NOW, cursor);
    }

    private void givenPage(Optional<String> cursor, List<Run> runs, Optional<String> nextCursor) {
        when(directory.runsOfStep("day-1", "s1", Instant.EPOCH, 100, cursor))
                .thenReturn(new Directory.Page<>(runs, nextCursor));
    }

    private static Run deferred(String participantId) {
        return run(participantId, new Defer(participantId, NOW));
    }

    private static Run skipped(String participantId) {
        return run(participantId, new Skip(SkipReason.NOT_IN_AUDIENCE, Map.of()));
    }

    private static Run run(String participantId, Decision decision) {
        return Run.of(cause(participantId), decision, Optional.empty(), NOW, Optional.empty());
    }

    private static StepReached cause(String participantId) {
        return Fixtures.cause("day-1", "s1", participantId, 1);
    }
}
