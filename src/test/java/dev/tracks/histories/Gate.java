package dev.tracks.histories;

import dev.tracks.usecase.Written;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Every call that leaves a process goes through here: time passes, others come in between, and calls fail. */
final class Gate {
    private static final int MOST_MILLIS = 40;
    private static final int INTERRUPTED_PER_MILLE = 70;
    private static final int FAILED_PER_MILLE = 25;
    private static final int SLOW_PER_MILLE = 1;
    private static final long SLOW_MILLIS = 32_000;

    private static final List<Fault> ANY =
            List.of(Fault.CRASH_BEFORE, Fault.CRASH_AFTER, Fault.TIME_OUT_BEFORE, Fault.TIME_OUT_AFTER, Fault.THROTTLE);
    private static final List<Fault> PLAIN_WRITE = with(Fault.CLIENT_RETRY);
    private static final List<Fault> TRANSACTION = with(Fault.CONFLICT);

    private final World world;

    Gate(World world) {
        this.world = world;
    }

    private static List<Fault> with(Fault more) {
        return java.util.stream.Stream.concat(ANY.stream(), java.util.stream.Stream.of(more, more))
                .toList();
    }

    /** What a call does: calls that do not see each other's effect may go in either order. */
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

    /** A call of something else than the table. */
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
     * @param repeatable whether the AWS client may send it again by itself, without it being known as a repeat
     */
    Written write(Supplier<String> what, boolean repeatable, Supplier<Written> effect) {
        Optional<Fault> fault = before(what, Kind.WRITE, repeatable ? PLAIN_WRITE : TRANSACTION);
        if (fault.isEmpty()) {
            return effect.get();
        }
        return switch (fault.get()) {
            case THROTTLE, CONFLICT -> Written.CONTENDED;
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
        throw new CallFailed(fault.words() + " at " + what.get());
    }

    private Optional<Fault> before(Supplier<String> what, Kind kind, List<Fault> kinds) {
        Handling handling = world.handling();
        if (handling == null) {
            return Optional.empty();
        }
        if (world.script().isPresent()) {
            return world.script().get().at(what, kind);
        }
        world.pass(world.dice().below(MOST_MILLIS));
        if (!world.calm() && world.mishap(SLOW_PER_MILLE, Fault.SLOW)) {
            world.log().line(() -> "half a minute passes");
            world.disturb();
            world.pass(SLOW_MILLIS);
        }
        if (!world.calm() && world.mishap(INTERRUPTED_PER_MILLE, Fault.INTERRUPTION)) {
            world.interrupt(what);
        }
        if (world.millis() - handling.startedAt > handling.process.role.limit().toMillis()) {
            world.count(Fault.TIME_LIMIT);
            throw new Crash(Fault.TIME_LIMIT.words());
        }
        if (world.calm() || !world.mishap(FAILED_PER_MILLE)) {
            world.log().line(what);
            return Optional.empty();
        }
        Fault fault = world.dice().one(kinds);
        world.count(fault);
        world.log().line(() -> what.get() + "  <-- " + fault.words());
        return Optional.of(fault);
    }
}
