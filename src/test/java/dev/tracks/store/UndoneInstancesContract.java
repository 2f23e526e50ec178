package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tracks.Fixtures;
import dev.tracks.domain.decision.DirectEnrollment;
import dev.tracks.domain.decision.Outcome;
import dev.tracks.domain.decision.RunStatus;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.step.ReEnrollment;
import dev.tracks.store.table.Keys;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.enroll.DecideDirectly;
import dev.tracks.usecase.enroll.EnrollDirectly;
import dev.tracks.usecase.enroll.PreviewStep;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An undone instance as an item, and the use cases that decide about its person. */
interface UndoneInstancesContract extends WithPorts {
    private Enrollment undone(String participantId, int instance) {
        Enrollment started = Fixtures.enrollment(participantId, "week-1", instance);
        ports().with(started).undone(started);
        return started.undo(ports().clock.instant());
    }

    private void world(Fixtures.Step step) {
        ports().with(Fixtures.track("day-1"))
                .with(Fixtures.track("week-1"))
                .with(step.build())
                .with(Fixtures.person("ada").managedBy("grace").build())
                .with(Fixtures.person("grace").build())
                .with(Fixtures.enrollment("ada", "day-1", 1))
                .with(Fixtures.enrollment("ada", "day-1", 2));
    }

    private Outcome run(int sourceInstance) {
        return ports().runStep().run(Fixtures.cause("day-1", "s1", "ada", sourceInstance));
    }

    @Test
    default void onlyAnUndoneInstanceHasTheAttribute() {
        Enrollment undone = undone("ada", 1);
        Enrollment cancelled = Fixtures.enrollment("ada", "week-1", 2)
                .with(EnrollmentStatus.CANCELLED, Map.of(), ports().clock.instant());
        ports().with(cancelled);

        assertThat(ports().ledger.instances("ada", "week-1")).containsExactly(undone, cancelled);
        assertThat(ports().table.get(Keys.enrollment("ada", undone.ref())).orElseThrow())
                .containsKey("undone");
        assertThat(ports().table.get(Keys.enrollment("ada", cancelled.ref())).orElseThrow())
                .doesNotContainKey("undone");
    }

    @Test
    default void anUndoneInstanceStaysSoWhenItsPersonIsErased() {
        ports().with(Fixtures.person("ada").build());
        Enrollment undone = undone("ada", 1);

        ports().erasure.tombstone("ada", ports().clock.instant(), ports().clock.instant(), "root");
        ports().erasure.blank("ada", ports().clock.instant());

        assertThat(ports().ledger.instances("ada", "week-1")).containsExactly(undone);
    }

    @Test
    default void underNoAnUndonePersonIsEnrolledOnceMoreWithTheNextNumber() {
        world(Fixtures.step("day-1", "s1", "week-1"));
        undone("ada", 1);

        assertThat(run(1).enrollment()).contains(new EnrollmentRef("week-1", 2));
        Outcome second = run(2);

        assertThat(second.reason()).contains(SkipReason.PREVIOUSLY_STARTED);
        assertThat(second.evidence()).containsEntry("instance", 2);
    }

    @Test
    default void anUndoneManagerIsEnrolledOnceMore() {
        world(Fixtures.step("day-1", "s1", "week-1").forManager());
        undone("grace", 1);

        assertThat(run(1).enrollment()).contains(new EnrollmentRef("week-1", 2));
        assertThat(run(2).reason()).contains(SkipReason.PREVIOUSLY_STARTED);
    }

    @Test
    default void anUndonePersonIsInvitedOnceMore() {
        world(Fixtures.step("day-1", "s1", "week-1").manual("Join!"));
        undone("ada", 1);

        assertThat(run(1).decision()).isEqualTo(RunStatus.INVITED);
    }

    @Test
    default void anUndonePersonIsEnrolledDirectly() {
        world(Fixtures.step("day-1", "s1", "week-1"));
        undone("ada", 1);
        EnrollDirectly enrollDirectly = new EnrollDirectly(
                new DecideDirectly(ports().catalog(), ports().ledger, Ports.MESSAGES, ports().clock),
                ports().ledger,
                new OptimisticRetry(round -> {}),
                ports().clock,
                ports().clock);

        enrollDirectly.enroll(new DirectEnrollment("week-1", "ada", ReEnrollment.NO), Optional.empty(), "root");

        assertThat(ports().ledger.instances("ada", "week-1"))
                .extracting(Enrollment::instance, Enrollment::undone)
                .containsExactly(tuple(1, true), tuple(2, false));
    }

    @Test
    default void aPreviewShowsTheNextNumber() {
        world(Fixtures.step("day-1", "s1", "week-1"));
        undone("ada", 1);
        PreviewStep preview = new PreviewStep(ports().catalog(), ports().ledger, Ports.MESSAGES, ports().clock);

        Outcome outcome = preview.preview(Fixtures.step("day-1", "s1", "week-1").build(), "ada", 1, anyone -> true)
                .outcome();

        assertThat(outcome.enrollment()).contains(new EnrollmentRef("week-1", 2));
    }
}
