package dev.tracks.usecase.view.report;

import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.usecase.view.Directory;
import dev.tracks.usecase.view.ListedInstance;
import dev.tracks.usecase.view.Period;
import dev.tracks.usecase.view.report.TrackReport.Instances;
import dev.tracks.usecase.view.report.TrackReport.StepReport;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The records that a report counts.
 *
 * @param started the track's instances
 * @param reached the track's first steps
 * @param allSteps whether the track has no further steps
 */
record ReportRecords(
        String trackId,
        Directory.Part<ListedInstance> started,
        List<ReachedStep> reached,
        ReachedStep.Invitations invitations,
        boolean allSteps) {
    /** The report about a part of the period of these records, or the whole one. */
    TrackReport in(Period period) {
        Instances instances =
                instances(started.data().stream().filter(instance -> period.contains(instance.startedAt())));
        List<StepReport> steps = reached.stream()
                .map(step -> step.in(period).report(invitations))
                .toList();
        boolean complete = instances.complete() && allSteps && steps.stream().allMatch(StepReport::complete);
        return new TrackReport(trackId, period, instances, steps, complete);
    }

    private Instances instances(Stream<ListedInstance> ofPeriod) {
        List<ListedInstance> instances = ofPeriod.toList();
        Stream<Duration> toCompletion = instances.stream()
                .filter(instance -> instance.status() == EnrollmentStatus.COMPLETED)
                .flatMap(instance ->
                        instance.endedAt().stream().map(end -> Duration.between(instance.startedAt(), end)));
        return new Instances(
                TrackReport.counts(EnrollmentStatus.class, instances.stream().map(ListedInstance::status)),
                MedianDays.of(toCompletion),
                started.complete());
    }
}
