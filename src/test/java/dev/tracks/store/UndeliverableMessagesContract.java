package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.Source;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.message.OutgoingMessage;
import dev.tracks.usecase.message.StoredMessage;
import dev.tracks.usecase.message.UndeliverableMessage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Messages that their channel refused permanently: stored, listed, and sent again only after a resend. */
interface UndeliverableMessagesContract extends DeliveryRecordsContract {
    @Test
    default void aRefusedMessageIsStoredWithItsErrorAndNeverClaimedAgain() {
        ports().with(ADA);
        enroll("ada", Optional.of("Welcome!"));
        claim(CONFIRMATION, SENT_AT);

        assertThat(mailbox().recordRefused(CONFIRMATION, SENT_AT, SENT_AT, "channel_not_found"))
                .isEqualTo(WriteResult.WRITTEN);

        assertThat(mailbox().find(CONFIRMATION).map(StoredMessage::outgoing))
                .get()
                .returns(true, OutgoingMessage::settled);
        assertThat(claim(CONFIRMATION, SENT_AT.plus(Duration.ofDays(1)))).isFalse();
        assertThat(ports().directory.undeliverable("ada"))
                .containsExactly(
                        new UndeliverableMessage(CONFIRMATION, Source.step(MAIL_CAUSE), SENT_AT, "channel_not_found"));
    }

    @Test
    default void refusedMessagesAreListedByKindUntilTheyAreResent() {
        ports().with(ADA);
        Invitation invitation = invite();
        for (MessageRef ref : List.of(INVITATION, REMINDER)) {
            claim(ref, SENT_AT);
            mailbox().recordRefused(ref, SENT_AT, SENT_AT, "account_inactive");
        }
        assertThat(ports().directory.undeliverable("ada"))
                .extracting(UndeliverableMessage::message)
                .containsExactly(INVITATION, REMINDER);
        assertThat(ports().directory.undeliverable("grace")).isEmpty();

        ports().invitations
                .resend(invitation.transitionTo(InvitationStatus.PENDING, TrailEntry.of(SENT_AT, "resent")), "root");

        assertThat(ports().directory.undeliverable("ada"))
                .containsExactly(
                        new UndeliverableMessage(REMINDER, Source.invitation(MAIL_CAUSE), SENT_AT, "account_inactive"));
        assertThat(mailbox().find(INVITATION).map(StoredMessage::outgoing))
                .get()
                .returns(false, OutgoingMessage::settled);
        assertThat(claim(INVITATION, SENT_AT)).isTrue();
    }

    @Test
    default void aRefusalFromBeforeTheResendIsNotRecorded() {
        ports().with(ADA);
        Invitation invitation = invite();
        claim(INVITATION, SENT_AT);
        ports().invitations
                .resend(invitation.transitionTo(InvitationStatus.PENDING, TrailEntry.of(SENT_AT, "resent")), "root");

        assertThat(mailbox().recordRefused(INVITATION, SENT_AT, SENT_AT, "account_inactive"))
                .isEqualTo(WriteResult.CONDITION_FAILED);
        assertThat(mailbox().find(INVITATION).map(StoredMessage::outgoing))
                .get()
                .returns(false, OutgoingMessage::settled);
    }
}
