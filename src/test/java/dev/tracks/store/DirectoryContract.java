package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tracks.Fixtures;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.Lineage;
import dev.tracks.domain.record.Source;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.track.Track;
import dev.tracks.store.item.StoredItem;
import dev.tracks.store.item.TrackItem;
import dev.tracks.store.table.Check;
import dev.tracks.store.table.Condition;
import dev.tracks.store.table.Write;
import dev.tracks.usecase.Change;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.view.Directory;
import dev.tracks.usecase.view.Directory.InvalidCursorException;
import dev.tracks.usecase.view.Directory.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Lists of tracks, instances and invitations. */
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
        return ports().people.enrollments(trackId, Set.of(), "", limit, cursor);
    }

    private static List<String> people(List<Stored<Enrollment>> enrollments) {
        return enrollments.stream()
                .map(stored -> stored.value().participantId())
                .toList();
    }

    private static Enrollment startedAt(String person, int instance, Instant at) {
        return Enrollment.started(person, new EnrollmentRef("week-1", instance), at, Source.API, way());
    }

    private static Lineage way() {
        return Lineage.start("week-1");
    }

    private static Enrollment started(String person, int instance) {
        Instant at = Fixtures.NOW.plusSeconds(instance);
        return Enrollment.started(person, new EnrollmentRef("day-1", instance), at, Source.API, Lineage.start("day-1"));
    }

    @Test
    default void instancesOfATrackAreListedOverAllShardsPageByPage() {
        List<String> ids = IntStream.range(0, 20).mapToObj(n -> "p" + n).toList();
        ids.forEach(id -> ports().with(Fixtures.enrollment(id, "week-1", 1)));
        ports().with(Fixtures.enrollment("p1", "week-10", 1)).with(Fixtures.enrollment("p1", "month-1", 1));

        for (int limit : List.of(1, 7, 20, 100)) {
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
        saveInBatches(IntStream.range(0, Directory.EXAMINED + 1)
                .mapToObj(n -> Fixtures.track("t" + n))
                .toList());

        Page<Stored<Track>> first = directory().tracks(track -> false, 25, Optional.empty());

        assertThat(first.data()).isEmpty();
        assertThat(first.nextCursor()).isPresent();
        assertThat(directory().tracks(track -> true, 25, first.nextCursor()).data())
                .hasSize(1);
    }

    /** Ten times faster than one after the other. */
    private void saveInBatches(List<Track> tracks) {
        for (int from = 0; from < tracks.size(); from += 100) {
            List<Write> puts = tracks.subList(from, Math.min(from + 100, tracks.size())).stream()
                    .<Write>map(track -> StoredItem.put(
                            TrackItem.writer(track),
                            Change.of(track, Optional.empty(), Fixtures.NOW, "root"),
                            Check.of(Condition.ALWAYS)))
                    .toList();
            assertThat(ports().table.write(puts)).isEqualTo(WriteResult.WRITTEN);
        }
    }

    /** Some start at the same time, in one shard and in several. */
    @Test
    default void instancesOfATrackAreListedNewestFirstOverAllShards() {
        IntStream.range(0, 20).forEach(n -> ports().with(startedAt("p" + n, 1, Fixtures.NOW.plusMillis(n / 3))));
        IntStream.rangeClosed(2, 6).forEach(n -> ports().with(startedAt("p7", n, Fixtures.NOW.plusMillis(5))));

        List<Stored<Enrollment>> inOnePage =
                ofTrack("week-1", 100, Optional.empty()).data();

        assertThat(inOnePage)
                .hasSize(25)
                .extracting(stored -> stored.value().startedAt())
                .isSortedAccordingTo(Comparator.reverseOrder());
        for (int limit : List.of(1, 2, 10, 24, 25)) {
            assertThat(all(cursor -> ofTrack("week-1", limit, cursor)))
                    .as("pages of " + limit)
                    .containsExactlyElementsOf(inOnePage);
        }
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
                ports().invite(RunFixtures.invited(cause, invitation), invitation);
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
}
