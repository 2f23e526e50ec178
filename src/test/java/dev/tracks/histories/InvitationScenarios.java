package dev.tracks.histories;

import dev.tracks.domain.decision.DirectEnrollment;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.step.ReEnrollment;
import dev.tracks.store.table.Key;
import dev.tracks.usecase.invite.AnswerInvitation.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Concurrent requests around a person who starts a track beside an open invitation, or is invited to it again. */
final class InvitationScenarios {
    private static final StepReached ADA = new StepReached("day-1", "s1", "ada", 1);
    private static final StepReached ADA_BY_S2 = new StepReached("day-1", "s2", "ada", 1);
    private static final Key INVITATION = new Key("USER#ada", "INVITATION#week-1#00001");
    private static final Key ENROLLMENT = new Key("USER#ada", "ENROLLMENT#week-1#00001");
    private static final Duration TO_THE_REMINDER = Duration.ofDays(7);

    private InvitationScenarios() {}

    static List<Scenario> all() {
        return List.of(
                uninvited("an invitation and a direct enrollment", w -> run(w, ADA), InvitationScenarios::enroll),
                uninvited("a direct enrollment and an invitation", InvitationScenarios::enroll, w -> run(w, ADA)),
                started("relay of a start and a join", InvitationScenarios::relay, w -> answer(w, Reply.JOIN)),
                started("a join and relay of a start", w -> answer(w, Reply.JOIN), InvitationScenarios::relay),
                started("relay of a start and a decline", InvitationScenarios::relay, w -> answer(w, Reply.DECLINE)),
                started("a withdrawal and relay of a start", w -> manage(w, false), InvitationScenarios::relay),
                started("relay of a start and a resend", InvitationScenarios::relay, w -> manage(w, true)),
                started("relay of a start twice", InvitationScenarios::relay, InvitationScenarios::relay),
                dueForReminder(
                        "a reminder and relay of a start", InvitationScenarios::sweep, InvitationScenarios::relay),
                dueForReminder(
                        "relay of a start and a reminder", InvitationScenarios::relay, InvitationScenarios::sweep),
                declined("a reinvitation twice", InvitationScenarios::reinvite, InvitationScenarios::reinvite),
                declined("a reinvitation and another step", InvitationScenarios::reinvite, w -> run(w, ADA_BY_S2)),
                declined("another step and a reinvitation", w -> run(w, ADA_BY_S2), InvitationScenarios::reinvite),
                declined(
                        "a reinvitation and a direct enrollment",
                        InvitationScenarios::reinvite,
                        InvitationScenarios::enroll),
                declined(
                        "a direct enrollment and a reinvitation",
                        InvitationScenarios::enroll,
                        InvitationScenarios::reinvite),
                declined("a reinvitation and an erasure", InvitationScenarios::reinvite, InvitationScenarios::erase),
                expired(
                        "a reinvitation after the expiry and sweep",
                        InvitationScenarios::reinvite,
                        InvitationScenarios::sweep));
    }

    private static Scenario uninvited(
            String name, Function<Simulation, Runnable> one, Function<Simulation, Runnable> other) {
        return scenario(name, simulation -> {}, one, other);
    }

    /** Ada is invited, and then enrolled directly; relay has published the invitation, but not the enrollment. */
    private static Scenario started(
            String name, Function<Simulation, Runnable> one, Function<Simulation, Runnable> other) {
        return scenario(
                name,
                simulation -> {
                    invite(simulation);
                    enroll(simulation).run();
                },
                one,
                other);
    }

    /** The same, when the reminder is due. */
    private static Scenario dueForReminder(
            String name, Function<Simulation, Runnable> one, Function<Simulation, Runnable> other) {
        return scenario(
                name,
                simulation -> {
                    invite(simulation);
                    simulation.pass(TO_THE_REMINDER.plusHours(1).toMillis());
                    enroll(simulation).run();
                },
                one,
                other);
    }

    private static Scenario declined(
            String name, Function<Simulation, Runnable> one, Function<Simulation, Runnable> other) {
        return scenario(
                name,
                simulation -> {
                    invite(simulation);
                    answer(simulation, Reply.DECLINE).run();
                },
                one,
                other);
    }

    private static Scenario expired(
            String name, Function<Simulation, Runnable> one, Function<Simulation, Runnable> other) {
        return scenario(
                name,
                simulation -> {
                    invite(simulation);
                    simulation.pass(TO_THE_REMINDER.multipliedBy(2).plusHours(1).toMillis());
                },
                one,
                other);
    }

    private static Scenario scenario(
            String name,
            Consumer<Simulation> before,
            Function<Simulation, Runnable> one,
            Function<Simulation, Runnable> other) {
        return new Scenario(name, simulation -> {
            Scenarios.begin(simulation, step -> step.manual("Join {{track}}!"));
            before.accept(simulation);
            return List.of(one.apply(simulation), other.apply(simulation));
        });
    }

    private static void invite(Simulation simulation) {
        run(simulation, ADA).run();
        relay(simulation, INVITATION).run();
    }

    private static Invitation invitation(Simulation simulation) {
        return simulation.oracle().invitations().get(0);
    }

    private static Runnable run(Simulation simulation, StepReached cause) {
        return () -> simulation.functions().step(cause);
    }

    private static Runnable enroll(Simulation simulation) {
        DirectEnrollment request = new DirectEnrollment("week-1", "ada", ReEnrollment.NO);
        return () -> ApiRequests.direct(simulation, new ApiRequests.Direct(request, Optional.empty()));
    }

    private static Runnable answer(Simulation simulation, Reply reply) {
        Invitation invitation = invitation(simulation);
        return () -> ApiRequests.answer(simulation, invitation, reply);
    }

    private static Runnable manage(Simulation simulation, boolean resend) {
        Invitation invitation = invitation(simulation);
        return () -> ApiRequests.manage(simulation, invitation, resend);
    }

    private static Runnable reinvite(Simulation simulation) {
        Invitation invitation = invitation(simulation);
        return () -> ApiRequests.reinvite(simulation, invitation);
    }

    private static Runnable relay(Simulation simulation) {
        return relay(simulation, ENROLLMENT);
    }

    private static Runnable relay(Simulation simulation, Key key) {
        return () -> simulation.functions().stream().deliverOf(key);
    }

    private static Runnable sweep(Simulation simulation) {
        return () -> simulation.functions().sweepOf("ada");
    }

    private static Runnable erase(Simulation simulation) {
        return () -> ApiRequests.erase(simulation, "ada");
    }
}
