package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.domain.decision.Decision;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.decision.RunStatus;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.Lineage;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.record.Source;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.store.table.MemoryTable;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.view.Directory;
import dev.tracks.usecase.view.Period;
import dev.tracks.usecase.view.report.ListStepRuns;
import dev.tracks.usecase.view.report.ListStepRuns.Selection;
import dev.tracks.usecase.view.report.ReportTrack;
import dev.tracks.usecase.view.report.TrackReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.BeforeTry;

/** Each number of a step's report has a list of as many runs: who these people are. */
class FunnelPropertyTest {
    private static final int CAUSES = 60;
    private static final List<String> TRACKS = List.of("week-1", "leadership");
    private static final List<SkipReason> REASONS =
            List.of(SkipReason.NOT_IN_AUDIENCE, SkipReason.PREVIOUSLY_STARTED, SkipReason.COOLDOWN);

    private Ports ports;
    private ListStepRuns list;
    private ReportTrack report;
    /** The number of invitations of each person to each track. */
    private final Map<InvitationKey, Integer> numbers = new HashMap<>();

    private record InvitationKey(String person, String trackId) {}

    @BeforeTry
    void emptyTable() {
        ports = new Ports(new MemoryTable(Set.of(), images -> {}));
        list = new ListStepRuns(ports.configuration, ports.directory, ports.people);
        report = new ReportTrack(ports.configuration, ports.directory);
        numbers.clear();
    }

    @Property(tries = 40)
    void everyNumberOfAReportHasAListOfAsManyRuns(@ForAll long seed) {
        Random random = new Random(seed);
        ports.with(Fixtures.track("day-1")).with(Fixtures.track("week-1"));
        ports.with(Fixtures.step("day-1", "s1", "week-1").build());
        ports.with(Fixtures.step("day-1", "s2", "week-1").build());
        for (int n = 0; n < CAUSES; n++) {
            happen(random, Fixtures.cause("day-1", "s" + (1 + n % 2), "p" + n % 20, 1 + n / 20));
        }
        Instant from = Fixtures.NOW.plusSeconds(random.nextInt(40));
        Period period = new Period(from, from.plusSeconds(1 + random.nextInt(80)));

        for (String stepId : List.of("s1", "s2")) {
            TrackReport.StepReport step = report.ofStep("day-1", stepId, period);
            if (step.complete()) {
                checkLists(stepId, period, step, 1 + random.nextInt(30));
            }
        }
        TrackReport whole = report.of("day-1", period);
        whole.steps().stream()
                .filter(TrackReport.StepReport::complete)
                .forEach(step -> checkLists(step.stepId(), period, step, 100));
    }

    private void checkLists(String stepId, Period period, TrackReport.StepReport step, int limit) {
        assertThat(count(stepId, new Selection(period, Set.of(), Set.of(), Set.of()), limit))
                .as("reached")
                .isEqualTo(step.reached());
        step.byStatus()
                .forEach((status, number) -> assertThat(
                                count(stepId, new Selection(period, Set.of(status), Set.of(), Set.of()), limit))
                        .as("%s", status)
                        .isEqualTo(number));
        Set<RunStatus> skipped = Set.of(RunStatus.SKIPPED);
        step.skipped()
                .forEach((reason, number) -> assertThat(
                                count(stepId, new Selection(period, skipped, Set.of(reason), Set.of()), limit))
                        .as("%s", reason)
                        .isEqualTo(number));
        step.answers()
                .forEach((answer, number) -> assertThat(
                                count(stepId, new Selection(period, Set.of(), Set.of(), Set.of(answer)), limit))
                        .as("%s", answer)
                        .isEqualTo(number));
    }

    private int count(String stepId, Selection selection, int limit) {
        List<StepReached> found = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Directory.Page<Run> page = list.page("day-1", stepId, selection, limit, cursor);
            page.data().forEach(run -> found.add(run.cause()));
            cursor = page.nextCursor();
        } while (cursor.isPresent());
        assertThat(found).doesNotHaveDuplicates();
        return found.size();
    }

    /** The person reaches the step, and is skipped and evaluated again a few times at first. */
    private void happen(Random random, StepReached cause) {
        Instant at = Fixtures.NOW.plusSeconds(random.nextInt(100));
        Optional<Run> earlier = Optional.empty();
        while (random.nextInt(3) == 0) {
            Run run = run(cause, new Decision.Skip(SkipReason.STEP_DISABLED, Map.of()), at, earlier);
            written(ports.ledger.save(run));
            earlier = Optional.of(run);
            at = at.plusSeconds(random.nextInt(60));
        }
        String enrollee = random.nextInt(4) == 0 ? "boss" : cause.participantId();
        switch (random.nextInt(4)) {
            case 0 -> written(ports.ledger.save(run(cause, skip(random), at, earlier)));
            case 1 -> {
                Run deferred = run(cause, new Decision.Defer(enrollee, at.plusSeconds(9)), at, earlier);
                written(ports.ledger.save(deferred));
                if (random.nextBoolean()) {
                    written(ports.ledger.save(deferred.cancelled(at.plusSeconds(1), "root")));
                }
            }
            default -> invite(random, cause, enrollee, at, earlier);
        }
    }

    private static Decision skip(Random random) {
        return new Decision.Skip(REASONS.get(random.nextInt(REASONS.size())), Map.of());
    }

    private void invite(Random random, StepReached cause, String enrollee, Instant at, Optional<Run> earlier) {
        String trackId = TRACKS.get(random.nextInt(5) == 0 ? 1 : 0);
        Invitation first = invitation(cause, enrollee, trackId, at, Source.step(cause));
        Run run = run(cause, new Decision.Invite(enrollee, first.ref()), at, earlier);
        written(ports.invite(run, first));
        Invitation closed = answer(random, first);
        while (closed.status() != InvitationStatus.PENDING
                && closed.status() != InvitationStatus.ACCEPTED
                && random.nextInt(3) > 0) {
            Invitation next = invitation(cause, enrollee, trackId, at.plusSeconds(20), Source.invitation(cause));
            written(ports.ledger.reinvite(next, Optional.empty(), new EnrollmentRef(trackId, 1), "root"));
            closed = answer(random, next);
        }
    }

    private Invitation invitation(StepReached cause, String enrollee, String trackId, Instant at, Source source) {
        int number = numbers.merge(new InvitationKey(enrollee, trackId), 1, Integer::sum);
        return new Invitation(
                enrollee,
                new InvitationRef(trackId, number),
                InvitationStatus.PENDING,
                new Invitation.Texts("Come along!", "Join"),
                new Invitation.Times(at, at.plus(Duration.ofDays(14)), Optional.empty()),
                new Invitation.Origin(source, new Lineage(List.of("day-1", trackId))),
                List.of(new TrailEntry(at, "invited", Optional.empty(), Map.of())),
                1);
    }

    /** A random status; its record is what it became. */
    private Invitation answer(Random random, Invitation invitation) {
        InvitationStatus status = InvitationStatus.values()[random.nextInt(InvitationStatus.values().length)];
        if (status == InvitationStatus.PENDING) {
            return invitation;
        }
        Instant at = invitation.createdAt().plusSeconds(5);
        Invitation answered = invitation.transitionTo(status, TrailEntry.of(at, status.wireName()));
        written(ports.invitations.save(answered, "root"));
        return answered;
    }

    private static void written(WriteResult result) {
        assertThat(result).isEqualTo(WriteResult.WRITTEN);
    }

    private static Run run(StepReached cause, Decision decision, Instant at, Optional<Run> earlier) {
        return Run.of(cause, decision, Optional.empty(), at, earlier);
    }
}
