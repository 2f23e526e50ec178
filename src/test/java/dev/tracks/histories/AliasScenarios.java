package dev.tracks.histories;

import dev.tracks.Fixtures;
import dev.tracks.usecase.Precondition;
import java.util.List;
import java.util.function.Function;

/** Concurrent requests of and around people who claim one address. */
final class AliasScenarios {
    private static final String ADDRESS = "team@example.org";

    private AliasScenarios() {}

    static List<Scenario> all() {
        return List.of(
                meeting("two claims on one address", claim("ada", ADDRESS), claim("linus", "Team@Example.org")),
                meeting("two edits of an address", claim("ada", ADDRESS), claim("ada", "other@example.org")),
                owned("an address is given up, and a claim on it", giveUp(), claim("linus", ADDRESS)),
                owned("a claim on an address that is given up", claim("linus", ADDRESS), giveUp()),
                owned("an erasure and a claim on the address", erase(), claim("linus", ADDRESS)),
                owned("a claim on an address and an erasure", claim("linus", ADDRESS), erase()),
                owned("an address is given up, and an erasure", giveUp(), erase()));
    }

    private static Scenario meeting(
            String name, Function<Simulation, Runnable> one, Function<Simulation, Runnable> other) {
        return new Scenario(name, simulation -> {
            Scenarios.begin(simulation, step -> step);
            return List.of(one.apply(simulation), other.apply(simulation));
        });
    }

    /** The same, after Ada got the address. */
    private static Scenario owned(
            String name, Function<Simulation, Runnable> one, Function<Simulation, Runnable> other) {
        return meeting(
                name,
                simulation -> {
                    claim("ada", ADDRESS).apply(simulation).run();
                    return one.apply(simulation);
                },
                other);
    }

    private static Function<Simulation, Runnable> giveUp() {
        return claim("ada", "ada@example.org");
    }

    private static Function<Simulation, Runnable> claim(String person, String address) {
        return simulation -> () -> ApiRequests.save(
                simulation,
                Fixtures.person(person).managedBy("grace").email(address).build(),
                Precondition.NONE,
                "root");
    }

    private static Function<Simulation, Runnable> erase() {
        return simulation -> () -> ApiRequests.erase(simulation, "ada");
    }
}
