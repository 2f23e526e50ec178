package dev.tracks.usecase.view.report;

import dev.tracks.domain.decision.Run;
import dev.tracks.domain.decision.RunStatus;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.usecase.view.Directory;
import dev.tracks.usecase.view.ListedInvitation;
import dev.tracks.usecase.view.Period;
import dev.tracks.usecase.view.report.TrackReport.StepReport;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A step with its runs that were first evaluated in a period.
 *
 * @param complete whether all of them were read
 */
record ReachedStep(AddToTrackStep step, List<Run> runs, boolean complete) {
    /**
     * What became of invitations.
     *
     * @param latest the latest invitation of each cause: a person can be invited again
     */
    record Answers(Map<StepReached, ListedInvitation> latest) {
        static Answers of(Stream<ListedInvitation> invitations) {
            return new Answers(invitations
                    .filter(invitation -> invitation.source().cause().isPresent())
                    .collect(Collectors.toMap(
                            invitation -> invitation.source().cause().orElseThrow(),
                            Function.identity(),
                            BinaryOperator.maxBy(Comparator.comparing(ListedInvitation::number)))));
        }

        /** The latest invitation of the run's cause, if it is known. */
        Optional<ListedInvitation> to(Run run) {
            return Optional.ofNullable(latest.get(run.cause()));
        }
    }

    /**
     * Invitations that were sent since the period began.
     *
     * @param complete the tracks of which all invitations were read
     */
    record Invitations(Answers answers, Set<String> complete) {
        static Invitations of(Map<String, Directory.Part<ListedInvitation>> byTrack) {
            Answers answers = Answers.of(byTrack.values().stream().flatMap(part -> part.data().stream()));
            Set<String> complete = byTrack.keySet().stream()
                    .filter(track -> byTrack.get(track).complete())
                    .collect(Collectors.toSet());
            return new Invitations(answers, complete);
        }
    }

    /** The step with the runs that were first evaluated in that part of the period. */
    ReachedStep in(Period period) {
        return new ReachedStep(
                step,
                runs.stream().filter(run -> period.contains(run.reachedAt())).toList(),
                complete);
    }

    /** The tracks to which the step has invited people. */
    Set<String> destinations() {
        return runs.stream()
                .flatMap(run -> run.invitation().stream())
                .map(InvitationRef::trackId)
                .collect(Collectors.toSet());
    }

    StepReport report(Invitations sent) {
        List<ListedInvitation> answers = runs.stream()
                .filter(run -> run.status() == RunStatus.INVITED)
                .flatMap(run -> sent.answers().to(run).stream())
                .toList();
        return new StepReport(
                step.id(),
                step.title(),
                TrackReport.counts(RunStatus.class, runs.stream().map(Run::status)),
                skipped(),
                TrackReport.counts(InvitationStatus.class, answers.stream().map(ListedInvitation::status)),
                MedianDays.of(answers.stream().flatMap(ReachedStep::timeToJoin)),
                complete && sent.complete().containsAll(destinations()));
    }

    private Map<SkipReason, Integer> skipped() {
        return runs.stream()
                .filter(run -> run.status() == RunStatus.SKIPPED)
                .collect(Collectors.toMap(run -> run.reason().orElseThrow(), run -> 1, Integer::sum, TreeMap::new));
    }

    private static Stream<Duration> timeToJoin(ListedInvitation invitation) {
        return invitation.acceptedAt().stream().map(accepted -> Duration.between(invitation.createdAt(), accepted));
    }
}
