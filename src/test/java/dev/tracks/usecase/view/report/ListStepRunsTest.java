package dev.tracks.usecase.view.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.tracks.Fixtures;
import dev.tracks.Listed;
import dev.tracks.domain.decision.Decision;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.decision.RunStatus;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.usecase.NotFoundException;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.configure.Configuration;
import dev.tracks.usecase.view.Directory;
import dev.tracks.usecase.view.Period;
import dev.tracks.usecase.view.TrackPeople;
import dev.tracks.usecase.view.report.ListStepRuns.Selection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The filters of the list of a step's runs. */
class ListStepRunsTest {
    private static final Period ANY = ListStepRuns.ANY_TIME;

    private final Configuration configuration = mock(Configuration.class);
    private final Directory directory = mock(Directory.class);
    private final TrackPeople people = mock(TrackPeople.class);
    private final ListStepRuns list = new ListStepRuns(configuration, directory, people);

    private final Run enrolled = run("ada", new Decision.Enroll("ada", new EnrollmentRef("week-1", 1)));
    private final Run skipped = run("linus", new Decision.Skip(SkipReason.NOT_IN_AUDIENCE, Map.of()));
    private final Run invited = run("grace", new Decision.Invite("grace", new InvitationRef("week-1", 1)));
    private final List<Run> runs = List.of(enrolled, skipped, invited);

    private static Run run(String person, Decision decision) {
        StepReached cause = Fixtures.cause("day-1", "s1", person, 1);
        return Run.of(cause, decision, Optional.empty(), Fixtures.NOW, Optional.empty());
    }

    /** The directory has the runs, of which it returns those that pass the filter. */
    @BeforeEach
    void runsOfTheStep() {
        when(configuration.step("day-1", "s1"))
                .thenReturn(Optional.of(
                        new Stored<>(Fixtures.step("day-1", "s1", "week-1").build(), 1, Fixtures.NOW, "root")));
        when(directory.matchingRunsOfStep(any(), any(), any(), any(), anyInt(), any()))
                .thenAnswer(call -> {
                    Directory.Filter<Run> filter = call.getArgument(3);
                    return new Directory.Page<>(
                            runs.stream().filter(filter.among(runs)).toList(), Optional.of("next"));
                });
    }

    private List<Run> listed(Selection selection) {
        return list.page("day-1", "s1", selection, 25, Optional.empty()).data();
    }

    @Test
    void withoutAFilterAllRunsAreListed() {
        assertThat(listed(new Selection(ANY, Set.of(), Set.of(), Set.of()))).isEqualTo(runs);
        verify(people, never()).invitations(any());
    }

    @Test
    void aResultSelectsItsRuns() {
        assertThat(listed(new Selection(ANY, Set.of(RunStatus.ENROLLED, RunStatus.SKIPPED), Set.of(), Set.of())))
                .containsExactly(enrolled, skipped);
    }

    @Test
    void aReasonSelectsTheRunsThatWereSkippedForIt() {
        assertThat(listed(new Selection(ANY, Set.of(), Set.of(SkipReason.NOT_IN_AUDIENCE), Set.of())))
                .containsExactly(skipped);
        assertThat(listed(new Selection(ANY, Set.of(), Set.of(SkipReason.COOLDOWN), Set.of())))
                .isEmpty();
    }

    @Test
    void aPeriodSelectsTheRunsThatWereReachedInIt() {
        Duration day = Duration.ofDays(1);
        Period until = new Period(Fixtures.NOW.minus(day), Fixtures.NOW);
        Period since = new Period(Fixtures.NOW, Fixtures.NOW.plus(day));

        assertThat(listed(new Selection(until, Set.of(), Set.of(), Set.of()))).isEmpty();
        assertThat(listed(new Selection(since, Set.of(), Set.of(), Set.of()))).isEqualTo(runs);
        verify(directory).matchingRunsOfStep(any(), any(), eq(since.from()), any(), anyInt(), any());
    }

    @Test
    void anAnswerSelectsTheInvitedRunsWhoseLatestInvitationHasIt() {
        var first = Fixtures.invitation(invited.cause(), "week-1", 1)
                .transitionTo(InvitationStatus.DECLINED, TrailEntry.of(Fixtures.NOW, "declined"));
        var second = Fixtures.invitation(invited.cause(), "week-1", 2);
        when(people.invitations(List.of(invited))).thenReturn(List.of(Listed.of(first), Listed.of(second)));

        assertThat(listed(new Selection(ANY, Set.of(), Set.of(), Set.of(InvitationStatus.PENDING))))
                .containsExactly(invited);
        assertThat(listed(new Selection(ANY, Set.of(), Set.of(), Set.of(InvitationStatus.DECLINED))))
                .isEmpty();
        assertThat(listed(new Selection(ANY, Set.of(RunStatus.SKIPPED), Set.of(), Set.of(InvitationStatus.PENDING))))
                .isEmpty();
    }

    @Test
    void anEmptyPageOfAStepThatDoesNotExistIsNotFound() {
        Selection none = new Selection(ANY, Set.of(RunStatus.CANCELLED), Set.of(), Set.of());
        assertThat(listed(none)).isEmpty();

        when(configuration.step("day-1", "s1")).thenReturn(Optional.empty());

        assertThatThrownBy(() -> listed(none))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("s1");
    }
}
