package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.domain.Invitation;
import dev.tracks.domain.InvitationStatus;
import dev.tracks.domain.Source;
import dev.tracks.domain.TrailEntry;
import dev.tracks.usecase.Letter;
import dev.tracks.usecase.MessageRef;
import dev.tracks.usecase.Undeliverable;
import dev.tracks.usecase.Written;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Messages that their channel refused for good: kept, told, and begun anew by a resend only. */
interface RefusalContract extends MailboxContract {
    @Test
    default void aRefusedMessageIsKeptWithItsErrorAndNeverClaimedAgain() {
        ports().with(ADA);
        enroll("ada", Optional.of("Welcome!"));
        claim(CONFIRMATION, SENT_AT);

        assertThat(mailbox().refused(CONFIRMATION, SENT_AT, SENT_AT, "channel_not_found"))
                .isEqualTo(Written.DONE);

        assertThat(mailbox().open(CONFIRMATION)).get().returns(true, Letter::settled);
        assertThat(claim(CONFIRMATION, SENT_AT.plus(Duration.ofDays(1)))).isFalse();
        assertThat(ports().directory.undeliverable("ada"))
                .containsExactly(
                        new Undeliverable(CONFIRMATION, Source.step(MAIL_CAUSE), SENT_AT, "channel_not_found"));
    }

    @Test
    default void whatWasRefusedIsToldOfEachKindUntilItIsResent() {
        ports().with(ADA);
        Invitation invitation = invite();
        for (MessageRef ref : List.of(INVITATION, REMINDER)) {
            claim(ref, SENT_AT);
            mailbox().refused(ref, SENT_AT, SENT_AT, "account_inactive");
        }
        assertThat(ports().directory.undeliverable("ada"))
                .extracting(Undeliverable::message)
                .containsExactly(INVITATION, REMINDER);
        assertThat(ports().directory.undeliverable("grace")).isEmpty();

        ports().invitations.resend(invitation.then(InvitationStatus.PENDING, TrailEntry.of(SENT_AT, "resent")), "root");

        assertThat(ports().directory.undeliverable("ada"))
                .containsExactly(
                        new Undeliverable(REMINDER, Source.invitation(MAIL_CAUSE), SENT_AT, "account_inactive"));
        assertThat(mailbox().open(INVITATION)).get().returns(false, Letter::settled);
        assertThat(claim(INVITATION, SENT_AT)).isTrue();
    }

    @Test
    default void aRefusalOfTheSendingBeforeTheResendIsNotNoted() {
        ports().with(ADA);
        Invitation invitation = invite();
        claim(INVITATION, SENT_AT);
        ports().invitations.resend(invitation.then(InvitationStatus.PENDING, TrailEntry.of(SENT_AT, "resent")), "root");

        assertThat(mailbox().refused(INVITATION, SENT_AT, SENT_AT, "account_inactive"))
                .isEqualTo(Written.TAKEN);
        assertThat(mailbox().open(INVITATION)).get().returns(false, Letter::settled);
    }
}
