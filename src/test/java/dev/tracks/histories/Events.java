package dev.tracks.histories;

import dev.tracks.domain.decision.DirectEnrollment;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.step.ReEnrollment;
import dev.tracks.store.table.Key;
import dev.tracks.usecase.Precondition;
import dev.tracks.usecase.invite.AnswerInvitation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** External events, chosen with the event's own randomness. */
final class Events {
    private static final int WORK_AT_MOST = 4;

    private Events() {}

    /** One event of a history, and some of the work that it causes. */
    static void event(Simulation simulation) {
        EventRandom random = simulation.random();
        simulation.pass(random.nextInt(3_000));
        int kind = random.nextInt(100);
        if (kind < 14) {
            pass(simulation);
        } else if (kind < 18) {
            simulation.functions().sweep();
        } else if (kind < 20) {
            simulation.restartOne();
        } else if (kind < 22) {
            simulation.functions().redrive();
        } else {
            quick(simulation);
        }
        for (int works = random.nextInt(WORK_AT_MOST); works > 0; works--) {
            simulation.functions().work();
        }
    }

    private static void pass(Simulation simulation) {
        EventRandom random = simulation.random();
        Duration time = random.one(
                Duration.ofSeconds(45),
                Duration.ofMinutes(7),
                Duration.ofHours(2),
                Duration.ofHours(9),
                Duration.ofDays(1),
                Duration.ofDays(4),
                toTheOpening(simulation));
        simulation.log().line(() -> "time passes: " + time);
        simulation.pass(time.toMillis());
        if (time.compareTo(Duration.ofHours(1)) > 0 && random.chance(400)) {
            simulation.functions().sweep();
        }
    }

    /** Close to the time when the first held message may be sent: some clocks have reached it, others have not. */
    private static Duration toTheOpening(Simulation simulation) {
        long early = simulation.random().nextInt(3_000) - 1_500;
        return simulation
                .oracle()
                .messageChecks()
                .firstHeld()
                .map(opening -> Duration.between(simulation.now(), opening).minusMillis(early))
                .filter(wait -> !wait.isNegative())
                .orElse(Duration.ofHours(2));
    }

    /** An event that takes almost no time. */
    static void quick(Simulation simulation) {
        EventRandom random = simulation.random();
        int kind = random.nextInt(100);
        if (kind < 26) {
            enroll(simulation);
        } else if (kind < 28) {
            JobRequests.any(simulation);
        } else if (kind < 38) {
            simulation.functions().invoked().send(Population.cause(random));
            simulation.functions().invoked().deliverOne();
        } else if (kind < 50) {
            again(simulation);
        } else if (kind < 52) {
            preview(simulation);
        } else if (kind < 66) {
            ApiRequests.save(simulation, Population.step(random), Precondition.NONE, random.one(Population.ADMINS));
        } else if (kind < 69) {
            removeOrReplace(simulation);
        } else if (kind < 72) {
            RequestSequences.turn(simulation);
        } else if (kind < 75) {
            RequestSequences.twoWays(simulation);
        } else if (kind < 77) {
            String id = random.one(Population.TRACKS);
            ApiRequests.save(
                    simulation, Population.track(id, random), version(simulation, new Key("TRACKS", id)), "root");
        } else if (kind < 84) {
            String id = random.one(Population.PEOPLE);
            Precondition version = version(simulation, new Key("USER#" + id, "USER"));
            ApiRequests.save(simulation, Population.claiming(id, random, random.chance(700)), version, "root");
        } else if (kind < 90) {
            invitation(simulation);
        } else if (kind < 92) {
            cancel(simulation);
        } else if (kind < 93) {
            ApiRequests.erase(simulation, random.one(Population.PEOPLE));
        } else {
            EnrollmentRequests.update(simulation);
        }
    }

    private static void enroll(Simulation simulation) {
        EventRandom random = simulation.random();
        ReEnrollment policy =
                random.one(ReEnrollment.NO, ReEnrollment.NO, ReEnrollment.YES, ReEnrollment.WHEN_NOT_ACTIVE);
        String trackId = random.one(Population.TRACKS);
        DirectEnrollment request = new DirectEnrollment(trackId, random.one(Population.PEOPLE), policy);
        Optional<String> key = random.chance(500) ? Optional.of(trackId + random.nextInt(4)) : Optional.empty();
        ApiRequests.direct(simulation, new ApiRequests.Direct(request, key));
    }

    /** A cause that was evaluated before is redelivered, by another path. */
    private static void again(Simulation simulation) {
        List<StepReached> causes = simulation.oracle().causes();
        if (!causes.isEmpty()) {
            simulation.functions().invoked().send(simulation.random().one(causes));
            simulation.functions().invoked().deliverOne();
        }
    }

    private static void preview(Simulation simulation) {
        EventRandom random = simulation.random();
        List<AddToTrackStep> steps = simulation.oracle().configurationChecks().steps();
        if (!steps.isEmpty()) {
            AddToTrackStep step = random.one(steps);
            StepReached cause = new StepReached(step.trackId(), step.id(), random.one(Population.PEOPLE), 1);
            ApiRequests.preview(simulation, step, cause);
        }
    }

    private static void cancel(Simulation simulation) {
        List<StepReached> deferred = simulation.oracle().runChecks().withStatus("deferred");
        if (!deferred.isEmpty()) {
            StepReached cause = simulation.random().one(deferred);
            simulation.handle(
                    FunctionRole.API,
                    () -> "cancel " + cause,
                    process -> process.cancelRun().cancel(cause, "root").reason());
        }
    }

    private static void removeOrReplace(Simulation simulation) {
        EventRandom random = simulation.random();
        String trackId = random.one(Population.TRACKS);
        String stepId = Population.stepId(random);
        Precondition version = version(simulation, new Key("STEPS#" + trackId, stepId));
        ApiRequests.remove(simulation, trackId, stepId, version, random.one(Population.ADMINS));
    }

    /** Half of the admins send the version that they have read, which may be outdated. */
    private static Precondition version(Simulation simulation, Key key) {
        if (simulation.random().chance(500)) {
            return Precondition.NONE;
        }
        return simulation
                .memory()
                .get(key)
                .map(item -> Precondition.version(StoredItems.version(item)))
                .orElse(Precondition.NONE);
    }

    private static void invitation(Simulation simulation) {
        EventRandom random = simulation.random();
        List<Invitation> invitations = simulation.oracle().invitations();
        if (invitations.isEmpty()) {
            return;
        }
        Invitation invitation = random.one(invitations);
        switch (random.nextInt(10)) {
            case 0 -> ApiRequests.manage(simulation, invitation, false);
            case 1 -> ApiRequests.manage(simulation, invitation, true);
            case 2, 3 -> ApiRequests.answer(simulation, invitation, AnswerInvitation.Reply.DECLINE);
            case 4, 5 -> ApiRequests.reinvite(simulation, invitation);
            case 6 -> ConcurrentRequests.beside(simulation, invitation);
            default -> ApiRequests.answer(simulation, invitation, AnswerInvitation.Reply.JOIN);
        }
    }
}
