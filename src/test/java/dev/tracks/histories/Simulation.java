package dev.tracks.histories;

import dev.tracks.rendering.QuteMessageRenderer;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.MemoryTable;
import dev.tracks.store.table.Table;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.message.MessageRenderer;
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

/** The environment of a history: one thread, one clock, one seed. */
final class Simulation {
    private static final Instant BEGINNING = Instant.parse("2025-03-03T09:00:00Z");
    private static final int DEEPEST = 3;
    private static final MessageRenderer RENDERER = new QuteMessageRenderer();

    private final Plan plan;
    private final HistoryLog log;
    private final MemoryTable memory;
    private final Oracle oracle;
    private final SimFunctions functions;
    private final Map<FunctionRole, List<SimProcess>> processes = new EnumMap<>(FunctionRole.class);
    private final SimProcess.Wiring wiring;
    private final SimBus bus;
    private final SimChannel channel;
    private final Deque<HandlerInvocation> handlings = new ArrayDeque<>();
    private final Map<Fault, Integer> counts = new EnumMap<>(Fault.class);
    private final Set<Long> faultIds = new HashSet<>();
    private long millis = BEGINNING.toEpochMilli();
    private EventRandom random;
    private boolean calm = true;
    private Optional<Script> script = Optional.empty();

    Simulation(Plan plan, boolean logged) {
        this(plan, logged, memory -> memory);
    }

    /** @param database returns the table that the processes use, given the one that the oracle reads */
    Simulation(Plan plan, boolean logged, UnaryOperator<Table> database) {
        this.plan = plan;
        this.random = new EventRandom(plan, 0);
        this.log = new HistoryLog(logged, this);
        this.oracle = new Oracle(this);
        this.memory = new MemoryTable(plan.disabledGuard().unchecked(), images -> oracle.committed(images));
        this.functions = new SimFunctions(this);
        FaultInjector injector = new FaultInjector(this);
        this.bus = new SimBus(injector, this);
        this.channel = new SimChannel(injector, this);
        this.wiring = new SimProcess.Wiring(
                new FaultInjectedTable(database.apply(memory), injector, this),
                functions.queues(injector),
                functions.visibility(injector),
                functions.scheduler().port(injector),
                bus,
                channel,
                RENDERER,
                new OptimisticRetry(this::pause),
                catalog -> new ObservedCatalog(catalog, oracle),
                plan.disabledGuard());
        oracle.bind(memory);
    }

    private void pause(int round) {
        oracle.nextRound();
        pass(20 << round);
    }

    Plan plan() {
        return plan;
    }

    HistoryLog log() {
        return log;
    }

    Table memory() {
        return memory;
    }

    /** All current items. */
    Map<Key, Map<String, AttributeValue>> items() {
        return memory.snapshot();
    }

    Oracle oracle() {
        return oracle;
    }

    SimFunctions functions() {
        return functions;
    }

    SimChannel channel() {
        return channel;
    }

    SimBus bus() {
        return bus;
    }

    EventRandom random() {
        return random;
    }

    void roll(EventRandom next) {
        random = next;
    }

    /** Whether faults are off. */
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

    /** Decides about calls, in place of randomness. */
    interface Script {
        /** Called before a call; returns the fault that it meets. */
        Optional<Fault> at(Supplier<String> what, FaultInjector.Kind kind);
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

    /** Suspends the current handler, so that another can run. */
    HandlerInvocation leave() {
        return handlings.pop();
    }

    void enter(HandlerInvocation invocation) {
        handlings.push(invocation);
    }

    int depth() {
        return handlings.size();
    }

    /** The current handler; null outside of any. */
    HandlerInvocation handling() {
        return handlings.peek();
    }

    boolean fault(int perMille) {
        return random.fault(perMille, faultIds);
    }

    boolean fault(int perMille, Fault fault) {
        boolean hit = fault(perMille);
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

    Set<Long> faultIds() {
        return faultIds;
    }

    /** Facts may have changed for all running handlers. */
    void disturb() {
        handlings.forEach(invocation -> invocation.disturbed = true);
    }

    /** Runs another handler between two calls of this one. */
    void interrupt(Supplier<String> at) {
        disturb();
        if (handlings.size() < DEEPEST) {
            log.line(() -> "before " + at.get() + ":");
            int kind = random.nextInt(10);
            if (kind < 4) {
                handlings.peek().concurrentRequest.run();
            } else if (kind < 7 || !functions.work()) {
                Events.quick(this);
            }
        }
    }

    /** Runs a handler in a free process; empty if it failed. */
    <T> Optional<T> handle(FunctionRole role, Supplier<String> what, Function<SimProcess, T> body) {
        return handle(role, what, () -> {}, body);
    }

    /** @param concurrentRequest a request that may interrupt this one, besides random ones */
    <T> Optional<T> handle(
            FunctionRole role, Supplier<String> what, Runnable concurrentRequest, Function<SimProcess, T> body) {
        SimProcess process = free(role);
        HandlerInvocation invocation = new HandlerInvocation(process, what, millis, concurrentRequest);
        invocation.disturbed = !handlings.isEmpty() && handlings.peek().process == process;
        process.busy = true;
        log.line(() -> process.name + ": " + what.get());
        handlings.push(invocation);
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
            oracle.failed(invocation, e);
            return Optional.empty();
        } finally {
            handlings.pop();
            process.busy = false;
            oracle.ended(invocation, done);
        }
    }

    private SimProcess free(FunctionRole role) {
        List<SimProcess> all = processes.computeIfAbsent(role, first -> new ArrayList<>());
        while (all.size() < 2) {
            all.add(start(role, all.size()));
        }
        List<SimProcess> free = all.stream().filter(process -> !process.busy).toList();
        if (free.isEmpty()) {
            all.add(start(role, all.size()));
            return all.get(all.size() - 1);
        }
        return free.get(random.nextInt(free.size()));
    }

    private SimProcess start(FunctionRole role, int number) {
        return new SimProcess(role, number, Duration.ofMillis(random.nextInt(4_000) - 2_000), this::now, wiring);
    }

    /** Starts the processes of a role with the given clock offsets. */
    void start(FunctionRole role, Duration skew) {
        processes.put(role, new ArrayList<>());
        for (int number = 0; number < 2; number++) {
            processes.get(role).add(new SimProcess(role, number, skew, this::now, wiring));
        }
    }

    /** Lets all processes of a role read the configuration, as processes in use have done. */
    void warm(FunctionRole role, Consumer<SimProcess> reads) {
        free(role);
        processes.get(role).forEach(process -> {
            enter(new HandlerInvocation(process, () -> "warm", millis, () -> {}));
            reads.accept(process);
            leave();
        });
    }

    /** Restarts any idle process. */
    void restartOne() {
        List<SimProcess> idle = processes.values().stream()
                .flatMap(List::stream)
                .filter(process -> !process.busy)
                .toList();
        if (!idle.isEmpty()) {
            SimProcess process = random.one(idle);
            log.line(() -> process.name + " restarts");
            count(Fault.RESTART);
            process.restart();
        }
    }
}
