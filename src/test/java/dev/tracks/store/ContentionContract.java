package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.tracks.Fixtures;
import dev.tracks.domain.decision.Outcome;
import dev.tracks.domain.decision.RunStatus;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.step.ReEnrollment;
import dev.tracks.store.item.EnrollmentItem;
import dev.tracks.store.table.Write;
import dev.tracks.usecase.ConcurrentUpdateException;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.enroll.RunStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Twenty threads run the real use case concurrently for one person and track, repeatedly. */
abstract class ContentionContract extends ConcurrentTestOverTable {
    private static final String FROM = "day-1";
    private static final String TO = "week-1";
    private static final String ELSEWHERE = "leadership";

    @Test
    void withoutReEnrollmentOneOfTwentyCausesEnrolls() throws Exception {
        configure(ReEnrollment.NO);
        RunStep runStep = runStep();
        for (int round = 0; round < rounds(); round++) {
            String person = person(round, ConcurrentCalls.SIZE);

            List<Outcome> outcomes = calls.concurrently(number -> run(runStep, cause(person, number)));

            assertThat(outcomes).noneMatch(Outcome::replayed);
            assertThat(outcomes)
                    .filteredOn(outcome -> outcome.decision() == RunStatus.ENROLLED)
                    .hasSize(1);
            assertThat(outcomes)
                    .filteredOn(outcome -> outcome.reason().equals(Optional.of(SkipReason.PREVIOUSLY_STARTED)))
                    .hasSize(ConcurrentCalls.SIZE - 1);
            assertThat(instances(person, TO)).containsExactly(1);
        }
    }

    @Test
    void afterAnUndoneInstanceOneOfTwentyCausesEnrollsWithTheNextNumber() throws Exception {
        configure(ReEnrollment.NO);
        RunStep runStep = runStep();
        for (int round = 0; round < rounds(); round++) {
            String person = person(round, ConcurrentCalls.SIZE);
            Enrollment first = Fixtures.enrollment(person, TO, 1);
            ports().with(first).undone(first);

            List<Outcome> outcomes = calls.concurrently(number -> run(runStep, cause(person, number)));

            assertThat(outcomes)
                    .filteredOn(outcome -> outcome.decision() == RunStatus.ENROLLED)
                    .extracting(outcome -> outcome.enrollment().orElseThrow().instance())
                    .containsExactly(2);
            assertThat(outcomes)
                    .filteredOn(outcome -> outcome.reason().equals(Optional.of(SkipReason.PREVIOUSLY_STARTED)))
                    .hasSize(ConcurrentCalls.SIZE - 1)
                    .allSatisfy(outcome -> assertThat(outcome.evidence()).containsEntry("instance", 2));
            assertThat(instances(person, TO)).containsExactly(1, 2);
        }
    }

    @Test
    void withReEnrollmentTwentyCausesMakeTwentyInstancesWithoutAGap() throws Exception {
        configure(ReEnrollment.YES);
        RunStep runStep = runStep();
        List<Integer> allNumbers =
                IntStream.rangeClosed(1, ConcurrentCalls.SIZE).boxed().toList();
        for (int round = 0; round < rounds(); round++) {
            String person = person(round, ConcurrentCalls.SIZE);

            List<Outcome> outcomes = calls.concurrently(number -> run(runStep, cause(person, number)));

            assertThat(outcomes).allMatch(outcome -> outcome.decision() == RunStatus.ENROLLED && !outcome.replayed());
            assertThat(outcomes)
                    .extracting(outcome -> outcome.enrollment().orElseThrow().instance())
                    .containsExactlyInAnyOrderElementsOf(allNumbers);
            assertThat(instances(person, TO)).isEqualTo(allNumbers);
        }
    }

    @Test
    void oneCauseTwentyTimesEnrollsOnceAndIsReplayedNineteenTimes() throws Exception {
        configure(ReEnrollment.YES);
        RunStep runStep = runStep();
        for (int round = 0; round < rounds(); round++) {
            StepReached cause = cause(person(round, 1), 1);

            List<Outcome> outcomes = calls.concurrently(number -> run(runStep, cause));

            assertThat(outcomes).filteredOn(Outcome::replayed).hasSize(ConcurrentCalls.SIZE - 1);
            assertThat(outcomes)
                    .extracting(Outcome::decision, Outcome::enrollment)
                    .containsOnly(tuple(RunStatus.ENROLLED, Optional.of(new EnrollmentRef(TO, 1))));
            assertThat(instances(cause.participantId(), TO)).containsExactly(1);
        }
    }

    @Test
    void oneCauseDeliveredTwiceWhileItsDestinationChangesHasOneEffect() throws Exception {
        configure(ReEnrollment.YES);
        CachedCatalog stale = ports().catalog();
        stale.step(FROM, "s1");
        ports().with(Fixtures.step(FROM, "s1", ELSEWHERE).build());
        RunStep old = ports().runStep(stale, ConcurrentCalls.backoff());
        RunStep fresh = ports().runStep(ports().catalog(), ConcurrentCalls.backoff());
        for (int round = 0; round < rounds(); round++) {
            StepReached cause = cause(person(round, 1), 1);

            List<Outcome> outcomes = calls.concurrently(2, number -> run(number == 1 ? old : fresh, cause));

            assertThat(outcomes).filteredOn(Outcome::replayed).hasSize(1);
            assertThat(outcomes)
                    .extracting(Outcome::enrollment)
                    .containsOnly(outcomes.get(0).enrollment());
            List<Integer> effects = new ArrayList<>(instances(cause.participantId(), TO));
            effects.addAll(instances(cause.participantId(), ELSEWHERE));
            assertThat(effects).containsExactly(1);
        }
    }

    private void configure(ReEnrollment policy) {
        Stream.of(FROM, TO, ELSEWHERE).forEach(id -> ports().with(Fixtures.track(id)));
        ports().with(Fixtures.step(FROM, "s1", TO)
                .reEnrollment(policy)
                .confirmation("Welcome, {{user}}!")
                .build());
    }

    private RunStep runStep() {
        return ports().runStep(ports().catalog(), ConcurrentCalls.backoff());
    }

    /** A person with the given number of instances of the source track. */
    private String person(int round, int sourceInstances) {
        String id = "person-" + round;
        List<Write> writes = new ArrayList<>();
        IntStream.rangeClosed(1, sourceInstances)
                .mapToObj(instance -> Fixtures.enrollment(id, FROM, instance))
                .forEach(enrollment -> writes.add(EnrollmentItem.put(enrollment, Optional.empty(), "root")));
        assertThat(ports().table.write(writes)).isEqualTo(WriteResult.WRITTEN);
        ports().with(Fixtures.person(id).build());
        return id;
    }

    private static StepReached cause(String person, int instance) {
        return Fixtures.cause(FROM, "s1", person, instance);
    }

    /** Retries after a concurrent update, as a queue does by redelivery. */
    private static Outcome run(RunStep runStep, StepReached cause) {
        while (true) {
            try {
                return runStep.run(cause);
            } catch (ConcurrentUpdateException e) {
                ConcurrentCalls.backoff().pause(1);
            }
        }
    }

    private List<Integer> instances(String person, String trackId) {
        return ports().ledger.instances(person, trackId).stream()
                .map(Enrollment::instance)
                .toList();
    }
}
