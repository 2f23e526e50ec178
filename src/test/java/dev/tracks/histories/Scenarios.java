package dev.tracks.histories;

import dev.tracks.Fixtures;
import dev.tracks.domain.SpanUnit;
import dev.tracks.domain.decision.DirectEnrollment;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.step.ReEnrollment;
import dev.tracks.domain.track.TrackStatus;
import dev.tracks.usecase.Precondition;
import dev.tracks.usecase.invite.AnswerInvitation.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Concurrent pairs for each use case that writes. */
final class Scenarios {
    private static final StepReached ADA = new StepReached("day-1", "s1", "ada", 1);
    private static final StepReached ADA_BY_S2 = new StepReached("day-1", "s2", "ada", 1);
    private static final StepReached LINUS = new StepReached("day-1", "s1", "linus", 1);

    private Scenarios() {}

    static List<Scenario> all() {
        List<Scenario> all = new ArrayList<>();
        steps(all);
        waiting(all);
        direct(all);
        invitations(all);
        followUps(all);
        all.addAll(RunScenarios.all());
        all.addAll(InvitationScenarios.all());
        all.addAll(HeldMessageScenarios.all());
        all.addAll(ResendScenarios.all());
        all.addAll(OutageScenarios.all());
        edits(all);
        erasures(all);
        all.addAll(AliasScenarios.all());
        return all;
    }

    private static void steps(List<Scenario> all) {
        for (ReEnrollment policy : ReEnrollment.values()) {
            all.add(steps("one cause twice, " + policy, step -> step.reEnrollment(policy), ADA, ADA));
            all.add(steps("two causes of one person, " + policy, step -> step.reEnrollment(policy), ADA, ADA_BY_S2));
        }
        all.add(steps("one cause twice, manual", step -> step.manual("Join!"), ADA, ADA));
        all.add(steps("two causes of one person, manual", step -> step.manual("Join!"), ADA, ADA_BY_S2));
        all.add(steps("two reports of one manager", Fixtures.Step::forManager, ADA, LINUS));
        all.add(steps(
                "two reports of one manager, yes",
                step -> step.forManager().reEnrollment(ReEnrollment.YES),
                ADA,
                LINUS));
        all.add(new Scenario("a cause, and an edit of the destination", simulation -> {
            begin(simulation, step -> step.reEnrollment(ReEnrollment.YES));
            AddToTrackStep moved = Fixtures.step("day-1", "s1", "month-1").build();
            return List.of(run(simulation, ADA), () -> ApiRequests.save(simulation, moved, Precondition.NONE, "root"));
        }));
        all.add(new Scenario("a previously skipped cause twice", simulation -> {
            skippedBefore(simulation);
            return List.of(run(simulation, ADA), run(simulation, ADA));
        }));
        all.add(meeting("a preview and the cause", Scenarios::preview, w -> run(w, ADA)));
    }

    private static void skippedBefore(Simulation simulation) {
        begin(simulation, step -> step.reEnrollment(ReEnrollment.YES));
        ApiRequests.save(simulation, Fixtures.track("week-1", TrackStatus.PAUSED), Precondition.NONE, "root");
        simulation.functions().step(ADA);
        ApiRequests.save(simulation, Fixtures.track("week-1"), Precondition.NONE, "root");
        simulation.pass(10_000);
    }

    private static Runnable preview(Simulation simulation) {
        AddToTrackStep step = Fixtures.step("day-1", "s1", "week-1").build();
        return () -> ApiRequests.preview(simulation, step, ADA);
    }

    private static void waiting(List<Scenario> all) {
        UnaryOperator<Fixtures.Step> later =
                step -> step.reEnrollment(ReEnrollment.YES).delay(Fixtures.delay(2, SpanUnit.HOURS));
        all.add(steps("a deferred cause twice", later, ADA, ADA));
        all.add(new Scenario("a due cause twice", simulation -> due(simulation, later, run(simulation, ADA))));
        all.add(new Scenario(
                "a due cause and its cancellation", simulation -> due(simulation, later, cancel(simulation))));
        all.add(new Scenario(
                "a due cause and sweep",
                simulation ->
                        due(simulation, later, () -> simulation.functions().sweepOf("ada"))));
    }

    private static List<Runnable> due(Simulation simulation, UnaryOperator<Fixtures.Step> step, Runnable other) {
        begin(simulation, step);
        simulation.functions().step(ADA);
        simulation.pass(Duration.ofHours(3).toMillis());
        return List.of(run(simulation, ADA), other);
    }

    private static Runnable cancel(Simulation simulation) {
        return () -> simulation.handle(
                FunctionRole.API,
                () -> "cancel " + ADA,
                process -> process.cancelRun().cancel(ADA, "root").decision());
    }

    private static void direct(List<Scenario> all) {
        for (ReEnrollment policy : List.of(ReEnrollment.NO, ReEnrollment.YES)) {
            DirectEnrollment request = new DirectEnrollment("week-1", "ada", policy);
            ApiRequests.Direct keyed = new ApiRequests.Direct(request, Optional.of("k"));
            ApiRequests.Direct plain = new ApiRequests.Direct(request, Optional.empty());
            all.add(meeting(
                    "one Idempotency-Key twice, " + policy,
                    simulation -> enroll(simulation, keyed),
                    simulation -> enroll(simulation, keyed)));
            all.add(meeting("two direct enrollments, " + policy, w -> enroll(w, plain), w -> enroll(w, plain)));
            all.add(meeting("a direct enrollment and a step, " + policy, w -> enroll(w, keyed), w -> run(w, ADA)));
        }
    }

    private static void invitations(List<Scenario> all) {
        all.add(invited("the same click twice", w -> answer(w, Reply.JOIN), w -> answer(w, Reply.JOIN)));
        all.add(invited("join and decline", w -> answer(w, Reply.JOIN), w -> answer(w, Reply.DECLINE)));
        all.add(invited("decline and join", w -> answer(w, Reply.DECLINE), w -> answer(w, Reply.JOIN)));
        all.add(invited("join and withdrawal", w -> answer(w, Reply.JOIN), w -> manage(w, false)));
        all.add(invited("withdrawal and join", w -> manage(w, false), w -> answer(w, Reply.JOIN)));
        all.add(invited(
                "join and a direct enrollment",
                w -> answer(w, Reply.JOIN),
                w -> enroll(
                        w,
                        new ApiRequests.Direct(
                                new DirectEnrollment("week-1", "ada", ReEnrollment.NO), Optional.empty()))));
        all.add(invited("the same delivery twice", Scenarios::deliver, Scenarios::deliver));
        all.add(invited("a delivery and a resend", Scenarios::deliver, w -> manage(w, true)));
        all.add(invited("a resend and a delivery", w -> manage(w, true), Scenarios::deliver));
        all.add(invited("a resend and relay", w -> manage(w, true), Scenarios::relay));
    }

    private static void followUps(List<Scenario> all) {
        all.add(meeting("relay twice", Scenarios::relay, Scenarios::relay));
        all.add(meeting(
                "relay and sweep", Scenarios::relay, w -> () -> w.functions().sweepOf("ada")));
        all.add(meeting("sweep and relay", w -> () -> w.functions().sweepOf("ada"), Scenarios::relay));
        all.add(meeting("relay and the end of an instance", Scenarios::relay, w -> () -> EnrollmentRequests.update(w)));
        all.add(meeting(
                "the end of an instance twice",
                w -> () -> EnrollmentRequests.update(w),
                w -> () -> EnrollmentRequests.update(w)));
    }

    private static void edits(List<Scenario> all) {
        AddToTrackStep there = Fixtures.step("week-1", "s9", "month-1").build();
        AddToTrackStep back = Fixtures.step("month-1", "s9", "week-1").build();
        AddToTrackStep off = Fixtures.step("week-1", "s9", "month-1").disabled().build();
        all.add(meeting("two steps that close a loop", w -> save(w, there), w -> save(w, back)));
        all.add(meeting("two edits of a step", w -> save(w, there), w -> save(w, off)));
        all.add(meeting("a removal and an edit of a step", Scenarios::remove, w -> save(w, off("day-1", "s1"))));
        all.add(meeting("an edit and a removal of a step", w -> save(w, off("day-1", "s1")), Scenarios::remove));
        AddToTrackStep moved = Fixtures.step("day-1", "s1", "month-1").build();
        AddToTrackStep reworded =
                Fixtures.step("day-1", "s1", "week-1").confirmation("Hi!").build();
        all.add(meeting("an edit of a step, and its removal and re-creation", w -> save(w, reworded), w -> () -> {
            remove(w).run();
            save(w, moved).run();
        }));
        all.add(meeting("a removal of a step, and its removal and re-creation", Scenarios::remove, w -> () -> {
            remove(w).run();
            save(w, moved).run();
        }));
        all.add(meeting(
                "two edits of a track", w -> track(w, TrackStatus.PAUSED), w -> track(w, TrackStatus.ARCHIVED)));
        all.add(meeting("two edits of a person", w -> person(w, "linus"), w -> person(w, "grace")));
    }

    private static void erasures(List<Scenario> all) {
        all.add(meeting("an erasure and an edit of the person", Scenarios::erase, w -> person(w, "linus")));
        all.add(meeting("an edit of the person and an erasure", w -> person(w, "linus"), Scenarios::erase));
        all.add(meeting("an erasure and a cause", Scenarios::erase, w -> run(w, ADA)));
        all.add(meeting("a cause and an erasure", w -> run(w, ADA), Scenarios::erase));
        all.add(meeting(
                "an erasure and a change of an instance", Scenarios::erase, w -> () -> EnrollmentRequests.update(w)));
        all.add(meeting(
                "a change of an instance and an erasure", w -> () -> EnrollmentRequests.update(w), Scenarios::erase));
        all.add(meeting("two erasures", Scenarios::erase, Scenarios::erase));
        all.add(invited("an erasure and a click", Scenarios::erase, w -> answer(w, Reply.JOIN)));
        all.add(invited("a click and an erasure", w -> answer(w, Reply.JOIN), Scenarios::erase));
        all.add(invited("an erasure and a delivery", Scenarios::erase, Scenarios::deliver));
        all.add(invited("a resend and an erasure", w -> manage(w, true), Scenarios::erase));
    }

    private static AddToTrackStep off(String trackId, String stepId) {
        return Fixtures.step(trackId, stepId, "week-1").disabled().build();
    }

    // ---- what there is before -----------------------------------------------------------------------------------

    static void begin(Simulation simulation, UnaryOperator<Fixtures.Step> step) {
        for (String track : List.of("day-1", "week-1", "month-1")) {
            ApiRequests.save(simulation, Fixtures.track(track), Precondition.NONE, "root");
        }
        ApiRequests.save(
                simulation,
                Fixtures.person("grace").email(Population.email("grace")).build(),
                Precondition.NONE,
                "root");
        for (String person : List.of("ada", "linus")) {
            ApiRequests.save(
                    simulation,
                    Fixtures.person(person)
                            .email(Population.email(person))
                            .managedBy("grace")
                            .build(),
                    Precondition.NONE,
                    "root");
        }
        for (String id : List.of("s1", "s2")) {
            Fixtures.Step fresh = Fixtures.step("day-1", id, "week-1").confirmation("Hello {{user}}");
            ApiRequests.save(simulation, step.apply(fresh).build(), Precondition.NONE, "root");
        }
        for (String person : List.of("ada", "linus")) {
            enroll(
                            simulation,
                            new ApiRequests.Direct(
                                    new DirectEnrollment("day-1", person, ReEnrollment.NO), Optional.empty()))
                    .run();
        }
    }

    private static Scenario steps(String name, UnaryOperator<Fixtures.Step> step, StepReached one, StepReached other) {
        return new Scenario(name, simulation -> {
            begin(simulation, step);
            return List.of(run(simulation, one), run(simulation, other));
        });
    }

    private static Scenario meeting(
            String name, Function<Simulation, Runnable> one, Function<Simulation, Runnable> other) {
        return new Scenario(name, simulation -> {
            begin(simulation, step -> step);
            return List.of(one.apply(simulation), other.apply(simulation));
        });
    }

    private static Scenario invited(
            String name, Function<Simulation, Runnable> one, Function<Simulation, Runnable> other) {
        return new Scenario(name, simulation -> {
            begin(simulation, step -> step.manual("Join {{track}}!"));
            simulation.functions().step(ADA);
            return List.of(one.apply(simulation), other.apply(simulation));
        });
    }

    // ---- who meets ----------------------------------------------------------------------------------------------

    private static Runnable run(Simulation simulation, StepReached cause) {
        return () -> simulation.functions().step(cause);
    }

    private static Runnable enroll(Simulation simulation, ApiRequests.Direct direct) {
        return () -> ApiRequests.direct(simulation, direct);
    }

    private static Runnable answer(Simulation simulation, Reply reply) {
        Invitation invitation = simulation.oracle().invitations().get(0);
        return () -> ApiRequests.answer(simulation, invitation, reply);
    }

    private static Runnable manage(Simulation simulation, boolean resend) {
        Invitation invitation = simulation.oracle().invitations().get(0);
        return () -> ApiRequests.manage(simulation, invitation, resend);
    }

    private static Runnable deliver(Simulation simulation) {
        Invitation invitation = simulation.oracle().invitations().get(0);
        return () -> simulation.functions().deliver(MessageKind.INVITATION, invitation);
    }

    private static Runnable erase(Simulation simulation) {
        return () -> ApiRequests.erase(simulation, "ada");
    }

    private static Runnable relay(Simulation simulation) {
        return () -> simulation.functions().stream().deliverOf("ada");
    }

    private static Runnable save(Simulation simulation, AddToTrackStep step) {
        return () -> ApiRequests.save(simulation, step, Precondition.NONE, "root");
    }

    private static Runnable remove(Simulation simulation) {
        return () -> ApiRequests.remove(simulation, "day-1", "s1", Precondition.NONE, "root");
    }

    private static Runnable track(Simulation simulation, TrackStatus status) {
        return () -> ApiRequests.save(simulation, Fixtures.track("week-1", status), Precondition.NONE, "root");
    }

    private static Runnable person(Simulation simulation, String manager) {
        return () -> ApiRequests.save(
                simulation,
                Fixtures.person("ada")
                        .email(Population.email("ada"))
                        .managedBy(manager)
                        .build(),
                Precondition.NONE,
                "root");
    }
}
