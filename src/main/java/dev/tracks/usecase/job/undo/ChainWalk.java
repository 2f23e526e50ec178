package dev.tracks.usecase.job.undo;

import dev.tracks.domain.decision.Run;
import dev.tracks.domain.decision.RunStatus;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.usecase.Change;
import dev.tracks.usecase.configure.Configuration;
import dev.tracks.usecase.job.undo.UndoPlan.Link;
import dev.tracks.usecase.job.undo.UndoPlan.Unchanged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One walk down a chain, from a run to everything that followed from it. It collects what is to be changed. */
final class ChainWalk {
    /** Who changes the records. */
    record Author(String jobId, String by, Instant at) {
        Map<String, Object> evidence() {
            return Map.of("job", jobId);
        }

        boolean wrote(TrailEntry entry) {
            return entry.evidence().equals(evidence());
        }
    }

    private final Chain chain;
    private final Configuration configuration;
    private final Author author;
    private final UndoEvidence evidence = new UndoEvidence();
    private final List<Link> links = new ArrayList<>();
    private boolean foundCancelled;

    ChainWalk(Chain chain, Configuration configuration, Author author) {
        this.chain = chain;
        this.configuration = configuration;
        this.author = author;
    }

    /** The plan, after the walk. */
    UndoPlan plan() {
        if (!links.isEmpty()) {
            return new UndoPlan(List.copyOf(links), evidence.all(), Optional.empty());
        }
        Unchanged reason = evidence.hasCompleted()
                ? Unchanged.COMPLETED
                : foundCancelled ? Unchanged.CANCELLED : Unchanged.NOTHING_TO_UNDO;
        return new UndoPlan(List.of(), evidence.untouchedOnly(), Optional.of(reason));
    }

    /** Undoes the run that the job is about. If it was skipped, nothing came of it, and it may be decided again. */
    void undo(Run run) {
        foundCancelled = run.status() == RunStatus.CANCELLED;
        if (run.status() == RunStatus.DEFERRED) {
            evidence.run(run);
            links.add(new Link(Optional.empty(), List.of(cancelled(run)), List.of()));
        }
        follow(run);
    }

    private void follow(Run run) {
        run.enrollment().ifPresent(ref -> instance(run.enrolleeId().orElseThrow(), ref));
        run.invitation()
                .ifPresent(ref -> invitations(run.cause(), run.enrolleeId().orElseThrow(), ref.trackId()));
    }

    /**
     * All invitations of the cause, also those that followed by inviting again. At most one of them was accepted. One past
     * its expiry that is not recorded as expired yet is withdrawn too: a process with a slow clock could still accept it.
     */
    private void invitations(StepReached cause, String inviteeId, String trackId) {
        List<Invitation> ofCause = chain.invitations(inviteeId, trackId).stream()
                .filter(invitation -> invitation.source().cause().equals(Optional.of(cause)))
                .toList();
        List<Invitation> open = ofCause.stream()
                .filter(invitation -> invitation.status() == InvitationStatus.PENDING)
                .toList();
        ofCause.stream()
                .filter(invitation -> open.contains(invitation) || isWithdrawnByThisJob(invitation))
                .forEach(evidence::invitation);
        if (!open.isEmpty()) {
            links.add(new Link(
                    Optional.empty(),
                    List.of(),
                    open.stream().map(this::withdrawn).toList()));
        }
        ofCause.stream()
                .flatMap(invitation -> invitation.acceptedAs().stream())
                .forEach(ref -> instance(inviteeId, ref));
    }

    private boolean isWithdrawnByThisJob(Invitation invitation) {
        return invitation.status() == InvitationStatus.WITHDRAWN && author.wrote(invitation.lastEntry());
    }

    private Invitation withdrawn(Invitation open) {
        String name = InvitationStatus.WITHDRAWN.wireName();
        return open.transitionTo(
                InvitationStatus.WITHDRAWN, new TrailEntry(author.at(), name, Optional.empty(), author.evidence()));
    }

    private void instance(String participantId, EnrollmentRef ref) {
        chain.instance(participantId, ref).ifPresent(this::instance);
    }

    private void instance(Chain.Instance instance) {
        Enrollment enrollment = instance.stored().value();
        boolean active = enrollment.status() == EnrollmentStatus.ACTIVE;
        if (enrollment.status() == EnrollmentStatus.COMPLETED || active && instance.erased()) {
            evidence.untouched(enrollment);
        } else if (active || enrollment.undone()) {
            undo(instance, active);
        } else {
            foundCancelled = true;
        }
    }

    private void undo(Chain.Instance instance, boolean active) {
        Enrollment enrollment = instance.stored().value();
        evidence.enrollment(enrollment);
        List<Run> runs = chain.runs(enrollment.participantId(), enrollment.ref());
        Optional<Change<Enrollment>> undone = Optional.of(enrollment)
                .filter(it -> active)
                .map(it -> Change.of(it.undo(author.at()), Optional.of(instance.stored()), author.at(), author.by()));
        Link link = new Link(undone, cancelled(enrollment, runs), List.of());
        if (link.size() > 0) {
            links.add(link);
        }
        runs.stream().filter(this::waitedForThisJob).forEach(evidence::run);
        runs.forEach(this::follow);
    }

    /**
     * The runs of the instance after which no step can have an effect any more: those that wait or were skipped, and a
     * first one for each step that the person has not reached. A process that decides about one of them right now, and
     * has read the instance before it was undone, cannot write its decision.
     */
    private List<Run> cancelled(Enrollment enrollment, List<Run> runs) {
        List<Run> cancelled = new ArrayList<>();
        runs.stream()
                .filter(run -> !run.status().isFinal())
                .map(this::cancelled)
                .forEach(cancelled::add);
        Set<String> reached = runs.stream().map(run -> run.cause().stepId()).collect(Collectors.toSet());
        configuration.steps(enrollment.trackId()).stream()
                .filter(step -> !reached.contains(step.value().id()))
                .map(step -> new StepReached(
                        enrollment.trackId(), step.value().id(), enrollment.participantId(), enrollment.instance()))
                .map(cause -> Run.cancelled(cause, author.at(), author.evidence()))
                .forEach(cancelled::add);
        return cancelled;
    }

    private Run cancelled(Run run) {
        return run.cancelled(author.at(), author.evidence());
    }

    /** Whether the run waits, or waited until this job cancelled it in an earlier attempt. */
    private boolean waitedForThisJob(Run run) {
        if (run.status() != RunStatus.CANCELLED) {
            return run.status() == RunStatus.DEFERRED;
        }
        List<TrailEntry> trail = run.trail();
        int last = trail.size() - 1;
        return last > 0
                && author.wrote(trail.get(last))
                && trail.get(last - 1).decision().equals(RunStatus.DEFERRED.wireName());
    }
}
