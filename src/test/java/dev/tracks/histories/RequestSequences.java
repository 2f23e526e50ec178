package dev.tracks.histories;

import dev.tracks.Fixtures;
import dev.tracks.domain.decision.DirectEnrollment;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.step.ReEnrollment;
import dev.tracks.store.table.Key;
import dev.tracks.usecase.Precondition;
import java.util.List;
import java.util.Optional;

/** Short request sequences that create rare situations. */
final class RequestSequences {
    private RequestSequences() {}

    /**
     * An admin reverses a step: the steps form no loop, but a participant who came by the old step and takes the new
     * one has a circular enrollment.
     */
    static void turn(Simulation simulation) {
        EventRandom random = simulation.random();
        List<AddToTrackStep> steps = simulation.oracle().configurationChecks().steps();
        List<Key> people = simulation.oracle().instances();
        if (steps.isEmpty() || people.isEmpty()) {
            return;
        }
        AddToTrackStep step = random.one(steps);
        AddToTrackStep turned = Fixtures.step(step.destinationTrackId(), step.id(), step.trackId())
                .reEnrollment(ReEnrollment.YES)
                .build();
        ApiRequests.remove(simulation, step.trackId(), step.id(), Precondition.NONE, "root");
        ApiRequests.save(simulation, turned, Precondition.NONE, "root");
        people.stream()
                .filter(key -> key.sk().startsWith(StoredItems.ENROLLMENT + turned.trackId() + "#"))
                .map(key -> new StepReached(turned.trackId(), turned.id(), StoredItems.person(key), 1))
                .limit(2)
                .forEach(simulation.functions().invoked()::send);
    }

    /** A participant starts two tracks that both invite to a third. */
    static void twoWays(Simulation simulation) {
        EventRandom random = simulation.random();
        String person = random.one(Population.PEOPLE);
        for (String trackId : List.of("day-1", "week-1")) {
            Fixtures.Step step = Fixtures.step(trackId, "s2", "leadership").reEnrollment(ReEnrollment.YES);
            AddToTrackStep built = (random.chance(700) ? step.manual("Join {{track}}!") : step).build();
            ApiRequests.save(simulation, built, Precondition.NONE, "root");
            DirectEnrollment start = new DirectEnrollment(trackId, person, ReEnrollment.NO);
            ApiRequests.direct(simulation, new ApiRequests.Direct(start, Optional.empty()));
            simulation.functions().invoked().send(new StepReached(trackId, "s2", person, 1));
        }
        simulation.functions().invoked().deliverOne();
    }
}
