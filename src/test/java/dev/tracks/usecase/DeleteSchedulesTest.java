package dev.tracks.usecase;

import static dev.tracks.Fixtures.NOW;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import dev.tracks.Fixtures;
import dev.tracks.domain.Decision;
import dev.tracks.domain.Decision.Defer;
import dev.tracks.domain.Decision.Skip;
import dev.tracks.domain.Run;
import dev.tracks.domain.SkipReason;
import dev.tracks.domain.StepReached;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeleteSchedulesTest {
    private final Directory directory = mock(Directory.class);
    private final Schedules schedules = mock(Schedules.class);
    private final DeleteSchedules deleteSchedules = new DeleteSchedules(directory, schedules);

    @Test
    void deletesThoseOfDeferredRunsPageByPage() {
        givenPage(Optional.empty(), List.of(deferred("ada"), skipped("linus")), Optional.of("next"));
        givenPage(Optional.of("next"), List.of(deferred("grace")), Optional.empty());

        deleteSchedules.ofStep("day-1", "s1");

        verify(schedules).delete(cause("ada"));
        verify(schedules).delete(cause("grace"));
        verifyNoMoreInteractions(schedules);
    }

    @Test
    void stopsAfterAFewPagesSoThatNobodyWaitsForLong() {
        when(directory.runsOfStep(any(), any(), any(), eq(DeleteSchedules.PAGE), any()))
                .thenReturn(new Directory.Page<>(List.of(), Optional.of("and on and on")));

        deleteSchedules.ofStep("day-1", "s1");

        verify(directory, times(DeleteSchedules.PAGES)).runsOfStep(any(), any(), any(), eq(100), any());
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
