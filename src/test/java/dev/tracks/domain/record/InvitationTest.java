package dev.tracks.domain.record;

import static dev.tracks.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class InvitationTest {
    private static final Invitation PENDING = Fixtures.invitation(Fixtures.cause("day-1", "s1", "ada", 1), "week-1", 2);
    private static final Instant LATER = NOW.plusSeconds(60);

    @Test
    void isOpenUntilTheInstantItExpires() {
        assertThat(PENDING.isOpen(PENDING.expiresAt().minusNanos(1))).isTrue();
        assertThat(PENDING.isOpen(PENDING.expiresAt())).isFalse();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "PENDING")
    void isNotOpenAfterItWasAnswered(InvitationStatus status) {
        assertThat(PENDING.transitionTo(status, TrailEntry.of(NOW, "any")).isOpen(NOW))
                .isFalse();
    }

    @Test
    void aTransitionChangesOnlyStatusTrailAndVersion() {
        TrailEntry entry = TrailEntry.of(LATER, "declined");
        Invitation declined = PENDING.transitionTo(InvitationStatus.DECLINED, entry);

        assertThat(declined.status()).isEqualTo(InvitationStatus.DECLINED);
        assertThat(declined.version()).isEqualTo(2);
        assertThat(declined.trail()).containsExactly(PENDING.trail().get(0), entry);
        assertThat(declined)
                .usingRecursiveComparison()
                .ignoringFields("status", "version", "trail")
                .isEqualTo(PENDING);
    }

    @Test
    void afterTheReminderNoOtherReminderIsDue() {
        Invitation reminded = PENDING.reminded(LATER);

        assertThat(reminded.remindAt()).isEmpty();
        assertThat(reminded.status()).isEqualTo(InvitationStatus.PENDING);
        assertThat(reminded.version()).isEqualTo(2);
        assertThat(reminded.trail()).last().isEqualTo(new TrailEntry(LATER, "reminded", Optional.empty(), Map.of()));
    }

    @Test
    void resentAtIsTheTimeOfTheLastResend() {
        Invitation once = PENDING.transitionTo(InvitationStatus.PENDING, TrailEntry.of(NOW, Invitation.RESENT));
        Invitation twice = once.transitionTo(InvitationStatus.PENDING, TrailEntry.of(LATER, Invitation.RESENT))
                .reminded(LATER.plusSeconds(60));

        assertThat(PENDING.resentAt()).isEmpty();
        assertThat(once.resentAt()).contains(NOW);
        assertThat(twice.resentAt()).contains(LATER);
    }

    @Test
    void theTrailKeepsTheLastTwentyEntries() {
        Invitation clicked = PENDING;
        for (int i = 1; i <= 20; i++) {
            clicked = clicked.transitionTo(InvitationStatus.PENDING, TrailEntry.of(NOW.plusSeconds(i), "skipped"));
        }

        assertThat(clicked.trail())
                .extracting(TrailEntry::at)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 20).mapToObj(NOW::plusSeconds).toList());
    }

    @Test
    void itsRefConsistsOfTrackAndNumber() {
        assertThat(PENDING.ref()).isEqualTo(new InvitationRef("week-1", 2));
    }
}
