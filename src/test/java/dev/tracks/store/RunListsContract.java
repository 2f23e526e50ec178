package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.domain.decision.Decision;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.decision.RunStatus;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.usecase.Change;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.view.Directory;
import dev.tracks.usecase.view.Directory.Count;
import dev.tracks.usecase.view.Directory.Page;
import dev.tracks.usecase.view.Directory.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Lists of runs, and counts of instances, invitations and runs. */
interface RunListsContract extends WithPorts {
    private TableDirectory directory() {
        return ports().directory;
    }

    private static <T> List<T> all(Function<Optional<String>, Page<T>> list) {
        List<T> found = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Page<T> page = list.apply(cursor);
            found.addAll(page.data());
            cursor = page.nextCursor();
        } while (cursor.isPresent());
        return found;
    }

    private static int n(StepReached cause) {
        return Integer.parseInt(cause.participantId().substring(1));
    }

    @Test
    default void runsOfAStepAreListedSinceATime() {
        List<StepReached> causes = IntStream.range(0, 20)
                .mapToObj(n -> Fixtures.cause("day-1", "s1", "p" + n, 1))
                .toList();
        causes.forEach(cause -> ports().ledger.save(RunFixtures.skipped(cause)));
        ports().ledger.save(RunFixtures.skipped(Fixtures.cause("day-1", "s2", "ada", 1)));
        Run later = RunFixtures.replaced(RunFixtures.skipped(causes.get(7)));
        ports().ledger.save(later);

        assertThat(all(cursor -> directory().runsOfStep("day-1", "s1", Fixtures.NOW, 3, cursor)))
                .extracting(Run::cause)
                .containsExactlyInAnyOrderElementsOf(causes);
        assertThat(all(cursor -> directory().runsOfStep("day-1", "s1", Fixtures.NOW.plusMillis(1), 3, cursor)))
                .containsExactly(Run.listed(
                        later.cause(),
                        later.decision(),
                        later.destinationTrackId(),
                        later.enrolleeId(),
                        later.times()));
    }

    @Test
    default void runsOfAStepAreListedNewestFirstOverAllShards() {
        IntStream.range(0, 20)
                .forEach(n -> ports().ledger
                        .save(Run.of(
                                Fixtures.cause("day-1", "s1", "p" + n, 1),
                                new Decision.Skip(SkipReason.STEP_DISABLED, Map.of()),
                                Optional.empty(),
                                Fixtures.NOW.plusMillis(n / 3),
                                Optional.empty())));

        List<Run> inOnePage = directory()
                .runsOfStep("day-1", "s1", Instant.EPOCH, 100, Optional.empty())
                .data();

        assertThat(inOnePage).hasSize(20).extracting(Run::at).isSortedAccordingTo(Comparator.reverseOrder());
        for (int limit : List.of(1, 7, 10)) {
            assertThat(all(cursor -> directory().runsOfStep("day-1", "s1", Instant.EPOCH, limit, cursor)))
                    .containsExactlyElementsOf(inOnePage);
            assertThat(all(cursor -> directory().runsOfStep("day-1", "s1", Fixtures.NOW, limit, cursor)))
                    .as("some at the earliest time")
                    .containsExactlyElementsOf(inOnePage);
        }
    }

    @Test
    default void runsOfAStepThatMatchAreListedPageByPage() {
        IntStream.range(0, 40)
                .mapToObj(n -> Fixtures.cause("day-1", "s1", "p" + n, 1))
                .forEach(cause -> ports().ledger
                        .save(n(cause) % 10 == 0 ? RunFixtures.deferred(cause) : RunFixtures.skipped(cause)));

        for (int limit : List.of(1, 3, 4, 100)) {
            assertThat(all(cursor -> directory()
                            .matchingRunsOfStep(
                                    "day-1",
                                    "s1",
                                    Instant.EPOCH,
                                    runs -> run -> run.status() == RunStatus.DEFERRED,
                                    limit,
                                    cursor)))
                    .extracting(run -> run.cause().participantId())
                    .containsExactlyInAnyOrder("p0", "p10", "p20", "p30");
        }
    }

    @Test
    default void instancesAndRunsAreCountedUpToAMaximum() {
        IntStream.range(0, 20).forEach(n -> {
            ports().with(Fixtures.enrollment("p" + n, "week-1", 1));
            StepReached cause = Fixtures.cause("day-1", "s1", "p" + n, 1);
            ports().ledger.save(n < 12 ? RunFixtures.deferred(cause) : RunFixtures.skipped(cause));
        });

        assertThat(directory().instances("week-1", 20)).isEqualTo(new Count(20, true));
        assertThat(directory().instances("week-1", 19)).isEqualTo(new Count(19, false));
        Part<Run> runs = directory().runs("day-1", "s1", Fixtures.NOW, 20);
        assertThat(runs.complete()).isTrue();
        assertThat(runs.data())
                .extracting(Run::status)
                .hasSize(20)
                .filteredOn(RunStatus.DEFERRED::equals)
                .hasSize(12);
        Part<Run> some = directory().runs("day-1", "s1", Fixtures.NOW, 19);
        assertThat(some.complete()).isFalse();
        assertThat(some.data()).hasSize(19).isSubsetOf(runs.data());
        assertThat(directory().runs("day-1", "s1", Fixtures.NOW.plusMillis(1), 20))
                .isEqualTo(new Part<>(List.of(), true));
    }

    @Test
    default void deferredRunsAndOpenInvitationsAreCounted() {
        IntStream.range(0, 20)
                .mapToObj(n -> Fixtures.cause("day-1", "s1", "p" + n, 1))
                .forEach(cause ->
                        ports().ledger.save(n(cause) < 12 ? RunFixtures.deferred(cause) : RunFixtures.skipped(cause)));
        for (int number = 1; number <= 3; number++) {
            StepReached cause = Fixtures.cause("day-1", "s2", "ada", number);
            Invitation invitation = Fixtures.invitation(cause, "leadership", number);
            ports().invite(RunFixtures.invited(cause, invitation), invitation);
        }
        Invitation declined = Fixtures.invitation(Fixtures.cause("day-1", "s2", "ada", 1), "leadership", 1)
                .transitionTo(InvitationStatus.DECLINED, TrailEntry.of(Fixtures.NOW, "declined"));
        ports().invitations.save(declined, "ada");

        assertThat(directory().deferred("day-1", "s1")).isEqualTo(new Count(12, true));
        assertThat(directory().deferred("day-1", "s2")).isEqualTo(new Count(0, true));
        assertThat(directory().pendingInvitations("leadership")).isEqualTo(new Count(2, true));
        assertThat(directory().pendingInvitations("leadership", "day-1")).isEqualTo(new Count(2, true));
        assertThat(directory().pendingInvitations("leadership", "week-1")).isEqualTo(new Count(0, true));
        assertThat(directory().invitations("ada")).hasSize(3).contains(declined);
    }

    @Test
    default void activeInstancesAreCounted() {
        ports().with(Fixtures.enrollment("ada", "week-1", 1)).with(Fixtures.enrollment("grace", "week-1", 1));
        Stored<Enrollment> graces = ports().enrollments
                .enrollment("grace", new EnrollmentRef("week-1", 1))
                .orElseThrow();
        Enrollment ended = graces.value().with(EnrollmentStatus.COMPLETED, Map.of(), Fixtures.NOW);
        ports().enrollments.change(Change.of(ended, Optional.of(graces), Fixtures.NOW, "root"));

        assertThat(directory().activeInstances("week-1")).isEqualTo(new Count(1, true));
        assertThat(directory().activeInstances("day-1")).isEqualTo(new Count(0, true));
    }

    /** All runs of one person are in one shard. */
    @Test
    default void aCountReadsTheNewestOfAShardAndSaysThatThereAreMore() {
        for (int instance = 1; instance <= Directory.COUNTED_PER_SHARD - 1; instance++) {
            ports().ledger.save(RunFixtures.skipped(Fixtures.cause("day-1", "s1", "ada", instance)));
        }
        StepReached newest = Fixtures.cause("day-1", "s1", "ada", 200);
        ports().ledger
                .save(Run.of(
                        newest,
                        new Decision.Defer("ada", Fixtures.NOW.plus(Duration.ofDays(1))),
                        Optional.empty(),
                        Fixtures.NOW.plusSeconds(1),
                        Optional.empty()));

        assertThat(directory().deferred("day-1", "s1")).isEqualTo(new Count(1, true));

        ports().ledger.save(RunFixtures.skipped(Fixtures.cause("day-1", "s1", "ada", 201)));

        assertThat(directory().deferred("day-1", "s1")).isEqualTo(new Count(1, false));
    }

    @Test
    default void runsOfAPersonArePagedAndFilteredBySourceKey() {
        IntStream.range(0, 40)
                .mapToObj(n -> Fixtures.cause("day-1", "s1", "ada", n + 1))
                .forEach(cause -> ports().ledger
                        .save(cause.instance() % 10 == 0 ? RunFixtures.deferred(cause) : RunFixtures.skipped(cause)));
        ports().ledger.save(RunFixtures.deferred(Fixtures.cause("day-1", "s1", "linus", 1)));

        for (int limit : List.of(1, 3, 4, 100)) {
            assertThat(all(cursor -> directory()
                            .runsOfParticipant("ada", run -> run.status() == RunStatus.DEFERRED, limit, cursor)))
                    .extracting(run -> run.cause().instance())
                    .containsExactly(10, 20, 30, 40);
            assertThat(all(cursor -> directory().runsOfParticipant("ada", run -> true, limit, cursor)))
                    .hasSize(40);
        }
    }

    @Test
    default void runsInWhichAPersonIsTheEnrolleeAreListedAfterTheirOwn() {
        StepReached own = Fixtures.cause("day-1", "s1", "grace", 1);
        ports().ledger.save(RunFixtures.deferred(own));
        ports().ledger.save(RunFixtures.deferred(Fixtures.cause("day-1", "s1", "grace", 2)));
        IntStream.range(0, 5)
                .forEach(n -> ports().ledger
                        .save(Run.of(
                                Fixtures.cause("day-1", "s2", "p" + n, 1),
                                new Decision.Defer("grace", Fixtures.NOW.plus(Duration.ofDays(1))),
                                Optional.empty(),
                                Fixtures.NOW.plusMillis(n / 2),
                                Optional.empty())));

        for (int limit : List.of(1, 2, 3, 7, 100)) {
            List<Run> found = all(cursor -> directory().runsOfParticipant("grace", run -> true, limit, cursor));
            assertThat(found).as("pages of " + limit).hasSize(7).doesNotHaveDuplicates();
            assertThat(found.subList(0, 2)).extracting(Run::cause).contains(own);
            assertThat(found.subList(2, 7)).extracting(Run::at).isSortedAccordingTo(Comparator.reverseOrder());
        }
    }

    @Test
    default void runsOfAPersonAreTheirOwnAndThoseInWhichTheyAreTheEnrollee() {
        StepReached own = Fixtures.cause("day-1", "s1", "grace", 1);
        StepReached ofReport = Fixtures.cause("day-1", "s2", "ada", 1);
        Run asManager = Run.of(
                ofReport,
                new Decision.Defer("grace", Fixtures.NOW.plus(Duration.ofDays(1))),
                Optional.empty(),
                Fixtures.NOW,
                Optional.empty());
        ports().ledger.save(RunFixtures.deferred(own));
        ports().ledger.save(asManager);

        assertThat(directory().runs("grace")).containsExactly(RunFixtures.deferred(own));
        assertThat(directory().runsAsEnrollee("grace")).containsExactly(asManager);
        assertThat(directory().runs("ada")).containsExactly(asManager);
        assertThat(directory().runsAsEnrollee("ada")).isEmpty();
        assertThat(directory().runs("linus")).isEmpty();
    }
}
