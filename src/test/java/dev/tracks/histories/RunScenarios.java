package dev.tracks.histories;

import dev.tracks.Fixtures;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.track.TrackStatus;
import dev.tracks.usecase.Precondition;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** A run that relay publishes from the stream alone, and what happens to it meanwhile. */
final class RunScenarios {
    private static final StepReached ADA = Fixtures.cause("day-1", "s1", "ada", 1);

    private RunScenarios() {}

    static List<Scenario> all() {
        return List.of(
                skipped("relay of a skipped run, and the run again", false, RunScenarios::again),
                skipped("relay that leaves a skipped run to sweep, and the run again", true, RunScenarios::again),
                skipped("relay that leaves a skipped run to sweep, and an erasure", true, RunScenarios::erase),
                skipped(
                        "relay that leaves a skipped run to sweep, and sweep",
                        true,
                        simulation -> () -> simulation.functions().sweepOf("ada")));
    }

    /**
     * Ada was skipped, and the record of that is the next one of the stream.
     *
     * @param failed whether relay cannot publish it, and has tried for a while
     */
    private static Scenario skipped(String name, boolean failed, Function<Simulation, Runnable> other) {
        return new Scenario(name, simulation -> {
            Scenarios.begin(simulation, step -> step);
            ApiRequests.save(simulation, Fixtures.track("week-1", TrackStatus.PAUSED), Precondition.NONE, "root");
            while (simulation.functions().stream().deliverOne()) {
                simulation.pass(1);
            }
            simulation.functions().step(ADA);
            ApiRequests.save(simulation, Fixtures.track("week-1"), Precondition.NONE, "root");
            simulation.pass(10_000);
            if (failed) {
                simulation.bus().fail(Duration.ofHours(1));
                simulation.functions().stream().deliverOne();
            }
            return List.of(() -> simulation.functions().stream().deliverOne(), other.apply(simulation));
        });
    }

    private static Runnable again(Simulation simulation) {
        return () -> simulation.functions().step(ADA);
    }

    private static Runnable erase(Simulation simulation) {
        return () -> ApiRequests.erase(simulation, "ada");
    }
}
