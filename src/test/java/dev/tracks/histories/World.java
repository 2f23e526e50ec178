package dev.tracks.histories;

import dev.tracks.message.QuteMessageRenderer;
import dev.tracks.store.Key;
import dev.tracks.store.MemoryTable;
import dev.tracks.store.Table;
import dev.tracks.usecase.MessageRenderer;
import dev.tracks.usecase.Rounds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Everything that a history happens in: one thread, one clock, one seed. */
final class World {
    private static final Instant BEGINNING = Instant.parse("2025-03-03T09:00:00Z");
    private static final int DEEPEST = 3;
    private static final MessageRenderer RENDERER = new QuteMessageRenderer();

    private final Plan plan;
    private final Log log;
    private final MemoryTable memory;
    private final Oracle oracle;
    private final Functions functions;
    private final Map<Role, List<Process>> processes = new EnumMap<>(Role.class);
    private final Process.Wiring wiring;
    private final Deque<Handling> handlings = new ArrayDeque<>();
    private final Map<Fault, Integer> counts = new EnumMap<>(Fault.class);
    private final Set<Long> mishaps = new HashSet<>();
    private long millis = BEGINNING.toEpochMilli();
    private Dice dice;
    private boolean calm = true;
    private Optional<Script> script = Optional.empty();

    World(Plan plan, boolean logged) {
        this(plan, logged, memory -> memory);
    }

    /** @param database the table that the processes reach, made from the one that the oracle looks at */
    World(Plan plan, boolean logged, UnaryOperator<Table> database) {
        this.plan = plan;
        this.dice = new Dice(plan, 0);
        this.log = new Log(logged, this);
        this.oracle = new Oracle(this);
        this.memory = new MemoryTable(plan.sabotage().unchecked(), images -> oracle.committed(images));
        this.functions = new Functions(this);
        Gate gate = new Gate(this);
        this.wiring = new Process.Wiring(
                new GatedTable(database.apply(memory), gate, this),
                functions.queues(gate),
                functions.scheduler().port(gate),
                transition -> gate.call(() -> "tell " + transition.id(), () -> oracle.told(transition)),
                new SimChannel(gate, this),
                RENDERER,
                new Rounds(round -> pass(20 << round)),
                catalog -> new WatchedCatalog(catalog, oracle),
                plan.sabotage());
        oracle.bind(memory);
    }

    Plan plan() {
        return plan;
    }

    Log log() {
        return log;
    }

    Table memory() {
        return memory;
    }

    /** All items as they are now. */
    Map<Key, Map<String, AttributeValue>> items() {
        return memory.snapshot();
    }

    Oracle oracle() {
        return oracle;
    }

    Functions functions() {
        return functions;
    }

    Dice dice() {
        return dice;
    }

    void roll(Dice next) {
        dice = next;
    }

    /** Whether nothing fails (any more). */
    boolean calm() {
        return calm;
    }

    void calm(boolean nothingFails) {
        calm = nothingFails;
    }

    long millis() {
        return millis;
    }

    Instant now() {
        return Instant.ofEpochMilli(millis);
    }

    void pass(long time) {
        millis += time;
    }

    /** What decides about calls, in place of dice. */
    interface Script {
        /** Before a call; the fault that it meets. */
        Optional<Fault> at(Supplier<String> what, Gate.Kind kind);
    }

    Optional<Script> script() {
        return script;
    }

    void follow(Script next) {
        script = Optional.of(next);
    }

    void followNone() {
        script = Optional.empty();
    }

    /** Leaves the handler that runs, for another's turn. */
    Handling leave() {
        return handlings.pop();
    }

    void enter(Handling handling) {
        handlings.push(handling);
    }

    int depth() {
        return handlings.size();
    }

    /** The handler that runs now; null outside of any. */
    Handling handling() {
        return handlings.peek();
    }

    boolean mishap(int perMille) {
        return dice.mishap(perMille, mishaps);
    }

    boolean mishap(int perMille, Fault fault) {
        boolean hit = mishap(perMille);
        if (hit) {
            count(fault);
        }
        return hit;
    }

    void count(Fault fault) {
        counts.merge(fault, 1, Integer::sum);
    }

    Map<Fault, Integer> counts() {
        return counts;
    }

    Set<Long> mishaps() {
        return mishaps;
    }

    /** Facts may have changed under all handlers that run. */
    void disturb() {
        handlings.forEach(handling -> handling.disturbed = true);
    }

    /** Runs something else between two calls of a handler. */
    void interrupt(Supplier<String> at) {
        disturb();
        if (handlings.size() < DEEPEST) {
            log.line(() -> "before " + at.get() + ":");
            int kind = dice.below(10);
            if (kind < 4) {
                handlings.peek().rival.run();
            } else if (kind < 7 || !functions.work()) {
                Events.quick(this);
            }
        }
    }

    /** Runs a handler in a free process; empty if it failed. */
    <T> Optional<T> handle(Role role, Supplier<String> what, Function<Process, T> body) {
        return handle(role, what, () -> {}, body);
    }

    /** @param rival what may run in between, besides anything else */
    <T> Optional<T> handle(Role role, Supplier<String> what, Runnable rival, Function<Process, T> body) {
        Process process = free(role);
        Handling handling = new Handling(process, what, millis, rival);
        handling.disturbed = !handlings.isEmpty() && handlings.peek().process == process;
        process.busy = true;
        log.line(() -> process.name + ": " + what.get());
        handlings.push(handling);
        boolean done = false;
        try {
            T result = body.apply(process);
            done = true;
            log.line(() -> "= " + result);
            return Optional.of(result);
        } catch (Crash crash) {
            log.line(() -> "= dies: " + crash.getMessage());
            process.restart();
            return Optional.empty();
        } catch (RuntimeException e) {
            log.line(() -> "= fails: " + e);
            oracle.failed(handling, e);
            return Optional.empty();
        } finally {
            handlings.pop();
            process.busy = false;
            oracle.ended(handling, done);
        }
    }

    private Process free(Role role) {
        List<Process> all = processes.computeIfAbsent(role, first -> new ArrayList<>());
        while (all.size() < 2) {
            all.add(start(role, all.size()));
        }
        List<Process> free = all.stream().filter(process -> !process.busy).toList();
        if (free.isEmpty()) {
            all.add(start(role, all.size()));
            return all.get(all.size() - 1);
        }
        return free.get(dice.below(free.size()));
    }

    private Process start(Role role, int number) {
        return new Process(role, number, Duration.ofMillis(dice.below(4_000) - 2_000), this::now, wiring);
    }

    /** Starts the processes of a role with clocks that are so much fast, or slow. */
    void start(Role role, Duration skew) {
        processes.put(role, new ArrayList<>());
        for (int number = 0; number < 2; number++) {
            processes.get(role).add(new Process(role, number, skew, this::now, wiring));
        }
    }

    /** Lets all processes of a role read the configuration, as they have when they are at work. */
    void warm(Role role, Consumer<Process> reads) {
        free(role);
        processes.get(role).forEach(process -> {
            enter(new Handling(process, () -> "warm", millis, () -> {}));
            reads.accept(process);
            leave();
        });
    }

    /** Restarts any process that is not at work. */
    void restartOne() {
        List<Process> idle = processes.values().stream()
                .flatMap(List::stream)
                .filter(process -> !process.busy)
                .toList();
        if (!idle.isEmpty()) {
            Process process = dice.one(idle);
            log.line(() -> process.name + " restarts");
            count(Fault.RESTART);
            process.restart();
        }
    }
}
