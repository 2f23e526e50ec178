package dev.tracks.usecase.job.row;

import dev.tracks.domain.decision.Run;
import dev.tracks.domain.job.Job;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.usecase.Change;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.Timestamps;
import dev.tracks.usecase.enroll.Enrollments;
import dev.tracks.usecase.enroll.Ledger;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What removes a person from a track: their active instances are cancelled, their open invitations withdrawn, and the
 * deferred runs of {@link DeferredRuns} cancelled. What began after the job was started is not touched, so that a job that
 * is repeated or resumed later never reverts a new enrollment.
 */
@Singleton
final class Removals {
    /** The effects, and the numbers of the changed records as evidence. */
    record Removal(List<JobEffect> effects, Map<String, Object> evidence) {}

    private final Ledger ledger;
    private final Enrollments enrollments;
    private final DeferredRuns deferredRuns;
    private final InstantSource clock;

    Removals(Ledger ledger, Enrollments enrollments, DeferredRuns deferredRuns, InstantSource clock) {
        this.ledger = ledger;
        this.enrollments = enrollments;
        this.deferredRuns = deferredRuns;
        this.clock = clock;
    }

    /** What removes the person now; no effects if they are not in the track. */
    Removal of(Job job, String participantId, String trackId) {
        Instant now = Timestamps.now(clock);
        Instant start = job.times().startedAt().orElseThrow();
        List<Stored<Enrollment>> active = active(participantId, trackId, start);
        List<Invitation> open = ledger.invitations(participantId, trackId).stream()
                .filter(invitation ->
                        invitation.isOpen(now) && invitation.createdAt().isBefore(start))
                .toList();
        List<Run> deferred = deferredRuns.of(participantId, trackId, start);
        List<JobEffect> effects = new ArrayList<>();
        active.forEach(instance -> effects.add(cancelled(job, instance, now)));
        open.forEach(invitation -> effects.add(withdrawn(job, invitation, now)));
        deferred.forEach(run -> effects.add(new JobEffect.SaveRun(run.cancelled(now, doneBy(job)))));
        Map<String, Object> evidence = new LinkedHashMap<>();
        put(evidence, "enrollments", active.stream().map(i -> i.value().instance()));
        put(evidence, "invitations", open.stream().map(Invitation::number));
        put(evidence, "runs", deferred.stream().map(run -> evidence(run.cause())));
        return new Removal(effects, evidence);
    }

    private List<Stored<Enrollment>> active(String participantId, String trackId, Instant start) {
        return ledger.instances(participantId, trackId).stream()
                .filter(instance -> instance.status() == EnrollmentStatus.ACTIVE
                        && instance.startedAt().isBefore(start))
                .flatMap(instance -> enrollments.enrollment(participantId, instance.ref()).stream())
                .filter(instance -> instance.value().status() == EnrollmentStatus.ACTIVE)
                .toList();
    }

    private static JobEffect cancelled(Job job, Stored<Enrollment> instance, Instant now) {
        Enrollment active = instance.value();
        Enrollment cancelled = active.with(EnrollmentStatus.CANCELLED, active.progress(), now);
        return new JobEffect.EndEnrollment(
                Change.of(cancelled, Optional.of(instance), now, job.creator().by()));
    }

    private static JobEffect withdrawn(Job job, Invitation invitation, Instant now) {
        TrailEntry entry = new TrailEntry(now, InvitationStatus.WITHDRAWN.wireName(), Optional.empty(), doneBy(job));
        return new JobEffect.CloseInvitation(invitation.transitionTo(InvitationStatus.WITHDRAWN, entry));
    }

    /** Who changed a record, and the job: evidence for the record's history. */
    static Map<String, Object> doneBy(Job job) {
        return Map.of("by", job.creator().by(), "job", job.id());
    }

    private static Map<String, Object> evidence(StepReached cause) {
        Map<String, Object> evidence = new LinkedHashMap<>(RerunRow.cause(cause));
        evidence.put("participantId", cause.participantId());
        return evidence;
    }

    private static void put(Map<String, Object> evidence, String name, Stream<?> records) {
        List<?> list = records.toList();
        if (!list.isEmpty()) {
            evidence.put(name, list);
        }
    }
}
