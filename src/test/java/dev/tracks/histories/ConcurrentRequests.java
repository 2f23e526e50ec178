package dev.tracks.histories;

import dev.tracks.domain.decision.DirectEnrollment;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.Participant;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.step.ReEnrollment;
import dev.tracks.domain.track.Track;
import dev.tracks.store.table.Key;
import dev.tracks.usecase.Precondition;
import dev.tracks.usecase.invite.AnswerInvitation;
import java.util.List;
import java.util.Optional;

/** Requests that another admin, or the same person in another window, sends concurrently. */
final class ConcurrentRequests {
    private static final String OTHER = "hana";

    private ConcurrentRequests() {}

    static void of(Simulation simulation, Track track) {
        ApiRequests.save(simulation, Population.track(track.id(), simulation.random()), Precondition.NONE, OTHER);
    }

    static void of(Simulation simulation, Participant person) {
        if (simulation.random().chance(100)) {
            ApiRequests.erase(simulation, person.id());
            return;
        }
        Participant edited = Population.claiming(person.id(), simulation.random(), person.active());
        Participant other = simulation.random().chance(500)
                ? Population.rival(person, simulation.random()).orElse(edited)
                : edited;
        ApiRequests.save(simulation, other, Precondition.NONE, OTHER);
    }

    /** A different version of the same step, or the other half of a loop of steps. */
    static void of(Simulation simulation, AddToTrackStep step) {
        EventRandom random = simulation.random();
        AddToTrackStep other = random.chance(500)
                ? Population.step(random, step.trackId(), step.id(), step.destinationTrackId())
                : Population.step(random, step.destinationTrackId(), step.id(), step.trackId());
        ApiRequests.save(simulation, other, Precondition.NONE, OTHER);
    }

    static void remove(Simulation simulation, String trackId, String stepId) {
        ApiRequests.save(
                simulation,
                Population.step(
                        simulation.random(),
                        trackId,
                        stepId,
                        simulation.random().one(Population.TRACKS)),
                Precondition.NONE,
                OTHER);
    }

    /** Someone ends an instance whose confirmation is held, or a message is delivered. */
    static void ofHeld(Simulation simulation) {
        List<Key> held = simulation.oracle().messageChecks().held().stream()
                .filter(key -> key.sk().startsWith(StoredItems.ENROLLMENT))
                .toList();
        if (held.isEmpty() || simulation.random().chance(500)) {
            simulation.functions().messages().deliverOne();
        } else {
            EnrollmentRequests.update(simulation, simulation.random().one(held));
        }
    }

    /** Someone edits the person, changes one of their instances or enrolls them, or they reach a step. */
    static void ofErasure(Simulation simulation, String person) {
        EventRandom random = simulation.random();
        List<Key> instances = simulation.oracle().instances().stream()
                .filter(key -> StoredItems.person(key).equals(person))
                .toList();
        switch (random.nextInt(6)) {
            case 0, 1, 2 ->
                ApiRequests.save(simulation, Population.claiming(person, random, true), Precondition.NONE, OTHER);
            case 3 -> {
                if (!instances.isEmpty()) {
                    EnrollmentRequests.update(simulation, random.one(instances));
                }
            }
            case 4 ->
                ApiRequests.direct(
                        simulation,
                        new ApiRequests.Direct(
                                new DirectEnrollment(random.one(Population.TRACKS), person, ReEnrollment.YES),
                                Optional.empty()));
            default -> {
                StepReached cause = Population.cause(random);
                simulation.functions().step(new StepReached(cause.trackId(), cause.stepId(), person, cause.instance()));
            }
        }
    }

    /** The person is invited again too, or starts the track another way. */
    static void beside(Simulation simulation, Invitation invitation) {
        EventRandom random = simulation.random();
        if (random.chance(500)) {
            ApiRequests.reinvite(simulation, invitation);
            return;
        }
        ReEnrollment policy = random.one(ReEnrollment.NO, ReEnrollment.YES);
        DirectEnrollment request = new DirectEnrollment(invitation.trackId(), invitation.participantId(), policy);
        ApiRequests.direct(simulation, new ApiRequests.Direct(request, Optional.empty()));
    }

    static void of(Simulation simulation, Invitation invitation) {
        AnswerInvitation.Reply reply = simulation
                .random()
                .one(AnswerInvitation.Reply.JOIN, AnswerInvitation.Reply.JOIN, AnswerInvitation.Reply.DECLINE);
        if (simulation.random().chance(200)) {
            ApiRequests.manage(simulation, invitation, simulation.random().chance(500));
        } else {
            ApiRequests.answer(simulation, invitation, reply);
        }
    }
}
