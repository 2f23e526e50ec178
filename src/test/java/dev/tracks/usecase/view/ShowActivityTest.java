package dev.tracks.usecase.view;

import static dev.tracks.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.tracks.Fixtures;
import dev.tracks.domain.decision.Decision;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.decision.RunStatus;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.usecase.NotFoundException;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.configure.Configuration;
import dev.tracks.usecase.view.Directory.Count;
import dev.tracks.usecase.view.ShowActivity.Activity;
import dev.tracks.usecase.view.ShowActivity.StepActivity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShowActivityTest {
    private static final Instant SINCE = NOW.minus(Duration.ofDays(30));
    private static final AddToTrackStep STEP =
            Fixtures.step("day-1", "s1", "week-1").titled("On to week 1").build();
    private static final Decision SKIP = new Decision.Skip(SkipReason.STEP_DISABLED, Map.of());
    private static final Decision DEFER = new Decision.Defer("ada", NOW);
    private static final Map<RunStatus, Integer> RUNS = Map.of(
            RunStatus.SKIPPED,
            2,
            RunStatus.DEFERRED,
            1,
            RunStatus.ENROLLED,
            0,
            RunStatus.INVITED,
            0,
            RunStatus.CANCELLED,
            0);

    private final Configuration configuration = mock(Configuration.class);
    private final Directory directory = mock(Directory.class);
    private final ShowActivity showActivity = new ShowActivity(configuration, directory, () -> NOW);

    @BeforeEach
    void aTrackHasOneStep() {
        when(configuration.track("day-1"))
                .thenReturn(Optional.of(new Stored<>(Fixtures.track("day-1"), 1, NOW, "root")));
        when(configuration.steps("day-1")).thenReturn(List.of(new Stored<>(STEP, 1, NOW, "root")));
    }

    private static Run run(Decision decision) {
        return Run.of(Fixtures.cause("day-1", "s1", "ada", 1), decision, Optional.empty(), NOW, Optional.empty());
    }

    @Test
    void countsInstancesAndTheRunsOfThirtyDays() {
        when(directory.instances("day-1", 1_000)).thenReturn(new Count(3, true));
        when(directory.runs("day-1", "s1", SINCE, 1_000))
                .thenReturn(new Directory.Part<>(List.of(run(SKIP), run(DEFER), run(SKIP)), false));

        Activity activity = showActivity.of("day-1");

        assertThat(activity)
                .isEqualTo(new Activity(
                        3, true, SINCE, List.of(new StepActivity("s1", Optional.of("On to week 1"), RUNS, false))));
    }

    @Test
    void aTrackThatDoesNotExistIsNotFound() {
        assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> showActivity.of("nowhere"));
    }
}
