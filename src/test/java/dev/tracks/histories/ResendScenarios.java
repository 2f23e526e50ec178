package dev.tracks.histories;

import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.StepReached;
import dev.tracks.store.item.MessageItem;
import dev.tracks.store.table.Key;
import java.util.List;
import java.util.function.Function;

/**
 * Two concurrent handlers of which one resends a confirmation that was published. The resend is not repeated after the
 * other handler has left something unpublished: it is refused as busy then.
 */
final class ResendScenarios {
    private static final StepReached ADA = new StepReached("day-1", "s1", "ada", 1);
    private static final MessageRef WELCOME = new MessageRef(MessageKind.CONFIRMATION, "ada", "week-1", 1);
    private static final Key WEEK_1 = MessageItem.key(WELCOME);

    private ResendScenarios() {}

    static List<Scenario> all() {
        return List.of(
                sent("a resend of a confirmation twice", ResendScenarios::resend, ResendScenarios::resend),
                unsent(
                        "a delivery of a confirmation and its resend",
                        ResendScenarios::deliver,
                        ResendScenarios::resend),
                sent("a resend of a confirmation and a second relay", ResendScenarios::resend, ResendScenarios::relay),
                sent("a resend of a confirmation and the end", ResendScenarios::resend, ResendScenarios::end),
                sent("a resend of a confirmation and an erasure", ResendScenarios::resend, ResendScenarios::erase));
    }

    private static Scenario unsent(
            String name, Function<Simulation, Runnable> one, Function<Simulation, Runnable> other) {
        return new Scenario(name, simulation -> {
            Scenarios.begin(simulation, step -> step);
            simulation.functions().step(ADA);
            relay(simulation).run();
            return List.of(one.apply(simulation), other.apply(simulation));
        });
    }

    private static Scenario sent(
            String name, Function<Simulation, Runnable> one, Function<Simulation, Runnable> other) {
        return unsent(
                name,
                simulation -> {
                    deliver(simulation).run();
                    return one.apply(simulation);
                },
                other);
    }

    private static Runnable resend(Simulation simulation) {
        return () -> EnrollmentRequests.resend(simulation, WEEK_1);
    }

    private static Runnable end(Simulation simulation) {
        return () -> EnrollmentRequests.update(simulation, WEEK_1);
    }

    private static Runnable deliver(Simulation simulation) {
        return () -> simulation.functions().deliver(WELCOME);
    }

    private static Runnable relay(Simulation simulation) {
        return () -> simulation.functions().stream().deliverOf(WEEK_1);
    }

    private static Runnable erase(Simulation simulation) {
        return () -> ApiRequests.erase(simulation, "ada");
    }
}
