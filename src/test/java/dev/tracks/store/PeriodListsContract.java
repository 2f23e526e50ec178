package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.Listed;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.Lineage;
import dev.tracks.domain.record.Source;
import dev.tracks.domain.record.StepReached;
import dev.tracks.usecase.view.Directory;
import dev.tracks.usecase.view.Directory.Part;
import dev.tracks.usecase.view.ListedInstance;
import dev.tracks.usecase.view.ListedInvitation;
import dev.tracks.usecase.view.Period;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The instances of a track and the invitations to it, by the time at which they were written. */
interface PeriodListsContract extends WithPorts {
    private Directory directory() {
        return ports().directory;
    }

    @Test
    default void instancesThatWereStartedInAPeriodAreRead() {
        List<Enrollment> started = IntStream.range(0, 20)
                .mapToObj(n -> Enrollment.started(
                        "p" + n,
                        new EnrollmentRef("week-1", 1),
                        Fixtures.NOW.plusMillis(n),
                        Source.API,
                        Lineage.start("week-1")))
                .toList();
        started.forEach(ports()::with);
        ports().with(Fixtures.enrollment("p0", "day-1", 1));
        StepReached cause = Fixtures.cause("day-1", "s1", "p5", 1);
        Invitation invitation = Fixtures.invitation(cause, "week-1", 1);
        ports().invite(RunFixtures.invited(cause, invitation), invitation);
        Period period = new Period(Fixtures.NOW.plusMillis(5), Fixtures.NOW.plusMillis(15));

        Part<ListedInstance> instances = directory().instances("week-1", period, 10);

        assertThat(instances.data()).containsExactlyInAnyOrderElementsOf(listed(started.subList(5, 15)));
        assertThat(instances.complete()).isTrue();
        Part<ListedInstance> some = directory().instances("week-1", period, 9);
        assertThat(some.data()).hasSize(9).isSubsetOf(instances.data());
        assertThat(some.complete()).isFalse();
        assertThat(directory()
                        .instances("week-1", new Period(Fixtures.NOW, Fixtures.NOW.plus(Duration.ofDays(1))), 20)
                        .data())
                .containsExactlyInAnyOrderElementsOf(listed(started));
    }

    private static List<ListedInstance> listed(List<Enrollment> instances) {
        return instances.stream().map(Listed::of).toList();
    }

    @Test
    default void invitationsToATrackAreReadSinceATime() {
        List<Invitation> sent = IntStream.range(0, 20)
                .mapToObj(n -> Fixtures.invitation(Fixtures.cause("day-1", "s1", "p" + n, 1), "leadership", 1))
                .toList();
        sent.forEach(invitation ->
                ports().invite(RunFixtures.invited(invitation.source().cause().orElseThrow(), invitation), invitation));
        ports().with(Fixtures.enrollment("p30", "leadership", 1));

        Part<ListedInvitation> all = directory().invitations("leadership", Fixtures.NOW, 20);

        assertThat(all.data())
                .containsExactlyInAnyOrderElementsOf(
                        sent.stream().map(Listed::of).toList());
        assertThat(all.complete()).isTrue();
        Part<ListedInvitation> some = directory().invitations("leadership", Fixtures.NOW, 19);
        assertThat(some.data()).hasSize(19).isSubsetOf(all.data());
        assertThat(some.complete()).isFalse();
        assertThat(directory().invitations("leadership", Fixtures.NOW.plusMillis(1), 20))
                .isEqualTo(new Part<>(List.of(), true));
        assertThat(directory().invitations("day-1", Fixtures.NOW, 20)).isEqualTo(new Part<>(List.of(), true));
    }
}
