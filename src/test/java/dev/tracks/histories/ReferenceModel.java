package dev.tracks.histories;

import dev.tracks.Fixtures;
import dev.tracks.domain.decision.DirectEnrollment;
import dev.tracks.domain.decision.Facts;
import dev.tracks.domain.decision.Outcome;
import dev.tracks.domain.decision.ReferenceRules;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.decision.RunStatus;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.Participant;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.step.Enrollee;
import dev.tracks.domain.track.Track;
import dev.tracks.store.TableConfiguration;
import dev.tracks.store.TableDirectory;
import dev.tracks.store.TableParticipants;
import dev.tracks.store.table.Table;
import dev.tracks.usecase.Stored;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What {@link ReferenceRules} answer to the facts in the table at that moment. It reads the facts by itself. */
final class ReferenceModel {
    /** An undisturbed handler takes less. */
    private static final long HANDLED_WITHIN_MILLIS = 2_000;

    /** What time alone changes. */
    private static final List<String> UNTIL_LATER = List.of("deferred", skip("cooldown"), skip("invitation_pending"));

    private final TableConfiguration configuration;
    private final TableParticipants participants;
    private final TableDirectory directory;

    ReferenceModel(Table memory) {
        this.configuration = new TableConfiguration(memory);
        this.participants = new TableParticipants(memory, Fixtures.PARTICIPANT_READER);
        this.directory = new TableDirectory(memory, Fixtures.PARTICIPANT_READER);
    }

    static String words(Outcome outcome) {
        return switch (outcome.decision()) {
            case ENROLLED ->
                "enrolled " + outcome.enrolleeId().orElseThrow() + " in "
                        + outcome.enrollment().orElseThrow();
            case INVITED ->
                "invited " + outcome.enrolleeId().orElseThrow() + " to "
                        + outcome.invitation().orElseThrow().trackId();
            case DEFERRED -> "deferred";
            default ->
                "skipped: " + outcome.reason().orElseThrow().wireName() + " "
                        + outcome.evidence().getOrDefault("instance", "");
        };
    }

    /** What may be answered: the decision now, and the one at the end of an undisturbed handler. */
    Set<String> decide(StepReached cause, Instant now) {
        Optional<Run> run = run(cause);
        String first = decide(cause, run, now);
        return UNTIL_LATER.stream().anyMatch(first::startsWith)
                ? new HashSet<>(List.of(first, decide(cause, run, now.plusMillis(HANDLED_WITHIN_MILLIS))))
                : Set.of(first);
    }

    private String decide(StepReached cause, Optional<Run> run, Instant at) {
        return run.filter(r -> answered(r, at))
                .map(r -> words(Outcome.of(r, true)))
                .orElseGet(() -> fresh(cause, run, at));
    }

    private static boolean answered(Run run, Instant now) {
        return run.status() != RunStatus.SKIPPED
                && (run.status() != RunStatus.DEFERRED
                        || now.isBefore(run.dueAt().orElseThrow()));
    }

    private Optional<Run> run(StepReached cause) {
        return directory.runs(cause.participantId()).stream()
                .filter(run -> run.cause().equals(cause))
                .findFirst();
    }

    private String fresh(StepReached cause, Optional<Run> run, Instant now) {
        Facts facts = facts(cause, run, now);
        String answer = ReferenceRules.answer(facts);
        return switch (answer) {
            case "deferred" -> answer;
            case "enrolled" -> {
                EnrollmentRef next = new EnrollmentRef(
                        destinationId(facts), facts.destination().instances().size() + 1);
                yield "enrolled " + facts.enrollee().orElseThrow().id() + " in " + next;
            }
            case "invited" -> "invited " + facts.enrollee().orElseThrow().id() + " to " + destinationId(facts);
            default ->
                skip(answer)
                        + ReferenceRules.instance(answer, facts.destination().instances())
                                .map(String::valueOf)
                                .orElse("");
        };
    }

    private static String destinationId(Facts facts) {
        return facts.step().orElseThrow().destinationTrackId();
    }

    private Facts facts(StepReached cause, Optional<Run> run, Instant now) {
        Optional<AddToTrackStep> step =
                configuration.step(cause.trackId(), cause.stepId()).map(Stored::value);
        Optional<Participant> participant = person(cause.participantId());
        Optional<Participant> manager =
                participant.flatMap(Participant::managerId).flatMap(this::person);
        Optional<String> destination = step.map(AddToTrackStep::destinationTrackId);
        Optional<String> enrollee = step.map(AddToTrackStep::enrollee)
                .flatMap(wanted -> wanted == Enrollee.MANAGER ? manager : participant)
                .map(Participant::id);
        Optional<Enrollment> sourceInstance = instances(cause.participantId(), cause.trackId()).stream()
                .filter(instance -> instance.instance() == cause.instance())
                .findFirst();
        Facts.Destination reached = new Facts.Destination(
                destination.flatMap(this::track),
                enrollee.map(id -> instances(id, destination.orElseThrow())).orElse(List.of()),
                enrollee.map(id -> invitations(id, destination.orElseThrow())).orElse(List.of()));
        return new Facts(
                now,
                step,
                new Facts.Source(track(cause.trackId()), sourceInstance),
                new Facts.People(participant, manager),
                reached,
                run,
                Set.of());
    }

    /** What a direct enrollment should be answered. */
    String decide(DirectEnrollment request) {
        Optional<Participant> person = person(request.participantId());
        if (person.isEmpty() || !person.get().active()) {
            return "refused " + (person.isEmpty() ? "participant_not_found" : "participant_deactivated");
        }
        Optional<Track> track = track(request.trackId());
        if (track.isEmpty() || !track.get().isActive()) {
            return "refused " + (track.isEmpty() ? "destination_not_found" : "destination_not_active");
        }
        List<Enrollment> earlier = instances(request.participantId(), request.trackId());
        return ReferenceRules.reEnrollment(request.reEnrollment(), earlier)
                .map(reason -> "refused " + reason)
                .orElseGet(() -> "enrolled " + new EnrollmentRef(request.trackId(), earlier.size() + 1));
    }

    /**
     * What an invitation may be followed by: {@code invited}, a skip reason, or its own status if nothing may follow. The
     * answer now, and the one at the end of an undisturbed handler.
     */
    Set<String> reinvite(Invitation earlier, Instant now) {
        return new HashSet<>(
                List.of(reinvitation(earlier, now), reinvitation(earlier, now.plusMillis(HANDLED_WITHIN_MILLIS))));
    }

    private String reinvitation(Invitation earlier, Instant now) {
        List<Invitation> all = invitations(earlier.participantId(), earlier.trackId());
        InvitationStatus status = all.get(earlier.number() - 1).status();
        if (status == InvitationStatus.PENDING && earlier.expiresAt().isAfter(now)) {
            return "pending";
        }
        boolean accepted = all.stream()
                .filter(other -> other.source().cause().equals(earlier.source().cause()))
                .anyMatch(other -> other.status() == InvitationStatus.ACCEPTED);
        return accepted
                ? "accepted"
                : ReferenceRules.reinvitation(ofInvitation(earlier, now), person(earlier.participantId()));
    }

    /** Why the invitation has lost its purpose; empty if it has not. */
    Optional<String> lostPurpose(Invitation open, Instant now) {
        return person(open.participantId())
                .flatMap(invitee -> ReferenceRules.lostPurpose(ofInvitation(open, now), invitee));
    }

    private Facts ofInvitation(Invitation invitation, Instant now) {
        StepReached cause = invitation.source().cause().orElseThrow();
        return new Facts(
                now,
                configuration.step(cause.trackId(), cause.stepId()).map(Stored::value),
                new Facts.Source(
                        track(cause.trackId()),
                        instances(cause.participantId(), cause.trackId()).stream()
                                .filter(instance -> instance.instance() == cause.instance())
                                .findFirst()),
                new Facts.People(person(cause.participantId()), Optional.empty()),
                new Facts.Destination(
                        track(invitation.trackId()),
                        instances(invitation.participantId(), invitation.trackId()),
                        invitations(invitation.participantId(), invitation.trackId())),
                Optional.empty(),
                Set.of());
    }

    private static String skip(String reason) {
        return "skipped: " + reason + " ";
    }

    private Optional<Track> track(String trackId) {
        return configuration.track(trackId).map(Stored::value);
    }

    private Optional<Participant> person(String id) {
        return participants.participant(id).map(Stored::value);
    }

    private List<Enrollment> instances(String participantId, String trackId) {
        return directory.enrollments(participantId).stream()
                .filter(instance -> instance.trackId().equals(trackId))
                .toList();
    }

    private List<Invitation> invitations(String participantId, String trackId) {
        return directory.invitations(participantId).stream()
                .filter(invitation -> invitation.trackId().equals(trackId))
                .toList();
    }
}
