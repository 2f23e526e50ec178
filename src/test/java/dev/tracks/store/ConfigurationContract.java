package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.domain.SpanUnit;
import dev.tracks.domain.TimeSpan;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.step.Audience;
import dev.tracks.domain.step.Delay;
import dev.tracks.domain.step.ReEnrollment;
import dev.tracks.domain.step.ReachedBy;
import dev.tracks.domain.track.Track;
import dev.tracks.domain.track.TrackGraph;
import dev.tracks.domain.track.TrackStatus;
import dev.tracks.usecase.Change;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.configure.Configuration.StoredGraph;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Reads and edits of tracks, steps and the graph. */
interface ConfigurationContract extends WithPorts {
    private TableConfiguration configuration() {
        return ports().configuration;
    }

    private static <T> Change<T> first(T value) {
        return new Change<>(value, Optional.empty(), Fixtures.NOW, "root");
    }

    private static <T> Change<T> next(Stored<T> read, T value) {
        return new Change<>(value, Optional.of(read.version()), Fixtures.NOW.plusSeconds(1), "grace");
    }

    @Test
    default void tracksAreReadAsTheyWereWritten() {
        Track full = new Track("day-1", "Day 1 🎉", "All of\nit", TrackStatus.PAUSED, List.of("grace", "ada"));
        Track bare = new Track("a", "A", "", TrackStatus.DRAFT, List.of());

        assertThat(configuration().saveTrack(first(full))).isEqualTo(WriteResult.WRITTEN);
        assertThat(configuration().saveTrack(first(bare))).isEqualTo(WriteResult.WRITTEN);

        assertThat(configuration().track("day-1")).contains(new Stored<>(full, 1, Fixtures.NOW, "root"));
        assertThat(configuration().tracks()).extracting(Stored::value).containsExactly(bare, full);
        assertThat(configuration().track("day-2")).isEmpty();
    }

    @Test
    default void aTrackIsChangedOnlyUnderTheVersionRead() {
        configuration().saveTrack(first(Fixtures.track("day-1")));
        Stored<Track> read = configuration().track("day-1").orElseThrow();
        Track paused = Fixtures.track("day-1", TrackStatus.PAUSED);

        assertThat(configuration().saveTrack(first(paused))).isEqualTo(WriteResult.CONDITION_FAILED);
        assertThat(configuration().saveTrack(next(read, paused))).isEqualTo(WriteResult.WRITTEN);
        assertThat(configuration().saveTrack(next(read, Fixtures.track("day-1"))))
                .isEqualTo(WriteResult.CONDITION_FAILED);

        assertThat(configuration().track("day-1"))
                .contains(new Stored<>(paused, 2, Fixtures.NOW.plusSeconds(1), "grace"));
    }

    @Test
    default void stepsAreReadAsTheyWereWritten() {
        AddToTrackStep full = Fixtures.step("day-1", "s1", "week-1")
                .titled("Köln joins")
                .manual("Join {{track}}, {{user}}?")
                .joinButton("Level Up!")
                .confirmation("Hi {{ user }} {|")
                .reEnrollment(ReEnrollment.WHEN_NOT_COMPLETED)
                .cooldown(3, SpanUnit.MONTHS)
                .forManager()
                .reachedBy(ReachedBy.EVENT)
                .delay(new Delay(new TimeSpan(7, SpanUnit.DAYS), Optional.of(LocalTime.of(9, 0)), true))
                .audience(new Audience(Map.of("role", Set.of("engineer", "designer"), "site", Set.of("Köln"))))
                .disabled()
                .build();
        AddToTrackStep bare = Fixtures.step("day-1", "s0", "week-1").build();

        assertThat(configuration().saveStep(first(full), ports().nextGraph())).isEqualTo(WriteResult.WRITTEN);
        assertThat(configuration().saveStep(first(bare), ports().nextGraph())).isEqualTo(WriteResult.WRITTEN);

        assertThat(configuration().step("day-1", "s1")).contains(new Stored<>(full, 1, Fixtures.NOW, "root"));
        assertThat(configuration().steps("day-1")).extracting(Stored::value).containsExactly(bare, full);
        assertThat(configuration().steps("day-10")).isEmpty();
        assertThat(configuration().step("day-1", "s2")).isEmpty();
    }

    @Test
    default void aStepIsChangedAndRemovedOnlyUnderTheGraphVersionRead() {
        AddToTrackStep step = Fixtures.step("day-1", "s1", "week-1").build();
        AddToTrackStep other = Fixtures.step("day-1", "s1", "month-1").build();
        StoredGraph stale = ports().nextGraph();

        assertThat(configuration().saveStep(first(step), stale)).isEqualTo(WriteResult.WRITTEN);
        assertThat(configuration().saveStep(first(other), stale)).isEqualTo(WriteResult.CONDITION_FAILED);
        assertThat(configuration().removeStep(step, stale, Fixtures.NOW)).isEqualTo(WriteResult.CONDITION_FAILED);
        assertThat(configuration().step("day-1", "s1")).contains(new Stored<>(step, 1, Fixtures.NOW, "root"));

        Stored<AddToTrackStep> read = configuration().step("day-1", "s1").orElseThrow();
        assertThat(configuration().saveStep(next(read, other), ports().nextGraph()))
                .isEqualTo(WriteResult.WRITTEN);
        assertThat(configuration().step("day-1", "s1"))
                .contains(new Stored<>(other, 2, Fixtures.NOW.plusSeconds(1), "grace"));
        assertThat(configuration().removeStep(other, ports().nextGraph(), Fixtures.NOW))
                .isEqualTo(WriteResult.WRITTEN);
        assertThat(configuration().step("day-1", "s1")).isEmpty();
    }

    @Test
    default void stepAndGraphAreWrittenTogether() {
        AddToTrackStep step = Fixtures.step("day-1", "s1", "week-1").build();
        StoredGraph empty = configuration().graph();
        assertThat(empty).isEqualTo(new StoredGraph(TrackGraph.empty(), 0));
        StoredGraph one = empty.next(TrackGraph.empty().with(step.edge()));

        assertThat(configuration().saveStep(first(step), one)).isEqualTo(WriteResult.WRITTEN);
        assertThat(configuration().graph()).isEqualTo(one);

        StoredGraph none = one.next(TrackGraph.empty());
        assertThat(configuration().removeStep(step, none, Fixtures.NOW)).isEqualTo(WriteResult.WRITTEN);
        assertThat(configuration().graph()).isEqualTo(none);
    }

    @Test
    default void ofTwoConcurrentlySavedStepsThatFormALoopOneIsRefusedWithoutAnyWrite() {
        AddToTrackStep there = Fixtures.step("day-1", "s1", "week-1").build();
        AddToTrackStep back = Fixtures.step("week-1", "s1", "day-1").build();
        for (int version = 0; version < 2; version++) {
            StoredGraph read = configuration().graph();
            StoredGraph withThere = read.next(read.graph().with(there.edge()));
            StoredGraph withBack = read.next(read.graph().with(back.edge()));

            assertThat(configuration().saveStep(Change.of(there, read(there), Fixtures.NOW, "root"), withThere))
                    .isEqualTo(WriteResult.WRITTEN);
            assertThat(configuration().saveStep(first(back), withBack)).isEqualTo(WriteResult.CONDITION_FAILED);

            assertThat(configuration().graph()).isEqualTo(withThere);
            assertThat(read(back)).isEmpty();
        }
    }

    private Optional<Stored<AddToTrackStep>> read(AddToTrackStep step) {
        return configuration().step(step.trackId(), step.id());
    }

    @Test
    default void theLargestGraphOfTheLongestIdsFitsIntoItsItem() {
        String long60 = "x".repeat(60);
        List<TrackGraph.Edge> edges = IntStream.range(0, TrackGraph.MAX_EDGES)
                .mapToObj(number -> 1000 + number)
                .map(number -> new TrackGraph.Edge(long60 + number, long60 + number, long60 + (number + 4000)))
                .toList();
        StoredGraph largest = configuration().graph().next(new TrackGraph(edges));
        AddToTrackStep step = Fixtures.step("day-1", "s1", "week-1").build();

        assertThat(configuration().saveStep(first(step), largest)).isEqualTo(WriteResult.WRITTEN);

        assertThat(configuration().graph()).isEqualTo(largest);
    }
}
