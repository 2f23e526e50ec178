package dev.tracks.histories;

import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.StepReached;
import dev.tracks.store.table.Key;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Concurrent requests while the channel is down, and when it works again. */
final class OutageScenarios {
    private static final Duration LONG = Duration.ofHours(3);
    private static final Duration TO_THE_PROBE = Duration.ofMinutes(2);
    private static final Key WEEK_1 = new Key("USER#ada", "ENROLLMENT#week-1#00001");

    private OutageScenarios() {}

    static List<Scenario> all() {
        return List.of(
                begin("two messages that find the channel down", deliver("ada"), deliver("linus")),
                begin("a message that finds the channel down twice", deliver("ada"), deliver("ada")),
                begin("a message that finds the channel down, and the end of its instance", deliver("ada"), end()),
                unpublished("a message that finds the channel down, and relay", deliver("ada"), relay()),
                probe("two probes", LONG, deliver("ada"), deliver("linus")),
                probe("a probe and sweep", LONG, deliver("ada"), sweep("linus")),
                probe("two probes after the channel has recovered", Duration.ZERO, deliver("ada"), deliver("linus")),
                probe(
                        "a probe and sweep after the channel has recovered",
                        Duration.ZERO,
                        deliver("ada"),
                        sweep("ada")));
    }

    private static Scenario unpublished(
            String name, Function<Simulation, Runnable> one, Function<Simulation, Runnable> other) {
        return new Scenario(name, simulation -> {
            started(simulation);
            simulation.channel().fail(LONG);
            return List.of(one.apply(simulation), other.apply(simulation));
        });
    }

    private static Scenario begin(
            String name, Function<Simulation, Runnable> one, Function<Simulation, Runnable> other) {
        return new Scenario(name, simulation -> {
            started(simulation);
            publish(simulation);
            simulation.channel().fail(LONG);
            return List.of(one.apply(simulation), other.apply(simulation));
        });
    }

    /** Both messages are held; a probe is due. */
    private static Scenario probe(
            String name, Duration stillDown, Function<Simulation, Runnable> one, Function<Simulation, Runnable> other) {
        return new Scenario(name, simulation -> {
            started(simulation);
            publish(simulation);
            simulation.channel().fail(LONG);
            while (simulation.functions().messages().deliverOne()) {
                simulation.pass(1);
            }
            if (simulation.oracle().messageChecks().held().size() < 2) {
                throw new IllegalStateException("the messages are not held");
            }
            simulation.pass(TO_THE_PROBE.toMillis());
            simulation.channel().fail(stillDown);
            return List.of(one.apply(simulation), other.apply(simulation));
        });
    }

    private static void started(Simulation simulation) {
        Scenarios.begin(simulation, step -> step);
        for (String person : List.of("ada", "linus")) {
            simulation.functions().step(new StepReached("day-1", "s1", person, 1));
        }
    }

    private static void publish(Simulation simulation) {
        while (simulation.functions().stream().deliverOne()) {
            simulation.pass(1);
        }
    }

    private static Function<Simulation, Runnable> deliver(String person) {
        MessageRef welcome = new MessageRef(MessageKind.CONFIRMATION, person, "week-1", 1);
        return simulation -> () -> simulation.functions().deliver(welcome);
    }

    private static Function<Simulation, Runnable> sweep(String person) {
        return simulation -> () -> simulation.functions().sweepOf(person);
    }

    private static Function<Simulation, Runnable> relay() {
        return simulation -> () -> simulation.functions().stream().deliverOf(WEEK_1);
    }

    private static Function<Simulation, Runnable> end() {
        return simulation -> () -> EnrollmentRequests.update(simulation, WEEK_1);
    }
}
