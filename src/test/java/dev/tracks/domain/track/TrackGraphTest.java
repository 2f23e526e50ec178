package dev.tracks.domain.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tracks.domain.InvalidFieldException;
import dev.tracks.domain.track.TrackGraph.Edge;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrackGraphTest {

    private static final Edge DAY_TO_WEEK = new Edge("day-1", "s1", "week-1");
    private static final Edge WEEK_TO_MONTH = new Edge("week-1", "s1", "month-1");
    private static final TrackGraph DEMO = TrackGraph.empty().with(DAY_TO_WEEK).with(WEEK_TO_MONTH);

    @Test
    void aPathBackIsALoopThatBeginsAndEndsAtTheSource() {
        assertThat(DEMO.loopIfAdded(new Edge("month-1", "s1", "day-1")))
                .contains(List.of("month-1", "day-1", "week-1", "month-1"));
        assertThat(DEMO.loopIfAdded(new Edge("week-1", "s2", "day-1"))).contains(List.of("week-1", "day-1", "week-1"));
    }

    @Test
    void aStepToItsOwnTrackIsTheShortestLoop() {
        assertThat(DEMO.loopIfAdded(new Edge("day-1", "s2", "day-1"))).contains(List.of("day-1", "day-1"));
    }

    @Test
    void twoPathsToTheSameTrackAreNotALoop() {
        assertThat(DEMO.loopIfAdded(new Edge("day-1", "s2", "month-1"))).isEmpty();
        assertThat(DEMO.loopIfAdded(new Edge("day-1", "s2", "week-1"))).isEmpty();
        assertThat(DEMO.loopIfAdded(new Edge("elsewhere", "s1", "day-1"))).isEmpty();
    }

    @Test
    void theOldEdgeOfTheSameStepIsIgnored() {
        TrackGraph graph = TrackGraph.empty()
                .with(new Edge("a", "s1", "b"))
                .with(new Edge("b", "s1", "c"))
                .with(new Edge("c", "s1", "d"));

        assertThat(graph.loopIfAdded(new Edge("c", "s1", "a"))).contains(List.of("c", "a", "b", "c"));
        assertThat(graph.with(new Edge("b", "s1", "d")).loopIfAdded(new Edge("c", "s1", "a")))
                .isEmpty();
        assertThat(graph.loopIfAdded(new Edge("b", "s1", "d"))).isEmpty();
    }

    @Test
    void aStepOfTheSameNameInAnotherTrackIsAnotherStep() {
        assertThat(DEMO.edges()).containsExactly(DAY_TO_WEEK, WEEK_TO_MONTH);
        assertThat(DEMO.without("day-1", "s2")).isEqualTo(DEMO);
        assertThat(DEMO.without("day-1", "s1").edges()).containsExactly(WEEK_TO_MONTH);
    }

    @Test
    void theShortestOfSeveralLoopsIsReported() {
        TrackGraph graph = DEMO.with(new Edge("day-1", "s2", "month-1"));

        assertThat(graph.loopIfAdded(new Edge("month-1", "s1", "day-1")))
                .contains(List.of("month-1", "day-1", "month-1"));
    }

    @Test
    void aLoopThatDoesNotContainTheEdgeIsNotReported() {
        TrackGraph graph = TrackGraph.empty().with(new Edge("a", "s1", "b")).with(new Edge("b", "s1", "a"));

        assertThat(graph.loopIfAdded(new Edge("c", "s1", "a"))).isEmpty();
    }

    @Test
    void savingAStepAgainReplacesItsEdge() {
        TrackGraph graph = DEMO.with(new Edge("day-1", "s1", "month-1"));

        assertThat(graph.edges()).containsExactly(new Edge("day-1", "s1", "month-1"), WEEK_TO_MONTH);
    }

    @Test
    void changingAGraphReturnsANewOne() {
        TrackGraph before = TrackGraph.empty().with(DAY_TO_WEEK);

        before.with(WEEK_TO_MONTH);
        before.without("day-1", "s1");

        assertThat(before.edges()).containsExactly(DAY_TO_WEEK);
    }

    @Test
    void graphsWithTheSameEdgesAreEqualInAnyOrder() {
        assertThat(TrackGraph.empty().with(WEEK_TO_MONTH).with(DAY_TO_WEEK)).isEqualTo(DEMO);
    }

    @Test
    void incomingListsTheStepsThatLeadToATrack() {
        Edge other = new Edge("intro", "s9", "month-1");

        assertThat(DEMO.with(other).incoming("month-1")).containsExactly(other, WEEK_TO_MONTH);
        assertThat(DEMO.incoming("day-1")).isEmpty();
    }

    @Test
    void tooManyEdgesAreRejectedWithTheLimit() {
        TrackGraph full = chainOf(TrackGraph.MAX_EDGES);

        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> full.with(new Edge("one", "too", "many")))
                .withMessageContaining("2000");
        assertThat(full.with(new Edge("t0", "s1", "elsewhere")).edges()).hasSize(2_000);
    }

    @Test
    void aLoopThroughEveryTrackOfAFullGraphIsFound() {
        TrackGraph almostFull = chainOf(TrackGraph.MAX_EDGES - 1);

        List<String> path =
                almostFull.loopIfAdded(new Edge("t1999", "s1", "t0")).orElseThrow();

        assertThat(path).hasSize(2_001).startsWith("t1999", "t0", "t1").endsWith("t1998", "t1999");
    }

    @Test
    void twoEdgesOfOneStepAreRejected() {
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> new TrackGraph(List.of(DAY_TO_WEEK, new Edge("day-1", "s1", "month-1"))))
                .withMessageContaining("day-1/s1")
                .satisfies(refusal -> assertThat(refusal.field()).isEqualTo("edges"));
    }

    @Test
    void missingEdgesAndInvalidIdsAreRejected() {
        assertThatExceptionOfType(InvalidFieldException.class).isThrownBy(() -> new TrackGraph(null));
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> new TrackGraph(Arrays.asList(DAY_TO_WEEK, null)));
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> new Edge("day-1", "s1", " "))
                .satisfies(refusal -> assertThat(refusal.field()).isEqualTo("destinationTrackId"));
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> new Edge("day-1", null, "week-1"))
                .satisfies(refusal -> assertThat(refusal.field()).isEqualTo("stepId"));
    }

    @Test
    void doesNotChangeWithTheListThatItWasCreatedFrom() {
        List<Edge> list = new ArrayList<>(List.of(DAY_TO_WEEK));
        TrackGraph graph = new TrackGraph(list);

        list.add(WEEK_TO_MONTH);

        assertThat(graph.edges()).containsExactly(DAY_TO_WEEK);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> graph.edges().add(WEEK_TO_MONTH));
    }

    private static TrackGraph chainOf(int edges) {
        return new TrackGraph(IntStream.range(0, edges)
                .mapToObj(i -> new Edge("t" + i, "s1", "t" + (i + 1)))
                .toList());
    }
}
