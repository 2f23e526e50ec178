package dev.tracks.domain.decision;

import static dev.tracks.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures.Person;
import dev.tracks.Fixtures.Step;
import dev.tracks.domain.decision.Decision.Enroll;
import dev.tracks.domain.decision.Decision.Invite;
import dev.tracks.domain.decision.Decision.Skip;
import dev.tracks.domain.decision.FactsBuilder.Part;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.Lineage;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.step.Audience;
import dev.tracks.domain.track.TrackStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Each decision by example. {@link RulesOrderTest} tests the order of the rules. */
class RulesTest {

    private final FactsBuilder situation = new FactsBuilder();

    @Test
    void anAutomaticStepEnrollsIfNoRuleSkips() {
        assertThat(situation.decide()).isEqualTo(new Enroll("ada", new EnrollmentRef("week-1", 1)));
    }

    @Test
    void aManualStepInvites() {
        situation.step(step -> step.manual("Come along"));

        assertThat(situation.decide()).isEqualTo(new Invite("ada", new InvitationRef("week-1", 1)));
    }

    @Test
    void aStepForTheManagerEnrollsTheManager() {
        situation.step(Step::forManager);

        assertThat(situation.decide()).isEqualTo(new Enroll("grace", new EnrollmentRef("week-1", 1)));
    }

    @Test
    void aManualStepForTheManagerInvitesTheManager() {
        situation.step(step -> step.forManager().manual("Come along"));

        assertThat(situation.decide()).isEqualTo(new Invite("grace", new InvitationRef("week-1", 1)));
    }

    @Test
    void aCompletedSourceInstanceIsNotSkipped() {
        assertThat(situation.sourceInstance(EnrollmentStatus.COMPLETED).decide())
                .isInstanceOf(Enroll.class);
    }

    @Test
    void aMissingStepIsSkipped() {
        assertThat(situation.without(Part.STEP).decide()).isEqualTo(new Skip(SkipReason.STEP_NOT_FOUND, Map.of()));
    }

    @Test
    void aDisabledStepIsSkipped() {
        assertThat(situation.step(Step::disabled).decide()).isEqualTo(new Skip(SkipReason.STEP_DISABLED, Map.of()));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "ACTIVE")
    void aSourceTrackThatIsNotActiveIsSkippedWithItsStatus(TrackStatus status) {
        assertThat(situation.source(status).decide())
                .isEqualTo(new Skip(SkipReason.TRACK_NOT_ACTIVE, Map.of("status", status.wireName())));
    }

    @Test
    void aMissingSourceTrackIsSkippedAsNotActive() {
        assertThat(situation.without(Part.SOURCE).decide())
                .isEqualTo(new Skip(SkipReason.TRACK_NOT_ACTIVE, Map.of("status", "not_found")));
    }

    @Test
    void aMissingParticipantIsSkipped() {
        assertThat(situation.without(Part.PARTICIPANT).decide())
                .isEqualTo(new Skip(SkipReason.PARTICIPANT_NOT_FOUND, Map.of()));
    }

    @Test
    void aDeactivatedParticipantIsSkipped() {
        assertThat(situation.ada(Person::deactivated).decide())
                .isEqualTo(new Skip(SkipReason.PARTICIPANT_DEACTIVATED, Map.of()));
    }

    @Test
    void aMissingSourceInstanceIsSkipped() {
        assertThat(situation.without(Part.SOURCE_INSTANCE).decide())
                .isEqualTo(new Skip(SkipReason.SOURCE_INSTANCE_NOT_FOUND, Map.of()));
    }

    @Test
    void aCancelledSourceInstanceIsSkipped() {
        assertThat(situation.sourceInstance(EnrollmentStatus.CANCELLED).decide())
                .isEqualTo(new Skip(SkipReason.SOURCE_INSTANCE_CANCELLED, Map.of()));
    }

    @Test
    void aParticipantWithOneOfTheListedValuesIsInTheAudience() {
        situation.step(step -> step.audience(new Audience(Map.of("role", Set.of("engineer", "designer")))));

        assertThat(situation
                        .ada(ada -> ada.attributes(Map.of("role", "designer", "office", "Berlin")))
                        .decide())
                .isInstanceOf(Enroll.class);
    }

    @Test
    void aParticipantWithAnotherValueIsNotInTheAudience() {
        situation.step(step -> step.audience(new Audience(Map.of("role", Set.of("engineer")))));

        assertThat(situation
                        .ada(ada -> ada.attributes(Map.of("role", "designer")))
                        .decide())
                .isEqualTo(new Skip(SkipReason.NOT_IN_AUDIENCE, Map.of("attribute", "role")));
    }

    @Test
    void aParticipantWithoutTheAttributeIsNotInTheAudience() {
        situation.step(step -> step.audience(new Audience(Map.of("role", Set.of("engineer")))));

        assertThat(situation.decide()).isEqualTo(new Skip(SkipReason.NOT_IN_AUDIENCE, Map.of("attribute", "role")));
    }

    @Test
    void everyListedAttributeMustMatchAndTheFirstThatDoesNotIsReported() {
        situation.step(step -> step.audience(
                new Audience(Map.of("role", Set.of("engineer"), "office", Set.of("Berlin"), "level", Set.of("1")))));

        assertThat(situation.ada(ada -> ada.attributes(Map.of("level", "1"))).decide())
                .isEqualTo(new Skip(SkipReason.NOT_IN_AUDIENCE, Map.of("attribute", "office")));
        assertThat(situation
                        .ada(ada -> ada.attributes(Map.of("level", "1", "office", "Berlin")))
                        .decide())
                .isEqualTo(new Skip(SkipReason.NOT_IN_AUDIENCE, Map.of("attribute", "role")));
        assertThat(situation
                        .ada(ada -> ada.attributes(Map.of("level", "1", "office", "Berlin", "role", "engineer")))
                        .decide())
                .isInstanceOf(Enroll.class);
    }

    @Test
    void aStepForTheManagerSkipsAParticipantWithoutAManager() {
        situation.step(Step::forManager).unmanaged();

        assertThat(situation.decide()).isEqualTo(new Skip(SkipReason.NO_MANAGER, Map.of("manager", "none")));
    }

    @Test
    void aManagerWhoDoesNotExistIsSkipped() {
        assertThat(situation.step(Step::forManager).without(Part.MANAGER).decide())
                .isEqualTo(new Skip(SkipReason.NO_MANAGER, Map.of("manager", "not_found", "managerId", "grace")));
    }

    @Test
    void aDeactivatedManagerIsSkipped() {
        assertThat(situation.step(Step::forManager).grace(Person::deactivated).decide())
                .isEqualTo(new Skip(SkipReason.NO_MANAGER, Map.of("manager", "deactivated", "managerId", "grace")));
    }

    @Test
    void aStepForTheParticipantNeedsNoManager() {
        assertThat(situation.without(Part.MANAGER).decide()).isInstanceOf(Enroll.class);
    }

    @Test
    void aStepToItsOwnTrackIsSkipped() {
        assertThat(situation.step(step -> step.to("day-1")).decide())
                .isEqualTo(new Skip(SkipReason.SELF_TARGET, Map.of("trackId", "day-1")));
    }

    @Test
    void aDestinationInTheLineageIsALoopAndThePathIsReported() {
        assertThat(situation.wayCameThroughDestination().decide())
                .isEqualTo(new Skip(SkipReason.LOOP_DETECTED, Map.of("path", List.of("week-1", "day-1", "week-1"))));
    }

    @Test
    void anEleventhTrackIsTooDeepAndThePathIsReported() {
        assertThat(situation.wayIsFull().decide())
                .isEqualTo(new Skip(
                        SkipReason.DEPTH_EXCEEDED,
                        Map.of(
                                "path",
                                List.of("t1", "t2", "t3", "t4", "t5", "t6", "t7", "t8", "t9", "day-1", "week-1"))));
    }

    @Test
    void aTenthTrackIsNotTooDeep() {
        Lineage nine = new Lineage(List.of("t1", "t2", "t3", "t4", "t5", "t6", "t7", "t8", "day-1"));

        assertThat(situation.lineage(nine).decide()).isEqualTo(new Enroll("ada", new EnrollmentRef("week-1", 1)));
        assertThat(situation.facts().lineage()).isEqualTo(nine.to("week-1"));
    }

    @Test
    void aMissingDestinationIsSkipped() {
        assertThat(situation.without(Part.DESTINATION).decide())
                .isEqualTo(new Skip(SkipReason.DESTINATION_NOT_FOUND, Map.of()));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "ACTIVE")
    void aDestinationThatIsNotActiveIsSkippedWithItsStatus(TrackStatus status) {
        assertThat(situation.destination(status).decide())
                .isEqualTo(new Skip(SkipReason.DESTINATION_NOT_ACTIVE, Map.of("status", status.wireName())));
    }

    @Test
    void aPersonWithAnOpenInvitationIsNotInvitedAgain() {
        Duration aDay = Duration.ofDays(1);
        situation.step(step -> step.manual("Come along")).invitation(InvitationStatus.DECLINED, aDay);

        assertThat(situation.invitation(InvitationStatus.PENDING, aDay).decide())
                .isEqualTo(new Skip(
                        SkipReason.INVITATION_PENDING, Map.of("number", 2, "expiresAt", "2025-03-04T09:00:00Z")));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "PENDING")
    void afterAClosedInvitationTheNextOneHasTheNextNumber(InvitationStatus status) {
        situation.step(step -> step.manual("Come along")).invitation(status, Duration.ofDays(1));

        assertThat(situation.decide()).isEqualTo(new Invite("ada", new InvitationRef("week-1", 2)));
    }

    @Test
    void anInvitationIsOpenUntilTheInstantItExpires() {
        situation.step(step -> step.manual("Come along")).invitation(InvitationStatus.PENDING, Duration.ZERO);

        assertThat(situation.decide()).isInstanceOf(Invite.class);
        Instant before = NOW.minusNanos(1);
        assertThat(situation.now(before).decide())
                .isInstanceOfSatisfying(
                        Skip.class, skip -> assertThat(skip.reason()).isEqualTo(SkipReason.INVITATION_PENDING));
    }

    @Test
    void anAutomaticStepIgnoresAnOpenInvitation() {
        assertThat(situation
                        .invitation(InvitationStatus.PENDING, Duration.ofDays(1))
                        .decide())
                .isInstanceOf(Enroll.class);
    }
}
