package dev.tracks.bench;

import dev.tracks.Fixtures;
import dev.tracks.domain.Audience;
import dev.tracks.domain.Delay;
import dev.tracks.domain.Enrollment;
import dev.tracks.domain.EnrollmentStatus;
import dev.tracks.domain.Lineage;
import dev.tracks.domain.ReEnrollment;
import dev.tracks.domain.SpanUnit;
import dev.tracks.domain.TimeSpan;
import dev.tracks.domain.TrackStatus;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Something that happens to a step, for two functions to do the same.
 *
 * @param script writes what is there before, and gives the events; each is made when its turn comes
 */
record Scenario(String name, Script script) {
    /** What happens in a world; {@code id} is unique to the scenario, for its step and its person. */
    interface Script {
        List<Supplier<String>> prepare(World world, String id);
    }

    static final List<Scenario> ALL = List.of(
            new Scenario("enrolled", (world, id) -> once(world, plain(id), id)),
            new Scenario("enrolled, and again", (world, id) -> {
                once(world, plain(id), id);
                return List.of(() -> event(id), () -> event(id));
            }),
            new Scenario("previously started", (world, id) -> started(world, plain(id), id, EnrollmentStatus.ACTIVE)),
            policy(ReEnrollment.YES, EnrollmentStatus.ACTIVE),
            policy(ReEnrollment.WHEN_NOT_ACTIVE, EnrollmentStatus.ACTIVE),
            policy(ReEnrollment.WHEN_NOT_ACTIVE, EnrollmentStatus.COMPLETED),
            policy(ReEnrollment.WHEN_NOT_COMPLETED, EnrollmentStatus.COMPLETED),
            policy(ReEnrollment.WHEN_NOT_COMPLETED, EnrollmentStatus.CANCELLED),
            new Scenario(
                    "cooldown",
                    (world, id) -> started(
                            world,
                            plain(id).reEnrollment(ReEnrollment.YES).cooldown(3, SpanUnit.MONTHS),
                            id,
                            EnrollmentStatus.COMPLETED)),
            new Scenario("step not found", (world, id) -> List.of(() -> event(id))),
            new Scenario("step disabled", (world, id) -> once(world, plain(id).disabled(), id)),
            new Scenario("source track paused", (world, id) -> {
                world.save(World.track("paused-source", "Paused", TrackStatus.PAUSED));
                world.save(Fixtures.step("paused-source", id, World.DESTINATION).build());
                return List.of(() -> World.event("paused-source", id, id));
            }),
            new Scenario("participant not found, then there", (world, id) -> {
                world.save(plain(id).build());
                return List.of(() -> event(id), () -> person(world, id), () -> event(id));
            }),
            new Scenario("participant deactivated", (world, id) -> {
                world.save(plain(id).build());
                world.save(Fixtures.person(id).deactivated().build());
                return List.of(() -> event(id));
            }),
            new Scenario("source instance not found", (world, id) -> {
                world.save(plain(id).build());
                world.save(World.person(id));
                return List.of(() -> event(id));
            }),
            new Scenario("source instance cancelled", (world, id) -> {
                world.save(plain(id).build());
                world.save(World.person(id));
                world.save(ended(world.started(id, World.SOURCE, 1), EnrollmentStatus.CANCELLED));
                return List.of(() -> event(id));
            }),
            new Scenario(
                    "not in the audience",
                    (world, id) -> once(
                            world,
                            plain(id)
                                    .audience(
                                            new Audience(Map.of("team", Set.of("sales"), "role", Set.of("engineer")))),
                            id)),
            new Scenario("manager not found, then there", (world, id) -> {
                List<Supplier<String>> once = once(world, plain(id).forManager(), id);
                return List.of(once.get(0), () -> manager(world, id));
            }),
            new Scenario(
                    "manager named", (world, id) -> once(world, plain(id).confirmation("{{ manager }}: {{user}}"), id)),
            new Scenario("onto itself", (world, id) -> once(world, plain(id).to(World.SOURCE), id)),
            lineage("loop", List.of(World.DESTINATION, World.SOURCE)),
            lineage(
                    "too deep",
                    IntStream.range(0, Lineage.MAX_DEPTH)
                            .mapToObj(i -> i == Lineage.MAX_DEPTH - 1 ? World.SOURCE : "track-" + i)
                            .toList()),
            new Scenario(
                    "destination not found",
                    (world, id) -> once(world, plain(id).to("nowhere"), id)),
            new Scenario("destination paused", (world, id) -> {
                world.save(World.track("paused", "Paused", TrackStatus.PAUSED));
                return once(world, plain(id).to("paused"), id);
            }),
            delay(new Delay(new TimeSpan(7, SpanUnit.DAYS), Optional.empty(), false)),
            delay(new Delay(new TimeSpan(200, SpanUnit.DAYS), Optional.of(LocalTime.of(9, 0)), true)),
            delay(new Delay(new TimeSpan(3, SpanUnit.HOURS), Optional.of(LocalTime.of(2, 30)), true)),
            delay(new Delay(new TimeSpan(5, SpanUnit.MONTHS), Optional.of(LocalTime.of(8, 15)), false)),
            delay(new Delay(new TimeSpan(9, SpanUnit.WEEKS), Optional.empty(), true)),
            new Scenario(
                    "a delay that is over",
                    (world, id) -> once(world, plain(id).delay(Fixtures.delay(1, SpanUnit.MINUTES)), id)));

    List<Supplier<String>> prepare(World world) {
        return script.prepare(world, name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-"));
    }

    private static Fixtures.Step plain(String id) {
        return Fixtures.step(World.SOURCE, id, World.DESTINATION)
                .confirmation("Hi {{user}}, {{ current_track }} → {{track}} {{}} {user} 🎉");
    }

    private static String event(String id) {
        return World.event(World.SOURCE, id, id);
    }

    private static List<Supplier<String>> once(World world, Fixtures.Step step, String id) {
        world.save(step.build());
        person(world, id);
        return List.of(() -> event(id));
    }

    private static String person(World world, String id) {
        world.save(World.person(id));
        world.save(world.started(id, World.SOURCE, 1));
        return event(id);
    }

    /** The person's manager comes to be. */
    private static String manager(World world, String id) {
        world.save(Fixtures.person("grace").build());
        return event(id);
    }

    private static Scenario policy(ReEnrollment policy, EnrollmentStatus before) {
        return new Scenario(
                policy.wireName() + " after " + before.wireName(),
                (world, id) -> started(world, plain(id).reEnrollment(policy), id, before));
    }

    private static List<Supplier<String>> started(World world, Fixtures.Step step, String id, EnrollmentStatus before) {
        world.save(ended(world.started(id, World.DESTINATION, 1), before));
        return once(world, step, id);
    }

    private static Enrollment ended(Enrollment enrollment, EnrollmentStatus status) {
        return enrollment.with(status, Map.of(), enrollment.startedAt());
    }

    private static Scenario lineage(String name, List<String> trackIds) {
        return new Scenario(name, (world, id) -> {
            world.save(plain(id).build());
            world.save(World.person(id));
            Enrollment source = world.started(id, World.SOURCE, 1);
            world.save(
                    Enrollment.started(id, source.ref(), source.startedAt(), source.source(), new Lineage(trackIds)));
            return List.of(() -> event(id));
        });
    }

    private static Scenario delay(Delay delay) {
        String name = "deferred by " + delay.span().amount() + " "
                + delay.span().unit().wireName()
                + delay.at().map(at -> " at " + at).orElse("");
        return new Scenario(name, (world, id) -> {
            List<Supplier<String>> once = once(world, plain(id).delay(delay), id);
            return List.of(once.get(0), once.get(0));
        });
    }
}
