package dev.tracks.histories;

import dev.tracks.domain.AddToTrackStep;
import dev.tracks.domain.DirectEnrollment;
import dev.tracks.domain.Invitation;
import dev.tracks.domain.Participant;
import dev.tracks.domain.Track;
import dev.tracks.usecase.AnswerInvitation;
import dev.tracks.usecase.EnrollDirectly;
import dev.tracks.usecase.JoinToken;
import dev.tracks.usecase.Precondition;
import java.util.Optional;

/** What people and programs outside ask of the API. */
final class Requests {
    /**
     * A direct enrollment as its caller sends it, maybe again.
     *
     * @param key the Idempotency-Key; without one, each call is a cause of its own
     */
    record Direct(DirectEnrollment request, Optional<String> key) {}

    private Requests() {}

    static void direct(World world, Direct direct) {
        Optional<EnrollDirectly.Key> key = direct.key()
                .map(text ->
                        new EnrollDirectly.Key("root", text, direct.request().toString(), Requests::text));
        Optional<String> result = world.handle(
                Role.API,
                () -> "enroll " + direct,
                () -> direct(world, direct),
                process -> world.oracle()
                        .enrolledDirectly(
                                direct, () -> process.enrollDirectly().enroll(direct.request(), key, "root")));
        if (result.isEmpty() && direct.key().isPresent()) {
            world.functions().repeats().add(direct);
        }
    }

    static String text(EnrollDirectly.Answer answer) {
        return answer instanceof EnrollDirectly.Answer.Enrolled enrolled
                ? "enrolled " + enrolled.enrollment().ref()
                : "refused " + ((EnrollDirectly.Answer.Refused) answer).skip().reason();
    }

    static void save(World world, AddToTrackStep step, Precondition precondition, String by) {
        world.handle(
                Role.API,
                () -> by + " saves " + words(step) + words(precondition),
                () -> Rivals.of(world, step),
                process -> process.configureStep().save(step, precondition, by).nextVersion());
    }

    static void remove(World world, String trackId, String stepId, Precondition precondition, String by) {
        world.handle(
                Role.API,
                () -> by + " removes " + trackId + "/" + stepId + words(precondition),
                () -> Rivals.remove(world, trackId, stepId),
                process -> {
                    process.configureStep().remove(trackId, stepId, precondition);
                    return "removed";
                });
    }

    static void save(World world, Track track, Precondition precondition, String by) {
        world.handle(
                Role.API,
                () -> by + " saves " + track.id() + " as " + track.status() + words(precondition),
                () -> Rivals.of(world, track),
                process ->
                        process.configureTrack().save(track, precondition, by).version());
    }

    static void save(World world, Participant person, Precondition precondition, String by) {
        world.handle(
                Role.API,
                () -> by + " saves " + person.id() + (person.active() ? "" : " deactivated") + " of "
                        + person.managerId() + words(precondition),
                () -> Rivals.of(world, person),
                process -> process.registerParticipant()
                        .save(person, precondition, by)
                        .version());
    }

    static void erase(World world, String person) {
        world.handle(
                Role.API,
                () -> "erase " + person,
                () -> Rivals.ofErasure(world, person),
                process -> process.eraseParticipant().erase(person, "root"));
    }

    static void answer(World world, Invitation invitation, AnswerInvitation.Reply reply) {
        world.handle(
                Role.API,
                () -> invitation.participantId() + " answers " + reply + " to " + invitation.ref(),
                () -> Rivals.of(world, invitation),
                process -> world.oracle()
                        .answered(
                                invitation, () -> process.answerInvitation().answer(JoinToken.of(invitation), reply)));
    }

    static void manage(World world, Invitation invitation, boolean resend) {
        world.handle(
                Role.API,
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
                .versions()
                .map(versions -> " if version " + versions)
                .orElse("");
    }
}
