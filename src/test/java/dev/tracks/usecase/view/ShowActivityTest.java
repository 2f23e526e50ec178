package dev.tracks.usecase.view;

import static dev.tracks.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.tracks.Fixtures;
import dev.tracks.domain.decision.Decision;
import dev.tracks.domain.decision.Decision.Defer;
import dev.tracks.domain.decision.Decision.Skip;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.decision.RunStatus;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.usecase.NotFoundException;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.configure.Configuration;
import dev.tracks.usecase.view.Directory.Page;
import dev.tracks.usecase.view.ShowActivity.Activity;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShowActivityTest {
    private static final Instant SINCE = NOW.minus(Duration.ofDays(30));
    private static final Stored<Enrollment> INSTANCE =
            new Stored<>(Fixtures.enrollment("ada", "day-1", 1), 1, NOW, "root");
    private static final Run SKIPPED = run(new Skip(SkipReason.STEP_DISABLED, Map.of()));
    private static final Run DEFERRED = run(new Defer("ada", NOW));

    private final Configuration configuration = mock(Configuration.class);
    private final Directory directory = mock(Directory.class);
    private final ShowActivity showActivity = new ShowActivity(configuration, directory, () -> NOW);

    @BeforeEach
    void aTrackHasOneStep() {
        when(configuration.track("day-1"))
                .thenReturn(Optional.of(new Stored<>(Fixtures.track("day-1"), 1, NOW, "root")));
        when(configuration.steps("day-1"))
                .thenReturn(List.of(
                        new Stored<>(Fixtures.step("day-1", "s1", "week-1").build(), 1, NOW, "root")));
        givenInstances(new Page<>(List.of(), Optional.empty()));
        givenRuns(new Page<>(List.of(), Optional.empty()));
    }

    @Test
    void countsPageByPage() {
        when(directory.enrollmentsOfTrack("day-1", 100, Optional.empty()))
                .thenReturn(new Page<>(List.of(INSTANCE, INSTANCE), Optional.of("more")));
        when(directory.enrollmentsOfTrack("day-1", 100, Optional.of("more")))
                .thenReturn(new Page<>(List.of(INSTANCE), Optional.empty()));
        when(directory.runsOfStep("day-1", "s1", SINCE, 100, Optional.empty()))
                .thenReturn(new Page<>(List.of(SKIPPED, DEFERRED), Optional.of("more")));
        when(directory.runsOfStep("day-1", "s1", SINCE, 100, Optional.of("more")))
                .thenReturn(new Page<>(List.of(SKIPPED), Optional.empty()));

        Activity activity = showActivity.of("day-1");

        assertThat(activity.since()).isEqualTo(SINCE);
        assertThat(activity.instances()).isEqualTo(3);
        assertThat(activity.complete()).isTrue();
        assertThat(activity.steps()).singleElement().satisfies(step -> {
            assertThat(step.stepId()).isEqualTo("s1");
            assertThat(step.complete()).isTrue();
            assertThat(step.runs())
                    .isEqualTo(Map.of(
                            RunStatus.SKIPPED, 2,
                            RunStatus.DEFERRED, 1,
                            RunStatus.ENROLLED, 0,
                            RunStatus.INVITED, 0,
                            RunStatus.CANCELLED, 0));
        });
    }

    @Test
    void stopsCountingAtAThousandAndReportsThatThereAreMore() {
        givenInstances(new Page<>(Collections.nCopies(100, INSTANCE), Optional.of("more")));
        givenRuns(new Page<>(Collections.nCopies(100, SKIPPED), Optional.of("more")));

        Activity activity = showActivity.of("day-1");

        assertThat(activity.instances()).isEqualTo(1_000);
        assertThat(activity.complete()).isFalse();
        assertThat(activity.steps()).singleElement().satisfies(step -> {
            assertThat(step.complete()).isFalse();
            assertThat(step.runs()).containsEntry(RunStatus.SKIPPED, 1_000);
        });
        verify(directory, times(10)).enrollmentsOfTrack(any(), anyInt(), any());
    }

    @Test
    void aTrackThatDoesNotExistIsNotFound() {
        assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> showActivity.of("nowhere"));
    }

    private void givenInstances(Page<Stored<Enrollment>> page) {
        when(directory.enrollmentsOfTrack(eq("day-1"), anyInt(), any())).thenReturn(page);
    }

    private void givenRuns(Page<Run> page) {
        when(directory.runsOfStep(eq("day-1"), eq("s1"), any(), anyInt(), any()))
                .thenReturn(page);
    }

    private static Run run(Decision decision) {
        return Run.of(Fixtures.cause("day-1", "s1", "ada", 1), decision, Optional.empty(), NOW, Optional.empty());
    }
}
