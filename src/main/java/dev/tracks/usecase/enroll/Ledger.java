package dev.tracks.usecase.enroll;

import dev.tracks.domain.decision.Run;
import dev.tracks.domain.message.MessageText;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.Participant;
import dev.tracks.domain.record.StepReached;
import dev.tracks.usecase.WriteResult;
import java.util.List;
import java.util.Optional;

/** Runs, enrollments and invitations. All reads are consistent. Each write is one request. */
public interface Ledger {
    /**
     * What the first read for a cause returns, in one request.
     *
     * @param firstInstance the participant's first instance of the requested destination
     */
    record Reading(
            Optional<Participant> participant,
            Optional<Enrollment> sourceInstance,
            Optional<Run> run,
            Optional<Enrollment> firstInstance) {}

    /** A person and, if a track was given, the person's first instance of it. Read in one request. */
    record PersonReading(Optional<Participant> participant, Optional<Enrollment> firstInstance) {}

    /** Reads the facts about a cause and, if a destination is given, the participant's first instance of it. */
    Reading read(StepReached cause, Optional<String> destinationTrackId);

    /** Reads a person and, if a track is given, the person's first instance of it. */
    PersonReading readPerson(String participantId, Optional<String> trackId);

    /** The person's instances of the track, oldest first. */
    List<Enrollment> instances(String participantId, String trackId);

    /** The person's invitations to the track, oldest first. */
    List<Invitation> invitations(String participantId, String trackId);

    /** Writes a run that enrolls and invites nobody, in place of its previous version. */
    WriteResult save(Run run);

    /** Writes the run and the new instance in one transaction. The confirmation, if any, is delivered afterwards. */
    WriteResult enroll(Run run, Enrollment enrollment, Optional<MessageText> confirmation);

    /**
     * Writes the run and the new invitation in one transaction, if the invitee has not started the track since their
     * instances were read. The invitation is delivered afterwards.
     *
     * @param next the instance that the invitee's next start of the track begins
     */
    WriteResult invite(Run run, Invitation invitation, EnrollmentRef next);

    /**
     * Writes the new invitation, if the invitee has not started the track since their instances were read. It is
     * delivered afterwards.
     *
     * @param expired an earlier invitation to record as expired in the same transaction, unless it has changed since it
     *     was read
     * @param next the instance that the invitee's next start of the track begins
     * @param by the subject who invites again
     */
    WriteResult reinvite(Invitation invitation, Optional<Invitation> expired, EnrollmentRef next, String by);

    /**
     * Writes a new instance of a direct enrollment and, in the same transaction, the answer, whose key must be
     * unused.
     */
    WriteResult enrollDirectly(Enrollment enrollment, Optional<IdempotentAnswer> answer, String by);

    /** Stores the answer to a request that enrolled nobody. Its key must be unused. */
    WriteResult saveAnswer(IdempotentAnswer answer);

    /** The answer stored under that key, if it has not expired. */
    Optional<IdempotentAnswer> answer(String subject, String key);
}
