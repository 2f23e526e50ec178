package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.message.MessageText;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.Lineage;
import dev.tracks.domain.record.Source;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.message.OutgoingMessage;
import dev.tracks.usecase.message.Refusal;
import dev.tracks.usecase.message.StoredMessage;
import dev.tracks.usecase.message.UndeliverableMessage;
import dev.tracks.usecase.people.Erasure.Pass;
import dev.tracks.usecase.view.Directory;
import dev.tracks.usecase.view.Undeliverables.Undeliverable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Messages that their channel refused permanently: stored, listed, and sent again only after a resend. */
interface UndeliverableMessagesContract extends DeliveryRecordsContract {
    private static Refusal refusal(String error) {
        return new Refusal(SENT_AT, "ses", error, Optional.of("550 5.1.1 user unknown"));
    }

    private List<Undeliverable> listed() {
        return ports().undeliverables
                .undeliverable(Instant.EPOCH, message -> true, 100, Optional.empty())
                .data();
    }

    @Test
    default void aRefusedMessageIsStoredWithItsErrorAndNeverClaimedAgain() {
        ports().with(ADA);
        enroll("ada", Optional.of(new MessageText("Welcome!")));
        claim(CONFIRMATION, SENT_AT);

        assertThat(mailbox().recordRefused(CONFIRMATION, SENT_AT, refusal("channel_not_found")))
                .isEqualTo(WriteResult.WRITTEN);

        assertThat(mailbox().find(CONFIRMATION).map(StoredMessage::outgoing))
                .get()
                .returns(true, OutgoingMessage::settled);
        assertThat(claim(CONFIRMATION, SENT_AT.plus(Duration.ofDays(1)))).isFalse();
        assertThat(ports().directory.undeliverable("ada"))
                .containsExactly(new UndeliverableMessage(
                        CONFIRMATION,
                        Source.step(MAIL_CAUSE),
                        SENT_AT,
                        "channel_not_found",
                        refusal("channel_not_found").detail()));
    }

    @Test
    default void refusedMessagesAreListedByKindUntilTheInvitationIsResent() {
        ports().with(ADA);
        Invitation invitation = invite();
        for (MessageRef ref : List.of(INVITATION, REMINDER)) {
            claim(ref, SENT_AT);
            mailbox().recordRefused(ref, SENT_AT, refusal("account_inactive"));
        }
        assertThat(ports().directory.undeliverable("ada"))
                .extracting(UndeliverableMessage::message)
                .containsExactly(INVITATION, REMINDER);
        assertThat(ports().directory.undeliverable("grace")).isEmpty();
        assertThat(listed())
                .containsExactlyInAnyOrder(
                        new Undeliverable(INVITATION, refusal("account_inactive")),
                        new Undeliverable(REMINDER, refusal("account_inactive")));

        assertThat(ports().invitations.isSettled("ada", invitation.ref())).isTrue();
        ports().invitations
                .resend(invitation.transitionTo(InvitationStatus.PENDING, TrailEntry.of(SENT_AT, "resent")), "root");

        assertThat(ports().invitations.isSettled("ada", invitation.ref())).isFalse();
        assertThat(ports().directory.undeliverable("ada")).isEmpty();
        assertThat(listed()).isEmpty();
        assertThat(mailbox().find(INVITATION).map(StoredMessage::outgoing))
                .get()
                .returns(false, OutgoingMessage::settled);
        assertThat(claim(INVITATION, SENT_AT)).isTrue();
    }

    @Test
    default void theListIsOfAllPeopleNewestFirstAndInPages() {
        ports().with(ADA).with(Fixtures.person("grace").build());
        enroll("ada", Optional.of(new MessageText("Welcome!")));
        StepReached cause = Fixtures.cause("day-1", "s1", "grace", 1);
        Enrollment ofGrace = Enrollment.started(
                "grace", new EnrollmentRef("week-1", 1), SENT_AT, Source.step(cause), Lineage.start("week-1"));
        ports().ledger.enroll(RunFixtures.enrolled(cause, ofGrace), ofGrace, Optional.of(new MessageText("Welcome!")));
        MessageRef graces = new MessageRef(MessageKind.CONFIRMATION, "grace", "week-1", 1);
        Refusal later = new Refusal(SENT_AT.plusSeconds(1), "slack", "user_not_found");
        claim(graces, SENT_AT);
        mailbox().recordRefused(graces, SENT_AT, later);
        claim(CONFIRMATION, SENT_AT);
        mailbox().recordRefused(CONFIRMATION, SENT_AT, refusal("bounced"));
        TableUndeliverables list = ports().undeliverables;

        Directory.Page<Undeliverable> first = list.undeliverable(SENT_AT, message -> true, 1, Optional.empty());
        Directory.Page<Undeliverable> second = list.undeliverable(SENT_AT, message -> true, 1, first.nextCursor());

        assertThat(first.data()).containsExactly(new Undeliverable(graces, later));
        assertThat(second.data()).containsExactly(new Undeliverable(CONFIRMATION, refusal("bounced")));
        assertThat(list.undeliverable(SENT_AT.plusMillis(1), message -> true, 9, Optional.empty())
                        .data())
                .hasSize(1);
        assertThat(list.undeliverable(
                                SENT_AT, message -> message.refusal().channel().equals("ses"), 9, Optional.empty())
                        .data())
                .hasSize(1);
    }

    @Test
    default void theErasureOfAPersonRemovesTheirMessagesFromTheList() {
        ports().with(ADA);
        enroll("ada", Optional.of(new MessageText("Welcome!")));
        claim(CONFIRMATION, SENT_AT);
        mailbox().recordRefused(CONFIRMATION, SENT_AT, refusal("bounced"));

        assertThat(ports().erasure.blank("ada", SENT_AT)).isEqualTo(Pass.BLANKED);

        assertThat(listed()).isEmpty();
        assertThat(ports().erasure.blank("ada", SENT_AT)).isEqualTo(Pass.CLEAN);
    }

    @Test
    default void aRefusalFromBeforeTheResendIsNotRecorded() {
        ports().with(ADA);
        Invitation invitation = invite();
        claim(INVITATION, SENT_AT);
        ports().invitations
                .resend(invitation.transitionTo(InvitationStatus.PENDING, TrailEntry.of(SENT_AT, "resent")), "root");

        assertThat(mailbox().recordRefused(INVITATION, SENT_AT, refusal("account_inactive")))
                .isEqualTo(WriteResult.CONDITION_FAILED);
        assertThat(mailbox().find(INVITATION).map(StoredMessage::outgoing))
                .get()
                .returns(false, OutgoingMessage::settled);
    }
}
