package dev.tracks.usecase.enroll;

import dev.tracks.domain.decision.Run;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.Participant;
import dev.tracks.domain.record.StepReached;
import dev.tracks.usecase.WriteResult;
import java.util.List;
import java.util.Optional;

/** What belongs to people: runs, enrollments, invitations. All reads are consistent; each write is one request. */
public interface Ledger {
    /**
     * What a cause's first read brings, in one request.
     *
     * @param firstInstance the participant's first instance of the destination that was asked for
     */
    record Reading(
            Optional<Participant> participant,
            Optional<Enrollment> sourceInstance,
            Optional<Run> run,
            Optional<Enrollment> firstInstance) {}

    /** A person and, if a track was named, their first instance of it; in one request. */
    record PersonReading(Optional<Participant> participant, Optional<Enrollment> firstInstance) {}

    Reading read(StepReached cause, Optional<String> destinationTrackId);

    PersonReading readPerson(String participantId, Optional<String> trackId);

    /** The person's instances of the track, oldest first. */
    List<Enrollment> instances(String participantId, String trackId);

    /** The person's invitations to the track, oldest first. */
    List<Invitation> invitations(String participantId, String trackId);

    /** Writes a run that enrolls and invites nobody, in place of the version before it. */
    WriteResult save(Run run);

    /** Writes the run and the new instance together, or neither; the confirmation will be delivered. */
    WriteResult enroll(Run run, Enrollment enrollment, Optional<String> confirmation);

    /** Writes the run and the new invitation together, or neither; the invitation will be delivered. */
    WriteResult invite(Run run, Invitation invitation);

    /** Writes a new instance that no step caused and, with a key, its answer; the key must be unused. */
    WriteResult enrollDirectly(Enrollment enrollment, Optional<IdempotentAnswer> answer, String by);

    /** Keeps an answer that wrote nothing else; its key must be unused. */
    WriteResult saveAnswer(IdempotentAnswer answer);

    /** The answer kept under that key, if it has not expired. */
    Optional<IdempotentAnswer> answer(String subject, String key);
}
