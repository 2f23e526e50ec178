package dev.tracks.histories;

import dev.tracks.domain.AddToTrackStep;
import dev.tracks.domain.Invitation;
import dev.tracks.domain.Participant;
import dev.tracks.domain.Track;
import dev.tracks.store.Key;
import dev.tracks.usecase.AnswerInvitation;
import dev.tracks.usecase.Precondition;
import java.util.List;

/** What another admin, or the same person in another window, asks at the same moment. */
final class Rivals {
    private static final String OTHER = "hana";

    private Rivals() {}

    static void of(World world, Track track) {
        Requests.save(world, Cast.track(track.id(), world.dice()), Precondition.NONE, OTHER);
    }

    static void of(World world, Participant person) {
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
