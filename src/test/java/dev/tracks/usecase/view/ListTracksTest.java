package dev.tracks.usecase.view;

import static dev.tracks.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.tracks.Fixtures;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.track.Track;
import dev.tracks.domain.track.TrackStatus;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.configure.Configuration;
import dev.tracks.usecase.view.Directory.Page;
import dev.tracks.usecase.view.ListTracks.Selection;
import dev.tracks.usecase.view.ListTracks.WithActivity;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListTracksTest {
    private static final Track DAY_1 = new Track("day-1", "First day", "", TrackStatus.ACTIVE, List.of());
    private static final Track PAUSED = new Track("safety", "Fire safety", "", TrackStatus.PAUSED, List.of());

    private final Directory directory = mock(Directory.class);
    private final Configuration configuration = mock(Configuration.class);
    private final ShowActivity showActivity = mock(ShowActivity.class);
    private final ListTracks listTracks = new ListTracks(directory, configuration, showActivity);

    @BeforeEach
    void aPageIsTheTracksThatMatch() {
        when(directory.tracks(any(), anyInt(), any())).thenAnswer(call -> {
            Predicate<Track> filter = call.getArgument(0);
            return new Page<>(
                    Stream.of(DAY_1, PAUSED)
                            .filter(filter)
                            .map(ListTracksTest::stored)
                            .toList(),
                    Optional.empty());
        });
        when(showActivity.of(any(), any())).thenReturn(mock(ShowActivity.Activity.class));
    }

    private static <T> Stored<T> stored(T value) {
        return new Stored<>(value, 1, NOW, "root");
    }

    private List<String> listed(Selection selection) {
        return listTracks.page(selection, 10, Optional.empty()).data().stream()
                .map(track -> track.value().id())
                .toList();
    }

    @Test
    void withoutFiltersAllTracksThatTheCallerMayReadAreListed() {
        assertThat(listed(new Selection(id -> true, Set.of(), ""))).containsExactly("day-1", "safety");
        assertThat(listed(new Selection("safety"::equals, Set.of(), ""))).containsExactly("safety");
    }

    @Test
    void aStatusSelectsTheTracksThatHaveIt() {
        assertThat(listed(new Selection(id -> true, Set.of(TrackStatus.PAUSED), "")))
                .containsExactly("safety");
        assertThat(listed(new Selection(id -> true, Set.of(TrackStatus.ARCHIVED), "")))
                .isEmpty();
    }

    @Test
    void eachWordOfASearchStartsAWordOfTitleOrId() {
        assertThat(listed(new Selection(id -> true, Set.of(), "fir"))).containsExactly("day-1", "safety");
        assertThat(listed(new Selection(id -> true, Set.of(), "fir saf"))).containsExactly("safety");
        assertThat(listed(new Selection(id -> true, Set.of(), "DAY 1"))).containsExactly("day-1");
        assertThat(listed(new Selection(id -> true, Set.of(), "ire"))).isEmpty();
    }

    @Test
    void aPageWithActivityContainsTheActivityOfEachTrack() {
        steps("day-1", 1);
        steps("safety", ListTracks.COUNTED_STEPS);

        Page<WithActivity> page = withActivity();

        assertThat(page.data()).extracting(track -> track.track().value().id()).containsExactly("day-1", "safety");
        assertThat(page.data()).allSatisfy(track -> assertThat(track.activity()).isPresent());
        assertThat(page.nextCursor()).isEmpty();
    }

    @Test
    void aTrackWithTooManyStepsHasNoActivity() {
        steps("day-1", ListTracks.COUNTED_STEPS + 1);
        steps("safety", 0);

        assertThat(withActivity().data())
                .extracting(track -> track.activity().isPresent())
                .containsExactly(false, true);
    }

    @Test
    void aPageEndsBeforeItCountsTooManyListsAndGoesOnThere() {
        List<Track> three = List.of(Fixtures.track("a"), Fixtures.track("b"), Fixtures.track("c"));
        three.forEach(track -> steps(track.id(), 19));
        when(directory.tracks(any(), eq(10), any()))
                .thenReturn(
                        new Page<>(three.stream().map(ListTracksTest::stored).toList(), Optional.empty()));
        when(directory.tracks(any(), eq(2), any()))
                .thenReturn(new Page<>(
                        three.stream().limit(2).map(ListTracksTest::stored).toList(), Optional.of("after b")));

        Page<WithActivity> page = withActivity();

        assertThat(page.data()).extracting(track -> track.track().value().id()).containsExactly("a", "b");
        assertThat(page.nextCursor()).contains("after b");
    }

    @Test
    void aPageCountsAsManyListsAsItMay() {
        steps("day-1", 19);
        steps("safety", 20);
        Track last = Fixtures.track("last");
        steps("last", ListTracks.COUNTED_LISTS - 42);
        when(directory.tracks(any(), anyInt(), any()))
                .thenReturn(new Page<>(
                        Stream.of(DAY_1, PAUSED, last)
                                .map(ListTracksTest::stored)
                                .toList(),
                        Optional.empty()));

        assertThat(withActivity().data()).hasSize(3);
    }

    private Page<WithActivity> withActivity() {
        return listTracks.pageWithActivity(new Selection(id -> true, Set.of(), ""), 10, Optional.empty());
    }

    private void steps(String trackId, int count) {
        List<Stored<AddToTrackStep>> steps = IntStream.range(0, count)
                .mapToObj(i -> stored(Fixtures.step(trackId, "s" + i, "week-1").build()))
                .toList();
        when(configuration.steps(trackId)).thenReturn(steps);
    }
}
