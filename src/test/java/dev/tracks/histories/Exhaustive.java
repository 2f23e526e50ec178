package dev.tracks.histories;

import dev.tracks.histories.InterleavedHandlers.CrashAt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A small scenario in every way that it can go: a crash of either handler before and after each of its calls, or none;
 * one, two or three deliveries; every interleaving of the two that run at once. After each, everything drains, and all
 * invariants must hold.
 */
final class Exhaustive {
    private static final int MOST_DELIVERIES = 3;

    private final Scenario scenario;
    private final DisabledGuard disabledGuard;
    private final ExecutorService threads = Executors.newCachedThreadPool(Exhaustive::daemon);
    private long ways;
    private long crashes;
    private final int[] calls = new int[2];

    private Exhaustive(Scenario scenario, DisabledGuard disabledGuard) {
        this.scenario = scenario;
        this.disabledGuard = disabledGuard;
    }

    /**
     * What a scenario came to.
     *
     * @param calls of the first handler
     * @param callsOfOther of the second
     */
    record Result(String name, long ways, long crashes, int calls, int callsOfOther, Optional<String> broken) {}

    static Result of(Scenario scenario, DisabledGuard disabledGuard) {
        Exhaustive exhaustive = new Exhaustive(scenario, disabledGuard);
        try {
            Optional<String> broken = exhaustive.all();
            return new Result(
                    scenario.name(),
                    exhaustive.ways,
                    exhaustive.crashes,
                    exhaustive.calls[0],
                    exhaustive.calls[1],
                    broken);
        } finally {
            exhaustive.threads.shutdownNow();
        }
    }

    private static void readAll(SimProcess process) {
        for (String trackId : List.of("day-1", "week-1", "month-1")) {
            process.catalog().track(trackId);
            process.catalog().step(trackId, "s1");
            process.catalog().step(trackId, "s2");
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "handler");
        thread.setDaemon(true);
        return thread;
    }

    private Optional<String> all() {
        for (int deliveries = 1; deliveries <= MOST_DELIVERIES; deliveries++) {
            Optional<String> broken = interleaved(deliveries, Optional.empty());
            for (int handler = 0; broken.isEmpty() && handler < Math.min(deliveries, calls.length); handler++) {
                broken = crashing(deliveries, handler);
            }
            if (broken.isPresent()) {
                return broken;
            }
        }
        return Optional.empty();
    }

    private Optional<String> crashing(int deliveries, int handler) {
        for (int call = 0; call < calls[handler]; call++) {
            for (boolean after : List.of(false, true)) {
                Optional<String> broken = interleaved(deliveries, Optional.of(new CrashAt(handler, call, after)));
                if (broken.isPresent()) {
                    return broken;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> interleaved(int deliveries, Optional<CrashAt> crash) {
        ChoiceSequence choices = new ChoiceSequence();
        do {
            ways++;
            crashes += crash.isPresent() ? 1 : 0;
            Simulation simulation = new Simulation(Plan.of(0, disabledGuard), false);
            try {
                play(simulation, deliveries, crash, choices);
            } catch (Violation violation) {
                return Optional.of(scenario.name() + ", " + deliveries + " deliveries, " + crash + ", order " + choices
                        + ": " + violation.getMessage());
            }
        } while (choices.another());
        return Optional.empty();
    }

    private void play(Simulation simulation, int deliveries, Optional<CrashAt> crash, ChoiceSequence choices) {
        List<Runnable> handlers = scenario.begin().apply(simulation);
        simulation.warm(FunctionRole.STEP, Exhaustive::readAll);
        simulation.warm(FunctionRole.API, Exhaustive::readAll);
        List<Runnable> atOnce = new ArrayList<>(handlers.subList(0, Math.min(deliveries, handlers.size())));
        InterleavedHandlers two = new InterleavedHandlers(simulation, atOnce, crash);
        two.run(choices, threads);
        for (int handler = 0; crash.isEmpty() && handler < atOnce.size(); handler++) {
            calls[handler] = Math.max(calls[handler], two.calls(handler));
        }
        if (deliveries == MOST_DELIVERIES) {
            handlers.get(0).run();
        }
        new FinalStateChecks(simulation).check();
    }
}
