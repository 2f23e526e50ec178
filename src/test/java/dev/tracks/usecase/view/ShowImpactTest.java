package dev.tracks.usecase.view;

import static dev.tracks.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.tracks.Fixtures;
import dev.tracks.domain.track.TrackGraph;
import dev.tracks.domain.track.TrackGraph.Edge;
import dev.tracks.usecase.NotFoundException;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.configure.Configuration;
import dev.tracks.usecase.configure.Configuration.StoredGraph;
import dev.tracks.usecase.view.ShowImpact.Impact;
import dev.tracks.usecase.view.ShowImpact.Outgoing;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShowImpactTest {
    private static final Edge FIRST = new Edge("day-1", "s1", "week-1");
    private static final Edge SECOND = new Edge("onboarding", "s2", "week-1");

    private final Configuration configuration = mock(Configuration.class);
    private final Directory directory = mock(Directory.class);
    private final ShowImpact showImpact = new ShowImpact(configuration, directory);

    @BeforeEach
    void nothingWaits() {
        Directory.Count none = new Directory.Count(0, true);
        when(directory.pendingInvitations(any(), any())).thenReturn(none);
        when(directory.activeInstances("week-1")).thenReturn(none);
    }

    @Test
    void listsIncomingStepsAndCountsInvitationsAndDeferredRunsIntoAndOutOfTheTrack() {
        when(configuration.track("week-1"))
                .thenReturn(Optional.of(new Stored<>(Fixtures.track("week-1"), 1, NOW, "root")));
        TrackGraph graph = new TrackGraph(List.of(FIRST, SECOND, new Edge("week-1", "s1", "month-1")));
        when(configuration.graph()).thenReturn(new StoredGraph(graph, 1));
        when(directory.deferred("day-1", "s1")).thenReturn(new Directory.Count(2, true));
        when(directory.deferred("onboarding", "s2")).thenReturn(new Directory.Count(3, true));
        when(configuration.steps("week-1"))
                .thenReturn(List.of(
                        new Stored<>(Fixtures.step("week-1", "s1", "month-1").build(), 1, NOW, "root")));
        when(directory.deferred("week-1", "s1")).thenReturn(new Directory.Count(100, true));
        when(directory.pendingInvitations("week-1")).thenReturn(new Directory.Count(4, true));
        when(directory.pendingInvitations("month-1", "week-1")).thenReturn(new Directory.Count(7, true));
        when(directory.activeInstances("week-1")).thenReturn(new Directory.Count(9, true));

        assertThat(showImpact.of("week-1"))
                .isEqualTo(new Impact(List.of(FIRST, SECOND), 4, 105, new Outgoing(100, 7), 9, true));
    }

    @ParameterizedTest
    @CsvSource({"true, true, true", "false, true, false", "true, false, false"})
    void aCountThatIsNotCompleteMakesTheImpactIncomplete(boolean runs, boolean invitations, boolean complete) {
        when(configuration.track("week-1"))
                .thenReturn(Optional.of(new Stored<>(Fixtures.track("week-1"), 1, NOW, "root")));
        when(configuration.graph()).thenReturn(new StoredGraph(new TrackGraph(List.of(FIRST, SECOND)), 1));
        when(directory.deferred("day-1", "s1")).thenReturn(new Directory.Count(2, true));
        when(directory.deferred("onboarding", "s2")).thenReturn(new Directory.Count(0, runs));
        when(directory.pendingInvitations("week-1")).thenReturn(new Directory.Count(0, invitations));

        assertThat(showImpact.of("week-1").complete()).isEqualTo(complete);
    }

    @ParameterizedTest
    @CsvSource({"false, true", "true, false"})
    void aCountOfWhatLeavesTheTrackThatIsNotCompleteMakesTheImpactIncomplete(boolean invitations, boolean active) {
        when(configuration.track("week-1"))
                .thenReturn(Optional.of(new Stored<>(Fixtures.track("week-1"), 1, NOW, "root")));
        when(configuration.graph()).thenReturn(new StoredGraph(TrackGraph.empty(), 1));
        when(configuration.steps("week-1"))
                .thenReturn(List.of(
                        new Stored<>(Fixtures.step("week-1", "s1", "month-1").build(), 1, NOW, "root")));
        when(directory.deferred("week-1", "s1")).thenReturn(new Directory.Count(0, true));
        when(directory.pendingInvitations("week-1")).thenReturn(new Directory.Count(0, true));
        when(directory.pendingInvitations("month-1", "week-1")).thenReturn(new Directory.Count(0, invitations));
        when(directory.activeInstances("week-1")).thenReturn(new Directory.Count(0, active));

        assertThat(showImpact.of("week-1").complete()).isFalse();
    }

    @Test
    void deferredRunsOfTheFirstStepsAreCountedIfManyLeadToTheTrack() {
        when(configuration.track("week-1"))
                .thenReturn(Optional.of(new Stored<>(Fixtures.track("week-1"), 1, NOW, "root")));
        List<Edge> incoming = IntStream.rangeClosed(0, ShowImpact.COUNTED_STEPS)
                .mapToObj(number -> new Edge("day-1", "s" + number, "week-1"))
                .toList();
        when(configuration.graph()).thenReturn(new StoredGraph(new TrackGraph(incoming), 1));
        when(directory.deferred(eq("day-1"), any())).thenReturn(new Directory.Count(1, true));
        when(directory.pendingInvitations("week-1")).thenReturn(new Directory.Count(0, true));

        Impact impact = showImpact.of("week-1");

        assertThat(impact.incoming()).hasSize(ShowImpact.COUNTED_STEPS + 1);
        assertThat(impact.deferred()).isEqualTo(ShowImpact.COUNTED_STEPS);
        assertThat(impact.complete()).isFalse();
    }

    @Test
    void deferredRunsOfTheFirstStepsAreCountedIfTheTrackHasMany() {
        when(configuration.track("week-1"))
                .thenReturn(Optional.of(new Stored<>(Fixtures.track("week-1"), 1, NOW, "root")));
        when(configuration.graph()).thenReturn(new StoredGraph(TrackGraph.empty(), 1));
        when(configuration.steps("week-1"))
                .thenReturn(IntStream.rangeClosed(0, ShowImpact.COUNTED_STEPS)
                        .mapToObj(number -> new Stored<>(
                                Fixtures.step("week-1", "s" + number, "month-1").build(), 1, NOW, "root"))
                        .toList());
        when(directory.deferred(eq("week-1"), any())).thenReturn(new Directory.Count(1, true));
        when(directory.pendingInvitations("week-1")).thenReturn(new Directory.Count(0, true));

        Impact impact = showImpact.of("week-1");

        assertThat(impact.deferred()).isEqualTo(ShowImpact.COUNTED_STEPS);
        assertThat(impact.complete()).isFalse();
    }

    @Test
    void aTrackThatDoesNotExistIsNotFound() {
        when(configuration.track("nowhere")).thenReturn(Optional.empty());

        assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> showImpact.of("nowhere"));
    }
}
