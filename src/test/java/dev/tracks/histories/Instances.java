package dev.tracks.histories;

import dev.tracks.domain.EnrollmentRef;
import dev.tracks.domain.EnrollmentStatus;
import dev.tracks.store.Key;
import dev.tracks.usecase.Precondition;
import dev.tracks.usecase.UpdateEnrollment;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whoever runs a track ends an instance or notes progress in it. */
final class Instances {
    private Instances() {}

    static void update(World world) {
        List<Key> keys = world.oracle().instances();
        if (keys.isEmpty()) {
            return;
        }
        update(world, world.dice().one(keys));
    }

    /** Whoever runs the track changes that instance. */
    static void update(World world, Key key) {
        Dice dice = world.dice();
        String[] parts = key.sk().split("#");
        EnrollmentRef ref = new EnrollmentRef(parts[1], Integer.parseInt(parts[2]));
        Optional<EnrollmentStatus> status = dice.chance(700)
                ? Optional.of(dice.one(EnrollmentStatus.COMPLETED, EnrollmentStatus.CANCELLED))
                : Optional.empty();
        UpdateEnrollment.Patch patch =
                new UpdateEnrollment.Patch(status, Optional.of(Map.of("page", dice.below(1_000))));
        world.handle(Role.API, () -> "update " + key + ": " + patch, () -> update(world, key), process -> {
            world.handling().updates = Optional.of(key);
            return process.updateEnrollment()
                    .update(Items.person(key), ref, patch, Precondition.NONE, after -> {}, "root")
                    .version();
        });
    }
}
