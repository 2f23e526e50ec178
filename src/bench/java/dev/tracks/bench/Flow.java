package dev.tracks.bench;

import dev.tracks.Fixtures;
import dev.tracks.bench.Fleet.Call;
import dev.tracks.domain.ReEnrollment;
import dev.tracks.domain.SpanUnit;
import java.util.List;

/**
 * Something that happens to a person, and what must come of it.
 *
 * @param expected part of the answer, so that nothing else is counted by mistake
 * @param act calls the function that answers, for somebody new
 */
record Flow(String name, String expected, Act act) {
    interface Act {
        Call call(Fleet fleet, World world, String id);
    }

    private static final String HI = "Well done, {{user}}! {{current_track}} is behind you and {{track}} begins. 🎉";

    static final List<Flow> ALL = List.of(
            reached("automatic enrollment", "enrolled", step("automatic")),
            reached("the same, re-enrollment `yes`", "enrolled", step("again").reEnrollment(ReEnrollment.YES)),
            reached("the manager as enrollee", "enrolled", step("manager").forManager()),
            reached(
                    "`{{manager}}` in the message",
                    "enrolled",
                    step("named").confirmation("{{manager}} welcomes you, {{user}}")),
            reached("invitation", "invited", invitation()),
            new Flow("skip (previously started)", "previously_started", (fleet, world, id) -> {
                world.save(world.started(id, World.DESTINATION, 1));
                return reach(fleet, world, "automatic", id);
            }),
            reached("deferral", "deferred", step("deferral").delay(Fixtures.delay(7, SpanUnit.DAYS))),
            new Flow("replay", "\"replayed\":true", (fleet, world, id) -> {
                reach(fleet, world, "automatic", id);
                fleet.settle();
                return fleet.invoke("step", World.event(World.SOURCE, "automatic", id));
            }),
            new Flow("the page behind the button", "200", (fleet, world, id) -> {
                return fleet.invoke("api", HttpEvents.get(invited(fleet, world, id)));
            }),
            new Flow("join", "200", (fleet, world, id) -> {
                return fleet.invoke("api", HttpEvents.form(invited(fleet, world, id), "answer=join"));
            }),
            new Flow("decline", "200", (fleet, world, id) -> {
                return fleet.invoke("api", HttpEvents.form(invited(fleet, world, id), "answer=decline"));
            }));

    /** Saves every step that the flows need. */
    static void prepare(World world) {
        List.of(
                        step("automatic"),
                        step("again").reEnrollment(ReEnrollment.YES),
                        step("manager").forManager(),
                        step("named").confirmation("{{manager}} welcomes you, {{user}}"),
                        invitation(),
                        step("deferral").delay(Fixtures.delay(7, SpanUnit.DAYS)))
                .forEach(step -> world.save(step.build()));
    }

    private static Fixtures.Step step(String id) {
        return Fixtures.step(World.SOURCE, id, World.DESTINATION).confirmation(HI);
    }

    private static Fixtures.Step invitation() {
        return step("invitation")
                .manual(
                        "{{user}}, you could lead. In {{track}} you will learn to mentor, to hire and to run a project.")
                .joinButton("Level up!");
    }

    private static Flow reached(String name, String expected, Fixtures.Step step) {
        String stepId = step.build().id();
        return new Flow(
                name, "\"decision\":\"" + expected + "\"", (fleet, world, id) -> reach(fleet, world, stepId, id));
    }

    private static Call reach(Fleet fleet, World world, String stepId, String id) {
        world.saveWithManager(id);
        world.save(world.started(id, World.SOURCE, 1));
        fleet.skipStream();
        return fleet.invoke("step", World.event(World.SOURCE, stepId, id));
    }

    private static String invited(Fleet fleet, World world, String id) {
        reach(fleet, world, "invitation", id);
        fleet.settle();
        return fleet.joinPath();
    }
}
