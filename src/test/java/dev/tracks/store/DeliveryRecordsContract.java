package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.message.MessageText;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.Lineage;
import dev.tracks.domain.record.Participant;
import dev.tracks.domain.record.Source;
import dev.tracks.domain.record.StepReached;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.store.item.MessageItem;
import dev.tracks.store.table.Items;
import dev.tracks.usecase.Change;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.message.JoinToken;
import dev.tracks.usecase.message.OutgoingMessage;
import dev.tracks.usecase.message.StoredMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Reads, claims and delivery records of messages. */
interface DeliveryRecordsContract extends WithPorts {
    Participant ADA = Fixtures.person("ada").managedBy("grace").build();
    StepReached MAIL_CAUSE = Fixtures.cause("day-1", "s1", "ada", 1);
    MessageRef CONFIRMATION = new MessageRef(MessageKind.CONFIRMATION, "ada", "week-1", 1);
    MessageRef INVITATION = new MessageRef(MessageKind.INVITATION, "ada", "leadership", 1);
    MessageRef REMINDER = new MessageRef(MessageKind.REMINDER, "ada", "leadership", 1);
    Instant SENT_AT = Fixtures.NOW;
    Duration STALE = Duration.ofSeconds(40);

    default TableDeliveryRecords mailbox() {
        return ports().deliveryRecords;
    }

    default void enroll(String enrollee, Optional<MessageText> confirmation) {
        Enrollment enrollment = Enrollment.started(
                enrollee,
                new EnrollmentRef("week-1", 1),
                Fixtures.NOW,
                Source.step(MAIL_CAUSE),
                new Lineage(List.of("day-1", "week-1")));
        ports().ledger.enroll(RunFixtures.enrolled(MAIL_CAUSE, enrollment), enrollment, confirmation);
    }

    default Invitation invite() {
        Invitation invitation = Fixtures.invitation(MAIL_CAUSE, "leadership", 1);
        ports().invite(RunFixtures.invited(MAIL_CAUSE, invitation), invitation);
        return invitation;
    }

    @Test
    default void aConfirmationIsReadAsItWasWritten() {
        ports().with(ADA);
        enroll("ada", Optional.of(new MessageText("Welcome, <!channel> {{manager}}!")));

        assertThat(mailbox().find(CONFIRMATION).map(StoredMessage::outgoing))
                .contains(new OutgoingMessage(
                        CONFIRMATION, ADA, "Welcome, <!channel> {{manager}}!", Optional.empty(), false));
    }

    @Test
    default void aReminderRepeatsTheInvitationAndIsRecognisable() {
        ports().with(ADA);
        Invitation invitation = invite();
        Optional<OutgoingMessage.Button> button =
                Optional.of(new OutgoingMessage.Button(invitation.joinButtonText(), JoinToken.of(invitation)));

        assertThat(mailbox().find(INVITATION).map(StoredMessage::outgoing))
                .contains(new OutgoingMessage(INVITATION, ADA, "Come along!", button, false));
        assertThat(mailbox().find(REMINDER).map(StoredMessage::outgoing))
                .contains(new OutgoingMessage(REMINDER, ADA, "Reminder: Come along!", button, false));
    }

    @Test
    default void anInvitationIsDeliveredWithItsOwnReminderAndSubjectAlsoAfterAResend() {
        ports().with(ADA);
        Invitation invitation = Fixtures.invitation(
                MAIL_CAUSE,
                "leadership",
                1,
                new Invitation.Texts("Come along!", "Join", Optional.of("Still there?"), Optional.of("Lead")));
        ports().invite(RunFixtures.invited(MAIL_CAUSE, invitation), invitation);
        TrailEntry resent = TrailEntry.of(Fixtures.NOW.plusSeconds(60), Invitation.RESENT);
        ports().invitations.resend(invitation.transitionTo(InvitationStatus.PENDING, resent), "root");

        assertThat(text(INVITATION)).contains(new MessageText("Come along!", Optional.of("Lead")));
        assertThat(text(REMINDER)).contains(new MessageText("Still there?", Optional.of("Reminder: Lead")));
    }

    private Optional<MessageText> text(MessageRef ref) {
        return mailbox().find(ref).map(StoredMessage::outgoing).map(OutgoingMessage::message);
    }

    @Test
    default void aConfirmationIsDeliveredWithItsSubject() {
        ports().with(ADA);
        MessageText welcome = new MessageText("Welcome!", Optional.of("Week 1"));
        enroll("ada", Optional.of(welcome));

        assertThat(text(CONFIRMATION)).contains(welcome);
    }

    @Test
    default void aResentInvitationHasTheTimeOfTheResendAndItsReminderDoesNot() {
        ports().with(ADA);
        Instant at = Fixtures.NOW.plusSeconds(60);
        TrailEntry entry = TrailEntry.of(at, Invitation.RESENT);
        assertThat(ports().invitations.resend(invite().transitionTo(InvitationStatus.PENDING, entry), "root"))
                .isEqualTo(WriteResult.WRITTEN);

        assertThat(mailbox().find(INVITATION).map(StoredMessage::outgoing).flatMap(OutgoingMessage::resentAt))
                .contains(at);
        assertThat(mailbox().find(REMINDER).map(StoredMessage::outgoing).flatMap(OutgoingMessage::resentAt))
                .isEmpty();
    }

    @Test
    default void withoutRecordTextOrPersonThereIsNoMessage() {
        assertThat(mailbox().find(CONFIRMATION)).isEmpty();
        assertThat(mailbox().find(INVITATION)).isEmpty();
        enroll("ada", Optional.of(new MessageText("Welcome!")));
        assertThat(mailbox().find(CONFIRMATION)).isEmpty();

        ports().with(ADA);
        assertThat(mailbox().find(CONFIRMATION)).isPresent();
        assertThat(mailbox().find(new MessageRef(MessageKind.CONFIRMATION, "ada", "week-1", 2)))
                .isEmpty();
    }

    @Test
    default void anEnrollmentWithoutConfirmationHasNoMessage() {
        ports().with(ADA);
        enroll("ada", Optional.empty());

        assertThat(mailbox().find(CONFIRMATION)).isEmpty();
    }

    @Test
    default void aCompletedEnrollmentHasAConfirmationAndACancelledOneHasNone() {
        ports().with(ADA);
        enroll("ada", Optional.of(new MessageText("Welcome!")));
        Enrollment active = ports().ledger.instances("ada", "week-1").get(0);

        end(active, EnrollmentStatus.COMPLETED, 1);
        assertThat(mailbox().find(CONFIRMATION)).isPresent();
        end(active, EnrollmentStatus.CANCELLED, 2);
        assertThat(mailbox().find(CONFIRMATION)).isEmpty();
    }

    private void end(Enrollment active, EnrollmentStatus status, long version) {
        Enrollment ended = active.with(status, Map.of(), SENT_AT);
        assertThat(ports().enrollments.change(new Change<>(ended, Optional.of(version), SENT_AT, "root")))
                .isEqualTo(WriteResult.WRITTEN);
    }

    @Test
    default void anAnsweredInvitationHasNoMessage() {
        ports().with(ADA);
        Invitation declined = invite().transitionTo(InvitationStatus.DECLINED, TrailEntry.of(SENT_AT, "declined"));
        ports().invitations.save(declined, "ada");

        assertThat(mailbox().find(INVITATION)).isEmpty();
        assertThat(mailbox().find(REMINDER)).isEmpty();
    }

    @Test
    default void noMessageIsAboutAnErasedPerson() {
        ports().with(ADA).with(Fixtures.person("grace").build());
        enroll("grace", Optional.of(new MessageText("Ada has started")));
        MessageRef toManager = new MessageRef(MessageKind.CONFIRMATION, "grace", "week-1", 1);
        assertThat(mailbox().find(toManager)).isPresent();
        ports().erasure.tombstone("ada", SENT_AT, SENT_AT.plusSeconds(900), "root");

        assertThat(mailbox().find(toManager)).isEmpty();
    }

    @Test
    default void noMessageIsToAnErasedPerson() {
        ports().with(ADA);
        invite();
        assertThat(mailbox().find(INVITATION)).isPresent();

        ports().erasure.tombstone("ada", SENT_AT, SENT_AT.plusSeconds(900), "root");

        assertThat(mailbox().find(INVITATION)).isEmpty();
    }

    @Test
    default void aMessageIsClaimedOnceUntilItsClaimIsStale() {
        ports().with(ADA);
        enroll("ada", Optional.of(new MessageText("Welcome!")));

        assertThat(claim(CONFIRMATION, SENT_AT)).isTrue();
        assertThat(claim(CONFIRMATION, SENT_AT)).isFalse();
        assertThat(claim(CONFIRMATION, SENT_AT.plus(STALE))).isFalse();
        assertThat(claim(CONFIRMATION, SENT_AT.plus(STALE).plusMillis(1))).isTrue();
        assertThat(claim(CONFIRMATION, SENT_AT.plus(STALE).plusMillis(2))).isFalse();
    }

    default boolean claim(MessageRef ref, Instant now) {
        return mailbox().claim(ref, now, now.minus(STALE));
    }

    @Test
    default void aDeliveredMessageIsNeverClaimedAgain() {
        ports().with(ADA);
        enroll("ada", Optional.of(new MessageText("Welcome!")));
        claim(CONFIRMATION, SENT_AT);

        assertThat(mailbox().recordDelivered(CONFIRMATION, SENT_AT, SENT_AT, Optional.of("1741.02")))
                .isEqualTo(WriteResult.WRITTEN);

        assertThat(claim(CONFIRMATION, SENT_AT.plus(Duration.ofDays(1)))).isFalse();
        assertThat(mailbox().find(CONFIRMATION).map(StoredMessage::outgoing))
                .get()
                .returns(true, OutgoingMessage::settled);
    }

    @Test
    default void claimsOfInvitationAndReminderAreIndependent() {
        ports().with(ADA);
        invite();
        claim(INVITATION, SENT_AT);
        mailbox().recordDelivered(INVITATION, SENT_AT, SENT_AT, Optional.of("1741.02"));

        assertThat(mailbox().find(REMINDER).map(StoredMessage::outgoing))
                .get()
                .returns(false, OutgoingMessage::settled);
        assertThat(claim(REMINDER, SENT_AT)).isTrue();
    }

    @Test
    default void aMissingMessageCannotBeClaimed() {
        assertThat(claim(CONFIRMATION, SENT_AT)).isFalse();

        assertThat(ports().ledger.instances("ada", "week-1")).isEmpty();
    }

    @Test
    default void claimAndDeliveryDoNotChangeTheRecord() {
        ports().with(ADA);
        Invitation invitation = invite();
        claim(INVITATION, SENT_AT);
        mailbox().recordDelivered(INVITATION, SENT_AT, SENT_AT, Optional.of("1741.02"));

        assertThat(ports().ledger.invitations("ada", "leadership")).containsExactly(invitation);
    }

    @Test
    default void aResentInvitationIsDeliveredOnceMore() {
        ports().with(ADA);
        Invitation invitation = invite();
        claim(INVITATION, SENT_AT);
        mailbox().recordDelivered(INVITATION, SENT_AT, SENT_AT, Optional.of("1741.02"));
        Invitation resent = invitation.transitionTo(InvitationStatus.PENDING, TrailEntry.of(SENT_AT, "resent"));

        assertThat(ports().invitations.resend(resent, "root")).isEqualTo(WriteResult.WRITTEN);

        assertThat(mailbox().find(INVITATION).map(StoredMessage::outgoing))
                .get()
                .returns(false, OutgoingMessage::settled);
        assertThat(claim(INVITATION, SENT_AT)).isTrue();
        assertThat(ports().invitations.resend(resent, "root")).isEqualTo(WriteResult.CONDITION_FAILED);
    }

    @Test
    default void aSendFromBeforeTheResendIsNotRecorded() {
        ports().with(ADA);
        Invitation invitation = invite();
        claim(INVITATION, SENT_AT);
        ports().invitations
                .resend(invitation.transitionTo(InvitationStatus.PENDING, TrailEntry.of(SENT_AT, "resent")), "root");

        assertThat(mailbox().recordDelivered(INVITATION, SENT_AT, SENT_AT, Optional.of("1741.02")))
                .isEqualTo(WriteResult.CONDITION_FAILED);
        assertThat(mailbox().find(INVITATION).map(StoredMessage::outgoing))
                .get()
                .returns(false, OutgoingMessage::settled);
    }

    @Test
    default void theChannelsIdOfADeliveredMessageIsStored() {
        ports().with(ADA);
        enroll("ada", Optional.of(new MessageText("Welcome!")));
        claim(CONFIRMATION, SENT_AT);

        mailbox().recordDelivered(CONFIRMATION, SENT_AT, SENT_AT, Optional.of("1741.02"));

        assertThat(ports().table.get(MessageItem.key(CONFIRMATION)))
                .get()
                .satisfies(item -> assertThat(item)
                        .containsEntry("confirmationDeliveredAt", Items.time(SENT_AT))
                        .containsEntry("confirmationChannelId", Items.text("1741.02")));
    }

    @Test
    default void aReleasedMessageMayBeClaimedImmediately() {
        ports().with(ADA);
        enroll("ada", Optional.of(new MessageText("Welcome!")));
        claim(CONFIRMATION, SENT_AT);

        assertThat(mailbox().release(CONFIRMATION, SENT_AT)).isEqualTo(WriteResult.WRITTEN);

        assertThat(mailbox().find(CONFIRMATION).map(StoredMessage::outgoing))
                .get()
                .returns(false, OutgoingMessage::settled);
        assertThat(claim(CONFIRMATION, SENT_AT)).isTrue();
    }

    @Test
    default void onlyTheOwnerOfAClaimReleasesIt() {
        ports().with(ADA);
        enroll("ada", Optional.of(new MessageText("Welcome!")));
        Instant taken = SENT_AT.plus(STALE).plusMillis(1);
        claim(CONFIRMATION, SENT_AT);
        claim(CONFIRMATION, taken);

        assertThat(mailbox().release(CONFIRMATION, SENT_AT)).isEqualTo(WriteResult.CONDITION_FAILED);
        assertThat(claim(CONFIRMATION, taken.plusMillis(1))).isFalse();
    }
}
