package dev.tracks.histories;

import dev.tracks.domain.decision.DirectEnrollment;
import dev.tracks.domain.decision.Outcome;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.decision.RunStatus;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.Participant;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.step.Enrollee;
import dev.tracks.domain.step.EnrollmentMethod;
import dev.tracks.domain.step.ReEnrollment;
import dev.tracks.domain.step.ReachedBy;
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

/** The rules of the contract, written down a second time, plainly, over the table as it is at that moment. */
final class ReferenceModel {
    /** An undisturbed handler takes less. */
    private static final long HANDLED_WITHIN_MILLIS = 2_000;

    private static final int DEEPEST = 10;
    /** What time alone changes. */
    private static final List<String> UNTIL_LATER = List.of("deferred", skip("COOLDOWN"), skip("INVITATION_PENDING"));

    private final TableConfiguration configuration;
    private final TableParticipants participants;
    private final TableDirectory directory;

    ReferenceModel(Table memory) {
        this.configuration = new TableConfiguration(memory);
        this.participants = new TableParticipants(memory);
        this.directory = new TableDirectory(memory);
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
                "skipped: " + outcome.reason().orElseThrow() + " "
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
        AddToTrackStep step = configuration
                .step(cause.trackId(), cause.stepId())
                .map(Stored::value)
                .orElse(null);
        if (step == null) {
            return skip("STEP_NOT_FOUND");
        }
        if (!step.enabled()) {
            return skip("STEP_DISABLED");
        }
        if (!active(cause.trackId())) {
            return skip("TRACK_NOT_ACTIVE");
        }
        Participant person = person(Optional.of(cause.participantId()));
        if (person == null || !person.active()) {
            return skip(person == null ? "PARTICIPANT_NOT_FOUND" : "PARTICIPANT_DEACTIVATED");
        }
        Enrollment source = instances(cause.participantId(), cause.trackId()).stream()
                .filter(instance -> instance.instance() == cause.instance())
                .findFirst()
                .orElse(null);
        if (source == null || source.status() == EnrollmentStatus.CANCELLED) {
            return skip(source == null ? "SOURCE_INSTANCE_NOT_FOUND" : "SOURCE_INSTANCE_CANCELLED");
        }
        return outOfReach(step, person).orElseGet(() -> reachable(step, source, enrollee(step, person), run, now));
    }

    private Optional<String> outOfReach(AddToTrackStep step, Participant person) {
        boolean meant = step.audience().attributes().entrySet().stream()
                .allMatch(entry -> entry.getValue().contains(person.attributes().get(entry.getKey())));
        if (!meant) {
            return Optional.of(skip("NOT_IN_AUDIENCE"));
        }
        Participant enrollee = enrollee(step, person);
        boolean nobody = step.enrollee() == Enrollee.MANAGER && (enrollee == null || !enrollee.active());
        return nobody ? Optional.of(skip("NO_MANAGER")) : Optional.empty();
    }

    private Participant enrollee(AddToTrackStep step, Participant person) {
        return step.enrollee() == Enrollee.MANAGER ? person(person.managerId()) : person;
    }

    private String reachable(
            AddToTrackStep step, Enrollment source, Participant enrollee, Optional<Run> run, Instant now) {
        String to = step.destinationTrackId();
        if (source.lineage().trackIds().contains(to)
                || source.lineage().trackIds().size() == DEEPEST) {
            return skip(source.lineage().trackIds().contains(to) ? "LOOP_DETECTED" : "DEPTH_EXCEEDED");
        }
        if (now.isBefore(due(step, source, enrollee, run, now))) {
            return "deferred";
        }
        Optional<Track> destination = configuration.track(to).map(Stored::value);
        if (destination.isEmpty() || !destination.get().isActive()) {
            return skip(destination.isEmpty() ? "DESTINATION_NOT_FOUND" : "DESTINATION_NOT_ACTIVE");
        }
        List<Enrollment> earlier = instances(enrollee.id(), to);
        Optional<String> refused = policy(step.reEnrollment(), earlier);
        if (refused.isPresent()) {
            return refused.get();
        }
        if (step.cooldown().isPresent() && !earlier.isEmpty()) {
            Enrollment last = earlier.get(earlier.size() - 1);
            if (now.isBefore(step.cooldown().get().after(last.startedAt(), enrollee.timeZone()))) {
                return skip("COOLDOWN") + last.instance();
            }
        }
        if (step.enrollmentMethod() == EnrollmentMethod.AUTOMATIC) {
            return "enrolled " + enrollee.id() + " in " + new EnrollmentRef(to, earlier.size() + 1);
        }
        boolean open = directory.invitations(enrollee.id()).stream()
                .filter(invitation -> invitation.trackId().equals(to))
                .anyMatch(invitation -> isOpen(invitation, now));
        return open ? skip("INVITATION_PENDING") : "invited " + enrollee.id() + " to " + to;
    }

    private static boolean isOpen(Invitation invitation, Instant now) {
        return invitation.status() == InvitationStatus.PENDING && now.isBefore(invitation.expiresAt());
    }

    private static Instant due(
            AddToTrackStep step, Enrollment source, Participant enrollee, Optional<Run> run, Instant now) {
        Instant first = run.map(Run::reachedAt).orElse(now);
        Instant from = step.reachedBy() == ReachedBy.TRACK_START ? source.startedAt() : first;
        return run.flatMap(Run::dueAt)
                .orElseGet(() -> step.delay()
                        .map(delay -> delay.dueAt(from, enrollee.timeZone()))
                        .orElse(Instant.MIN));
    }

    private static Optional<String> policy(ReEnrollment policy, List<Enrollment> earlier) {
        if (earlier.isEmpty() || policy == ReEnrollment.YES) {
            return Optional.empty();
        }
        if (policy == ReEnrollment.NO) {
            return Optional.of(skip("PREVIOUSLY_STARTED") + 1);
        }
        Optional<Integer> active = first(earlier, EnrollmentStatus.ACTIVE);
        if (active.isPresent()) {
            return Optional.of(skip("ALREADY_ACTIVE") + active.get());
        }
        return policy == ReEnrollment.WHEN_NOT_ACTIVE
                ? Optional.empty()
                : first(earlier, EnrollmentStatus.COMPLETED).map(number -> skip("ALREADY_COMPLETED") + number);
    }

    private static Optional<Integer> first(List<Enrollment> instances, EnrollmentStatus status) {
        return instances.stream()
                .filter(instance -> instance.status() == status)
                .map(Enrollment::instance)
                .findFirst();
    }

    /** What a direct enrollment should be answered. */
    String decide(DirectEnrollment request) {
        Participant person = person(Optional.of(request.participantId()));
        if (person == null || !person.active()) {
            return "refused " + (person == null ? "PARTICIPANT_NOT_FOUND" : "PARTICIPANT_DEACTIVATED");
        }
        if (!active(request.trackId())) {
            boolean found = configuration.track(request.trackId()).isPresent();
            return "refused " + (found ? "DESTINATION_NOT_ACTIVE" : "DESTINATION_NOT_FOUND");
        }
        List<Enrollment> earlier = instances(request.participantId(), request.trackId());
        return policy(request.reEnrollment(), earlier)
                .map(skip -> "refused " + skip.substring("skipped: ".length(), skip.lastIndexOf(' ')))
                .orElseGet(() -> "enrolled " + new EnrollmentRef(request.trackId(), earlier.size() + 1));
    }

    private static String skip(String reason) {
        return "skipped: " + reason + " ";
    }

    private boolean active(String trackId) {
        return configuration
                .track(trackId)
                .filter(track -> track.value().isActive())
                .isPresent();
    }

    private Participant person(Optional<String> id) {
        return id.flatMap(participants::participant).map(Stored::value).orElse(null);
    }

    private List<Enrollment> instances(String participantId, String trackId) {
        return directory.enrollments(participantId).stream()
                .filter(instance -> instance.trackId().equals(trackId))
                .toList();
    }
}
