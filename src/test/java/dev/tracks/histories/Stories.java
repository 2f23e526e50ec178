package dev.tracks.histories;

import dev.tracks.Fixtures;
import dev.tracks.domain.AddToTrackStep;
import dev.tracks.domain.DirectEnrollment;
import dev.tracks.domain.ReEnrollment;
import dev.tracks.domain.StepReached;
import dev.tracks.store.Key;
import dev.tracks.usecase.Precondition;
import java.util.List;
import java.util.Optional;

/** A few requests in a row that make what rarely comes about by itself. */
final class Stories {
    private Stories() {}

    /** An admin turns a step round: no circle of steps, but one for whoever came the old way and goes the new one. */
    static void turn(World world) {
        Dice dice = world.dice();
        List<AddToTrackStep> steps = world.oracle().records().steps();
        List<Key> people = world.oracle().instances();
        if (steps.isEmpty() || people.isEmpty()) {
            return;
        }
        AddToTrackStep step = dice.one(steps);
        AddToTrackStep turned = Fixtures.step(step.destinationTrackId(), step.id(), step.trackId())
                .reEnrollment(ReEnrollment.YES)
                .build();
        Requests.remove(world, step.trackId(), step.id(), Precondition.NONE, "root");
        Requests.save(world, turned, Precondition.NONE, "root");
        people.stream()
                .filter(key -> key.sk().startsWith(Items.ENROLLMENT + turned.trackId() + "#"))
                .map(key -> new StepReached(turned.trackId(), turned.id(), Items.person(key), 1))
                .limit(2)
                .forEach(world.functions().invoked()::send);
    }

    /** Somebody starts two tracks that both invite to a third. */
    static void twoWays(World world) {
        Dice dice = world.dice();
        String person = dice.one(Cast.PEOPLE);
        for (String trackId : List.of("day-1", "week-1")) {
            Fixtures.Step step = Fixtures.step(trackId, "s2", "leadership").reEnrollment(ReEnrollment.YES);
            AddToTrackStep built = (dice.chance(700) ? step.manual("Join {{track}}!") : step).build();
            Requests.save(world, built, Precondition.NONE, "root");
            DirectEnrollment start = new DirectEnrollment(trackId, person, ReEnrollment.NO);
            Requests.direct(world, new Requests.Direct(start, Optional.empty()));
            world.functions().invoked().send(new StepReached(trackId, "s2", person, 1));
        }
        world.functions().invoked().deliverOne();
    }
}
