package dev.tracks.histories;

import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.store.table.Key;
import dev.tracks.usecase.Precondition;
import dev.tracks.usecase.enroll.UpdateEnrollment;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A track's manager ends an instance, records progress in it or resends its confirmation. */
final class EnrollmentRequests {
    private static final int RESENDS_PER_MILLE = 250;

    private EnrollmentRequests() {}

    static void update(Simulation simulation) {
        List<Key> keys = simulation.oracle().instances();
        if (keys.isEmpty()) {
            return;
        }
        Key key = simulation.random().one(keys);
        if (simulation.random().chance(RESENDS_PER_MILLE)) {
            resend(simulation, key);
        } else {
            update(simulation, key);
        }
    }

    /** A track's manager sends the confirmation of that instance again. */
    static void resend(Simulation simulation, Key key) {
        simulation.handle(
                FunctionRole.API,
                () -> "resend the confirmation of " + key,
                () -> simulation.functions().deliver(confirmation(key)),
                process -> {
                    simulation.handling().updates = Optional.of(key);
                    return process.resendConfirmation()
                            .resend(StoredItems.person(key), ref(key), "root")
                            .version();
                });
    }

    private static EnrollmentRef ref(Key key) {
        String[] parts = key.sk().split("#");
        return new EnrollmentRef(parts[1], Integer.parseInt(parts[2]));
    }

    private static MessageRef confirmation(Key key) {
        return new MessageRef(
                MessageKind.CONFIRMATION, StoredItems.person(key), ref(key).trackId(), ref(key).instance());
    }

    /** A track's manager changes that instance. */
    static void update(Simulation simulation, Key key) {
        EventRandom random = simulation.random();
        EnrollmentRef ref = ref(key);
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
