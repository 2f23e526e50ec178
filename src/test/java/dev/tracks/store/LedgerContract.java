package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.domain.Enrollment;
import dev.tracks.domain.EnrollmentRef;
import dev.tracks.domain.Invitation;
import dev.tracks.domain.Lineage;
import dev.tracks.domain.Participant;
import dev.tracks.domain.Run;
import dev.tracks.domain.Source;
import dev.tracks.domain.StepReached;
import dev.tracks.usecase.Ledger.PersonReading;
import dev.tracks.usecase.Ledger.Reading;
import dev.tracks.usecase.Written;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Runs, enrollments and invitations: read as they were written, and written together or not at all. */
interface LedgerContract extends WithPorts {
    StepReached CAUSE = Fixtures.cause("day-1", "s1", "ada", 1);

    private TableLedger ledger() {
        return ports().ledger;
    }

    private Optional<Run> run() {
        return ledger().read(CAUSE, Optional.empty()).run();
    }

    @Test
    default void aFirstReadBringsPersonSourceRunAndFirstInstance() {
        Participant ada = Fixtures.person("ada").build();
        Enrollment source = Fixtures.enrollment("ada", "day-1", 1);
        Enrollment first = Fixtures.enrollment("ada", "week-1", 1);
        ports().with(ada).with(source).with(first).with(Fixtures.enrollment("ada", "week-1", 2));
        ledger().keep(Runs.skipped(CAUSE));

        assertThat(ledger().read(CAUSE, Optional.of("week-1")))
                .isEqualTo(new Reading(
                        Optional.of(ada), Optional.of(source), Optional.of(Runs.skipped(CAUSE)), Optional.of(first)));
        assertThat(ledger().read(CAUSE, Optional.empty()).firstInstance()).isEmpty();
        assertThat(ledger().readPerson("ada", Optional.of("week-1")))
                .isEqualTo(new PersonReading(Optional.of(ada), Optional.of(first)));
    }

    @Test
    default void aFirstReadOfNothingIsEmpty() {
        assertThat(ledger().read(CAUSE, Optional.of("week-1")))
                .isEqualTo(new Reading(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
        assertThat(ledger().readPerson("ada", Optional.empty()))
                .isEqualTo(new PersonReading(Optional.empty(), Optional.empty()));
    }

    @Test
    default void theSourceInstanceMayBeTheFirstInstanceOfTheDestinationToo() {
        Enrollment first = Fixtures.enrollment("ada", "day-1", 1);
        ports().with(first);

        Reading reading = ledger().read(CAUSE, Optional.of("day-1"));

        assertThat(reading.sourceInstance()).contains(first);
        assertThat(reading.firstInstance()).contains(first);
    }

    @Test
    default void runsAreReadAsTheyWereWritten() {
        for (Run run : List.of(Runs.full(CAUSE), Runs.skipped(CAUSE), Runs.deferred(CAUSE), Runs.bare(CAUSE))) {
            ports().table.write(List.of(new Write.Delete(Keys.run(CAUSE), Check.of(Condition.ALWAYS))));

            assertThat(ledger().keep(run)).isEqualTo(Written.DONE);

            assertThat(run()).contains(run);
        }
    }

    @Test
    default void enrollmentsAreReadAsTheyWereWritten() {
        Enrollment full = Runs.fullEnrollment();
        Enrollment bare = Fixtures.enrollment("ada", "leadership", 1);

        assertThat(ledger().enrollDirectly(full, Optional.empty(), "root")).isEqualTo(Written.DONE);
        assertThat(ledger().enrollDirectly(bare, Optional.empty(), "root")).isEqualTo(Written.DONE);

        assertThat(ledger().instances("ada", full.trackId())).containsExactly(full);
        assertThat(ledger().instances("ada", "leadership")).containsExactly(bare);
    }

    @Test
    default void invitationsAreReadAsTheyWereWritten() {
        Invitation full = Fixtures.invitation(CAUSE, "leadership", 1);
        Invitation bare = Runs.bareInvitation(CAUSE, "leadership", 2);

        assertThat(ledger().invite(Runs.invited(CAUSE, full), full)).isEqualTo(Written.DONE);
        StepReached second = Fixtures.cause("day-1", "s1", "ada", 2);
        assertThat(ledger().invite(Runs.invited(second, bare), bare)).isEqualTo(Written.DONE);

        assertThat(ledger().invitations("ada", "leadership")).containsExactly(full, bare);
        assertThat(run()).contains(Runs.invited(CAUSE, full));
    }

    @Test
    default void instancesComeOldestFirstAndOfThatTrackAndPersonAlone() {
        IntStream.of(10, 2, 1, 100, 9)
                .forEach(instance -> ports().with(Fixtures.enrollment("ada", "week-1", instance)));
        ports().with(Fixtures.enrollment("ada", "week-10", 1))
                .with(Fixtures.enrollment("ada", "week", 1))
                .with(Fixtures.enrollment("ada-l", "week-1", 1));

        assertThat(ledger().instances("ada", "week-1"))
                .extracting(Enrollment::instance)
                .containsExactly(1, 2, 9, 10, 100);
    }

    @Test
    default void moreInstancesThanAPageHoldsAreAllRead() {
        List<Write> writes = IntStream.rangeClosed(1, Table.PAGE + 30)
                .<Write>mapToObj(instance ->
                        EnrollmentItem.put(Fixtures.enrollment("ada", "week-1", instance), Optional.empty(), "root"))
                .toList();
        for (int i = 0; i < writes.size(); i += 100) {
            ports().table.write(writes.subList(i, Math.min(i + 100, writes.size())));
        }

        assertThat(ledger().instances("ada", "week-1")).hasSize(Table.PAGE + 30);
    }

    @Test
    default void runAndEnrollmentAreWrittenTogether() {
        Enrollment enrollment = enrollment(1);

        assertThat(ledger().enroll(Runs.enrolled(CAUSE, enrollment), enrollment, Optional.of("Welcome!")))
                .isEqualTo(Written.DONE);

        assertThat(run()).contains(Runs.enrolled(CAUSE, enrollment));
        assertThat(ledger().instances("ada", "week-1")).containsExactly(enrollment);
    }

    @Test
    default void aTakenRunLeavesNoEnrollment() {
        ledger().keep(Runs.skipped(CAUSE));
        Enrollment enrollment = enrollment(1);

        assertThat(ledger().enroll(Runs.enrolled(CAUSE, enrollment), enrollment, Optional.empty()))
                .isEqualTo(Written.TAKEN);

        assertThat(run()).contains(Runs.skipped(CAUSE));
        assertThat(ledger().instances("ada", "week-1")).isEmpty();
    }

    @Test
    default void aTakenInstanceLeavesNoRun() {
        Enrollment earlier = Fixtures.enrollment("ada", "week-1", 1);
        ports().with(earlier);
        Enrollment enrollment = enrollment(1);

        assertThat(ledger().enroll(Runs.enrolled(CAUSE, enrollment), enrollment, Optional.empty()))
                .isEqualTo(Written.TAKEN);

        assertThat(run()).isEmpty();
        assertThat(ledger().instances("ada", "week-1")).containsExactly(earlier);
    }

    @Test
    default void aTakenInvitationNumberLeavesNoRun() {
        Invitation first = Fixtures.invitation(CAUSE, "leadership", 1);
        ledger().invite(Runs.invited(CAUSE, first), first);
        StepReached second = Fixtures.cause("day-1", "s1", "ada", 2);

        assertThat(ledger().invite(Runs.invited(second, first), first)).isEqualTo(Written.TAKEN);

        assertThat(ledger().read(second, Optional.empty()).run()).isEmpty();
    }

    @Test
    default void aTakenRunLeavesNoInvitation() {
        ledger().keep(Runs.skipped(CAUSE));
        Invitation first = Fixtures.invitation(CAUSE, "leadership", 1);

        assertThat(ledger().invite(Runs.invited(CAUSE, first), first)).isEqualTo(Written.TAKEN);

        assertThat(ledger().invitations("ada", "leadership")).isEmpty();
    }

    @Test
    default void aRunIsReplacedOnlyAsItWasRead() {
        Run first = Runs.skipped(CAUSE);
        ledger().keep(first);
        Run second = Runs.replaced(first);

        assertThat(ledger().keep(second)).isEqualTo(Written.DONE);
        assertThat(ledger().keep(second)).isEqualTo(Written.TAKEN);
        assertThat(ledger().keep(first)).isEqualTo(Written.TAKEN);

        assertThat(run()).contains(second);
    }

    @Test
    default void aReplacementOfNothingIsRefused() {
        assertThat(ledger().keep(Runs.replaced(Runs.skipped(CAUSE)))).isEqualTo(Written.TAKEN);

        assertThat(run()).isEmpty();
    }

    @Test
    default void causesThatDifferInOneThingHaveRunsOfTheirOwn() {
        List<StepReached> causes = List.of(
                CAUSE,
                Fixtures.cause("day-1", "s2", "ada", 1),
                Fixtures.cause("day-2", "s1", "ada", 1),
                Fixtures.cause("day-1", "s1", "linus", 1),
                Fixtures.cause("day-1", "s1", "ada", 2));

        assertThat(causes).allMatch(cause -> ledger().keep(Runs.skipped(cause)) == Written.DONE);

        assertThat(causes)
                .allMatch(
                        cause -> ledger().read(cause, Optional.empty()).run().equals(Optional.of(Runs.skipped(cause))));
    }

    private static Enrollment enrollment(int instance) {
        return Enrollment.started(
                "ada",
                new EnrollmentRef("week-1", instance),
                Fixtures.NOW,
                Source.step(CAUSE),
                new Lineage(List.of("day-1", "week-1")));
    }
}
