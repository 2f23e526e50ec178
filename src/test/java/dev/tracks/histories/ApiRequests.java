package dev.tracks.histories;

import dev.tracks.domain.decision.DirectEnrollment;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.Participant;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.track.Track;
import dev.tracks.usecase.Precondition;
import dev.tracks.usecase.enroll.EnrollDirectly;
import dev.tracks.usecase.invite.AnswerInvitation;
import dev.tracks.usecase.message.JoinToken;
import dev.tracks.usecase.people.RegisterParticipant.Registration;
import java.util.Optional;

/** Requests of people and external programs to the API. */
final class ApiRequests {
    /**
     * A direct enrollment as its caller sends it, possibly several times.
     *
     * @param key the Idempotency-Key; without one, each call is a cause of its own
     */
    record Direct(DirectEnrollment request, Optional<String> key) {}

    /** The subject of whoever enrolls people directly. */
    static final String CALLER = "root";

    private ApiRequests() {}

    static void direct(Simulation simulation, Direct direct) {
        Optional<EnrollDirectly.Key> key = direct.key()
                .map(text ->
                        new EnrollDirectly.Key(CALLER, text, direct.request().toString(), ApiRequests::text));
        Optional<String> result = simulation.handle(
                FunctionRole.API,
                () -> "enroll " + direct,
                () -> direct(simulation, direct),
                process -> simulation
                        .oracle()
                        .enrolledDirectly(
                                direct, () -> process.enrollDirectly().enroll(direct.request(), key, "root")));
        if (result.isEmpty() && direct.key().isPresent()) {
            simulation.functions().repeats().add(direct);
        }
    }

    static String text(EnrollDirectly.Answer answer) {
        return answer.fold(
                enrolled -> "enrolled " + enrolled.enrollment().ref(),
                refused -> "refused " + refused.skip().reason().wireName());
    }

    static void save(Simulation simulation, AddToTrackStep step, Precondition precondition, String by) {
        simulation.handle(
                FunctionRole.API,
                () -> by + " saves " + words(step) + words(precondition),
                () -> ConcurrentRequests.of(simulation, step),
                process -> process.configureStep()
                        .save(step, precondition, by)
                        .record()
                        .version());
    }

    static void remove(Simulation simulation, String trackId, String stepId, Precondition precondition, String by) {
        simulation.handle(
                FunctionRole.API,
                () -> by + " removes " + trackId + "/" + stepId + words(precondition),
                () -> ConcurrentRequests.remove(simulation, trackId, stepId),
                process -> {
                    process.configureStep().remove(trackId, stepId, precondition);
                    return "removed";
                });
    }

    static void save(Simulation simulation, Track track, Precondition precondition, String by) {
        simulation.handle(
                FunctionRole.API,
                () -> by + " saves " + track.id() + " as " + track.status() + words(precondition),
                () -> ConcurrentRequests.of(simulation, track),
                process -> process.configureTrack()
                        .save(track, precondition, by)
                        .record()
                        .version());
    }

    static void save(Simulation simulation, Participant person, Precondition precondition, String by) {
        simulation.handle(
                FunctionRole.API,
                () -> by + " saves " + person.id() + (person.active() ? "" : " deactivated") + " of "
                        + person.managerId() + " as " + person.aliases() + words(precondition),
                () -> ConcurrentRequests.of(simulation, person),
                process -> process.registerParticipant()
                        .save(new Registration(person, Optional.of(person.active())), precondition, by)
                        .record()
                        .version());
    }

    /** What would happen if that person reached the step now. */
    static void preview(Simulation simulation, AddToTrackStep step, StepReached cause) {
        simulation.handle(
                FunctionRole.API,
                () -> "preview " + cause,
                () -> ConcurrentRequests.of(simulation, step),
                process -> simulation
                        .oracle()
                        .previewed(
                                cause,
                                () -> process.previewStep()
                                        .preview(step, cause.participantId(), cause.instance(), person -> true)
                                        .outcome()));
    }

    static void erase(Simulation simulation, String person) {
        simulation.handle(
                FunctionRole.API,
                () -> "erase " + person,
                () -> ConcurrentRequests.ofErasure(simulation, person),
                process -> process.eraseParticipant().erase(person, "root"));
    }

    static void answer(Simulation simulation, Invitation invitation, AnswerInvitation.Reply reply) {
        simulation.handle(
                FunctionRole.API,
                () -> invitation.participantId() + " answers " + reply + " to " + invitation.ref(),
                () -> ConcurrentRequests.of(simulation, invitation),
                process -> simulation
                        .oracle()
                        .answered(
                                invitation, () -> process.answerInvitation().answer(JoinToken.of(invitation), reply)));
    }

    static void reinvite(Simulation simulation, Invitation earlier) {
        simulation.handle(
                FunctionRole.API,
                () -> "invite " + earlier.participantId() + " again after " + earlier.ref(),
                () -> ConcurrentRequests.beside(simulation, earlier),
                process -> simulation
                        .oracle()
                        .invitationChecks()
                        .reinvited(
                                earlier,
                                () -> process.reinvite().reinvite(earlier.participantId(), earlier.ref(), "root")));
    }

    static void manage(Simulation simulation, Invitation invitation, boolean resend) {
        simulation.handle(
                FunctionRole.API,
                () -> (resend ? "resend " : "withdraw ") + invitation.ref(),
                process -> resend
                        ? process.manageInvitation()
                                .resend(invitation.participantId(), invitation.ref(), "root")
                                .status()
                        : process.manageInvitation()
                                .withdraw(invitation.participantId(), invitation.ref(), "root")
                                .status());
    }

    private static String words(AddToTrackStep step) {
        return step.trackId() + "/" + step.id() + " -> " + step.destinationTrackId() + " " + step.enrollmentMethod()
                + " " + step.reEnrollment() + " for " + step.enrollee() + " by " + step.reachedBy()
                + step.delay().map(delay -> " after " + delay).orElse("")
                + step.cooldown().map(span -> " cooldown " + span).orElse("")
                + (step.enabled() ? "" : " disabled");
    }

    private static String words(Precondition precondition) {
        return precondition
                .match()
                .map(versions -> " if version " + versions.listed())
                .orElse("");
    }
}
