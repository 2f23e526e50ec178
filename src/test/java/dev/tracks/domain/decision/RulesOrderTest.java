package dev.tracks.domain.decision;

import static dev.tracks.domain.record.EnrollmentStatus.ACTIVE;
import static dev.tracks.domain.record.EnrollmentStatus.CANCELLED;
import static dev.tracks.domain.record.EnrollmentStatus.COMPLETED;
import static dev.tracks.domain.step.ReEnrollment.WHEN_NOT_COMPLETED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.Fixtures.Person;
import dev.tracks.Fixtures.Step;
import dev.tracks.domain.SpanUnit;
import dev.tracks.domain.decision.Decision.Skip;
import dev.tracks.domain.decision.FactsBuilder.Part;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.step.Audience;
import dev.tracks.domain.track.TrackStatus;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract fixes the order of the rules: of two rules that both apply, the earlier one decides. */
class RulesOrderTest {
    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final String DEFERRED = "deferred";

    /** Makes a rule apply, regardless of all other rules. */
    private record Rule(String answer, UnaryOperator<FactsBuilder> broken) {
        static Rule of(SkipReason reason, UnaryOperator<FactsBuilder> broken) {
            return new Rule(reason.wireName(), broken);
        }

        @Override
        public String toString() {
            return answer;
        }
    }

    private static final List<Rule> ORDER = List.of(
            Rule.of(SkipReason.STEP_NOT_FOUND, it -> it.without(Part.STEP)),
            Rule.of(SkipReason.STEP_DISABLED, it -> it.step(Step::disabled)),
            Rule.of(SkipReason.TRACK_NOT_ACTIVE, it -> it.source(TrackStatus.PAUSED)),
            Rule.of(SkipReason.PARTICIPANT_NOT_FOUND, it -> it.without(Part.PARTICIPANT)),
            Rule.of(SkipReason.PARTICIPANT_DEACTIVATED, it -> it.ada(Person::deactivated)),
            Rule.of(SkipReason.SOURCE_INSTANCE_NOT_FOUND, it -> it.without(Part.SOURCE_INSTANCE)),
            Rule.of(SkipReason.SOURCE_INSTANCE_CANCELLED, it -> it.sourceInstance(CANCELLED)),
            Rule.of(
                    SkipReason.NOT_IN_AUDIENCE,
                    it -> it.step(step -> step.audience(new Audience(Map.of("role", Set.of("engineer")))))),
            Rule.of(SkipReason.NO_MANAGER, it -> it.step(Step::forManager).without(Part.MANAGER)),
            Rule.of(SkipReason.SELF_TARGET, it -> it.step(step -> step.to("day-1"))),
            Rule.of(SkipReason.LOOP_DETECTED, FactsBuilder::wayCameThroughDestination),
            Rule.of(SkipReason.DEPTH_EXCEEDED, FactsBuilder::wayIsFull),
            new Rule(DEFERRED, it -> it.step(step -> step.delay(Fixtures.delay(1, SpanUnit.DAYS)))),
            Rule.of(SkipReason.DESTINATION_NOT_FOUND, it -> it.without(Part.DESTINATION)),
            Rule.of(SkipReason.DESTINATION_NOT_ACTIVE, it -> it.destination(TrackStatus.PAUSED)),
            Rule.of(SkipReason.PREVIOUSLY_STARTED, it -> it.instance(CANCELLED, AN_HOUR)),
            Rule.of(
                    SkipReason.ALREADY_ACTIVE,
                    it -> it.step(step -> step.reEnrollment(WHEN_NOT_COMPLETED)).instance(ACTIVE, AN_HOUR)),
            Rule.of(
                    SkipReason.ALREADY_COMPLETED,
                    it -> it.step(step -> step.reEnrollment(WHEN_NOT_COMPLETED)).instance(COMPLETED, AN_HOUR)),
            Rule.of(
                    SkipReason.COOLDOWN,
                    it -> it.step(step -> step.reEnrollment(WHEN_NOT_COMPLETED).cooldown(1, SpanUnit.DAYS))
                            .instance(CANCELLED, AN_HOUR)),
            Rule.of(
                    SkipReason.INVITATION_PENDING,
                    it -> it.step(step -> step.manual("Come along")).invitation(InvitationStatus.PENDING, AN_HOUR)));

    private static final Set<SkipReason> OTHER_POLICIES =
            Set.of(SkipReason.ALREADY_ACTIVE, SkipReason.ALREADY_COMPLETED, SkipReason.COOLDOWN);

    @ParameterizedTest
    @MethodSource("rules")
    void aRuleThatAloneAppliesDecides(Rule rule) {
        assertThat(answer(rule)).isEqualTo(rule.answer());
    }

    @ParameterizedTest(name = "{0} before {1}")
    @MethodSource("pairs")
    void ofTwoRulesThatApplyTheEarlierDecides(Rule earlier, Rule later) {
        assertThat(answer(earlier, later)).isEqualTo(earlier.answer());
        assertThat(answer(later, earlier)).isEqualTo(earlier.answer());
    }

    @Test
    void skipReasonsAreDeclaredInTheOrderOfTheRules() {
        Stream<String> reasons = Arrays.stream(SkipReason.values())
                .filter(reason -> reason != SkipReason.RUN_CANCELLED)
                .map(SkipReason::wireName);

        assertThat(ORDER.stream().map(Rule::answer).filter(answer -> !answer.equals(DEFERRED)))
                .containsExactlyElementsOf(reasons.toList());
    }

    static Stream<Rule> rules() {
        return ORDER.stream();
    }

    /** All pairs of rules, except pairs of re-enrollment policies: a step has one policy. */
    static Stream<Arguments> pairs() {
        return IntStream.range(0, ORDER.size())
                .boxed()
                .flatMap(i -> ORDER.stream().skip(i + 1L).map(later -> List.of(ORDER.get(i), later)))
                .filter(pair -> !isOtherPolicy(pair.get(0), pair.get(1)))
                .map(pair -> Arguments.of(pair.get(0), pair.get(1)));
    }

    private static boolean isOtherPolicy(Rule one, Rule other) {
        return one.answer().equals(SkipReason.PREVIOUSLY_STARTED.wireName())
                && OTHER_POLICIES.stream().map(SkipReason::wireName).anyMatch(other.answer()::equals);
    }

    private static String answer(Rule... broken) {
        FactsBuilder situation = new FactsBuilder();
        Arrays.stream(broken).forEach(rule -> rule.broken().apply(situation));
        return situation.decide() instanceof Skip skip ? skip.reason().wireName() : DEFERRED;
    }
}
