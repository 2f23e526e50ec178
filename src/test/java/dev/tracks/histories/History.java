package dev.tracks.histories;

import dev.tracks.store.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** One history: a plan carried out, and what came of it. */
record History(
        Plan plan,
        Optional<Violation> violation,
        List<String> log,
        Map<Fault, Integer> faults,
        Set<Long> mishaps,
        int causes,
        int instances,
        int messages,
        int ambiguousSends) {
    private static final int MOST_STEPS = 5;

    static History of(Plan plan) {
        return run(new World(plan, false), plan);
    }

    static History logged(Plan plan) {
        return run(new World(plan, true), plan);
    }

    /** The same over a database beside the twin. */
    static History over(UnaryOperator<Table> database, Plan plan) {
        return run(new World(plan, false, database), plan);
    }

    private static History run(World world, Plan plan) {
        Optional<Violation> violation = Optional.empty();
        try {
            play(world, plan);
        } catch (Violation broken) {
            violation = Optional.of(broken);
            world.log().line(() -> "BROKEN: " + broken.getMessage());
        }
        Oracle oracle = world.oracle();
        return new History(
                plan,
                violation,
                world.log().lines(),
                world.counts(),
                world.mishaps(),
                oracle.causes().size(),
                oracle.instances().size(),
                oracle.letters().messages(),
                oracle.letters().ambiguousSends());
    }

    private static void play(World world, Plan plan) {
        world.roll(new Dice(plan, 0));
        begin(world);
        world.calm(false);
        for (int event = 1; event <= plan.events(); event++) {
            if (!plan.dropped().contains(event)) {
                int number = event;
                world.log().line(() -> "event " + number);
                world.roll(new Dice(plan, event));
                Events.event(world);
            }
        }
        world.calm(true);
        world.log().line(() -> "faults stop");
        world.roll(new Dice(plan, plan.events() + 1));
        new AtTheEnd(world).check();
    }

    private static void begin(World world) {
        Dice dice = world.dice();
        for (String track : Cast.TRACKS) {
            if (Cast.LATER.contains(track)) {
                continue;
            }
            Requests.save(world, dev.tracks.Fixtures.track(track), dev.tracks.usecase.Precondition.NONE, "root");
        }
        for (String person : Cast.PEOPLE) {
            if (Cast.LATER.contains(person)) {
                continue;
            }
            Requests.save(world, Cast.person(person, dice, true), dev.tracks.usecase.Precondition.NONE, "root");
        }
        for (int steps = dice.chance(150) ? 0 : 4 + dice.below(MOST_STEPS); steps > 0; steps--) {
            Requests.save(world, Cast.step(dice), dev.tracks.usecase.Precondition.NONE, "root");
        }
    }
}
