package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.message.MessageText;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.Lineage;
import dev.tracks.domain.record.Participant;
import dev.tracks.domain.record.Source;
import dev.tracks.domain.record.StepReached;
import dev.tracks.store.item.EnrollmentItem;
import dev.tracks.store.table.Check;
import dev.tracks.store.table.Condition;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.Table;
import dev.tracks.store.table.Write;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.enroll.Ledger.PersonReading;
import dev.tracks.usecase.enroll.Ledger.Reading;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Runs, enrollments and invitations are read as they were written, and written together or not at all. */
interface LedgerContract extends WithPorts {
    StepReached CAUSE = Fixtures.cause("day-1", "s1", "ada", 1);

    private TableLedger ledger() {
        return ports().ledger;
    }

    private Optional<Run> run() {
        return ledger().read(CAUSE, Optional.empty()).run();
    }

    @Test
    default void aFirstReadReturnsPersonSourceRunAndFirstInstance() {
        Participant ada = Fixtures.person("ada").build();
        Enrollment source = Fixtures.enrollment("ada", "day-1", 1);
        Enrollment first = Fixtures.enrollment("ada", "week-1", 1);
        ports().with(ada).with(source).with(first).with(Fixtures.enrollment("ada", "week-1", 2));
        ledger().save(RunFixtures.skipped(CAUSE));

        assertThat(ledger().read(CAUSE, Optional.of("week-1")))
                .isEqualTo(new Reading(
                        Optional.of(ada),
                        Optional.of(source),
                        Optional.of(RunFixtures.skipped(CAUSE)),
                        Optional.of(first)));
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
        for (Run run : List.of(
                RunFixtures.full(CAUSE),
                RunFixtures.skipped(CAUSE),
                RunFixtures.deferred(CAUSE),
                RunFixtures.bare(CAUSE))) {
            ports().table.write(List.of(new Write.Delete(Keys.run(CAUSE), Check.of(Condition.ALWAYS))));

            assertThat(ledger().save(run)).isEqualTo(WriteResult.WRITTEN);

            assertThat(run()).contains(run);
        }
    }

    @Test
    default void enrollmentsAreReadAsTheyWereWritten() {
        Enrollment full = RunFixtures.fullEnrollment();
        Enrollment bare = Fixtures.enrollment("ada", "leadership", 1);

        assertThat(ledger().enrollDirectly(full, Optional.empty(), "root")).isEqualTo(WriteResult.WRITTEN);
        assertThat(ledger().enrollDirectly(bare, Optional.empty(), "root")).isEqualTo(WriteResult.WRITTEN);

        assertThat(ledger().instances("ada", full.trackId())).containsExactly(full);
        assertThat(ledger().instances("ada", "leadership")).containsExactly(bare);
    }

    @Test
    default void invitationsAreReadAsTheyWereWritten() {
        Invitation full = Fixtures.invitation(CAUSE, "leadership", 1);
        Invitation bare = RunFixtures.bareInvitation(CAUSE, "leadership", 2);

        assertThat(ports().invite(RunFixtures.invited(CAUSE, full), full)).isEqualTo(WriteResult.WRITTEN);
        StepReached second = Fixtures.cause("day-1", "s1", "ada", 2);
        assertThat(ports().invite(RunFixtures.invited(second, bare), bare)).isEqualTo(WriteResult.WRITTEN);

        assertThat(ledger().invitations("ada", "leadership")).containsExactly(full, bare);
        assertThat(run()).contains(RunFixtures.invited(CAUSE, full));
    }

    @Test
    default void instancesOfOneTrackAndPersonAreReadOldestFirst() {
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

        assertThat(ledger().enroll(
                                RunFixtures.enrolled(CAUSE, enrollment),
                                enrollment,
                                Optional.of(new MessageText("Welcome!"))))
                .isEqualTo(WriteResult.WRITTEN);

        assertThat(run()).contains(RunFixtures.enrolled(CAUSE, enrollment));
        assertThat(ledger().instances("ada", "week-1")).containsExactly(enrollment);
    }

    @Test
    default void anExistingRunLeavesNoEnrollment() {
        ledger().save(RunFixtures.skipped(CAUSE));
        Enrollment enrollment = enrollment(1);

        assertThat(ledger().enroll(RunFixtures.enrolled(CAUSE, enrollment), enrollment, Optional.empty()))
                .isEqualTo(WriteResult.CONDITION_FAILED);

        assertThat(run()).contains(RunFixtures.skipped(CAUSE));
        assertThat(ledger().instances("ada", "week-1")).isEmpty();
    }

    @Test
    default void anExistingInstanceLeavesNoRun() {
        Enrollment earlier = Fixtures.enrollment("ada", "week-1", 1);
        ports().with(earlier);
        Enrollment enrollment = enrollment(1);

        assertThat(ledger().enroll(RunFixtures.enrolled(CAUSE, enrollment), enrollment, Optional.empty()))
                .isEqualTo(WriteResult.CONDITION_FAILED);

        assertThat(run()).isEmpty();
        assertThat(ledger().instances("ada", "week-1")).containsExactly(earlier);
    }

    @Test
    default void anExistingInvitationNumberLeavesNoRun() {
        Invitation first = Fixtures.invitation(CAUSE, "leadership", 1);
        ports().invite(RunFixtures.invited(CAUSE, first), first);
        StepReached second = Fixtures.cause("day-1", "s1", "ada", 2);

        assertThat(ports().invite(RunFixtures.invited(second, first), first)).isEqualTo(WriteResult.CONDITION_FAILED);

        assertThat(ledger().read(second, Optional.empty()).run()).isEmpty();
    }

    @Test
    default void anInstanceThatStartedSinceTheDecisionLeavesNoInvitation() {
        ports().with(Fixtures.enrollment("ada", "leadership", 1));
        Invitation first = Fixtures.invitation(CAUSE, "leadership", 1);

        assertThat(ledger().invite(RunFixtures.invited(CAUSE, first), first, new EnrollmentRef("leadership", 1)))
                .isEqualTo(WriteResult.CONDITION_FAILED);

        assertThat(run()).isEmpty();
        assertThat(ledger().invitations("ada", "leadership")).isEmpty();
    }

    @Test
    default void anExistingRunLeavesNoInvitation() {
        ledger().save(RunFixtures.skipped(CAUSE));
        Invitation first = Fixtures.invitation(CAUSE, "leadership", 1);

        assertThat(ports().invite(RunFixtures.invited(CAUSE, first), first)).isEqualTo(WriteResult.CONDITION_FAILED);

        assertThat(ledger().invitations("ada", "leadership")).isEmpty();
    }

    @Test
    default void aRunIsReplacedOnlyUnderTheVersionRead() {
        Run first = RunFixtures.skipped(CAUSE);
        ledger().save(first);
        Run second = RunFixtures.replaced(first);

        assertThat(ledger().save(second)).isEqualTo(WriteResult.WRITTEN);
        assertThat(ledger().save(second)).isEqualTo(WriteResult.CONDITION_FAILED);
        assertThat(ledger().save(first)).isEqualTo(WriteResult.CONDITION_FAILED);

        assertThat(run()).contains(second);
    }

    @Test
    default void aReplacementOfNothingIsRefused() {
        assertThat(ledger().save(RunFixtures.replaced(RunFixtures.skipped(CAUSE))))
                .isEqualTo(WriteResult.CONDITION_FAILED);

        assertThat(run()).isEmpty();
    }

    @Test
    default void causesThatDifferInOneFieldHaveDifferentRuns() {
        List<StepReached> causes = List.of(
                CAUSE,
                Fixtures.cause("day-1", "s2", "ada", 1),
                Fixtures.cause("day-2", "s1", "ada", 1),
                Fixtures.cause("day-1", "s1", "linus", 1),
                Fixtures.cause("day-1", "s1", "ada", 2));

        assertThat(causes).allMatch(cause -> ledger().save(RunFixtures.skipped(cause)) == WriteResult.WRITTEN);

        assertThat(causes)
                .allMatch(cause ->
                        ledger().read(cause, Optional.empty()).run().equals(Optional.of(RunFixtures.skipped(cause))));
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
