package dev.tracks.histories;

import dev.tracks.Fixtures;
import dev.tracks.domain.Invitation;
import dev.tracks.domain.StepReached;
import dev.tracks.store.Key;
import dev.tracks.usecase.AnswerInvitation.Reply;
import dev.tracks.usecase.MessageKind;
import dev.tracks.usecase.MessageRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Who may meet a message that is held, or whose hours begin. */
final class HeldScenarios {
    private static final StepReached ADA = new StepReached("day-1", "s1", "ada", 1);
    private static final Key WEEK_1 = new Key("USER#ada", "ENROLLMENT#week-1#00001");
    private static final MessageRef WELCOME = new MessageRef(MessageKind.CONFIRMATION, "ada", "week-1", 1);
    /** The world begins at nine. */
    private static final Duration TO_THE_NIGHT = Duration.ofHours(13);

    private static final Duration TO_THE_MORNING = Duration.ofHours(10);

    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(1);

    private HeldScenarios() {}

    static List<Scenario> all() {
        return List.of(
                night("a hold and the relay", HeldScenarios::deliver, HeldScenarios::relay),
                night("the relay and a hold", HeldScenarios::relay, HeldScenarios::deliver),
                handedOver("a hold twice", HeldScenarios::deliver, HeldScenarios::deliver),
                handedOver("a hold and an end", HeldScenarios::deliver, HeldScenarios::end),
                handedOver("a hold and a hand-over once more", HeldScenarios::deliver, HeldScenarios::relay),
                morning("an opening twice", HeldScenarios::sweep, HeldScenarios::sweep),
                morning("an opening and an end", HeldScenarios::sweep, HeldScenarios::end),
                morning("an opening and a delivery", HeldScenarios::sweep, HeldScenarios::deliver),
                asked("a hold of an invitation and its resend", HeldScenarios::ask, w -> manage(w, true)),
                asked("a resend and a hold of an invitation", w -> manage(w, true), HeldScenarios::ask),
                asked("a hold of an invitation and a click", HeldScenarios::ask, HeldScenarios::join),
                asked("a hold of an invitation and of its reminder", HeldScenarios::ask, HeldScenarios::remind),
                askedInTheMorning("an opening and a click", HeldScenarios::sweep, HeldScenarios::join),
                askedInTheMorning("an opening and a resend", HeldScenarios::sweep, w -> manage(w, true)),
                opening("an opening that the deliverer has not seen", HeldScenarios::sweep, HeldScenarios::next));
    }

    private static Scenario scenario(
            String name,
            UnaryOperator<Fixtures.Step> step,
            Function<World, Runnable> before,
            Duration after,
            Function<World, Runnable> one,
            Function<World, Runnable> other) {
        return new Scenario(name, world -> {
            Scenarios.begin(world, step);
            world.functions().step(ADA);
            world.pass(TO_THE_NIGHT.toMillis());
            before.apply(world).run();
            world.pass(after.toMillis());
            return List.of(one.apply(world), other.apply(world));
        });
    }

    private static Scenario night(String name, Function<World, Runnable> one, Function<World, Runnable> other) {
        return scenario(name, step -> step, world -> () -> {}, Duration.ZERO, one, other);
    }

    private static Scenario handedOver(String name, Function<World, Runnable> one, Function<World, Runnable> other) {
        return scenario(name, step -> step, HeldScenarios::handOver, Duration.ZERO, one, other);
    }

    private static Scenario morning(String name, Function<World, Runnable> one, Function<World, Runnable> other) {
        return scenario(name, step -> step, HeldScenarios::held, TO_THE_MORNING, one, other);
    }

    /** The moment at which the hours begin, which only the sweep's clock has passed. */
    private static Scenario opening(String name, Function<World, Runnable> one, Function<World, Runnable> other) {
        Function<World, Runnable> held = world -> () -> {
            world.start(Role.SWEEP, CLOCKS_DIFFER);
            world.start(Role.DELIVER, CLOCKS_DIFFER.negated());
            held(world).run();
            Instant opening = world.oracle().letters().firstHeld().orElseThrow();
            world.pass(Duration.between(world.now(), opening).toMillis());
        };
        return scenario(name, step -> step, held, Duration.ZERO, one, other);
    }

    private static Scenario asked(String name, Function<World, Runnable> one, Function<World, Runnable> other) {
        return scenario(name, step -> step.manual("Join!"), HeldScenarios::handOver, Duration.ZERO, one, other);
    }

    private static Scenario askedInTheMorning(
            String name, Function<World, Runnable> one, Function<World, Runnable> other) {
        return scenario(name, step -> step.manual("Join!"), HeldScenarios::held, TO_THE_MORNING, one, other);
    }

    private static Runnable held(World world) {
        return () -> {
            handOver(world).run();
            while (world.functions().messages().deliverOne()) {
                world.pass(1);
            }
            if (world.oracle().letters().held().isEmpty()) {
                throw new IllegalStateException("nothing is held");
            }
        };
    }

    private static Runnable handOver(World world) {
        return () -> {
            while (world.functions().stream().deliverOne()) {
                world.pass(1);
            }
            if (!world.oracle().pending().isEmpty()) {
                throw new IllegalStateException("something is still to be handed over");
            }
        };
    }

    private static Runnable deliver(World world) {
        return () -> world.functions().deliver(WELCOME);
    }

    /** What is in the queue, after something that is gone. */
    private static Runnable next(World world) {
        return () -> {
            world.functions().deliver(new MessageRef(MessageKind.CONFIRMATION, "linus", "month-1", 9));
            world.functions().messages().deliverOne();
        };
    }

    private static Runnable ask(World world) {
        return () -> world.functions().deliver(MessageKind.INVITATION, invitation(world));
    }

    private static Runnable remind(World world) {
        return () -> world.functions().deliver(MessageKind.REMINDER, invitation(world));
    }

    private static Runnable relay(World world) {
        return () -> world.functions().stream().deliverOf(WEEK_1);
    }

    private static Runnable sweep(World world) {
        return () -> world.functions().sweepOf("ada");
    }

    private static Runnable end(World world) {
        return () -> Instances.update(world, WEEK_1);
    }

    private static Runnable join(World world) {
        return () -> Requests.answer(world, invitation(world), Reply.JOIN);
    }

    private static Runnable manage(World world, boolean resend) {
        return () -> Requests.manage(world, invitation(world), resend);
    }

    private static Invitation invitation(World world) {
        return world.oracle().invitations().get(0);
    }
}
