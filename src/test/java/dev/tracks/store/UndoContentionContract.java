package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.domain.decision.Outcome;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.decision.RunStatus;
import dev.tracks.domain.job.RowOutcome;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.StepReached;
import dev.tracks.store.job.TableChain;
import dev.tracks.usecase.ConcurrentUpdateException;
import dev.tracks.usecase.enroll.RunStep;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Twenty threads: one undoes an enrollment, the others decide about the steps of its track at the same time. */
abstract class UndoContentionContract extends ConcurrentTestOverTable {
    @Test
    void nothingActiveRemainsBelowAnUndoneInstance() throws Exception {
        List<String> tracks = IntStream.rangeClosed(1, ConcurrentCalls.SIZE - 1)
                .mapToObj(number -> "below-" + number)
                .toList();
        ports().with(Fixtures.track("day-1")).with(Fixtures.track("week-1"));
        ports().with(Fixtures.step("day-1", "s1", "week-1").build());
        for (String track : tracks) {
            ports().with(Fixtures.track(track))
                    .with(Fixtures.step("week-1", track, track).build());
        }
        RunStep runStep = ports().runStep(ports().catalog(), ConcurrentCalls.backoff());
        for (int round = 0; round < rounds(); round++) {
            String person = "person-" + round;
            ports().with(Fixtures.person(person).build()).with(Fixtures.enrollment(person, "day-1", 1));
            StepReached root = Fixtures.cause("day-1", "s1", person, 1);
            runStep.run(root);

            List<Optional<Outcome>> outcomes = calls.concurrently(number -> number == ConcurrentCalls.SIZE
                    ? undone(root)
                    : Optional.of(
                            repeated(() -> runStep.run(Fixtures.cause("week-1", tracks.get(number - 1), person, 1)))));

            List<Enrollment> instances = ports().directory.enrollments(person).stream()
                    .filter(instance -> !instance.trackId().equals("day-1"))
                    .toList();
            assertThat(instances)
                    .allMatch(Enrollment::undone)
                    .extracting(Enrollment::status)
                    .containsOnly(EnrollmentStatus.CANCELLED);
            long enrolled = outcomes.stream()
                    .flatMap(Optional::stream)
                    .filter(outcome -> outcome.decision() == RunStatus.ENROLLED)
                    .count();
            assertThat(instances).hasSize((int) enrolled + 1);
            assertThat(new TableChain(ports().table).runs(person, new EnrollmentRef("week-1", 1)))
                    .hasSize(tracks.size())
                    .extracting(Run::status)
                    .allMatch(RunStatus::isFinal);
        }
    }

    private Optional<Outcome> undone(StepReached root) {
        assertThat(repeated(() -> UndoneRow.of(root, ports())).outcome()).isEqualTo(RowOutcome.UNDONE);
        return Optional.empty();
    }

    /** Retries after a concurrent update, as a queue does by redelivery. */
    private static <T> T repeated(Supplier<T> call) {
        while (true) {
            try {
                return call.get();
            } catch (ConcurrentUpdateException e) {
                ConcurrentCalls.backoff().pause(1);
            }
        }
    }
}
