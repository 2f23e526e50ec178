package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.domain.decision.Outcome;
import dev.tracks.domain.job.JobSpec;
import dev.tracks.domain.job.JobSpec.StepOf;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.StepReached;
import dev.tracks.usecase.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Jobs that undo the step from day-1 to week-1, and what it did. */
abstract class UndoesOverTable extends JobsOverTable {
    static final StepOf STEP = new StepOf("day-1", "s1", "week-1");

    final Instant from = ports.clock.instant();

    /** From the beginning until now. What happens at the very time of the job's start is not before it. */
    JobSpec.Undo spec() {
        ports.clock.advance(Duration.ofSeconds(1));
        return new JobSpec.Undo(STEP, from, ports.clock.instant());
    }

    Outcome reach(StepReached cause) {
        return ports.runStep().run(cause);
    }

    List<Enrollment> instances(String participantId, String trackId) {
        return ports.ledger.instances(participantId, trackId);
    }

    Enrollment instance(String participantId, String trackId) {
        assertThat(instances(participantId, trackId)).hasSize(1);
        return instances(participantId, trackId).get(0);
    }

    void end(String trackId, EnrollmentStatus status) {
        var stored = ports.enrollments.enrollment("ada", new EnrollmentRef(trackId, 1));
        Enrollment ended = stored.orElseThrow().value().with(status, Map.of(), ports.clock.instant());
        ports.enrollments.change(Change.of(ended, stored, ports.clock.instant(), "root"));
    }
}
