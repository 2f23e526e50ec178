package dev.tracks.usecase.view;

import static dev.tracks.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListTracksTest {
    private static final Track DAY_1 = new Track("day-1", "First day", "", TrackStatus.ACTIVE, List.of());
    private static final Track PAUSED = new Track("safety", "Fire safety", "", TrackStatus.PAUSED, List.of());

    private final Directory directory = mock(Directory.class);
    private final Configuration configuration = mock(Configuration.class);
    private final ShowActivity showActivity = mock(ShowActivity.class);
    private final ListTracks listTracks = new ListTracks(directory, configuration, showActivity);

    private List<Track> tracks = List.of(DAY_1, PAUSED);

    @BeforeEach
    void aPageIsTheFirstTracksThatMatch() {
        when(directory.tracks(any(), anyInt(), any())).thenAnswer(call -> {
            Predicate<Track> filter = call.getArgument(0);
            int limit = call.getArgument(1);
            List<Track> matching = tracks.stream().filter(filter).toList();
            List<Track> page = matching.stream().limit(limit).toList();
            return new Page<>(
                    page.stream().map(ListTracksTest::stored).toList(),
                    Optional.of("after " + limit).filter(next -> page.size() < matching.size()));
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
        assertThat(listed(new Selection(id -> true, Set.of(), "", TrackOrder.ID)))
                .containsExactly("day-1", "safety");
        assertThat(listed(new Selection("safety"::equals, Set.of(), "", TrackOrder.ID)))
                .containsExactly("safety");
    }

    @Test
    void aStatusSelectsTheTracksThatHaveIt() {
        assertThat(listed(new Selection(id -> true, Set.of(TrackStatus.PAUSED), "", TrackOrder.ID)))
                .containsExactly("safety");
        assertThat(listed(new Selection(id -> true, Set.of(TrackStatus.ARCHIVED), "", TrackOrder.ID)))
                .isEmpty();
    }

    @Test
    void eachWordOfASearchStartsAWordOfTitleOrId() {
        assertThat(listed(new Selection(id -> true, Set.of(), "fir", TrackOrder.ID)))
                .containsExactly("day-1", "safety");
        assertThat(listed(new Selection(id -> true, Set.of(), "fir saf", TrackOrder.ID)))
                .containsExactly("safety");
        assertThat(listed(new Selection(id -> true, Set.of(), "DAY 1", TrackOrder.ID)))
                .containsExactly("day-1");
        assertThat(listed(new Selection(id -> true, Set.of(), "ire", TrackOrder.ID)))
                .isEmpty();
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
        tracks = List.of(Fixtures.track("a"), Fixtures.track("b"), Fixtures.track("c"));
        tracks.forEach(track -> steps(track.id(), 19));

        Page<WithActivity> page = withActivity();

        assertThat(page.data()).extracting(track -> track.track().value().id()).containsExactly("a", "b");
        assertThat(page.nextCursor()).contains("after 2");
    }

    @Test
    void aPageCountsAsManyListsAsItMay() {
        steps("day-1", 19);
        steps("safety", 20);
        steps("last", ListTracks.COUNTED_LISTS - 42);
        tracks = List.of(DAY_1, PAUSED, Fixtures.track("last"));

        assertThat(withActivity().data()).hasSize(3);
    }

    private Page<WithActivity> withActivity() {
        return listTracks.pageWithActivity(
                new Selection(id -> true, Set.of(), "", TrackOrder.ID), 10, Optional.empty());
    }

    private void steps(String trackId, int count) {
        List<Stored<AddToTrackStep>> steps = IntStream.range(0, count)
                .mapToObj(i -> stored(Fixtures.step(trackId, "s" + i, "week-1").build()))
                .toList();
        when(configuration.steps(trackId)).thenReturn(steps);
    }
}
