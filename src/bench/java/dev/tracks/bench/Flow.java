package dev.tracks.bench;

import dev.tracks.Fixtures;
import dev.tracks.bench.Fleet.Invocation;
import dev.tracks.domain.SpanUnit;
import dev.tracks.domain.step.ReEnrollment;
import java.util.List;

/**
 * A use of the system, and its expected result.
 *
 * @param expected part of the response, so that no other result is counted by mistake
 * @param action calls the function that responds, for a new person
 */
record Flow(String name, String expected, Action action) {
    interface Action {
        Invocation call(Fleet fleet, BenchmarkData data, String id);
    }

    private static final String HI = "Well done, {{user}}! {{current_track}} is behind you and {{track}} begins. 🎉";

    static final String AUTOMATIC = "automatic enrollment";
    static final String INVITATION = "invitation";
    static final String SKIP = "skip (previously started)";
    static final String JOIN = "join";

    static final List<Flow> ALL = List.of(
            reached(AUTOMATIC, "enrolled", step("automatic")),
            reached("the same, re-enrollment `yes`", "enrolled", step("again").reEnrollment(ReEnrollment.YES)),
            reached("the manager as enrollee", "enrolled", step("manager").forManager()),
            reached(
                    "`{{manager}}` in the message",
                    "enrolled",
                    step("named").confirmation("{{manager}} welcomes you, {{user}}")),
            reached(INVITATION, "invited", invitation()),
            new Flow(SKIP, "previously_started", (fleet, data, id) -> {
                data.save(data.started(id, BenchmarkData.DESTINATION, 1));
                return reach(fleet, data, "automatic", id);
            }),
            reached("deferral", "deferred", step("deferral").delay(Fixtures.delay(7, SpanUnit.DAYS))),
            new Flow("replay", "\"replayed\":true", (fleet, data, id) -> {
                reach(fleet, data, "automatic", id);
                fleet.drain();
                return fleet.invoke("step", BenchmarkData.event(BenchmarkData.SOURCE, "automatic", id));
            }),
            new Flow("the page behind the button", "200", (fleet, data, id) -> {
                return fleet.invoke("api", HttpEvents.get(invited(fleet, data, id)));
            }),
            new Flow(JOIN, "200", (fleet, data, id) -> {
                return fleet.invoke("api", HttpEvents.form(invited(fleet, data, id), "answer=join"));
            }),
            new Flow("decline", "200", (fleet, data, id) -> {
                return fleet.invoke("api", HttpEvents.form(invited(fleet, data, id), "answer=decline"));
            }));

    /** Saves all steps that the flows need. */
    static void prepare(BenchmarkData data) {
        List.of(
                        step("automatic"),
                        step("again").reEnrollment(ReEnrollment.YES),
                        step("manager").forManager(),
                        step("named").confirmation("{{manager}} welcomes you, {{user}}"),
                        invitation(),
                        step("deferral").delay(Fixtures.delay(7, SpanUnit.DAYS)))
                .forEach(step -> data.save(step.build()));
    }

    private static Fixtures.Step step(String id) {
        return Fixtures.step(BenchmarkData.SOURCE, id, BenchmarkData.DESTINATION)
                .confirmation(HI);
    }

    private static Fixtures.Step invitation() {
        return step("invitation")
                .manual(
                        "{{user}}, you could lead. In {{track}} you will learn to mentor, to hire and to run a project.")
                .joinButton("Level up!");
    }

    private static Flow reached(String name, String expected, Fixtures.Step step) {
        String stepId = step.build().id();
        return new Flow(name, "\"decision\":\"" + expected + "\"", (fleet, data, id) -> reach(fleet, data, stepId, id));
    }

    private static Invocation reach(Fleet fleet, BenchmarkData data, String stepId, String id) {
        data.saveWithManager(id);
        data.save(data.started(id, BenchmarkData.SOURCE, 1));
        fleet.skipStream();
        return fleet.invoke("step", BenchmarkData.event(BenchmarkData.SOURCE, stepId, id));
    }

    private static String invited(Fleet fleet, BenchmarkData data, String id) {
        reach(fleet, data, "invitation", id);
        fleet.drain();
        return fleet.joinPath();
    }
}
