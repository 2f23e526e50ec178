package dev.tracks.usecase.view;

import dev.tracks.domain.decision.Run;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.StepReached;
import dev.tracks.usecase.NotFoundException;
import dev.tracks.usecase.configure.Configuration;
import dev.tracks.usecase.view.TrackReport.Instances;
import dev.tracks.usecase.view.TrackReport.StepReport;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reports what became of the people who started a track, or reached one of its steps, in a period. The numbers come from
 * eventually consistent indexes.
 */
@Singleton
public final class ReportTrack {
    /** The period of a report that names none. */
    public static final Duration DEFAULT_PERIOD = Duration.ofDays(90);

    /** The maximum number of records that a report reads, in equal parts for each of its lists. */
    static final int MOST_RECORDS = 20_000;

    /** The maximum number of steps in a report: the lists of each cost at least 32 queries. */
    static final int MOST_STEPS = 20;

    private final Configuration configuration;
    private final Directory directory;

    public ReportTrack(Configuration configuration, Directory directory) {
        this.configuration = configuration;
        this.directory = directory;
    }

    /** @throws NotFoundException if the track does not exist */
    public TrackReport of(String trackId, Period period) {
        if (configuration.track(trackId).isEmpty()) {
            throw new NotFoundException("track", trackId);
        }
        List<String> all = configuration.steps(trackId).stream()
                .map(step -> step.value().id())
                .toList();
        int steps = Math.min(all.size(), MOST_STEPS);
        int most = mostPerList(steps);
        Instances instances = instances(directory.instances(trackId, period, most));
        List<ReachedStep> reached = all.stream()
                .limit(steps)
                .map(stepId -> reached(trackId, stepId, period, most))
                .toList();
        ReachedStep.Invitations invitations = invitations(reached, period, most);
        List<StepReport> reports =
                reached.stream().map(step -> step.report(invitations)).toList();
        boolean complete =
                instances.complete() && all.size() == steps && reports.stream().allMatch(StepReport::complete);
        return new TrackReport(trackId, period, instances, reports, complete);
    }

    /** The lists are the instances, and the runs and invitations of each step. */
    static int mostPerList(int steps) {
        return MOST_RECORDS / (1 + 2 * steps);
    }

    private static Instances instances(Directory.Part<ListedInstance> started) {
        Stream<Duration> toCompletion = started.data().stream()
                .filter(instance -> instance.status() == EnrollmentStatus.COMPLETED)
                .flatMap(instance ->
                        instance.endedAt().stream().map(end -> Duration.between(instance.startedAt(), end)));
        return new Instances(
                TrackReport.counts(
                        EnrollmentStatus.class, started.data().stream().map(ListedInstance::status)),
                MedianDays.of(toCompletion),
                started.complete());
    }

    /** No run is evaluated before it is reached, so the runs evaluated since contain those that were reached. */
    private ReachedStep reached(String trackId, String stepId, Period period, int most) {
        Directory.Part<Run> evaluated = directory.runs(trackId, stepId, period.from(), most);
        Map<StepReached, Run> runs = evaluated.data().stream()
                .filter(run -> period.contains(run.reachedAt()))
                .collect(Collectors.toMap(
                        Run::cause, Function.identity(), BinaryOperator.maxBy(Comparator.comparing(Run::at))));
        return new ReachedStep(stepId, List.copyOf(runs.values()), evaluated.complete());
    }

    /** As a rule, the steps have not invited to more tracks than there are steps. Further lists are not read. */
    private ReachedStep.Invitations invitations(List<ReachedStep> reached, Period period, int most) {
        Map<String, Directory.Part<ListedInvitation>> byDestination = reached.stream()
                .flatMap(step -> step.destinations().stream())
                .distinct()
                .limit(reached.size())
                .collect(Collectors.toMap(
                        Function.identity(), track -> directory.invitations(track, period.from(), most)));
        return ReachedStep.Invitations.of(byDestination);
    }
}
