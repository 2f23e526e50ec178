package dev.tracks.histories;

import dev.tracks.Fixtures;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.StepReached;
import dev.tracks.store.table.Key;
import dev.tracks.usecase.invite.AnswerInvitation.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Concurrent requests around a message that is held, and the start of delivery hours. */
final class HeldMessageScenarios {
    private static final StepReached ADA = new StepReached("day-1", "s1", "ada", 1);
    private static final Key WEEK_1 = new Key("USER#ada", "ENROLLMENT#week-1#00001");
    private static final MessageRef WELCOME = new MessageRef(MessageKind.CONFIRMATION, "ada", "week-1", 1);
    /** The simulation begins at nine. */
    private static final Duration TO_THE_NIGHT = Duration.ofHours(13);

    private static final Duration TO_THE_MORNING = Duration.ofHours(10);

    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(1);

    private HeldMessageScenarios() {}

    static List<Scenario> all() {
        return List.of(
                duringTheNight("a hold and relay", HeldMessageScenarios::deliver, HeldMessageScenarios::relay),
                duringTheNight("relay and a hold", HeldMessageScenarios::relay, HeldMessageScenarios::deliver),
                published("a hold twice", HeldMessageScenarios::deliver, HeldMessageScenarios::deliver),
                published(
                        "a hold and the end of an instance", HeldMessageScenarios::deliver, HeldMessageScenarios::end),
                published("a hold and a second relay", HeldMessageScenarios::deliver, HeldMessageScenarios::relay),
                morning("the start of delivery hours twice", HeldMessageScenarios::sweep, HeldMessageScenarios::sweep),
                morning(
                        "the start of delivery hours and the end of an instance",
                        HeldMessageScenarios::sweep,
                        HeldMessageScenarios::end),
                morning(
                        "the start of delivery hours and a delivery",
                        HeldMessageScenarios::sweep,
                        HeldMessageScenarios::deliver),
                asked("a hold of an invitation and its resend", HeldMessageScenarios::ask, w -> manage(w, true)),
                asked("a resend and a hold of an invitation", w -> manage(w, true), HeldMessageScenarios::ask),
                asked("a hold of an invitation and a click", HeldMessageScenarios::ask, HeldMessageScenarios::join),
                asked(
                        "a hold of an invitation and a hold of its reminder",
                        HeldMessageScenarios::ask,
                        HeldMessageScenarios::remind),
                askedInTheMorning(
                        "the start of delivery hours and a click",
                        HeldMessageScenarios::sweep,
                        HeldMessageScenarios::join),
                askedInTheMorning(
                        "the start of delivery hours and a resend", HeldMessageScenarios::sweep, w -> manage(w, true)),
                opening(
                        "the start of delivery hours, and a deliver function whose clock is behind",
                        HeldMessageScenarios::sweep,
                        HeldMessageScenarios::next));
    }

    private static Scenario scenario(
            String name,
            UnaryOperator<Fixtures.Step> step,
            Function<Simulation, Runnable> before,
            Duration after,
            Function<Simulation, Runnable> one,
            Function<Simulation, Runnable> other) {
        return new Scenario(name, simulation -> {
            Scenarios.begin(simulation, step);
            simulation.functions().step(ADA);
            simulation.pass(TO_THE_NIGHT.toMillis());
            before.apply(simulation).run();
            simulation.pass(after.toMillis());
            return List.of(one.apply(simulation), other.apply(simulation));
        });
    }

    private static Scenario duringTheNight(
            String name, Function<Simulation, Runnable> one, Function<Simulation, Runnable> other) {
        return scenario(name, step -> step, simulation -> () -> {}, Duration.ZERO, one, other);
    }

    private static Scenario published(
            String name, Function<Simulation, Runnable> one, Function<Simulation, Runnable> other) {
        return scenario(name, step -> step, HeldMessageScenarios::publish, Duration.ZERO, one, other);
    }

    private static Scenario morning(
            String name, Function<Simulation, Runnable> one, Function<Simulation, Runnable> other) {
        return scenario(name, step -> step, HeldMessageScenarios::held, TO_THE_MORNING, one, other);
    }

    /** The moment at which the delivery hours begin, which only the sweep's clock has reached. */
    private static Scenario opening(
            String name, Function<Simulation, Runnable> one, Function<Simulation, Runnable> other) {
        Function<Simulation, Runnable> held = simulation -> () -> {
            simulation.start(FunctionRole.SWEEP, CLOCKS_DIFFER);
            simulation.start(FunctionRole.DELIVER, CLOCKS_DIFFER.negated());
            held(simulation).run();
            Instant opening = simulation.oracle().messageChecks().firstHeld().orElseThrow();
            simulation.pass(Duration.between(simulation.now(), opening).toMillis());
        };
        return scenario(name, step -> step, held, Duration.ZERO, one, other);
    }

    private static Scenario asked(
            String name, Function<Simulation, Runnable> one, Function<Simulation, Runnable> other) {
        return scenario(name, step -> step.manual("Join!"), HeldMessageScenarios::publish, Duration.ZERO, one, other);
    }

    private static Scenario askedInTheMorning(
            String name, Function<Simulation, Runnable> one, Function<Simulation, Runnable> other) {
        return scenario(name, step -> step.manual("Join!"), HeldMessageScenarios::held, TO_THE_MORNING, one, other);
    }

    private static Runnable held(Simulation simulation) {
        return () -> {
            publish(simulation).run();
            while (simulation.functions().messages().deliverOne()) {
                simulation.pass(1);
            }
            if (simulation.oracle().messageChecks().held().isEmpty()) {
                throw new IllegalStateException("no message is held");
            }
        };
    }

    private static Runnable publish(Simulation simulation) {
        return () -> {
            while (simulation.functions().stream().deliverOne()) {
                simulation.pass(1);
            }
            if (!simulation.oracle().pending().isEmpty()) {
                throw new IllegalStateException("an item is still unpublished");
            }
        };
    }

    private static Runnable deliver(Simulation simulation) {
        return () -> simulation.functions().deliver(WELCOME);
    }

    /** The message in the queue, after one whose item no longer exists. */
    private static Runnable next(Simulation simulation) {
        return () -> {
            simulation.functions().deliver(new MessageRef(MessageKind.CONFIRMATION, "linus", "month-1", 9));
            simulation.functions().messages().deliverOne();
        };
    }

    private static Runnable ask(Simulation simulation) {
        return () -> simulation.functions().deliver(MessageKind.INVITATION, invitation(simulation));
    }

    private static Runnable remind(Simulation simulation) {
        return () -> simulation.functions().deliver(MessageKind.REMINDER, invitation(simulation));
    }

    private static Runnable relay(Simulation simulation) {
        return () -> simulation.functions().stream().deliverOf(WEEK_1);
    }

    private static Runnable sweep(Simulation simulation) {
        return () -> simulation.functions().sweepOf("ada");
    }

    private static Runnable end(Simulation simulation) {
        return () -> EnrollmentRequests.update(simulation, WEEK_1);
    }

    private static Runnable join(Simulation simulation) {
        return () -> ApiRequests.answer(simulation, invitation(simulation), Reply.JOIN);
    }

    private static Runnable manage(Simulation simulation, boolean resend) {
        return () -> ApiRequests.manage(simulation, invitation(simulation), resend);
    }

    private static Invitation invitation(Simulation simulation) {
        return simulation.oracle().invitations().get(0);
    }
}
