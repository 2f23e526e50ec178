package dev.tracks.usecase.enroll;

import static dev.tracks.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class InvitationTermsTest {
    private static final Duration A_WEEK = Duration.ofDays(7);

    @Test
    void thePersonIsRemindedWhileTheInvitationIsOpen() {
        assertThat(new InvitationTerms(Duration.ofDays(14), A_WEEK).remindAt(NOW))
                .contains(NOW.plus(A_WEEK));
    }

    @Test
    void thereIsNoReminderAfterExpiry() {
        assertThat(new InvitationTerms(A_WEEK, A_WEEK).remindAt(NOW)).isEmpty();
        assertThat(new InvitationTerms(Duration.ofDays(1), A_WEEK).remindAt(NOW))
                .isEmpty();
    }
}
