package dev.tracks.histories;

import dev.tracks.usecase.outbox.DomainEvents;
import dev.tracks.usecase.outbox.Transition;
import java.time.Duration;

/** The event bus. It is down at times, so that relay leaves records to the sweep. */
final class SimBus implements DomainEvents {
    private static final int DOWN_PER_MILLE = 10;

    private final FaultInjector injector;
    private final Simulation simulation;
    private long downUntil;

    SimBus(FaultInjector injector, Simulation simulation) {
        this.injector = injector;
        this.simulation = simulation;
    }

    @Override
    public void publish(Transition transition) {
        injector.call(() -> "publish " + transition.id(), () -> {
            check();
            return simulation.oracle().events().published(transition);
        });
    }

    void recover() {
        downUntil = 0;
    }

    /** The bus accepts no event for that time. */
    void fail(Duration time) {
        downUntil = simulation.millis() + time.toMillis();
    }

    private void check() {
        if (!simulation.calm() && !isDown() && simulation.fault(DOWN_PER_MILLE, Fault.BUS_DOWN)) {
            fail(simulation.random().one(Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofHours(1)));
        }
        if (isDown()) {
            throw new CallFailedException(Fault.BUS_DOWN.words());
        }
    }

    private boolean isDown() {
        return simulation.millis() < downUntil;
    }
}
