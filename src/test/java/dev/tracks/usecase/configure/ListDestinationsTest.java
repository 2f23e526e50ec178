package dev.tracks.usecase.configure;

import static dev.tracks.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.tracks.Fixtures;
import dev.tracks.domain.track.Track;
import dev.tracks.domain.track.TrackGraph;
import dev.tracks.domain.track.TrackGraph.Edge;
import dev.tracks.domain.track.TrackStatus;
import dev.tracks.usecase.NotFoundException;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.configure.Configuration.StoredGraph;
import dev.tracks.usecase.configure.ListDestinations.Destination;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ListDestinationsTest {
    private static final Track DAY_1 = Fixtures.track("day-1");
    private static final Track MONTH_1 = Fixtures.track("month-1");
    private static final Track WEEK_1 = Fixtures.track("week-1");

    private final Configuration configuration = mock(Configuration.class);
    private final ListDestinations listDestinations = new ListDestinations(configuration);

    @Test
    void listsOtherActiveTracksWithTheLoopsThatTheyWouldClose() {
        given(DAY_1, MONTH_1, Fixtures.track("paused", TrackStatus.PAUSED), WEEK_1);

        assertThat(listDestinations.of("week-1"))
                .containsExactly(
                        new Destination(DAY_1, Optional.of(List.of("week-1", "day-1", "week-1"))),
                        new Destination(MONTH_1, Optional.empty()));
    }

    @Test
    void aTrackThatIsNotActiveHasDestinationsToo() {
        given(DAY_1, Fixtures.track("paused", TrackStatus.PAUSED));

        assertThat(listDestinations.of("paused")).containsExactly(new Destination(DAY_1, Optional.empty()));
    }

    @Test
    void aTrackThatDoesNotExistIsNotFound() {
        given(DAY_1);

        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> listDestinations.of("nowhere"))
                .withMessage("there is no track nowhere");
    }

    private void given(Track... tracks) {
        when(configuration.tracks())
                .thenReturn(Arrays.stream(tracks)
                        .map(track -> new Stored<>(track, 1, NOW, "root"))
                        .toList());
        TrackGraph graph = new TrackGraph(List.of(new Edge("day-1", "s1", "week-1")));
        when(configuration.graph()).thenReturn(new StoredGraph(graph, 1));
    }
}
