package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.domain.SpanUnit;
import dev.tracks.domain.decision.Outcome;
import dev.tracks.domain.decision.RunStatus;
import dev.tracks.domain.job.Job;
import dev.tracks.domain.job.JobRow;
import dev.tracks.domain.job.JobSpec;
import dev.tracks.domain.job.Lane;
import dev.tracks.domain.job.RowOutcome;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.step.ReEnrollment;
import dev.tracks.store.table.ForwardingTable;
import dev.tracks.store.table.Table;
import dev.tracks.store.table.Write;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.enroll.Reinvite;
import dev.tracks.usecase.invite.AnswerInvitation;
import dev.tracks.usecase.invite.AnswerInvitation.Reply;
import dev.tracks.usecase.invite.ManageInvitation;
import dev.tracks.usecase.job.row.JobRows;
import dev.tracks.usecase.message.JoinToken;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A job undoes while its process is killed, or while others write: nothing active remains below what is undone. */
class UndoRacesTest extends UndoesOverTable {
    private static final StepReached BELOW = Fixtures.cause("week-1", "s1", "ada", 1);

    @BeforeEach
    void adaIsInWeek1() {
        Stream.of("day-1", "week-1", "month-1", "leadership").forEach(id -> ports.with(Fixtures.track(id)));
        ports.with(Fixtures.step("day-1", "s1", "week-1").build())
                .with(Fixtures.step("week-1", "s1", "month-1")
                        .reEnrollment(ReEnrollment.YES)
                        .build());
        started("ada");
    }

    @Test
    void aJobThatIsKilledAfterAnyWriteEndsWithTheSameRow() {
        ports.with(Fixtures.step("month-1", "s1", "leadership").manual("Join!").build());
        // The first write of each lane selects its units.
        for (int kill = Lane.MAX - 2; kill <= Lane.MAX + 5; kill++) {
            ports.clock.advance(Duration.ofHours(1));
            Instant since = ports.clock.instant();
            String person = "person-" + kill;
            started(person);
            reach(Fixtures.cause("week-1", "s1", person, 1));
            reach(Fixtures.cause("month-1", "s1", person, 1));
            ports.clock.advance(Duration.ofSeconds(1));
            Job job = create(new JobSpec.Undo(STEP, since, ports.clock.instant()), List.of());
            killed(job, dying(kill));
            work(job);

            assertThat(read(job).result().tally().counts()).isEqualTo(Map.of("undone", 1));
            assertThat(rows(job))
                    .extracting(JobRow::evidence)
                    .containsExactly(Map.of(
                            "enrollments",
                            List.of(named(person, "week-1", "instance"), named(person, "month-1", "instance")),
                            "invitations",
                            List.of(named(person, "leadership", "number")),
                            "runs",
                            List.of(),
                            "untouched",
                            List.of()));
        }
    }

    @Test
    void whatIsTooMuchForOneTransactionIsUndoneFromTheTopAlsoAfterAKill() {
        for (int i = 10; i < 130; i++) {
            ports.with(Fixtures.step("week-1", "s" + i, "leadership")
                    .delay(Fixtures.delay(7, SpanUnit.DAYS))
                    .build());
        }
        List<StepReached> waiting = Stream.of("s10", "s99")
                .map(step -> Fixtures.cause("week-1", step, "ada", 1))
                .toList();
        waiting.forEach(this::reach);
        reach(BELOW);
        Job job = create(spec(), List.of());
        killed(job, before("ENROLLMENT#week-1", () -> {
            throw new IllegalStateException("killed");
        }));
        assertThat(instance("ada", "week-1").status()).isEqualTo(EnrollmentStatus.ACTIVE);
        assertThat(runs()).hasSizeBetween(JobRows.EFFECTS_MAX, 120);

        work(job);

        JobRow row = rows(job).get(0);
        assertThat(row.outcome()).isEqualTo(RowOutcome.UNDONE);
        assertThat((List<?>) row.evidence().get("runs")).hasSize(waiting.size());
        assertThat((List<?>) row.evidence().get("enrollments")).hasSize(2);
        assertThat(instance("ada", "week-1").undone()).isTrue();
        assertThat(instance("ada", "month-1").undone()).isTrue();
        assertThat(runs()).hasSize(121).allMatch(RunStatus::isFinal);
    }

    @Test
    void aStepThatIsDecidedRightNowHasNoEffectBelowAnUndoneInstance() {
        Outcome outcome = whileUndoing(BELOW);

        assertThat(outcome.reason()).contains(SkipReason.RUN_CANCELLED);
        assertThat(instances("ada", "month-1")).isEmpty();
    }

    @Test
    void norHasOneThatWasSkippedAndIsDecidedAgain() {
        ports.with(Fixtures.step("week-1", "s1", "month-1").disabled().build());
        reach(BELOW);
        ports.with(Fixtures.step("week-1", "s1", "month-1").build());

        assertThat(whileUndoing(BELOW).reason()).contains(SkipReason.RUN_CANCELLED);
        assertThat(instances("ada", "month-1")).isEmpty();
    }

    @Test
    void norHasOneThatHasWaitedAndIsDue() {
        ports.with(Fixtures.step("week-1", "s1", "month-1")
                .delay(Fixtures.delay(1, SpanUnit.HOURS))
                .build());
        reach(BELOW);
        ports.clock.advance(Duration.ofHours(1));

        assertThat(whileUndoing(BELOW).reason()).contains(SkipReason.RUN_CANCELLED);
        assertThat(instances("ada", "month-1")).isEmpty();
    }

    @Test
    void aStepThatIsDecidedAfterTheChainWasReadIsUndoneToo() {
        Job job = create(spec(), List.of());
        killed(job, before("ENROLLMENT#week-1", () -> reach(BELOW)));

        assertThat(rows(job)).extracting(JobRow::outcome).containsExactly(RowOutcome.UNDONE);
        assertThat((List<?>) rows(job).get(0).evidence().get("enrollments")).hasSize(2);
        assertThat(instance("ada", "month-1").undone()).isTrue();
    }

    @Test
    void aStepThatIsAddedAndReachedAfterTheChainWasReadIsUndoneToo() {
        StepReached added = Fixtures.cause("week-1", "s9", "ada", 1);
        Job job = create(spec(), List.of());
        killed(job, before("ENROLLMENT#week-1", () -> {
            ports.with(Fixtures.step("week-1", "s9", "leadership").build());
            reach(added);
        }));

        assertThat(rows(job)).extracting(JobRow::outcome).containsExactly(RowOutcome.UNDONE);
        assertThat(instance("ada", "leadership").undone()).isTrue();
    }

    @Test
    void anInstanceThatIsCompletedAfterItWasReadIsNotUndone() {
        Job job = create(spec(), List.of());
        killed(job, before("ENROLLMENT#week-1", () -> end("week-1", EnrollmentStatus.COMPLETED)));

        assertThat(rows(job)).extracting(JobRow::reason).containsExactly(Optional.of("completed"));
        assertThat(instance("ada", "week-1").status()).isEqualTo(EnrollmentStatus.COMPLETED);
    }

    @Test
    void ofTwoJobsOneUndoes() {
        Job second = create(spec(), List.of());
        Job first = create(spec(), List.of());
        killed(first, before("ENROLLMENT#week-1", () -> work(second)));

        assertThat(rows(second)).extracting(JobRow::outcome).containsExactly(RowOutcome.UNDONE);
        assertThat(rows(first)).extracting(JobRow::reason).containsExactly(Optional.of("nothing_to_undo"));
    }

    @Test
    void anInvitationThatIsAcceptedRightNowLeadsToNothing() {
        JoinToken token = invitedBelow();
        Ports racing = racing(before("INVITATION#leadership", this::undo));

        AnswerInvitation.Answered answered =
                racing.answerInvitation(racing.catalog()).answer(token, Reply.JOIN);

        assertThat(answered.result()).isEqualTo(AnswerInvitation.Result.WITHDRAWN);
        assertThat(instances("ada", "leadership")).isEmpty();
    }

    @Test
    void anInvitationThatFollowsRightNowCannotBeAccepted() {
        JoinToken token = invitedBelow();
        OptimisticRetry retry = new OptimisticRetry(round -> {});
        new ManageInvitation(ports.invitations, retry, ports.clock).withdraw("ada", token.invitation(), "root");
        Ports racing = racing(before("INVITATION#leadership", this::undo));

        Invitation following = new Reinvite(
                        racing.catalog(), racing.ledger, Ports.MESSAGES, retry, racing.clock, Ports.TERMS)
                .reinvite("ada", token.invitation(), "root");

        assertThat(following.ref()).isEqualTo(new InvitationRef("leadership", 2));
        AnswerInvitation.Answered answered =
                ports.answerInvitation(ports.catalog()).answer(JoinToken.of(following), Reply.JOIN);
        assertThat(answered.reason()).contains(SkipReason.SOURCE_INSTANCE_CANCELLED);
        assertThat(answered.result()).isEqualTo(AnswerInvitation.Result.WITHDRAWN);
    }

    /** Ada is invited to leadership by a step of week-1. */
    private JoinToken invitedBelow() {
        ports.with(Fixtures.step("week-1", "s2", "leadership").manual("Join!").build());
        reach(Fixtures.cause("week-1", "s2", "ada", 1));
        return JoinToken.of(ports.ledger.invitations("ada", "leadership").get(0));
    }

    /** The outcome of the cause, if a job undoes after the facts were read and before the decision is written. */
    private Outcome whileUndoing(StepReached cause) {
        return racing(before("RUN#" + cause.trackId(), this::undo)).runStep().run(cause);
    }

    private void undo() {
        Job job = create(spec(), List.of());
        work(job);
        assertThat(rows(job)).extracting(JobRow::outcome).containsExactly(RowOutcome.UNDONE);
    }

    private Ports racing(Table table) {
        Ports racing = new Ports(table);
        racing.clock.advance(Duration.between(racing.clock.instant(), ports.clock.instant()));
        return racing;
    }

    /** The table, with something that happens before the first write of such an item. */
    private Table before(String prefix, Runnable event) {
        AtomicInteger left = new AtomicInteger(1);
        return new ForwardingTable(memory) {
            @Override
            public WriteResult write(List<Write> writes) {
                boolean concerned =
                        writes.stream().anyMatch(write -> write.key().sk().startsWith(prefix));
                if (concerned && left.getAndDecrement() == 1) {
                    event.run();
                }
                return super.write(writes);
            }
        };
    }

    /** The table, for a process that dies after that many writes. */
    private Table dying(int writes) {
        AtomicInteger left = new AtomicInteger(writes);
        return new ForwardingTable(memory) {
            @Override
            public WriteResult write(List<Write> parts) {
                if (left.get() == 0) {
                    throw new IllegalStateException("killed");
                }
                left.decrementAndGet();
                return super.write(parts);
            }
        };
    }

    /** Processes the job's pages over that table, until it ends or the process is killed. */
    private void killed(Job job, Table table) {
        var engine = over(table);
        try {
            for (var pages = pages(job); !pages.isEmpty(); pages = pages(job)) {
                pages.forEach(page -> engine.processPage().process(page, 1, () -> true));
            }
        } catch (IllegalStateException killed) {
            assertThat(killed).hasMessage("killed");
        }
    }

    private void started(String person) {
        ports.with(Fixtures.person(person).build()).with(Fixtures.enrollment(person, "day-1", 1));
        reach(Fixtures.cause("day-1", "s1", person, 1));
    }

    private static Map<String, Object> named(String person, String trackId, String number) {
        return Map.of("participantId", person, "trackId", trackId, number, 1);
    }

    /** The statuses of the runs of Ada's instance of week-1, without those that wait. */
    private List<RunStatus> runs() {
        return ports.directory.runs("ada").stream()
                .filter(run -> run.cause().trackId().equals("week-1"))
                .filter(run -> run.status() != RunStatus.DEFERRED)
                .map(run -> run.status())
                .toList();
    }
}
