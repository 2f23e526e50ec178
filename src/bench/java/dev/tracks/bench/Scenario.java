package dev.tracks.bench;

import dev.tracks.Fixtures;
import dev.tracks.domain.SpanUnit;
import dev.tracks.domain.TimeSpan;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.Lineage;
import dev.tracks.domain.step.Audience;
import dev.tracks.domain.step.Delay;
import dev.tracks.domain.step.ReEnrollment;
import dev.tracks.domain.track.TrackStatus;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A situation of a step, in which two functions must do the same.
 *
 * @param script writes the initial state and returns the events; each event is created when it is sent
 */
record Scenario(String name, Script script) {
    /** The initial state and the events; {@code id} is unique to the scenario, for its step and its person. */
    interface Script {
        List<Supplier<String>> prepare(BenchmarkData data, String id);
    }

    static final List<Scenario> ALL = List.of(
            new Scenario("enrolled", (data, id) -> once(data, plain(id), id)),
            new Scenario("enrolled, and again", (data, id) -> {
                once(data, plain(id), id);
                return List.of(() -> event(id), () -> event(id));
            }),
            new Scenario("previously started", (data, id) -> started(data, plain(id), id, EnrollmentStatus.ACTIVE)),
            policy(ReEnrollment.YES, EnrollmentStatus.ACTIVE),
            policy(ReEnrollment.WHEN_NOT_ACTIVE, EnrollmentStatus.ACTIVE),
            policy(ReEnrollment.WHEN_NOT_ACTIVE, EnrollmentStatus.COMPLETED),
            policy(ReEnrollment.WHEN_NOT_COMPLETED, EnrollmentStatus.COMPLETED),
            policy(ReEnrollment.WHEN_NOT_COMPLETED, EnrollmentStatus.CANCELLED),
            new Scenario(
                    "cooldown",
                    (data, id) -> started(
                            data,
                            plain(id).reEnrollment(ReEnrollment.YES).cooldown(3, SpanUnit.MONTHS),
                            id,
                            EnrollmentStatus.COMPLETED)),
            new Scenario("step not found", (data, id) -> List.of(() -> event(id))),
            new Scenario("step disabled", (data, id) -> once(data, plain(id).disabled(), id)),
            new Scenario("source track paused", (data, id) -> {
                data.save(BenchmarkData.track("paused-source", "Paused", TrackStatus.PAUSED));
                data.save(Fixtures.step("paused-source", id, BenchmarkData.DESTINATION)
                        .build());
                return List.of(() -> BenchmarkData.event("paused-source", id, id));
            }),
            new Scenario("participant not found, then there", (data, id) -> {
                data.save(plain(id).build());
                return List.of(() -> event(id), () -> person(data, id), () -> event(id));
            }),
            new Scenario("participant deactivated", (data, id) -> {
                data.save(plain(id).build());
                data.save(Fixtures.person(id).deactivated().build());
                return List.of(() -> event(id));
            }),
            new Scenario("source instance not found", (data, id) -> {
                data.save(plain(id).build());
                data.save(BenchmarkData.person(id));
                return List.of(() -> event(id));
            }),
            new Scenario("source instance cancelled", (data, id) -> {
                data.save(plain(id).build());
                data.save(BenchmarkData.person(id));
                data.save(ended(data.started(id, BenchmarkData.SOURCE, 1), EnrollmentStatus.CANCELLED));
                return List.of(() -> event(id));
            }),
            new Scenario(
                    "not in the audience",
                    (data, id) -> once(
                            data,
                            plain(id)
                                    .audience(
                                            new Audience(Map.of("team", Set.of("sales"), "role", Set.of("engineer")))),
                            id)),
            new Scenario("manager not found, then there", (data, id) -> {
                List<Supplier<String>> once = once(data, plain(id).forManager(), id);
                return List.of(once.get(0), () -> manager(data, id));
            }),
            new Scenario(
                    "manager named", (data, id) -> once(data, plain(id).confirmation("{{ manager }}: {{user}}"), id)),
            new Scenario("onto itself", (data, id) -> once(data, plain(id).to(BenchmarkData.SOURCE), id)),
            lineage("loop", List.of(BenchmarkData.DESTINATION, BenchmarkData.SOURCE)),
            lineage(
                    "too deep",
                    IntStream.range(0, Lineage.MAX_DEPTH)
                            .mapToObj(i -> i == Lineage.MAX_DEPTH - 1 ? BenchmarkData.SOURCE : "track-" + i)
                            .toList()),
            new Scenario(
                    "destination not found", (data, id) -> once(data, plain(id).to("nowhere"), id)),
            new Scenario("destination paused", (data, id) -> {
                data.save(BenchmarkData.track("paused", "Paused", TrackStatus.PAUSED));
                return once(data, plain(id).to("paused"), id);
            }),
            delay(new Delay(new TimeSpan(7, SpanUnit.DAYS), Optional.empty(), false)),
            delay(new Delay(new TimeSpan(200, SpanUnit.DAYS), Optional.of(LocalTime.of(9, 0)), true)),
            delay(new Delay(new TimeSpan(3, SpanUnit.HOURS), Optional.of(LocalTime.of(2, 30)), true)),
            delay(new Delay(new TimeSpan(5, SpanUnit.MONTHS), Optional.of(LocalTime.of(8, 15)), false)),
            delay(new Delay(new TimeSpan(9, SpanUnit.WEEKS), Optional.empty(), true)),
            new Scenario(
                    "a delay that is over",
                    (data, id) -> once(data, plain(id).delay(Fixtures.delay(1, SpanUnit.MINUTES)), id)));

    List<Supplier<String>> prepare(BenchmarkData data) {
        return script.prepare(data, name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-"));
    }

    private static Fixtures.Step plain(String id) {
        return Fixtures.step(BenchmarkData.SOURCE, id, BenchmarkData.DESTINATION)
                .confirmation("Hi {{user}}, {{ current_track }} → {{track}} {{}} {user} 🎉");
    }

    private static String event(String id) {
        return BenchmarkData.event(BenchmarkData.SOURCE, id, id);
    }

    private static List<Supplier<String>> once(BenchmarkData data, Fixtures.Step step, String id) {
        data.save(step.build());
        person(data, id);
        return List.of(() -> event(id));
    }

    private static String person(BenchmarkData data, String id) {
        data.save(BenchmarkData.person(id));
        data.save(data.started(id, BenchmarkData.SOURCE, 1));
        return event(id);
    }

    /** Creates the person's manager. */
    private static String manager(BenchmarkData data, String id) {
        data.save(Fixtures.person("grace").build());
        return event(id);
    }

    private static Scenario policy(ReEnrollment policy, EnrollmentStatus before) {
        return new Scenario(
                policy.wireName() + " after " + before.wireName(),
                (data, id) -> started(data, plain(id).reEnrollment(policy), id, before));
    }

    private static List<Supplier<String>> started(
            BenchmarkData data, Fixtures.Step step, String id, EnrollmentStatus before) {
        data.save(ended(data.started(id, BenchmarkData.DESTINATION, 1), before));
        return once(data, step, id);
    }

    private static Enrollment ended(Enrollment enrollment, EnrollmentStatus status) {
        return enrollment.with(status, Map.of(), enrollment.startedAt());
    }

    private static Scenario lineage(String name, List<String> trackIds) {
        return new Scenario(name, (data, id) -> {
            data.save(plain(id).build());
            data.save(BenchmarkData.person(id));
            Enrollment source = data.started(id, BenchmarkData.SOURCE, 1);
            data.save(Enrollment.started(id, source.ref(), source.startedAt(), source.source(), new Lineage(trackIds)));
            return List.of(() -> event(id));
        });
    }

    private static Scenario delay(Delay delay) {
        String name = "deferred by " + delay.span().amount() + " "
                + delay.span().unit().wireName()
                + delay.at().map(at -> " at " + at).orElse("");
        return new Scenario(name, (data, id) -> {
            List<Supplier<String>> once = once(data, plain(id).delay(delay), id);
            return List.of(once.get(0), once.get(0));
        });
    }
}
