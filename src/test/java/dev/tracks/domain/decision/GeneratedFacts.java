package dev.tracks.domain.decision;

import static dev.tracks.Fixtures.NOW;
import static dev.tracks.domain.decision.FactsBuilder.CAUSE;

import dev.tracks.Fixtures;
import dev.tracks.Fixtures.Person;
import dev.tracks.Fixtures.Step;
import dev.tracks.domain.SpanUnit;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.Lineage;
import dev.tracks.domain.record.Participant;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.step.Audience;
import dev.tracks.domain.step.Enrollee;
import dev.tracks.domain.step.ReEnrollment;
import dev.tracks.domain.step.ReachedBy;
import dev.tracks.domain.track.TrackStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Builders;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/**
 * Generates facts for {@link FactsBuilder#CAUSE}. Facts that end an evaluation early are rare, so that the late rules
 * are reached too. Times are whole hours, so that a delay or cooldown often ends at this very instant.
 */
final class GeneratedFacts {
    private static final List<String> TRACKS =
            List.of("day-1", "week-1", "month-1", "t3", "t4", "t5", "t6", "t7", "t8", "t9", "t10", "t11");
    private static final double RARELY = 0.02;
    private static final double OFTEN = 0.3;

    /** An instance of the destination without its number. */
    private record Draft(EnrollmentStatus status, int hoursAgo, boolean undone) {
        Enrollment instance(int number) {
            Instant at = NOW.minus(Duration.ofHours(hoursAgo));
            Enrollment instance = FactsBuilder.instanceOf("week-1", number, status, at, Lineage.start("week-1"));
            return undone && status == EnrollmentStatus.ACTIVE ? instance.undo(NOW) : instance;
        }
    }

    private GeneratedFacts() {}

    static Arbitrary<Facts> any() {
        return Combinators.combine(step(), people(), source(), destination(), instances(), invitations(), run())
                .as((step, people, source, destination, instances, invitations, run) -> new Facts(
                        NOW,
                        step,
                        source,
                        people,
                        new Facts.Destination(
                                destination.map(status -> Fixtures.track(
                                        step.map(AddToTrackStep::destinationTrackId)
                                                .orElse("week-1"),
                                        status)),
                                instances,
                                invitations),
                        run,
                        Set.of()));
    }

    private static Arbitrary<Optional<AddToTrackStep>> step() {
        Arbitrary<UnaryOperator<Step>> policies = Combinators.combine(
                        Arbitraries.of(ReEnrollment.class), hours(0, 48).optional())
                .as((policy, cooldown) -> step -> {
                    step.reEnrollment(policy);
                    cooldown.filter(hours -> policy != ReEnrollment.NO)
                            .ifPresent(hours -> step.cooldown(hours, SpanUnit.HOURS));
                    return step;
                });
        Arbitrary<Audience> audiences = Arbitraries.of("engineer", "designer")
                .set()
                .ofMinSize(1)
                .map(roles -> new Audience(Map.of("role", roles)));
        return Builders.withBuilder(() -> Fixtures.step("day-1", "s1", "week-1"))
                .use(policies)
                .in((step, policy) -> policy.apply(step))
                .use(Arbitraries.of(TRACKS))
                .withProbability(OFTEN / 2)
                .in(Step::to)
                .use(Arbitraries.just("Come along"))
                .withProbability(OFTEN)
                .in(Step::manual)
                .use(Arbitraries.just(Enrollee.MANAGER))
                .withProbability(OFTEN)
                .in((step, enrollee) -> step.forManager())
                .use(Arbitraries.of(ReachedBy.EVENT, ReachedBy.TRACK_COMPLETION))
                .withProbability(OFTEN)
                .in(Step::reachedBy)
                .use(hours(0, 48).map(hours -> Fixtures.delay(hours, SpanUnit.HOURS)))
                .withProbability(OFTEN)
                .in(Step::delay)
                .use(audiences)
                .withProbability(OFTEN / 2)
                .in(Step::audience)
                .use(Arbitraries.just(false))
                .withProbability(RARELY)
                .in((step, enabled) -> step.disabled())
                .build(Step::build)
                .optional(1 - RARELY);
    }

    private static Arbitrary<Facts.People> people() {
        Arbitrary<String> zones = Arbitraries.of("UTC", "Europe/Berlin", "Pacific/Apia");
        Arbitrary<Optional<Person>> managers = Builders.withBuilder(() -> Fixtures.person("grace"))
                .use(zones)
                .in(Person::zone)
                .use(Arbitraries.just(false))
                .withProbability(RARELY)
                .in((person, active) -> person.deactivated())
                .build()
                .optional(0.9);
        Arbitrary<Optional<Person>> participants = Builders.withBuilder(() -> Fixtures.person("ada"))
                .use(Arbitraries.of("engineer", "designer", "other"))
                .withProbability(0.8)
                .in((person, role) -> person.attributes(Map.of("role", role)))
                .use(zones)
                .in(Person::zone)
                .use(Arbitraries.just("grace"))
                .withProbability(0.9)
                .in(Person::managedBy)
                .use(Arbitraries.just(false))
                .withProbability(RARELY)
                .in((person, active) -> person.deactivated())
                .build()
                .optional(1 - RARELY);
        return Combinators.combine(participants, managers).as((ada, grace) -> {
            Optional<Participant> participant = ada.map(Person::build);
            boolean managed = participant.flatMap(Participant::managerId).isPresent();
            return new Facts.People(participant, grace.map(Person::build).filter(manager -> managed));
        });
    }

    private static Arbitrary<Facts.Source> source() {
        Arbitrary<Lineage> ways = Arbitraries.of(TRACKS)
                .filter(track -> !Set.of("day-1", "week-1").contains(track))
                .set()
                .ofMaxSize(Lineage.MAX_DEPTH - 1)
                .map(GeneratedFacts::endingAtSource);
        Arbitrary<Enrollment> instances = Combinators.combine(statuses(), hours(0, 48), ways)
                .as((status, ago, lineage) ->
                        FactsBuilder.instanceOf("day-1", 1, status, NOW.minus(Duration.ofHours(ago)), lineage));
        return Combinators.combine(trackStatuses().optional(1 - RARELY), instances.optional(1 - RARELY))
                .as((status, instance) -> new Facts.Source(status.map(s -> Fixtures.track("day-1", s)), instance));
    }

    private static Lineage endingAtSource(Set<String> others) {
        List<String> trackIds = new ArrayList<>(others);
        trackIds.add("day-1");
        return new Lineage(trackIds);
    }

    private static Arbitrary<Optional<TrackStatus>> destination() {
        return trackStatuses().optional(1 - RARELY);
    }

    private static Arbitrary<List<Enrollment>> instances() {
        Arbitrary<Boolean> undone = Arbitraries.of(true, false);
        return Combinators.combine(Arbitraries.of(EnrollmentStatus.class), hours(0, 48), undone)
                .as(Draft::new)
                .list()
                .ofMaxSize(3)
                .map(drafts -> IntStream.range(0, drafts.size())
                        .mapToObj(i -> drafts.get(i).instance(i + 1))
                        .toList())
                .optional(0.5)
                .map(some -> some.orElse(List.of()));
    }

    private static Arbitrary<List<Invitation>> invitations() {
        return Combinators.combine(
                        Arbitraries.of(InvitationStatus.class)
                                .optional(0.5)
                                .map(answered -> answered.orElse(InvitationStatus.PENDING)),
                        hours(-2, 3))
                .as((status, expiresIn) -> new FactsBuilder().invitation(status, Duration.ofHours(expiresIn)))
                .map(situation -> situation.facts().destination().invitations())
                .optional(0.5)
                .map(one -> one.orElse(List.of()));
    }

    private static Arbitrary<Optional<Run>> run() {
        Arbitrary<Decision> decisions = hours(-24, 24)
                .map(hours -> NOW.plus(Duration.ofHours(hours)))
                .optional(0.5)
                .map(due -> due.<Decision>map(at -> new Decision.Defer("ada", at))
                        .orElse(new Decision.Skip(SkipReason.PARTICIPANT_NOT_FOUND, Map.of())));
        return Combinators.combine(decisions, hours(0, 48))
                .as((decision, ago) -> {
                    Instant at = NOW.minus(Duration.ofHours(ago));
                    return Run.of(CAUSE, decision, Optional.empty(), at, Optional.empty());
                })
                .optional(0.3);
    }

    private static Arbitrary<EnrollmentStatus> statuses() {
        return Arbitraries.frequency(
                Tuple.of(15, EnrollmentStatus.ACTIVE),
                Tuple.of(8, EnrollmentStatus.COMPLETED),
                Tuple.of(1, EnrollmentStatus.CANCELLED));
    }

    private static Arbitrary<TrackStatus> trackStatuses() {
        return Arbitraries.of(TrackStatus.class).optional(2 * RARELY).map(status -> status.orElse(TrackStatus.ACTIVE));
    }

    private static Arbitrary<Integer> hours(int from, int to) {
        return Arbitraries.integers().between(from, to).withDistribution(RandomDistribution.uniform());
    }
}
