package dev.tracks.domain.step;

import static dev.tracks.domain.FieldErrors.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.Fixtures.Step;
import dev.tracks.domain.SpanUnit;
import dev.tracks.domain.TimeSpan;
import dev.tracks.domain.message.MessageTemplate;
import dev.tracks.domain.track.TrackGraph;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class AddToTrackStepTest {
    private static final String NO_ID = "must be an id: 1 to 64 of a-z, 0-9, _ and -, beginning with a letter or digit";
    private static final String EMOJI = "🎉";

    @Test
    void invalidIdsAreRejected() {
        assertRefused(
                "stepId", NO_ID, () -> Fixtures.step("day-1", "S1", "week-1").build());
        assertRefused(
                "trackId", NO_ID, () -> Fixtures.step("Day 1", "s1", "week-1").build());
        assertRefused(
                "destinationTrackId",
                NO_ID,
                () -> Fixtures.step("day-1", "s1", "").build());
    }

    @Test
    void aStoredStepThatIsOlderThanARuleExists() {
        String longer = EMOJI.repeat(3_001);

        assertThat(step().manual(longer).confirmation(longer).joinButton("a\nb").build())
                .returns(Optional.of(MessageTemplate.parse(longer)), AddToTrackStep::invitationMessage)
                .returns(MessageTemplate.parse("a\nb"), AddToTrackStep::joinButtonText);
    }

    @Test
    void itsTitleIsNormalizedAndCanBeOlderThanARule() {
        assertThat(step().titled(" Cafe\u0301 ").build().title()).contains("Caf\u00E9");
        assertThat(step().titled("a\nb" + "x".repeat(201)).build().title()).contains("a\nb" + "x".repeat(201));
        assertThat(step().build().title()).isEmpty();
    }

    @Test
    void aManualStepRequiresAnInvitationMessage() {
        AddToTrackStep it = step().build();

        assertRefused(
                "invitationMessage",
                "is required when enrollmentMethod is manual",
                () -> new AddToTrackStep(
                        it.edge(),
                        it.title(),
                        EnrollmentMethod.MANUAL,
                        new AddToTrackStep.Messages(
                                it.invitationMessage(), it.joinButtonText(), it.confirmationMessage()),
                        it.policy(),
                        it.enrollee(),
                        it.trigger(),
                        it.enabled()));
    }

    @Test
    void aCooldownIsRejectedWithoutReEnrollment() {
        assertRefused(
                "cooldown",
                "has no meaning when reEnrollment is no",
                () -> step().cooldown(1, SpanUnit.DAYS).build());
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NO")
    void aCooldownIsAllowedWithEveryOtherPolicy(ReEnrollment policy) {
        assertThat(step().reEnrollment(policy)
                        .cooldown(1, SpanUnit.DAYS)
                        .build()
                        .cooldown())
                .contains(new TimeSpan(1, SpanUnit.DAYS));
    }

    @Test
    void eachOfItsMessagesCanNameTheManager() {
        assertThat(step().build().namesManager()).isFalse();
        assertThat(step().confirmation("{{user}}").manual("{{track}}").build().namesManager())
                .isFalse();
        assertThat(step().confirmation("From {{manager}}").build().namesManager())
                .isTrue();
        assertThat(step().manual("From {{manager}}").build().namesManager()).isTrue();
        assertThat(step().joinButton("Join {{manager}}").build().namesManager()).isTrue();
    }

    @Test
    void itsEdgeLeadsFromItsTrackToTheDestination() {
        assertThat(step().build().edge()).isEqualTo(new TrackGraph.Edge("day-1", "s1", "week-1"));
    }

    private static Step step() {
        return Fixtures.step("day-1", "s1", "week-1");
    }
}
