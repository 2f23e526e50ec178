package dev.tracks.histories;

import dev.tracks.domain.DirectEnrollment;
import dev.tracks.domain.Invitation;
import dev.tracks.domain.ReEnrollment;
import dev.tracks.domain.StepReached;
import dev.tracks.store.Key;
import dev.tracks.usecase.AnswerInvitation;
import dev.tracks.usecase.Precondition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What happens from outside, drawn from the event's own dice. */
final class Events {
    private static final int WORK_AT_MOST = 4;

    private Events() {}

    /** One event of a history, and some of the work that it left. */
    static void event(World world) {
        Dice dice = world.dice();
        world.pass(dice.below(3_000));
        int kind = dice.below(100);
        if (kind < 14) {
            pass(world);
        } else if (kind < 18) {
            world.functions().sweep();
        } else if (kind < 20) {
            world.restartOne();
        } else if (kind < 22) {
            world.functions().redrive();
        } else {
            quick(world);
        }
        for (int works = dice.below(WORK_AT_MOST); works > 0; works--) {
            world.functions().work();
        }
    }

    private static void pass(World world) {
        Dice dice = world.dice();
        Duration time = dice.one(
                Duration.ofSeconds(45),
                Duration.ofMinutes(7),
                Duration.ofHours(2),
                Duration.ofHours(9),
                Duration.ofDays(1),
                Duration.ofDays(4),
                toTheOpening(world));
        world.log().line(() -> "time passes: " + time);
        world.pass(time.toMillis());
        if (time.compareTo(Duration.ofHours(1)) > 0 && dice.chance(400)) {
            world.functions().sweep();
        }
    }

    /** About when the first held message may go: some clocks say so, others do not yet. */
    private static Duration toTheOpening(World world) {
        long early = world.dice().below(3_000) - 1_500;
        return world.oracle()
                .letters()
                .firstHeld()
                .map(opening -> Duration.between(world.now(), opening).minusMillis(early))
                .filter(wait -> !wait.isNegative())
                .orElse(Duration.ofHours(2));
    }

    /** Something that takes no time to speak of. */
    static void quick(World world) {
        Dice dice = world.dice();
        int kind = dice.below(100);
        if (kind < 28) {
            enroll(world);
        } else if (kind < 38) {
            world.functions().invoked().send(Cast.cause(dice));
            world.functions().invoked().deliverOne();
        } else if (kind < 52) {
            again(world);
        } else if (kind < 66) {
            Requests.save(world, Cast.step(dice), Precondition.NONE, dice.one(Cast.ADMINS));
        } else if (kind < 69) {
            removeOrReplace(world);
        } else if (kind < 72) {
            Stories.turn(world);
        } else if (kind < 75) {
            Stories.twoWays(world);
        } else if (kind < 77) {
            String id = dice.one(Cast.TRACKS);
            Requests.save(world, Cast.track(id, dice), version(world, new Key("TRACKS", id)), "root");
        } else if (kind < 84) {
            String id = dice.one(Cast.PEOPLE);
            Precondition version = version(world, new Key("USER#" + id, "USER"));
            Requests.save(world, Cast.person(id, dice, dice.chance(700)), version, "root");
        } else if (kind < 90) {
            invitation(world);
        } else if (kind < 92) {
            cancel(world);
        } else if (kind < 93) {
            Requests.erase(world, dice.one(Cast.PEOPLE));
        } else {
            Instances.update(world);
        }
    }

    private static void enroll(World world) {
        Dice dice = world.dice();
        ReEnrollment policy =
                dice.one(ReEnrollment.NO, ReEnrollment.NO, ReEnrollment.YES, ReEnrollment.WHEN_NOT_ACTIVE);
        String trackId = dice.one(Cast.TRACKS);
        DirectEnrollment request = new DirectEnrollment(trackId, dice.one(Cast.PEOPLE), policy);
        Optional<String> key = dice.chance(500) ? Optional.of(trackId + dice.below(4)) : Optional.empty();
        Requests.direct(world, new Requests.Direct(request, key));
    }

    /** A cause that was evaluated before comes again, by another way. */
    private static void again(World world) {
        List<StepReached> causes = world.oracle().causes();
        if (!causes.isEmpty()) {
            world.functions().invoked().send(world.dice().one(causes));
            world.functions().invoked().deliverOne();
        }
    }

    private static void cancel(World world) {
        List<StepReached> deferred = world.oracle().runs().deferred();
        if (!deferred.isEmpty()) {
            StepReached cause = world.dice().one(deferred);
            world.handle(
                    Role.API,
                    () -> "cancel " + cause,
                    process -> process.cancelRun().cancel(cause, "root").reason());
        }
    }

    private static void removeOrReplace(World world) {
        Dice dice = world.dice();
        String trackId = dice.one(Cast.TRACKS);
        String stepId = Cast.stepId(dice);
        Precondition version = version(world, new Key("STEPS#" + trackId, stepId));
        Requests.remove(world, trackId, stepId, version, dice.one(Cast.ADMINS));
    }

    /** Half the admins name the version that they have seen, which may be an old one. */
    private static Precondition version(World world, Key key) {
        if (world.dice().chance(500)) {
            return Precondition.NONE;
        }
        return world.memory()
                .get(key)
                .map(item -> Precondition.version(Items.version(item)))
                .orElse(Precondition.NONE);
    }

    private static void invitation(World world) {
        Dice dice = world.dice();
        List<Invitation> invitations = world.oracle().invitations();
        if (invitations.isEmpty()) {
            return;
        }
        Invitation invitation = dice.one(invitations);
        switch (dice.below(6)) {
            case 0 -> Requests.manage(world, invitation, false);
            case 1 -> Requests.manage(world, invitation, true);
            case 2 -> Requests.answer(world, invitation, AnswerInvitation.Reply.DECLINE);
            default -> Requests.answer(world, invitation, AnswerInvitation.Reply.JOIN);
        }
    }
}
