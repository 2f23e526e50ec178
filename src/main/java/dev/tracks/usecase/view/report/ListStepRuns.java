package dev.tracks.usecase.view.report;

import dev.tracks.domain.decision.Run;
import dev.tracks.domain.decision.RunStatus;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.usecase.NotFoundException;
import dev.tracks.usecase.configure.Configuration;
import dev.tracks.usecase.view.Directory;
import dev.tracks.usecase.view.Period;
import dev.tracks.usecase.view.TrackPeople;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Lists the runs of a step: the people behind each number of its report. */
@Singleton
public final class ListStepRuns {
    /** Every time at which a step can have been reached. */
    public static final Period ANY_TIME = new Period(Instant.EPOCH, Instant.parse("9999-12-31T23:59:59Z"));

    /**
     * The runs to list. An empty set is no condition.
     *
     * @param reached when the step was reached, that is when the run was evaluated for the first time
     * @param statuses the results of the latest evaluation
     * @param reasons the reasons of skipped and cancelled runs
     * @param answers the recorded statuses of the latest invitation of the run's cause; then, only runs that have invited
     *     somebody
     */
    public record Selection(
            Period reached, Set<RunStatus> statuses, Set<SkipReason> reasons, Set<InvitationStatus> answers) {
        private boolean contains(Run run) {
            return reached.contains(run.reachedAt())
                    && (statuses.isEmpty() || statuses.contains(run.status()))
                    && (reasons.isEmpty()
                            || run.reason().filter(reasons::contains).isPresent())
                    && (answers.isEmpty() || run.status() == RunStatus.INVITED);
        }
    }

    private final Configuration configuration;
    private final Directory directory;
    private final TrackPeople people;

    public ListStepRuns(Configuration configuration, Directory directory, TrackPeople people) {
        this.configuration = configuration;
        this.directory = directory;
        this.people = people;
    }

    /**
     * The runs that match, the latest evaluation first. A page reads at most {@link Directory#EXAMINED} runs. No run is
     * evaluated before its step is reached, so runs that were not evaluated since the period began are not read.
     *
     * @throws NotFoundException if there is none on this page, and the step does not exist
     */
    public Directory.Page<Run> page(
            String trackId, String stepId, Selection selection, int limit, Optional<String> cursor) {
        Directory.Page<Run> page = directory.matchingRunsOfStep(
                trackId, stepId, selection.reached().from(), runs -> filter(selection, runs), limit, cursor);
        if (page.data().isEmpty() && configuration.step(trackId, stepId).isEmpty()) {
            throw new NotFoundException("step", stepId);
        }
        return page;
    }

    private Predicate<Run> filter(Selection selection, List<Run> runs) {
        if (selection.answers().isEmpty()) {
            return selection::contains;
        }
        List<Run> invited = runs.stream().filter(selection::contains).toList();
        ReachedStep.Answers answers = ReachedStep.Answers.of(people.invitations(invited).stream());
        return run -> selection.contains(run)
                && answers.to(run)
                        .filter(invitation -> selection.answers().contains(invitation.status()))
                        .isPresent();
    }
}
