package dev.tracks.histories;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Runs handlers concurrently, one call at a time: before each call a handler waits for its turn, and a script gives
 * the turns. One handler may crash at one of its calls. Only one thread runs at any moment.
 */
final class InterleavedHandlers implements Simulation.Script {
    /**
     * Where a handler crashes.
     *
     * @param handler from 0
     * @param call from 0; beyond its calls: it does not
     * @param after whether the call takes effect before
     */
    record CrashAt(int handler, int call, boolean after) {}

    private static final class Turn {
        private final Semaphore mine = new Semaphore(0);
        private final Runnable handler;
        private int calls;
        private boolean ended;
        private FaultInjector.Kind next;

        private Turn(Runnable handler) {
            this.handler = handler;
        }
    }

    private final Simulation simulation;
    private final Optional<CrashAt> crash;
    private final Semaphore theirs = new Semaphore(0);
    private final List<Turn> turns = new ArrayList<>();
    private Turn current;
    private Optional<FaultInjector.Kind> done = Optional.empty();
    private Optional<Throwable> failure = Optional.empty();

    InterleavedHandlers(Simulation simulation, List<Runnable> handlers, Optional<CrashAt> crash) {
        this.simulation = simulation;
        this.crash = crash;
        handlers.forEach(handler -> turns.add(new Turn(handler)));
    }

    /** How many calls that handler made. */
    int calls(int handler) {
        return turns.get(handler).calls;
    }

    /** Runs all handlers to their end, in the order of the choices. */
    void run(ChoiceSequence choices, ExecutorService threads) {
        simulation.follow(this);
        for (Turn turn : turns) {
            current = turn;
            threads.execute(() -> handle(turn));
            theirs.acquireUninterruptibly();
        }
        List<Turn> waiting = waiting();
        while (!waiting.isEmpty()) {
            List<Turn> ready = worthwhile(waiting);
            current = ready.get(failure.isPresent() ? 0 : choices.next(ready.size()));
            done = Optional.of(current.next);
            current.mine.release();
            theirs.acquireUninterruptibly();
            waiting = waiting();
        }
        simulation.followNone();
        failure.ifPresent(InterleavedHandlers::rethrow);
    }

    /**
     * Two successive calls that do not see each other's effect give the same result in either order. Only the order in
     * which the first handler's call is first is tried.
     */
    private List<Turn> worthwhile(List<Turn> waiting) {
        if (done.isEmpty() || current == turns.get(0)) {
            return waiting;
        }
        List<Turn> ready = waiting.stream()
                .filter(turn -> turn == current || turn.next.sees(done.get()))
                .toList();
        return ready.isEmpty() ? waiting : ready;
    }

    private static void rethrow(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        throw new IllegalStateException(failure);
    }

    private List<Turn> waiting() {
        return turns.stream().filter(turn -> !turn.ended).toList();
    }

    private void handle(Turn turn) {
        try {
            turn.handler.run();
        } catch (Throwable broken) {
            failure = failure.isPresent() ? failure : Optional.of(broken);
        } finally {
            turn.ended = true;
            theirs.release();
        }
    }

    @Override
    public Optional<Fault> at(Supplier<String> what, FaultInjector.Kind kind) {
        Turn turn = current;
        turn.next = kind;
        HandlerInvocation invocation = simulation.leave();
        invocation.disturbed = turns.size() > 1;
        theirs.release();
        turn.mine.acquireUninterruptibly();
        simulation.enter(invocation);
        simulation.pass(1);
        if (failure.isPresent()) {
            throw new Crash("the scenario is over");
        }
        int call = turn.calls++;
        Optional<Fault> fault = crash.filter(at -> turn == turns.get(at.handler()) && at.call() == call)
                .map(at -> at.after() ? Fault.CRASH_AFTER : Fault.CRASH_BEFORE);
        simulation
                .log()
                .line(() -> invocation.process.name + " " + what.get()
                        + fault.map(f -> "  <-- " + f.words()).orElse(""));
        return fault;
    }
}
