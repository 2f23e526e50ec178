package dev.tracks.usecase.invite;

import static dev.tracks.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.tracks.Fixtures;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationRef;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.usecase.ConcurrentUpdateException;
import dev.tracks.usecase.NotFoundException;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.invite.ManageInvitation.NotOpenException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ManageInvitationTest {
    private static final Invitation OPEN = Fixtures.invitation(Fixtures.cause("day-1", "s1", "ada", 1), "week-1", 1);
    private static final InvitationRef REF = OPEN.ref();

    private final Invitations invitations = mock(Invitations.class);
    private Instant now = NOW;
    private final ManageInvitation manageInvitation =
            new ManageInvitation(invitations, new OptimisticRetry(round -> {}), () -> now);

    @BeforeEach
    void adaHasAnOpenInvitation() {
        given(OPEN);
        when(invitations.save(any(), any())).thenReturn(WriteResult.WRITTEN);
        when(invitations.resend(any(), any())).thenReturn(WriteResult.WRITTEN);
    }

    @Test
    void withdrawingClosesTheInvitationAndRecordsTheAdmin() {
        Invitation withdrawn = OPEN.transitionTo(InvitationStatus.WITHDRAWN, entry("withdrawn"));

        assertThat(manageInvitation.withdraw("ada", REF, "root")).isEqualTo(withdrawn);
        verify(invitations).save(withdrawn, "root");
    }

    @Test
    void withdrawingTwiceChangesNothing() {
        Invitation withdrawn = OPEN.transitionTo(InvitationStatus.WITHDRAWN, entry("withdrawn"));
        given(withdrawn);

        assertThat(manageInvitation.withdraw("ada", REF, "eve")).isEqualTo(withdrawn);
        verify(invitations, never()).save(any(), any());
    }

    @Test
    void resendingLeavesTheInvitationOpenAndRecordsTheAdmin() {
        Invitation sent = OPEN.transitionTo(InvitationStatus.PENDING, entry("resent"));

        assertThat(manageInvitation.resend("ada", REF, "root")).isEqualTo(sent);
        verify(invitations).resend(sent, "root");
    }

    @Test
    void aResendIsRepeatedOnlyAfterAMinuteOrAfterItsMessageWasDeliveredOrRefused() {
        Invitation resent = OPEN.transitionTo(InvitationStatus.PENDING, entry("resent"));
        given(resent);

        now = NOW.plusSeconds(59);
        assertThat(manageInvitation.resend("ada", REF, "root")).isEqualTo(resent);
        verify(invitations, never()).resend(any(), any());

        when(invitations.isSettled("ada", REF)).thenReturn(true);
        assertThat(manageInvitation.resend("ada", REF, "root").resentAt()).contains(now);

        when(invitations.isSettled("ada", REF)).thenReturn(false);
        now = NOW.plusSeconds(60);
        assertThat(manageInvitation.resend("ada", REF, "root").resentAt()).contains(now);
    }

    @ParameterizedTest
    @EnumSource(names = {"ACCEPTED", "DECLINED", "EXPIRED"})
    void aClosedInvitationCanNeitherBeWithdrawnNorResent(InvitationStatus status) {
        given(OPEN.transitionTo(status, TrailEntry.of(NOW, status.wireName())));

        assertThatExceptionOfType(NotOpenException.class)
                .isThrownBy(() -> manageInvitation.withdraw("ada", REF, "root"))
                .withMessage("the invitation is " + status.wireName());
        assertThatExceptionOfType(NotOpenException.class).isThrownBy(() -> manageInvitation.resend("ada", REF, "root"));
    }

    @Test
    void anInvitationPastItsExpiryCanNeitherBeWithdrawnNorResent() {
        now = OPEN.expiresAt();

        assertThatExceptionOfType(NotOpenException.class)
                .isThrownBy(() -> manageInvitation.withdraw("ada", REF, "root"))
                .withMessage("the invitation is expired");
        assertThatExceptionOfType(NotOpenException.class).isThrownBy(() -> manageInvitation.resend("ada", REF, "root"));
    }

    @Test
    void aMissingInvitationIsNotFound() {
        when(invitations.invitation("ada", REF)).thenReturn(Optional.empty());

        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> manageInvitation.withdraw("ada", REF, "root"))
                .withMessage("there is no invitation week-1/1");
    }

    @Test
    void afterAConcurrentUpdateTheInvitationIsReadAgain() {
        Invitation accepted = OPEN.transitionTo(InvitationStatus.ACCEPTED, TrailEntry.of(NOW, "accepted"));
        when(invitations.invitation("ada", REF)).thenReturn(Optional.of(OPEN), Optional.of(accepted));
        when(invitations.save(any(), any())).thenReturn(WriteResult.CONDITION_FAILED);

        assertThatExceptionOfType(NotOpenException.class)
                .isThrownBy(() -> manageInvitation.withdraw("ada", REF, "root"));
    }

    @Test
    void givesUpAfterFiveConcurrentUpdatesAndNamesTheTrack() {
        when(invitations.resend(any(), any())).thenReturn(WriteResult.CONFLICT);

        assertThatExceptionOfType(ConcurrentUpdateException.class)
                .isThrownBy(() -> manageInvitation.resend("ada", REF, "root"))
                .withMessageContaining("week-1");
        verify(invitations, times(5)).resend(any(), any());
    }

    private void given(Invitation invitation) {
        when(invitations.invitation("ada", REF)).thenReturn(Optional.of(invitation));
    }

    private static TrailEntry entry(String decision) {
        return new TrailEntry(NOW, decision, Optional.empty(), Map.of("by", "root"));
    }
}
