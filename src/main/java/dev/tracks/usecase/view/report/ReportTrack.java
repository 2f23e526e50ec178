package dev.tracks.usecase.view.report;

import dev.tracks.domain.InvalidFieldException;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.usecase.NotFoundException;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.configure.Configuration;
import dev.tracks.usecase.view.Directory;
import dev.tracks.usecase.view.ListedInstance;
import dev.tracks.usecase.view.ListedInvitation;
import dev.tracks.usecase.view.Period;
import dev.tracks.usecase.view.report.TrackReport.StepReport;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;

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
        return read(trackId, period).in(period);
    }

    /**
     * The same report, and one about each part of the period, from the same records.
     *
     * @throws InvalidFieldException if the period has more than {@link Interval#MOST_PARTS} parts
     * @throws NotFoundException if the track does not exist
     */
    public ReportSeries of(String trackId, Period period, Interval interval) {
        List<Period> parts = interval.divide(period);
        ReportRecords records = read(trackId, period);
        return new ReportSeries(
                records.in(period), interval, parts.stream().map(records::in).toList());
    }

    private ReportRecords read(String trackId, Period period) {
        if (configuration.track(trackId).isEmpty()) {
            throw new NotFoundException("track", trackId);
        }
        List<AddToTrackStep> all =
                configuration.steps(trackId).stream().map(Stored::value).toList();
        int steps = Math.min(all.size(), MOST_STEPS);
        int most = mostPerList(steps);
        Directory.Part<ListedInstance> started = directory.instances(trackId, period, most);
        List<ReachedStep> reached = all.stream()
                .limit(steps)
                .map(step -> reached(step, period, most))
                .toList();
        return new ReportRecords(trackId, started, reached, invitations(reached, period, most), all.size() == steps);
    }

    /**
     * The report about one step. It reads up to half of {@link #MOST_RECORDS} runs and as many invitations.
     *
     * @throws NotFoundException if the step does not exist
     */
    public StepReport ofStep(String trackId, String stepId, Period period) {
        AddToTrackStep step = configuration
                .step(trackId, stepId)
                .orElseThrow(() -> new NotFoundException("step", stepId))
                .value();
        int most = MOST_RECORDS / 2;
        ReachedStep reached = reached(step, period, most);
        return reached.report(invitations(List.of(reached), period, most));
    }

    /** The lists are the instances, and the runs and invitations of each step. */
    static int mostPerList(int steps) {
        return MOST_RECORDS / (1 + 2 * steps);
    }

    /** No run is evaluated before it is reached, so the runs evaluated since contain those that were reached. */
    private ReachedStep reached(AddToTrackStep step, Period period, int most) {
        Directory.Part<Run> evaluated = directory.runs(step.trackId(), step.id(), period.from(), most);
        Map<StepReached, Run> runs = evaluated.data().stream()
                .filter(run -> period.contains(run.reachedAt()))
                .collect(Collectors.toMap(
                        Run::cause, Function.identity(), BinaryOperator.maxBy(Comparator.comparing(Run::at))));
        return new ReachedStep(step, List.copyOf(runs.values()), evaluated.complete());
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
