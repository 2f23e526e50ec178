package dev.tracks.usecase.enroll;

import static dev.tracks.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.step.AddToTrackStep;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InvitationTermsTest {
    private static final Duration A_WEEK = Duration.ofDays(7);
    private static final Duration TWO_WEEKS = Duration.ofDays(14);
    private static final Fixtures.Step STEP = Fixtures.step("day-1", "s1", "week-1");

    @Test
    void thePersonIsRemindedWhileTheInvitationIsOpen() {
        assertThat(new InvitationTerms(TWO_WEEKS, A_WEEK).times(NOW, STEP.build()))
                .isEqualTo(new Invitation.Times(NOW, NOW.plus(TWO_WEEKS), Optional.of(NOW.plus(A_WEEK))));
    }

    @Test
    void thereIsNoReminderAfterExpiry() {
        assertThat(remindAt(A_WEEK, STEP)).isEmpty();
        assertThat(remindAt(Duration.ofDays(1), STEP)).isEmpty();
    }

    @Test
    void theExpiryOfTheStepTakesPrecedenceAlsoForTheReminder() {
        assertThat(new InvitationTerms(TWO_WEEKS, A_WEEK).times(NOW, step(8)))
                .isEqualTo(new Invitation.Times(NOW, NOW.plus(Duration.ofDays(8)), Optional.of(NOW.plus(A_WEEK))));
        assertThat(new InvitationTerms(TWO_WEEKS, A_WEEK).times(NOW, step(7)))
                .isEqualTo(new Invitation.Times(NOW, NOW.plus(A_WEEK), Optional.empty()));
    }

    private static Optional<Instant> remindAt(Duration expiry, Fixtures.Step step) {
        return new InvitationTerms(expiry, A_WEEK).times(NOW, step.build()).remindAt();
    }

    private static AddToTrackStep step(int days) {
        return Fixtures.step("day-1", "s1", "week-1").invitationExpiry(days).build();
    }
}
