package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.domain.decision.Decision;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.Lineage;
import dev.tracks.domain.record.Source;
import dev.tracks.domain.record.StepReached;
import dev.tracks.store.people.TableTrackPeople;
import dev.tracks.store.table.MemoryTable;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.view.Directory;
import dev.tracks.usecase.view.report.ListStepRuns;
import dev.tracks.usecase.view.report.ListStepRuns.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The cost of a page of a track's people; {@link TrackPeopleContract} tests what is on it. */
class TrackPeopleTest {
    private static final int SHARDS = 16;
    private final Ports ports = new Ports(new MemoryTable(Set.of(), images -> {}));
    private final CountedReads counted = new CountedReads(ports.table);
    private final TableTrackPeople people = new TableTrackPeople(counted);

    private Directory.Page<Stored<Enrollment>> page(String search, Optional<String> cursor) {
        return page(Set.of(), search, cursor);
    }

    private Directory.Page<Stored<Enrollment>> page(
            Set<EnrollmentStatus> statuses, String search, Optional<String> cursor) {
        counted.reset();
        return people.enrollments("week-1", statuses, search, 25, cursor);
    }

    private void starts(String id, String name, int second) {
        ports.with(Fixtures.person(id).named(name).build());
        ports.with(Enrollment.started(
                id,
                new EnrollmentRef("week-1", 1),
                Fixtures.NOW.plusSeconds(second),
                Source.API,
                Lineage.start("week-1")));
    }

    private static List<String> ids(List<Stored<Enrollment>> instances) {
        return instances.stream().map(stored -> stored.value().participantId()).toList();
    }

    /** The words, the people's first and second instances, and the people: whatever the size of the track. */
    @Test
    void aPersonWithARareNameIsFoundInTwentyRequestsAmongThousands() {
        IntStream.range(0, 3_000).forEach(n -> starts("p" + n, "Person Y", n));
        starts("ada", "Ada Lovelace", 0);

        Directory.Page<Stored<Enrollment>> page = page("ada love", Optional.empty());

        assertThat(ids(page.data())).containsExactly("ada");
        assertThat(page.nextCursor()).isEmpty();
        assertThat(counted.queries()).isEqualTo(SHARDS);
        assertThat(counted.batches()).isEqualTo(3);
    }

    @Test
    void aNameThatHundredsHaveIsLookedUpAHundredAtATime() {
        IntStream.range(0, 1_500).forEach(n -> starts("p" + n, n % 5 == 0 ? "Maria Y" : "Person Y", n));

        Directory.Page<Stored<Enrollment>> page = page("maria", Optional.empty());

        assertThat(page.data()).hasSize(25);
        assertThat(counted.queries()).isEqualTo(SHARDS);
        assertThat(counted.batches()).isEqualTo(3 + 6 + 3);
    }

    /** A thousand words and more start with it: the track's newest instances are read, and most of them match. */
    @Test
    void aNameThatMostPeopleHaveFillsAPageFromTheTracksList() {
        IntStream.range(0, 1_500).forEach(n -> starts("p" + n, "Person Y", n));

        Directory.Page<Stored<Enrollment>> page = page("per", Optional.empty());

        assertThat(page.data()).hasSize(25);
        assertThat(page.nextCursor()).isPresent();
        assertThat(counted.queries()).isLessThanOrEqualTo(2 * SHARDS + 6);
        assertThat(counted.batches())
                .as("of names, and of the page's instances")
                .isEqualTo(2);
    }

    @Test
    void aPageEndsAfterAThousandInstancesThatDoNotMatch() {
        IntStream.range(0, 2_100).forEach(n -> starts("p" + n, "Person Y", n));
        // Both words are frequent, so neither leads to the only person who has both.
        IntStream.range(0, 1_100)
                .forEach(n -> ports.with(
                        Fixtures.person("q" + n).named("Personal Quite").build()));
        starts("z", "Person Quite", 0);

        List<String> found = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        int pages = 0;
        do {
            Directory.Page<Stored<Enrollment>> page = page("quite person", cursor);
            found.addAll(ids(page.data()));
            assertThat(counted.queries()).isLessThanOrEqualTo(4 * SHARDS + 6);
            assertThat(counted.batches()).isLessThanOrEqualTo(11);
            cursor = page.nextCursor();
            pages++;
        } while (cursor.isPresent());

        assertThat(found).containsExactly("z");
        assertThat(pages).isEqualTo(3);
    }

    /** While more people get the name, the list is read in another way, but its pages go on. */
    @Test
    void aCursorContinuesAlthoughThePageIsReadInAnotherWay() {
        IntStream.range(0, 990).forEach(n -> starts("p" + n, "Person Y", n));
        Directory.Page<Stored<Enrollment>> first = page("person", Optional.empty());
        IntStream.range(0, 20)
                .forEach(n ->
                        ports.with(Fixtures.person("q" + n).named("Person Z").build()));

        Directory.Page<Stored<Enrollment>> second = page("person", first.nextCursor());

        assertThat(counted.batches()).as("now read from the list").isEqualTo(2);
        assertThat(ids(first.data())).startsWith("p989").endsWith("p965");
        assertThat(ids(second.data())).startsWith("p964").endsWith("p940");

        IntStream.range(0, 20)
                .forEach(n ->
                        ports.with(Fixtures.person("q" + n).named("Other Z").build()));

        assertThat(ids(page("person", second.nextCursor()).data())).startsWith("p939");
        assertThat(counted.batches()).as("looked up again").isGreaterThan(10);
    }

    @Test
    void aStatusThatNobodyHasCostsNoLookUpsOfPeople() {
        IntStream.range(0, 1_500).forEach(n -> starts("p" + n, "Person Y", n));

        Directory.Page<Stored<Enrollment>> page = page(Set.of(EnrollmentStatus.COMPLETED), "per", Optional.empty());

        assertThat(page.data()).isEmpty();
        assertThat(page.nextCursor()).isPresent();
        assertThat(counted.batches()).isZero();
    }

    @Test
    void theAnswersOfAThousandRunsAreReadInThirtyRequests() {
        for (int n = 0; n < 1_100; n++) {
            StepReached cause = Fixtures.cause("day-1", "s1", "p" + n, 1);
            Invitation invitation = Fixtures.invitation(cause, "leadership", 1);
            Run run = Run.of(
                    cause,
                    new Decision.Invite(cause.participantId(), invitation.ref()),
                    Optional.empty(),
                    Fixtures.NOW.plusSeconds(n),
                    Optional.empty());
            ports.invite(run, invitation);
        }
        ports.with(Fixtures.track("day-1")).with(Fixtures.track("week-1"));
        ports.with(Fixtures.step("day-1", "s1", "week-1").build());
        ListStepRuns list =
                new ListStepRuns(ports.configuration, new TableDirectory(counted, Fixtures.PARTICIPANT_READER), people);
        Selection declined =
                new Selection(ListStepRuns.ANY_TIME, Set.of(), Set.of(), Set.of(InvitationStatus.DECLINED));

        Directory.Page<Run> page = list.page("day-1", "s1", declined, 25, Optional.empty());

        assertThat(page.data()).isEmpty();
        assertThat(page.nextCursor()).isPresent();
        assertThat(counted.batches()).isEqualTo(30);
        assertThat(counted.queries()).isLessThanOrEqualTo(3 * SHARDS);
    }
}
