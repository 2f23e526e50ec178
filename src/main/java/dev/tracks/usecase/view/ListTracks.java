package dev.tracks.usecase.view;

import dev.tracks.domain.record.SearchWords;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.track.Track;
import dev.tracks.domain.track.TrackGraph;
import dev.tracks.domain.track.TrackStatus;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.configure.Configuration;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lists and searches tracks, page by page, with their activity and the steps between them on request. */
@Singleton
public final class ListTracks {
    /**
     * The maximum number of lists (the instances of a track, the runs of a step) that one page counts: each costs one
     * query per shard, or a few more.
     */
    public static final int COUNTED_LISTS = 50;

    /** The maximum number of steps of a track whose activity a page contains. */
    static final int COUNTED_STEPS = 20;

    /**
     * The tracks to list.
     *
     * @param seen by id, the tracks that the caller may read
     * @param statuses empty for all
     * @param search for each of its words, title or id has a word that starts with it; see {@link SearchWords}
     */
    public record Selection(Predicate<String> seen, Set<TrackStatus> statuses, String search, TrackOrder order) {
        private Predicate<Track> filter() {
            List<String> words = SearchWords.of(search);
            return track -> seen.test(track.id())
                    && (statuses.isEmpty() || statuses.contains(track.status()))
                    && hasAll(track, words);
        }

        private static boolean hasAll(Track track, List<String> words) {
            List<String> own = Stream.of(track.title(), track.id())
                    .flatMap(text -> SearchWords.of(text).stream())
                    .toList();
            return SearchWords.match(words, own);
        }
    }

    /**
     * A track and its activity.
     *
     * @param activity empty for a track with more than {@link #COUNTED_STEPS} steps
     */
    public record WithActivity(Stored<Track> track, Optional<ShowActivity.Activity> activity) {}

    private final Directory directory;
    private final Configuration configuration;
    private final ShowActivity showActivity;

    public ListTracks(Directory directory, Configuration configuration, ShowActivity showActivity) {
        this.directory = directory;
        this.configuration = configuration;
        this.showActivity = showActivity;
    }

    /** All tracks that the caller may read, by id. */
    public List<Track> all(Predicate<String> seen) {
        return configuration.tracks().stream()
                .map(Stored::value)
                .filter(track -> seen.test(track.id()))
                .toList();
    }

    /** The track's steps, by id. */
    public List<AddToTrackStep> steps(String trackId) {
        return configuration.steps(trackId).stream().map(Stored::value).toList();
    }

    /** A page of the tracks. By id, it ends early after {@link Directory#EXAMINED} tracks; other orders read all tracks. */
    public Directory.Page<Stored<Track>> page(Selection selection, int limit, Optional<String> cursor) {
        if (selection.order() == TrackOrder.ID) {
            return directory.tracks(selection.filter(), limit, cursor);
        }
        Predicate<Track> filter = selection.filter();
        List<Stored<Track>> tracks = configuration.tracks().stream()
                .filter(track -> filter.test(track.value()))
                .toList();
        return selection.order().page(tracks, limit, cursor);
    }

    /** The enabled steps from and to these tracks, by the tracks' ids; with the titles of the tracks that the caller may read. */
    public Map<String, TrackLinks> links(Selection selection, List<String> trackIds) {
        TrackGraph graph = configuration.graph().graph();
        Map<String, String> titles = all(selection.seen()).stream().collect(Collectors.toMap(Track::id, Track::title));
        return trackIds.stream()
                .collect(Collectors.toMap(
                        id -> id, id -> TrackLinks.of(id, graph, other -> Optional.ofNullable(titles.get(other)))));
    }

    /** The number of instances of each of these tracks, by its id; at most {@link ShowActivity#MAX_COUNTED}. */
    public Map<String, Directory.Count> instances(List<String> trackIds) {
        return trackIds.stream()
                .collect(Collectors.toMap(id -> id, id -> directory.instances(id, ShowActivity.MAX_COUNTED)));
    }

    /** A page of the tracks with their activity. It ends early after {@link #COUNTED_LISTS} counted lists. */
    public Directory.Page<WithActivity> pageWithActivity(Selection selection, int limit, Optional<String> cursor) {
        Directory.Page<Stored<Track>> page = page(selection, limit, cursor);
        List<WithActivity> counted = new ArrayList<>();
        int lists = 0;
        for (Stored<Track> track : page.data()) {
            List<AddToTrackStep> steps = steps(track.value().id());
            boolean isCounted = steps.size() <= COUNTED_STEPS;
            lists += isCounted ? 1 + steps.size() : 0;
            if (lists > COUNTED_LISTS) {
                Optional<String> next = page(selection, counted.size(), cursor).nextCursor();
                return new Directory.Page<>(counted, next);
            }
            counted.add(new WithActivity(
                    track, isCounted ? Optional.of(showActivity.of(track.value().id(), steps)) : Optional.empty()));
        }
        return new Directory.Page<>(counted, page.nextCursor());
    }
}
