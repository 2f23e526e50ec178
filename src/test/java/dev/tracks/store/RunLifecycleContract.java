package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.domain.SpanUnit;
import dev.tracks.domain.decision.Outcome;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.decision.RunStatus;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.step.ReEnrollment;
import dev.tracks.domain.step.ReachedBy;
import dev.tracks.domain.track.TrackStatus;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.Keys;
import dev.tracks.usecase.Change;
import dev.tracks.usecase.Stored;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The lifecycle of a run and re-enrollment, with the use case over the table. */
interface RunLifecycleContract extends WithPorts {
    StepReached REACHED = Fixtures.cause("day-1", "s1", "ada", 1);
    StepReached REACHED_AGAIN = Fixtures.cause("day-1", "s1", "ada", 2);

    private Fixtures.Step step() {
        return Fixtures.step("day-1", "s1", "week-1").confirmation("Welcome, {{user}}!");
    }

    private void world(Fixtures.Step step) {
        ports().with(Fixtures.track("day-1"))
                .with(Fixtures.track("week-1"))
                .with(Fixtures.track("month-1"))
                .with(step.build())
                .with(Fixtures.person("ada").build())
                .with(Fixtures.enrollment("ada", "day-1", 1))
                .with(Fixtures.enrollment("ada", "day-1", 2));
    }

    private Outcome run(StepReached cause) {
        return ports().runStep().run(cause);
    }

    private Run written(StepReached cause) {
        return ports().ledger.read(cause, Optional.empty()).run().orElseThrow();
    }

    private Map<Key, Map<String, AttributeValue>> rawInstances() {
        List<Key> keys = IntStream.rangeClosed(1, 5)
                .mapToObj(number -> Keys.enrollment("ada", new EnrollmentRef("week-1", number)))
                .toList();
        return ports().table.batchGet(keys);
    }

    @Test
    default void anEnrolledCauseIsFinalDespiteLaterEdits() {
        world(step());
        Outcome first = run(REACHED);
        assertThat(first.decision()).isEqualTo(RunStatus.ENROLLED);
        assertThat(first.replayed()).isFalse();
        Run before = written(REACHED);

        ports().with(step().to("month-1").manual("Come along!").forManager().build());
        ports().with(Fixtures.track("day-1", TrackStatus.ARCHIVED));
        ports().clock.advance(Duration.ofDays(400));
        Outcome again = run(REACHED);

        assertThat(again.replayed()).isTrue();
        assertThat(again.enrollment()).isEqualTo(first.enrollment()).contains(new EnrollmentRef("week-1", 1));
        assertThat(written(REACHED)).isEqualTo(before);
        assertThat(ports().ledger.instances("ada", "month-1")).isEmpty();
    }

    @Test
    default void anInvitedCauseIsFinalToo() {
        world(step().manual("Join {{track}}, {{user}}?"));
        Outcome first = run(REACHED);
        assertThat(first.decision()).isEqualTo(RunStatus.INVITED);
        assertThat(ports().ledger.invitations("ada", "week-1"))
                .singleElement()
                .satisfies(invitation -> assertThat(invitation.message()).isEqualTo("Join WEEK-1, Ada?"));

        ports().with(step().build());
        Outcome again = run(REACHED);

        assertThat(again.replayed()).isTrue();
        assertThat(again.invitation()).contains(new InvitationRef("week-1", 1));
        assertThat(ports().ledger.instances("ada", "week-1")).isEmpty();
        assertThat(ports().ledger.invitations("ada", "week-1")).hasSize(1);
    }

    @Test
    default void aSkippedCauseIsDecidedAgainAndKeepsItsTrail() {
        world(step().disabled());
        Instant reachedAt = ports().clock.instant();
        assertThat(run(REACHED).reason()).contains(SkipReason.STEP_DISABLED);
        ports().clock.advance(Duration.ofHours(1));
        assertThat(run(REACHED)).returns(false, Outcome::replayed);

        ports().with(step().build());
        ports().clock.advance(Duration.ofHours(1));
        Outcome enrolled = run(REACHED);

        assertThat(enrolled.decision()).isEqualTo(RunStatus.ENROLLED);
        Run run = written(REACHED);
        assertThat(run.version()).isEqualTo(3);
        assertThat(run.reachedAt()).isEqualTo(reachedAt);
        assertThat(run.trail()).extracting(entry -> entry.decision()).containsExactly("skipped", "skipped", "enrolled");
    }

    @Test
    default void aPersonIsEnrolledOnceTheyAreRegistered() {
        ports().with(Fixtures.track("day-1")).with(Fixtures.track("week-1")).with(step().build());
        assertThat(run(REACHED).reason()).contains(SkipReason.PARTICIPANT_NOT_FOUND);

        ports().with(Fixtures.person("ada").build()).with(Fixtures.enrollment("ada", "day-1", 1));

        assertThat(run(REACHED).decision()).isEqualTo(RunStatus.ENROLLED);
    }

    @Test
    default void aDeferredCauseIsReplayedUntilItIsDueAndNeverDefersAgain() {
        world(step().delay(Fixtures.delay(7, SpanUnit.DAYS)));
        Instant dueAt = ports().clock.instant().plus(Duration.ofDays(7));
        Outcome first = run(REACHED);
        assertThat(first.decision()).isEqualTo(RunStatus.DEFERRED);
        assertThat(first.dueAt()).contains(dueAt);

        ports().with(step().delay(Fixtures.delay(30, SpanUnit.DAYS)).disabled().build());
        ports().clock.advance(Duration.ofDays(7).minusMillis(1));
        Outcome early = run(REACHED);
        assertThat(early.decision()).isEqualTo(RunStatus.DEFERRED);
        assertThat(early.replayed()).isTrue();
        assertThat(early.dueAt()).contains(dueAt);

        ports().clock.advance(Duration.ofMillis(1));
        assertThat(run(REACHED).reason()).contains(SkipReason.STEP_DISABLED);

        ports().with(step().delay(Fixtures.delay(30, SpanUnit.DAYS)).build());
        Outcome due = run(REACHED);
        assertThat(due.decision()).isEqualTo(RunStatus.ENROLLED);
        assertThat(written(REACHED).dueAt()).contains(dueAt);
    }

    @Test
    default void theDelayOfAnEventCountsFromItsFirstReach() {
        world(step().reachedBy(ReachedBy.EVENT)
                .delay(Fixtures.delay(1, SpanUnit.HOURS))
                .disabled());
        run(REACHED);
        Instant reachedAt = ports().clock.instant();
        ports().clock.advance(Duration.ofMinutes(50));

        ports().with(step().reachedBy(ReachedBy.EVENT)
                .delay(Fixtures.delay(1, SpanUnit.HOURS))
                .build());

        assertThat(run(REACHED).dueAt()).contains(reachedAt.plus(Duration.ofHours(1)));
    }

    @Test
    default void aCancelledCauseStaysCancelled() {
        world(step().delay(Fixtures.delay(7, SpanUnit.DAYS)));
        run(REACHED);
        ports().ledger.save(written(REACHED).cancelled(ports().clock.instant(), "root"));

        ports().clock.advance(Duration.ofDays(30));
        Outcome outcome = run(REACHED);

        assertThat(outcome.decision()).isEqualTo(RunStatus.SKIPPED);
        assertThat(outcome.reason()).contains(SkipReason.RUN_CANCELLED);
        assertThat(outcome.replayed()).isTrue();
        assertThat(ports().ledger.instances("ada", "week-1")).isEmpty();
    }

    @Test
    default void withoutReEnrollmentASecondCauseIsSkippedEvenAfterCancellation() {
        world(step());
        run(REACHED);
        end(1, EnrollmentStatus.CANCELLED);

        Outcome second = run(REACHED_AGAIN);

        assertThat(second.reason()).contains(SkipReason.PREVIOUSLY_STARTED);
        assertThat(second.evidence()).containsEntry("instance", 1).containsEntry("status", "cancelled");
        assertThat(rawInstances()).hasSize(1);
    }

    @Test
    default void reEnrollmentWritesTheNextInstanceAndDoesNotChangeEarlierProgress() {
        world(step().reEnrollment(ReEnrollment.YES));
        run(REACHED);
        Stored<Enrollment> first = instance(1);
        Enrollment progressed = first.value()
                .with(
                        EnrollmentStatus.ACTIVE,
                        Map.of("done", List.of("intro"), "score", new BigDecimal("0.5")),
                        ports().clock.instant());
        ports().enrollments
                .change(new Change<>(
                        progressed, Optional.of(first.version()), ports().clock.instant(), "ada"));
        Map<Key, Map<String, AttributeValue>> before = rawInstances();
        ports().clock.advance(Duration.ofDays(1));

        Outcome second = run(REACHED_AGAIN);

        assertThat(second.enrollment()).contains(new EnrollmentRef("week-1", 2));
        Map<Key, Map<String, AttributeValue>> after = rawInstances();
        assertThat(after).hasSize(2).containsAllEntriesOf(before);
        assertThat(instance(2).value().progress()).isEmpty();
        assertThat(instance(2).value().source().cause()).contains(REACHED_AGAIN);
    }

    @Test
    default void reEnrollmentWhenNotActiveWaitsForTheEnd() {
        world(step().reEnrollment(ReEnrollment.WHEN_NOT_ACTIVE));
        run(REACHED);

        assertThat(run(REACHED_AGAIN).reason()).contains(SkipReason.ALREADY_ACTIVE);
        end(1, EnrollmentStatus.COMPLETED);

        assertThat(run(REACHED_AGAIN).enrollment()).contains(new EnrollmentRef("week-1", 2));
    }

    @Test
    default void theNumberOfAnOpenInvitationIsUsedOnce() {
        world(step().manual("Join?").reEnrollment(ReEnrollment.YES));
        run(REACHED);

        assertThat(run(REACHED_AGAIN).reason()).contains(SkipReason.INVITATION_PENDING);
        ports().clock.advance(Ports.TERMS.expiry());

        assertThat(run(REACHED_AGAIN).invitation()).contains(new InvitationRef("week-1", 2));
    }

    private Stored<Enrollment> instance(int number) {
        return ports().enrollments
                .enrollment("ada", new EnrollmentRef("week-1", number))
                .orElseThrow();
    }

    private void end(int number, EnrollmentStatus status) {
        Stored<Enrollment> read = instance(number);
        Enrollment ended =
                read.value().with(status, read.value().progress(), ports().clock.instant());
        ports().enrollments
                .change(new Change<>(
                        ended, Optional.of(read.version()), ports().clock.instant(), "root"));
    }
}
