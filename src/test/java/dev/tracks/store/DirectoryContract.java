package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tracks.Fixtures;
import dev.tracks.domain.decision.Decision;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.decision.RunStatus;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.Lineage;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.record.Source;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.domain.track.Track;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.view.Directory;
import dev.tracks.usecase.view.Directory.Count;
import dev.tracks.usecase.view.Directory.InvalidCursorException;
import dev.tracks.usecase.view.Directory.Page;
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

/** Lists of instances, runs and invitations. */
interface DirectoryContract extends WithPorts {
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

    private Page<Stored<Enrollment>> ofTrack(String trackId, int limit, Optional<String> cursor) {
        return directory().enrollmentsOfTrack(trackId, limit, cursor);
    }

    private static List<String> people(List<Stored<Enrollment>> enrollments) {
        return enrollments.stream()
                .map(stored -> stored.value().participantId())
                .toList();
    }

    @Test
    default void instancesOfATrackAreListedOverAllShardsPageByPage() {
        List<String> ids = IntStream.range(0, 40).mapToObj(n -> "p" + n).toList();
        ids.forEach(id -> ports().with(Fixtures.enrollment(id, "week-1", 1)));
        ports().with(Fixtures.enrollment("p1", "week-10", 1)).with(Fixtures.enrollment("p1", "month-1", 1));

        for (int limit : List.of(1, 7, 40, 100)) {
            assertThat(people(all(cursor -> ofTrack("week-1", limit, cursor))))
                    .as("pages of " + limit)
                    .containsExactlyInAnyOrderElementsOf(ids);
        }
    }

    @Test
    default void tracksThatMatchAreListedByIdPageByPage() {
        List.of("week-1", "day-1", "leadership", "day-2").forEach(id -> ports().with(Fixtures.track(id)));

        for (int limit : List.of(1, 2, 100)) {
            assertThat(all(cursor -> directory().tracks(track -> true, limit, cursor)))
                    .extracting(stored -> stored.value().id())
                    .containsExactly("day-1", "day-2", "leadership", "week-1");
            assertThat(all(cursor -> directory().tracks(track -> track.id().startsWith("day"), limit, cursor)))
                    .extracting(stored -> stored.value().id())
                    .containsExactly("day-1", "day-2");
        }
    }

    @Test
    default void aFilteredPageReadsAThousandItemsAtMost() {
        IntStream.range(0, Directory.EXAMINED + 1).forEach(n -> ports().with(Fixtures.track("t" + n)));

        Page<Stored<Track>> first = directory().tracks(track -> false, 25, Optional.empty());

        assertThat(first.data()).isEmpty();
        assertThat(first.nextCursor()).isPresent();
        assertThat(directory().tracks(track -> true, 25, first.nextCursor()).data())
                .hasSize(1);
    }

    /** Some start at the same time, in one shard and in several. */
    @Test
    default void instancesOfATrackAreListedNewestFirstOverAllShards() {
        IntStream.range(0, 40).forEach(n -> ports().with(startedAt("p" + n, 1, Fixtures.NOW.plusMillis(n / 3))));
        IntStream.rangeClosed(2, 6).forEach(n -> ports().with(startedAt("p7", n, Fixtures.NOW.plusMillis(5))));

        List<Stored<Enrollment>> inOnePage =
                ofTrack("week-1", 100, Optional.empty()).data();

        assertThat(inOnePage)
                .hasSize(45)
                .extracting(stored -> stored.value().startedAt())
                .isSortedAccordingTo(Comparator.reverseOrder());
        for (int limit : List.of(1, 2, 10, 44, 45)) {
            assertThat(all(cursor -> ofTrack("week-1", limit, cursor)))
                    .as("pages of " + limit)
                    .containsExactlyElementsOf(inOnePage);
        }
    }

    private static Enrollment startedAt(String person, int instance, Instant at) {
        return Enrollment.started(person, new EnrollmentRef("week-1", instance), at, Source.API, way());
    }

    @Test
    default void aCursorOfInstancesIsShortForTheLongestIds() {
        String id = "x".repeat(64);
        for (int instance : List.of(99_998, 99_999)) {
            ports().with(Enrollment.started(
                    id, new EnrollmentRef(id, instance), Fixtures.NOW, Source.API, Lineage.start(id)));
        }

        assertThat(ofTrack(id, 1, Optional.empty()).nextCursor().orElseThrow()).hasSizeLessThan(400);
    }

    @Test
    default void onlyTheLastPageOfATrackMayBeShorter() {
        IntStream.range(0, 40).forEach(n -> ports().with(Fixtures.enrollment("p" + n, "week-1", 1)));

        assertThat(ofTrack("week-1", 39, Optional.empty()).data()).hasSize(39);
    }

    @Test
    default void instancesWithMuchProgressAreAllListedThoughAPageEndsAtAMegabyte() {
        Map<String, Object> progress = Map.of("notes", "x".repeat(16_000));
        IntStream.rangeClosed(1, 90)
                .mapToObj(number -> new EnrollmentRef("week-1", number))
                .map(ref -> Enrollment.started("ada", ref, Fixtures.NOW, Source.API, way()))
                .map(enrollment -> enrollment.with(enrollment.status(), progress, Fixtures.NOW))
                .forEach(ports()::with);

        assertThat(all(cursor -> ofTrack("week-1", 100, cursor))).hasSize(90);
        assertThat(all(cursor -> directory().enrollmentsOfParticipant("ada", 100, cursor)))
                .hasSize(90);
        assertThat(directory().enrollments("ada")).hasSize(90);
        assertThat(ports().ledger.instances("ada", "week-1")).hasSize(90);
    }

    private static Lineage way() {
        return Lineage.start("week-1");
    }

    @Test
    default void instancesOfAPersonAreListedByTrackAndNumber() {
        for (String track : List.of("week-1", "day-1")) {
            IntStream.of(2, 10, 1).forEach(instance -> ports().with(Fixtures.enrollment("ada", track, instance)));
        }
        ports().with(Fixtures.enrollment("linus", "day-1", 1))
                .with(Fixtures.person("ada").build());

        for (int limit : List.of(1, 4, 6, 100)) {
            assertThat(all(cursor -> directory().enrollmentsOfParticipant("ada", limit, cursor)))
                    .extracting(stored -> stored.value().ref())
                    .containsExactly(
                            new EnrollmentRef("day-1", 1),
                            new EnrollmentRef("day-1", 2),
                            new EnrollmentRef("day-1", 10),
                            new EnrollmentRef("week-1", 1),
                            new EnrollmentRef("week-1", 2),
                            new EnrollmentRef("week-1", 10));
        }
    }

    @Test
    default void invitationsOfAPersonArePagedByTrackAndNumber() {
        ports().with(Fixtures.enrollment("ada", "day-1", 1))
                .with(Fixtures.person("ada").build());
        for (String track : List.of("week-1", "leadership")) {
            IntStream.of(2, 10, 1).forEach(number -> {
                StepReached cause = Fixtures.cause("day-1", track, "ada", number);
                Invitation invitation = Fixtures.invitation(cause, track, number);
                ports().ledger.invite(RunFixtures.invited(cause, invitation), invitation);
            });
        }

        for (int limit : List.of(1, 4, 6, 100)) {
            assertThat(all(cursor -> directory().invitationsOfParticipant("ada", limit, cursor)))
                    .extracting(Invitation::ref)
                    .containsExactly(
                            new InvitationRef("leadership", 1),
                            new InvitationRef("leadership", 2),
                            new InvitationRef("leadership", 10),
                            new InvitationRef("week-1", 1),
                            new InvitationRef("week-1", 2),
                            new InvitationRef("week-1", 10));
        }
    }

    @Test
    default void aListOfOnePageHasNoCursor() {
        IntStream.rangeClosed(1, 3).forEach(instance -> ports().with(Fixtures.enrollment("ada", "day-1", instance)));

        assertThat(directory()
                        .enrollmentsOfParticipant("ada", 3, Optional.empty())
                        .nextCursor())
                .isEmpty();
        assertThat(ofTrack("day-1", 3, Optional.empty()).nextCursor()).isEmpty();
    }

    @Test
    default void cursorsSurviveInsertions() {
        IntStream.of(2, 4, 6, 8).forEach(instance -> ports().with(started("ada", instance)));
        Page<Stored<Enrollment>> mine = directory().enrollmentsOfParticipant("ada", 2, Optional.empty());
        Page<Stored<Enrollment>> ofTrack = ofTrack("day-1", 2, Optional.empty());
        IntStream.of(1, 3, 5).forEach(instance -> ports().with(started("ada", instance)));

        assertThat(directory()
                        .enrollmentsOfParticipant("ada", 2, mine.nextCursor())
                        .data())
                .extracting(stored -> stored.value().instance())
                .containsExactly(5, 6);
        assertThat(ofTrack("day-1", 2, ofTrack.nextCursor()).data())
                .extracting(stored -> stored.value().instance())
                .containsExactly(5, 4);
    }

    private static Enrollment started(String person, int instance) {
        Instant at = Fixtures.NOW.plusSeconds(instance);
        return Enrollment.started(person, new EnrollmentRef("day-1", instance), at, Source.API, Lineage.start("day-1"));
    }

    @Test
    default void forgedCursorsAreRefused() {
        ports().with(started("ada", 1)).with(started("ada", 2));
        String sort = "ENROLLMENT#2025-03-03T09:00:01.000Z";
        List<String> forgedOfTrack = List.of(
                "!",
                "",
                Cursor.encode("3"),
                Cursor.encode("16", sort, "USER#ada", "x"),
                Cursor.encode("-1", "", "", ""),
                Cursor.encode("4294967295", "", "", ""),
                Cursor.encode("x", "", "", ""),
                Cursor.encode("3", "INVITATION#2025", "USER#ada", "x"),
                Cursor.encode("3", "ENROLLMENT#", "USER#ada", "x"),
                Cursor.encode("3", "ENROLLMENT#2025", "USER#ada", "x"),
                Cursor.encode("3", sort, "", "x"),
                Cursor.encode("3", sort, "USER#ada", ""),
                Cursor.encode("3", sort, "x".repeat(3_000), "x"));
        List<String> forgedOfPerson =
                List.of("!", "", Cursor.encode(""), Cursor.encode("RUN#x"), Cursor.encode("USER"));

        List<String> forgedOfRuns = List.of(
                "!", "", Cursor.encode("USER"), ".x", "." + Cursor.encode("x", "", "x"), "." + Cursor.encode("x"));
        for (String forged : forgedOfRuns) {
            assertThatExceptionOfType(InvalidCursorException.class)
                    .as(forged)
                    .isThrownBy(() -> directory().runsOfParticipant("ada", run -> true, 1, Optional.of(forged)));
        }
        for (String forged : forgedOfTrack) {
            assertThatExceptionOfType(InvalidCursorException.class)
                    .as(forged)
                    .isThrownBy(() -> ofTrack("day-1", 1, Optional.of(forged)));
        }
        for (String forged : forgedOfPerson) {
            assertThatExceptionOfType(InvalidCursorException.class)
                    .as(forged)
                    .isThrownBy(() -> directory().enrollmentsOfParticipant("ada", 1, Optional.of(forged)));
        }
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
                .containsExactly(later);
    }

    @Test
    default void runsOfAStepAreListedNewestFirstOverAllShards() {
        IntStream.range(0, 40)
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

        assertThat(inOnePage).hasSize(40).extracting(Run::at).isSortedAccordingTo(Comparator.reverseOrder());
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
                                    "day-1", "s1", run -> run.status() == RunStatus.DEFERRED, limit, cursor)))
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
        Directory.RunCounts runs = directory().runs("day-1", "s1", Fixtures.NOW, 20);
        assertThat(runs.complete()).isTrue();
        assertThat(runs.byStatus())
                .isEqualTo(Map.of(
                        RunStatus.DEFERRED, 12,
                        RunStatus.SKIPPED, 8,
                        RunStatus.ENROLLED, 0,
                        RunStatus.INVITED, 0,
                        RunStatus.CANCELLED, 0));
        Directory.RunCounts some = directory().runs("day-1", "s1", Fixtures.NOW, 19);
        assertThat(some.complete()).isFalse();
        assertThat(some.byStatus().values().stream().mapToInt(count -> count).sum())
                .isEqualTo(19);
        assertThat(directory()
                        .runs("day-1", "s1", Fixtures.NOW.plusMillis(1), 20)
                        .byStatus())
                .containsEntry(RunStatus.DEFERRED, 0);
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
            ports().ledger.invite(RunFixtures.invited(cause, invitation), invitation);
        }
        Invitation declined = Fixtures.invitation(Fixtures.cause("day-1", "s2", "ada", 1), "leadership", 1)
                .transitionTo(InvitationStatus.DECLINED, TrailEntry.of(Fixtures.NOW, "declined"));
        ports().invitations.save(declined, "ada");

        assertThat(directory().deferred("day-1", "s1")).isEqualTo(new Count(12, true));
        assertThat(directory().deferred("day-1", "s2")).isEqualTo(new Count(0, true));
        assertThat(directory().pendingInvitations("leadership")).isEqualTo(new Count(2, true));
        assertThat(directory().invitations("ada")).hasSize(3).contains(declined);
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

    private static int n(StepReached cause) {
        return Integer.parseInt(cause.participantId().substring(1));
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
