package dev.tracks.domain.decision;

import static dev.tracks.Fixtures.NOW;
import static dev.tracks.domain.record.EnrollmentStatus.ACTIVE;
import static dev.tracks.domain.record.EnrollmentStatus.CANCELLED;
import static dev.tracks.domain.record.EnrollmentStatus.COMPLETED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.domain.SpanUnit;
import dev.tracks.domain.WireName;
import dev.tracks.domain.decision.Decision.Enroll;
import dev.tracks.domain.decision.Decision.Invite;
import dev.tracks.domain.decision.Decision.Skip;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.Participant;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.step.ReEnrollment;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Re-enrollment policies and cooldown, cell by cell of the contract's table. */
class RulesReEnrollmentTest {
    private static final Duration A_DAY = Duration.ofDays(1);

    private final FactsBuilder situation = new FactsBuilder();

    @ParameterizedTest(name = "{0} with {1}: {2}")
    @CsvSource(nullValues = "-", textBlock = """
            no,                 -,                             enroll 1
            no,                 active,                        previously_started 1
            no,                 completed,                     previously_started 1
            no,                 cancelled,                     previously_started 1
            no,                 cancelled completed active,    previously_started 1
            no,                 undone,                        enroll 2
            no,                 undone undone,                 enroll 3
            no,                 undone active,                 previously_started 2
            no,                 undone completed undone,       previously_started 2
            no,                 cancelled undone,              previously_started 1
            yes,                -,                             enroll 1
            yes,                active,                        enroll 2
            yes,                completed,                     enroll 2
            yes,                cancelled,                     enroll 2
            yes,                active completed active,       enroll 4
            yes,                undone,                        enroll 2
            yes,                active undone,                 enroll 3
            when_not_active,    -,                             enroll 1
            when_not_active,    active,                        already_active 1
            when_not_active,    completed,                     enroll 2
            when_not_active,    cancelled,                     enroll 2
            when_not_active,    completed cancelled active,    already_active 3
            when_not_active,    active completed,              already_active 1
            when_not_active,    completed cancelled completed, enroll 4
            when_not_active,    undone,                        enroll 2
            when_not_active,    undone active undone,          already_active 2
            when_not_active,    completed undone,              enroll 3
            when_not_completed, -,                             enroll 1
            when_not_completed, active,                        already_active 1
            when_not_completed, completed,                     already_completed 1
            when_not_completed, cancelled,                     enroll 2
            when_not_completed, completed active,              already_active 2
            when_not_completed, cancelled active cancelled,    already_active 2
            when_not_completed, cancelled completed cancelled, already_completed 2
            when_not_completed, completed cancelled completed, already_completed 1
            when_not_completed, cancelled cancelled,           enroll 3
            when_not_completed, undone,                        enroll 2
            when_not_completed, undone completed,              already_completed 2
            when_not_completed, undone active undone,          already_active 2
            when_not_completed, cancelled undone,              enroll 3
            """)
    void decidesAsInTheContractsTable(String policy, String instances, String expected) {
        ReEnrollment reEnrollment = WireName.find(ReEnrollment.class, policy).orElseThrow();
        situation.step(step -> step.reEnrollment(reEnrollment));
        if (instances != null) {
            Arrays.stream(instances.split(" ")).forEach(this::given);
        }

        assertThat(inShort(situation.decide())).isEqualTo(expected);
        Facts facts = situation.facts();
        DirectEnrollment request = new DirectEnrollment("week-1", "ada", reEnrollment);
        assertThat(inShort(Rules.decideDirect(request, facts.people().participant(), facts.destination())))
                .isEqualTo(expected);
    }

    private void given(String instance) {
        WireName.find(EnrollmentStatus.class, instance)
                .ifPresentOrElse(status -> situation.instance(status, A_DAY), () -> situation.undone(A_DAY));
    }

    @Test
    void aSkipNamesTheEarlierInstanceItsStatusAndItsStart() {
        situation.instance(COMPLETED, A_DAY);

        assertThat(situation.decide())
                .isEqualTo(new Skip(
                        SkipReason.PREVIOUSLY_STARTED,
                        Map.of("instance", 1, "status", "completed", "startedAt", "2025-03-02T09:00:00Z")));
    }

    @Test
    void aManualStepAppliesTheSamePolicyBeforeItInvites() {
        situation.step(step -> step.manual("Come along"));

        assertThat(situation.decide()).isInstanceOf(Invite.class);
        assertThat(inShort(situation.instance(CANCELLED, A_DAY).decide())).isEqualTo("previously_started 1");
    }

    @Test
    void theCooldownIsOverAtTheInstantWhenItEnds() {
        situation
                .step(step -> step.reEnrollment(ReEnrollment.YES).cooldown(1, SpanUnit.DAYS))
                .instance(ACTIVE, A_DAY);

        assertThat(inShort(situation.decide())).isEqualTo("enroll 2");
        assertThat(situation.now(NOW.minusNanos(1)).decide())
                .isEqualTo(new Skip(SkipReason.COOLDOWN, Map.of("instance", 1, "until", "2025-03-03T09:00:00Z")));
    }

    @Test
    void theCooldownCountsFromTheLatestInstanceOnly() {
        situation
                .step(step -> step.reEnrollment(ReEnrollment.YES).cooldown(2, SpanUnit.DAYS))
                .instance(COMPLETED, Duration.ofDays(3))
                .instance(CANCELLED, A_DAY);

        assertThat(situation.decide())
                .isEqualTo(new Skip(SkipReason.COOLDOWN, Map.of("instance", 2, "until", "2025-03-04T09:00:00Z")));
    }

    @Test
    void theCooldownDoesNotCountFromAnUndoneInstance() {
        situation
                .step(step -> step.reEnrollment(ReEnrollment.YES).cooldown(2, SpanUnit.DAYS))
                .instance(COMPLETED, A_DAY)
                .undone(Duration.ofHours(1));

        assertThat(situation.decide())
                .isEqualTo(new Skip(SkipReason.COOLDOWN, Map.of("instance", 1, "until", "2025-03-04T09:00:00Z")));
    }

    @Test
    void theCooldownDoesNotApplyIfAllInstancesAreUndone() {
        situation
                .step(step -> step.reEnrollment(ReEnrollment.YES).cooldown(2, SpanUnit.DAYS))
                .ada(ada -> ada.zone("Mars/Olympus"))
                .undone(A_DAY);

        assertThat(situation.decide())
                .isInstanceOf(Enroll.class)
                .returns("enroll 2", RulesReEnrollmentTest::inShort)
                .returns(Map.of(), Decision::evidence);
    }

    @Test
    void anOpenInvitationKeepsItsPurposeIfAllInstancesAreUndone() {
        Participant ada = Fixtures.person("ada").build();
        Facts facts = situation.undone(A_DAY).facts();

        assertThat(ReEnrollmentRules.lostPurpose(
                        facts.step(), facts.destination().instances(), ada, NOW))
                .isEmpty();
        assertThat(ReEnrollmentRules.lostPurpose(
                        Optional.empty(), facts.destination().instances(), ada, NOW))
                .isEmpty();
    }

    @Test
    void theFirstInstanceAloneDecidesUnderNoUnlessItIsUndone() {
        Enrollment first = Fixtures.enrollment("ada", "week-1", 1);

        assertThat(ReEnrollmentRules.firstDecides(ReEnrollment.NO, Optional.empty()))
                .isTrue();
        assertThat(ReEnrollmentRules.firstDecides(ReEnrollment.NO, Optional.of(first)))
                .isTrue();
        assertThat(ReEnrollmentRules.firstDecides(ReEnrollment.NO, Optional.of(first.undo(NOW))))
                .isFalse();
        assertThat(ReEnrollmentRules.firstDecides(ReEnrollment.YES, Optional.of(first)))
                .isFalse();
    }

    @Test
    void theCooldownDoesNotApplyWithoutAnEarlierInstance() {
        situation.step(step -> step.reEnrollment(ReEnrollment.YES).cooldown(1, SpanUnit.DAYS));

        assertThat(inShort(situation.decide())).isEqualTo("enroll 1");
    }

    @Test
    void theCooldownIsCalculatedInTheEnrolleesTimeZone() {
        Instant afterTwentyFourHours = Instant.parse("2026-10-25T10:00:00Z");
        Duration sinceTheDayBefore = Duration.between(afterTwentyFourHours.minus(A_DAY), NOW);
        situation
                .step(step -> step.reEnrollment(ReEnrollment.YES)
                        .cooldown(1, SpanUnit.DAYS)
                        .forManager())
                .grace(grace -> grace.zone("Europe/Berlin"))
                .instance(COMPLETED, sinceTheDayBefore)
                .now(afterTwentyFourHours);

        // In Berlin that day has 25 hours.
        assertThat(situation.decide())
                .isEqualTo(new Skip(SkipReason.COOLDOWN, Map.of("instance", 1, "until", "2026-10-25T11:00:00Z")));
    }

    @Test
    void aCooldownInTheDefaultZoneIsEvidence() {
        situation
                .step(step -> step.reEnrollment(ReEnrollment.YES).cooldown(2, SpanUnit.DAYS))
                .ada(ada -> ada.zone("Mars/Olympus"))
                .instance(COMPLETED, A_DAY);
        Map<String, Object> evidence = Map.of("unknownTimeZone", "Mars/Olympus", "timeZone", "Z");

        assertThat(situation.decide().evidence()).containsAllEntriesOf(evidence).containsKey("until");
        assertThat(situation.now(NOW.plus(A_DAY)).decide())
                .isInstanceOf(Enroll.class)
                .returns(evidence, Decision::evidence);
        assertThat(situation
                        .step(step -> step.cooldown(49, SpanUnit.HOURS))
                        .decide()
                        .evidence())
                .containsOnlyKeys("instance", "until");
    }

    /** The decision, and the number of the instance that it writes or refers to. */
    private static String inShort(Decision decision) {
        if (decision instanceof Enroll enroll) {
            return "enroll " + enroll.enrollment().instance();
        }
        Skip skip = (Skip) decision;
        return skip.reason().wireName() + " " + skip.evidence().get("instance");
    }
}
