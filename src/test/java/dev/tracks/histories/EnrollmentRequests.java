package dev.tracks.histories;

import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.store.table.Key;
import dev.tracks.usecase.Precondition;
import dev.tracks.usecase.enroll.UpdateEnrollment;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A track's manager ends an instance or records progress in it. */
final class EnrollmentRequests {
    private EnrollmentRequests() {}

    static void update(Simulation simulation) {
        List<Key> keys = simulation.oracle().instances();
        if (keys.isEmpty()) {
            return;
        }
        update(simulation, simulation.random().one(keys));
    }

    /** A track's manager changes that instance. */
    static void update(Simulation simulation, Key key) {
        EventRandom random = simulation.random();
        String[] parts = key.sk().split("#");
        EnrollmentRef ref = new EnrollmentRef(parts[1], Integer.parseInt(parts[2]));
        Optional<EnrollmentStatus> status = random.chance(700)
                ? Optional.of(random.one(EnrollmentStatus.COMPLETED, EnrollmentStatus.CANCELLED))
                : Optional.empty();
        UpdateEnrollment.Patch patch =
                new UpdateEnrollment.Patch(status, Optional.of(Map.of("page", random.nextInt(1_000))));
        simulation.handle(
                FunctionRole.API, () -> "update " + key + ": " + patch, () -> update(simulation, key), process -> {
                    simulation.handling().updates = Optional.of(key);
                    return process.updateEnrollment()
                            .update(StoredItems.person(key), ref, patch, Precondition.NONE, after -> {}, "root")
                            .version();
                });
    }
}
