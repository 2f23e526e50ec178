package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.domain.record.StepReached;
import dev.tracks.store.table.MemoryTable;
import dev.tracks.usecase.outbox.DueItem.RemovedStep;
import dev.tracks.usecase.outbox.Outbox;
import dev.tracks.usecase.outbox.Schedules;
import dev.tracks.usecase.sweep.DeleteSchedules;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A removed step with more deferred runs than one sweep processes. */
class RemovedStepTest {
    private static final int PEOPLE = 2_345;

    private final Ports ports = new Ports(new MemoryTable());
    private final Set<String> deleted = new TreeSet<>();
    private final DeleteSchedules deleteSchedules = new DeleteSchedules(ports.directory, ports.outbox, new Schedules() {
        @Override
        public void scheduleJob(String jobId, Instant startAt) {}

        @Override
        public void schedule(StepReached cause, Instant dueAt) {
            throw new AssertionError("nothing is scheduled");
        }

        @Override
        public void delete(StepReached cause) {
            deleted.add(cause.participantId());
        }
    });

    @Test
    void theSchedulesOfAllDeferredRunsAreDeletedOverSeveralSweeps() {
        Set<String> people =
                IntStream.range(0, PEOPLE).mapToObj(number -> "p" + number).collect(Collectors.toSet());
        people.forEach(person -> ports.ledger.save(RunFixtures.deferred(Fixtures.cause("day-1", "s1", person, 1))));
        ports.configuration.removeStep(Fixtures.step("day-1", "s1", "week-1").build(), ports.nextGraph(), Fixtures.NOW);

        int sweeps = 0;
        while (sweep()) {
            assertThat(++sweeps).isLessThan(10);
        }

        assertThat(sweeps).isEqualTo(3);
        assertThat(deleted).isEqualTo(people);
    }

    /** Whether the removed step was still due. */
    private boolean sweep() {
        long found = IntStream.range(0, Outbox.SHARDS)
                .boxed()
                .flatMap(shard -> ports.outbox.due(shard, Fixtures.NOW.plus(Duration.ofHours(1))))
                .filter(RemovedStep.class::isInstance)
                .map(RemovedStep.class::cast)
                .peek(deleteSchedules::delete)
                .count();
        return found > 0;
    }
}
