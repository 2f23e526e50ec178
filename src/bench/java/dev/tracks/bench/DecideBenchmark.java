package dev.tracks.bench;

import dev.tracks.Fixtures;
import dev.tracks.domain.SpanUnit;
import dev.tracks.domain.TimeSpan;
import dev.tracks.domain.decision.Decision;
import dev.tracks.domain.decision.Facts;
import dev.tracks.domain.decision.Rules;
import dev.tracks.domain.step.Delay;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The rules: a case in which all pass, one in which the last one skips, and a delay in a time zone. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecideBenchmark {
    private final Facts first = facts(BenchmarkData.step().delay());
    private final Facts again = first.withInstances(List.of(Fixtures.enrollment("ada", "week-1", 1)));
    private final Facts early =
            facts(Optional.of(new Delay(new TimeSpan(7, SpanUnit.DAYS), Optional.of(LocalTime.of(9, 0)), true)));

    private static Facts facts(Optional<Delay> delay) {
        Fixtures.Step step = Fixtures.step("day-1", "s1", "week-1")
                .audience(BenchmarkData.step().audience());
        delay.ifPresent(step::delay);
        return new Facts(
                Fixtures.NOW,
                Optional.of(step.build()),
                new Facts.Source(
                        Optional.of(Fixtures.track("day-1")), Optional.of(Fixtures.enrollment("ada", "day-1", 1))),
                new Facts.People(Optional.of(BenchmarkData.person("ada")), Optional.empty()),
                new Facts.Destination(Optional.of(Fixtures.track("week-1")), List.of(), List.of()),
                Optional.empty(),
                Set.of());
    }

    @Benchmark
    public Decision enroll() {
        return Rules.decide(first);
    }

    @Benchmark
    public Decision skip() {
        return Rules.decide(again);
    }

    @Benchmark
    public Decision defer() {
        return Rules.decide(early);
    }
}
