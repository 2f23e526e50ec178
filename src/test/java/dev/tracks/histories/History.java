package dev.tracks.histories;

import dev.tracks.Fixtures;
import dev.tracks.store.table.Table;
import dev.tracks.usecase.Precondition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** One history: an executed plan and its result. */
record History(
        Plan plan,
        Optional<Violation> violation,
        List<String> log,
        Map<Fault, Integer> faults,
        Set<Long> faultIds,
        int causes,
        int instances,
        int messages,
        int ambiguousSends) {
    private static final int MOST_STEPS = 5;

    static History of(Plan plan) {
        return run(new Simulation(plan, false), plan);
    }

    static History logged(Plan plan) {
        return run(new Simulation(plan, true), plan);
    }

    /** The same with a database beside the in-memory table. */
    static History over(UnaryOperator<Table> database, Plan plan) {
        return run(new Simulation(plan, false, database), plan);
    }

    private static History run(Simulation simulation, Plan plan) {
        Optional<Violation> violation = Optional.empty();
        try {
            play(simulation, plan);
        } catch (Violation broken) {
            violation = Optional.of(broken);
            simulation.log().line(() -> "BROKEN: " + broken.getMessage());
        }
        Oracle oracle = simulation.oracle();
        return new History(
                plan,
                violation,
                simulation.log().lines(),
                simulation.counts(),
                simulation.faultIds(),
                oracle.causes().size(),
                oracle.instances().size(),
                oracle.messageChecks().messages(),
                oracle.messageChecks().ambiguousSends());
    }

    private static void play(Simulation simulation, Plan plan) {
        simulation.roll(new EventRandom(plan, 0));
        begin(simulation);
        simulation.calm(false);
        for (int event = 1; event <= plan.events(); event++) {
            if (!plan.dropped().contains(event)) {
                int number = event;
                simulation.log().line(() -> "event " + number);
                simulation.roll(new EventRandom(plan, event));
                Events.event(simulation);
            }
        }
        simulation.calm(true);
        simulation.log().line(() -> "faults stop");
        simulation.roll(new EventRandom(plan, plan.events() + 1));
        new FinalStateChecks(simulation).check();
    }

    private static void begin(Simulation simulation) {
        EventRandom random = simulation.random();
        for (String track : Population.TRACKS) {
            if (Population.LATER.contains(track)) {
                continue;
            }
            ApiRequests.save(simulation, Fixtures.track(track), Precondition.NONE, "root");
        }
        for (String person : Population.PEOPLE) {
            if (Population.LATER.contains(person)) {
                continue;
            }
            ApiRequests.save(simulation, Population.person(person, random, true), Precondition.NONE, "root");
        }
        for (int steps = random.chance(150) ? 0 : 4 + random.nextInt(MOST_STEPS); steps > 0; steps--) {
            ApiRequests.save(simulation, Population.step(random), Precondition.NONE, "root");
        }
    }
}
