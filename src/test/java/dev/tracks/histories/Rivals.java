package dev.tracks.histories;

import dev.tracks.domain.AddToTrackStep;
import dev.tracks.domain.DirectEnrollment;
import dev.tracks.domain.Invitation;
import dev.tracks.domain.Participant;
import dev.tracks.domain.ReEnrollment;
import dev.tracks.domain.StepReached;
import dev.tracks.domain.Track;
import dev.tracks.store.Key;
import dev.tracks.usecase.AnswerInvitation;
import dev.tracks.usecase.Precondition;
import java.util.List;
import java.util.Optional;

/** What another admin, or the same person in another window, asks at the same moment. */
final class Rivals {
    private static final String OTHER = "hana";

    private Rivals() {}

    static void of(World world, Track track) {
        Requests.save(world, Cast.track(track.id(), world.dice()), Precondition.NONE, OTHER);
    }

    static void of(World world, Participant person) {
        if (world.dice().chance(100)) {
            Requests.erase(world, person.id());
            return;
        }
        Requests.save(world, Cast.person(person.id(), world.dice(), person.active()), Precondition.NONE, OTHER);
    }

    /** Another content of the same step, or the other half of a circle. */
    static void of(World world, AddToTrackStep step) {
        Dice dice = world.dice();
        AddToTrackStep other = dice.chance(500)
                ? Cast.step(dice, step.trackId(), step.id(), step.destinationTrackId())
                : Cast.step(dice, step.destinationTrackId(), step.id(), step.trackId());
        Requests.save(world, other, Precondition.NONE, OTHER);
    }

    static void remove(World world, String trackId, String stepId) {
        Requests.save(
                world,
                Cast.step(world.dice(), trackId, stepId, world.dice().one(Cast.TRACKS)),
                Precondition.NONE,
                OTHER);
    }

    /** Somebody ends an instance whose confirmation is held, or a message is delivered. */
    static void ofHeld(World world) {
        List<Key> held = world.oracle().letters().held().stream()
                .filter(key -> key.sk().startsWith(Items.ENROLLMENT))
                .toList();
        if (held.isEmpty() || world.dice().chance(500)) {
            world.functions().messages().deliverOne();
        } else {
            Instances.update(world, world.dice().one(held));
        }
    }

    /** Somebody edits the person, changes one of their instances, enrolls them, or they reach a step. */
    static void ofErasure(World world, String person) {
        Dice dice = world.dice();
        List<Key> instances = world.oracle().instances().stream()
                .filter(key -> Items.person(key).equals(person))
                .toList();
        switch (dice.below(6)) {
            case 0, 1, 2 -> Requests.save(world, Cast.person(person, dice, true), Precondition.NONE, OTHER);
            case 3 -> {
                if (!instances.isEmpty()) {
                    Instances.update(world, dice.one(instances));
                }
            }
            case 4 ->
                Requests.direct(
                        world,
                        new Requests.Direct(
                                new DirectEnrollment(dice.one(Cast.TRACKS), person, ReEnrollment.YES),
                                Optional.empty()));
            default -> {
                StepReached cause = Cast.cause(dice);
                world.functions().step(new StepReached(cause.trackId(), cause.stepId(), person, cause.instance()));
            }
        }
    }

    static void of(World world, Invitation invitation) {
        AnswerInvitation.Reply reply = world.dice()
                .one(AnswerInvitation.Reply.JOIN, AnswerInvitation.Reply.JOIN, AnswerInvitation.Reply.DECLINE);
        if (world.dice().chance(200)) {
            Requests.manage(world, invitation, world.dice().chance(500));
        } else {
            Requests.answer(world, invitation, reply);
        }
    }
}
