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
 * invariants must hold. The crashes are tried on all processors.
 */
final class Exhaustive {
    private static final int MOST_DELIVERIES = 3;

    private final Scenario scenario;
    private final DisabledGuard disabledGuard;
    private final ExecutorService threads = Executors.newCachedThreadPool(Exhaustive::daemon);

    private Exhaustive(Scenario scenario, DisabledGuard disabledGuard) {
        this.scenario = scenario;
        this.disabledGuard = disabledGuard;
    }

    /**
     * What a scenario came to.
     *
     * @param calls of the first handler
     * @param callsOfOther of the second
     * @param broken the first interleaving that broke an invariant
     */
    record Result(String name, long ways, long crashes, int calls, int callsOfOther, Optional<String> broken) {}

    /** Every interleaving of some deliveries, with at most one crash. */
    private record Attempt(int deliveries, Optional<CrashAt> crash) {}

    /**
     * What an attempt came to.
     *
     * @param calls of each handler, at most
     */
    private record Tried(Attempt attempt, long ways, int[] calls, Optional<String> broken) {
        long crashes() {
            return attempt.crash().isPresent() ? ways : 0;
        }
    }

    static Result of(Scenario scenario, DisabledGuard disabledGuard) {
        Exhaustive exhaustive = new Exhaustive(scenario, disabledGuard);
        try {
            return exhaustive.all();
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

    private Result all() {
        List<Tried> tried = new ArrayList<>();
        List<Attempt> crashing = new ArrayList<>();
        int[] calls = new int[2];
        for (int deliveries = 1; deliveries <= MOST_DELIVERIES; deliveries++) {
            Tried uncrashed = interleaved(new Attempt(deliveries, Optional.empty()));
            tried.add(uncrashed);
            for (int handler = 0; handler < Math.min(deliveries, calls.length); handler++) {
                calls[handler] = Math.max(calls[handler], uncrashed.calls()[handler]);
                crashing.addAll(crashing(deliveries, handler, calls[handler]));
            }
        }
        tried.addAll(crashing.parallelStream().map(this::interleaved).toList());
        return new Result(
                scenario.name(),
                tried.stream().mapToLong(Tried::ways).sum(),
                tried.stream().mapToLong(Tried::crashes).sum(),
                calls[0],
                calls[1],
                tried.stream().flatMap(one -> one.broken().stream()).findFirst());
    }

    private static List<Attempt> crashing(int deliveries, int handler, int calls) {
        List<Attempt> attempts = new ArrayList<>();
        for (int call = 0; call < calls; call++) {
            for (boolean after : List.of(false, true)) {
                attempts.add(new Attempt(deliveries, Optional.of(new CrashAt(handler, call, after))));
            }
        }
        return attempts;
    }

    private Tried interleaved(Attempt attempt) {
        ChoiceSequence choices = new ChoiceSequence();
        int[] calls = new int[2];
        long ways = 0;
        do {
            ways++;
            Simulation simulation = new Simulation(Plan.of(0, disabledGuard), false);
            try {
                play(simulation, attempt, choices, calls);
            } catch (Violation violation) {
                String broken = scenario.name() + ", " + attempt.deliveries() + " deliveries, " + attempt.crash()
                        + ", order " + choices + ": " + violation.getMessage();
                return new Tried(attempt, ways, calls, Optional.of(broken));
            }
        } while (choices.another());
        return new Tried(attempt, ways, calls, Optional.empty());
    }

    private void play(Simulation simulation, Attempt attempt, ChoiceSequence choices, int[] calls) {
        List<Runnable> handlers = scenario.begin().apply(simulation);
        simulation.warm(FunctionRole.STEP, Exhaustive::readAll);
        simulation.warm(FunctionRole.API, Exhaustive::readAll);
        List<Runnable> atOnce = new ArrayList<>(handlers.subList(0, Math.min(attempt.deliveries(), handlers.size())));
        InterleavedHandlers two = new InterleavedHandlers(simulation, atOnce, attempt.crash());
        two.run(choices, threads);
        for (int handler = 0; handler < atOnce.size(); handler++) {
            calls[handler] = Math.max(calls[handler], two.calls(handler));
        }
        if (attempt.deliveries() == MOST_DELIVERIES) {
            handlers.get(0).run();
        }
        new FinalStateChecks(simulation).check();
    }
}
