package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.Listed;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.Lineage;
import dev.tracks.domain.record.Source;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.usecase.Change;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.view.Directory.Page;
import dev.tracks.usecase.view.ListedInvitation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A track's people by status and name, and the invitations of runs. */
interface TrackPeopleContract extends WithPorts {
    private void person(String id, String name) {
        ports().with(Fixtures.person(id).named(name).build());
    }

    private void starts(String person, int instance, Instant at) {
        ports().with(Enrollment.started(
                person, new EnrollmentRef("week-1", instance), at, Source.API, Lineage.start("week-1")));
    }

    private void ends(String person, int instance, EnrollmentStatus status) {
        Optional<Stored<Enrollment>> stored =
                ports().enrollments.enrollment(person, new EnrollmentRef("week-1", instance));
        Enrollment ended = stored.orElseThrow().value().with(status, Map.of(), Fixtures.NOW);
        ports().enrollments.change(Change.of(ended, stored, Fixtures.NOW, "root"));
    }

    /** All pages, as person and instance. */
    private List<String> found(Set<EnrollmentStatus> statuses, String search, int limit) {
        List<String> found = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Page<Stored<Enrollment>> page = ports().people.enrollments("week-1", statuses, search, limit, cursor);
            assertThat(page.data()).hasSizeLessThanOrEqualTo(limit);
            page.data()
                    .forEach(stored -> found.add(
                            stored.value().participantId() + stored.value().instance()));
            cursor = page.nextCursor();
        } while (cursor.isPresent());
        return found;
    }

    @Test
    default void peopleOfATrackAreFoundByTheStartsOfTheirWordsNewestFirst() {
        person("ada", "Ada Lovelace");
        person("adele", "Adele Goldberg");
        person("love", "Ada Other");
        person("grace", "Grace Hopper");
        person("out", "Ada Lovelace the Second");
        starts("ada", 1, Fixtures.NOW);
        starts("adele", 1, Fixtures.NOW.plusSeconds(2));
        starts("ada", 2, Fixtures.NOW.plusSeconds(3));
        starts("love", 1, Fixtures.NOW.plusSeconds(4));
        starts("grace", 1, Fixtures.NOW.plusSeconds(5));
        starts("ada", 3, Fixtures.NOW.plusSeconds(6));
        ports().with(Fixtures.enrollment("out", "day-1", 1));

        for (int limit : List.of(1, 2, 3, 100)) {
            assertThat(found(Set.of(), "ad", limit)).containsExactly("ada3", "love1", "ada2", "adele1", "ada1");
            assertThat(found(Set.of(), "LOVE ada", limit)).containsExactly("ada3", "love1", "ada2", "ada1");
            assertThat(found(Set.of(), "ada other", limit)).containsExactly("love1");
            assertThat(found(Set.of(), "second", limit)).isEmpty();
            assertThat(found(Set.of(), "- . -", limit)).hasSize(6);
        }
    }

    @Test
    default void peopleOfATrackAreFilteredByTheStatusOfTheirInstances() {
        person("ada", "Ada Lovelace");
        person("grace", "Grace Hopper");
        starts("ada", 1, Fixtures.NOW);
        starts("ada", 2, Fixtures.NOW.plusSeconds(1));
        starts("grace", 1, Fixtures.NOW.plusSeconds(2));
        ends("ada", 1, EnrollmentStatus.COMPLETED);
        ends("grace", 1, EnrollmentStatus.CANCELLED);

        for (int limit : List.of(1, 100)) {
            assertThat(found(Set.of(EnrollmentStatus.ACTIVE), "", limit)).containsExactly("ada2");
            assertThat(found(Set.of(EnrollmentStatus.COMPLETED, EnrollmentStatus.CANCELLED), "", limit))
                    .containsExactly("grace1", "ada1");
            assertThat(found(Set.of(EnrollmentStatus.COMPLETED), "ada", limit)).containsExactly("ada1");
            assertThat(found(Set.of(EnrollmentStatus.CANCELLED), "ada", limit)).isEmpty();
        }
    }

    /** A name that is changed is found by the new one only, although its words are in an index. */
    @Test
    default void peopleAreFoundByTheirPresentNameOnly() {
        person("p1", "Ada Lovelace");
        starts("p1", 1, Fixtures.NOW);
        person("p1", "Ada King");

        assertThat(found(Set.of(), "king", 25)).containsExactly("p11");
        assertThat(found(Set.of(), "lovelace", 25)).isEmpty();
    }

    @Test
    default void peopleWhoStartedAtTheSameTimeAreOnOnePageEach() {
        IntStream.range(0, 40).forEach(n -> {
            person("p" + n, "Person " + n);
            starts("p" + n, 1, Fixtures.NOW);
        });

        assertThat(found(Set.of(), "person", 7)).hasSize(40).doesNotHaveDuplicates();
    }

    @Test
    default void theInvitationsOfRunsAreReadWithTheLaterOnesOfTheSamePeople() {
        List<Run> runs = IntStream.range(0, 110)
                .mapToObj(n -> {
                    StepReached cause = Fixtures.cause("day-1", "s1", "p" + n, 1);
                    Invitation invitation = Fixtures.invitation(cause, "leadership", 1);
                    Run run = RunFixtures.invited(cause, invitation);
                    ports().invite(run, invitation);
                    return run;
                })
                .toList();
        Invitation declined = Fixtures.invitation(runs.get(7).cause(), "leadership", 1)
                .transitionTo(InvitationStatus.DECLINED, TrailEntry.of(Fixtures.NOW, "declined"));
        ports().invitations.save(declined, "p7");
        for (int number = 2; number <= 6; number++) {
            Invitation next = Fixtures.invitation(Fixtures.cause("day-1", "s2", "p7", number), "leadership", number);
            ports().invite(RunFixtures.invited(next.source().cause().orElseThrow(), next), next);
        }

        assertThat(ports().people.invitations(runs))
                .hasSize(115)
                .contains(Listed.of(declined))
                .filteredOn(invitation -> invitation.participantId().equals("p7"))
                .extracting(ListedInvitation::number)
                .containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6);
        assertThat(ports().people.invitations(List.of(RunFixtures.skipped(Fixtures.cause("day-1", "s1", "ada", 1)))))
                .isEmpty();
    }
}
