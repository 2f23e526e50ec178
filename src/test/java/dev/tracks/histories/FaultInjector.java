package dev.tracks.histories;

import dev.tracks.usecase.WriteResult;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Every outgoing call of a process passes through here: time passes, other handlers interrupt, and calls fail. */
final class FaultInjector {
    private static final int MOST_MILLIS = 40;
    private static final int INTERRUPTED_PER_MILLE = 70;
    private static final int FAILED_PER_MILLE = 25;
    private static final int SLOW_PER_MILLE = 1;
    private static final long SLOW_MILLIS = 32_000;

    private static final List<Fault> ANY =
            List.of(Fault.CRASH_BEFORE, Fault.CRASH_AFTER, Fault.TIME_OUT_BEFORE, Fault.TIME_OUT_AFTER, Fault.THROTTLE);
    private static final List<Fault> PLAIN_WRITE = with(Fault.CLIENT_RETRY);
    private static final List<Fault> TRANSACTION = with(Fault.CONFLICT);

    private final Simulation simulation;

    FaultInjector(Simulation simulation) {
        this.simulation = simulation;
    }

    private static List<Fault> with(Fault more) {
        return Stream.concat(ANY.stream(), Stream.of(more, more)).toList();
    }

    /** The kind of a call: calls that do not see each other's effect may go in either order. */
    enum Kind {
        READ,
        WRITE,
        OUT;

        boolean sees(Kind other) {
            return this == other ? this != READ : this != OUT && other != OUT;
        }
    }

    /** A read of the table. */
    <T> T read(Supplier<String> what, Supplier<T> effect) {
        return call(what, Kind.READ, effect);
    }

    /** A call to something other than the table. */
    <T> T call(Supplier<String> what, Supplier<T> effect) {
        return call(what, Kind.OUT, effect);
    }

    private <T> T call(Supplier<String> what, Kind kind, Supplier<T> effect) {
        Optional<Fault> fault = before(what, kind, ANY);
        return fault.isEmpty() ? effect.get() : failed(what, fault.get(), effect);
    }

    /**
     * A conditional write.
     *
     * @param repeatable whether the AWS client may retry it by itself, without the retry being recognized as one
     */
    WriteResult write(Supplier<String> what, boolean repeatable, Supplier<WriteResult> effect) {
        Optional<Fault> fault = before(what, Kind.WRITE, repeatable ? PLAIN_WRITE : TRANSACTION);
        if (fault.isEmpty()) {
            return effect.get();
        }
        return switch (fault.get()) {
            case THROTTLE, CONFLICT -> WriteResult.CONFLICT;
            case CLIENT_RETRY -> {
                effect.get();
                yield effect.get();
            }
            default -> failed(what, fault.get(), effect);
        };
    }

    private static <T> T failed(Supplier<String> what, Fault fault, Supplier<T> effect) {
        if (fault == Fault.CRASH_AFTER || fault == Fault.TIME_OUT_AFTER) {
            effect.get();
        }
        if (fault == Fault.CRASH_BEFORE || fault == Fault.CRASH_AFTER) {
            throw new Crash(fault.words());
        }
        throw new CallFailedException(fault.words() + " at " + what.get());
    }

    private Optional<Fault> before(Supplier<String> what, Kind kind, List<Fault> kinds) {
        HandlerInvocation invocation = simulation.handling();
        if (invocation == null) {
            return Optional.empty();
        }
        if (simulation.script().isPresent()) {
            return simulation.script().get().at(what, kind);
        }
        simulation.pass(simulation.random().nextInt(MOST_MILLIS));
        if (!simulation.calm() && simulation.fault(SLOW_PER_MILLE, Fault.SLOW)) {
            simulation.log().line(() -> "half a minute passes");
            simulation.disturb();
            simulation.pass(SLOW_MILLIS);
        }
        if (!simulation.calm() && simulation.fault(INTERRUPTED_PER_MILLE, Fault.INTERRUPTION)) {
            simulation.interrupt(what);
        }
        if (simulation.millis() - invocation.startedAt
                > invocation.process.role.limit().toMillis()) {
            simulation.count(Fault.TIME_LIMIT);
            throw new Crash(Fault.TIME_LIMIT.words());
        }
        if (simulation.calm() || !simulation.fault(FAILED_PER_MILLE)) {
            simulation.log().line(what);
            return Optional.empty();
        }
        Fault fault = simulation.random().one(kinds);
        simulation.count(fault);
        simulation.log().line(() -> what.get() + "  <-- " + fault.words());
        return Optional.of(fault);
    }
}
