package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.domain.Enrollment;
import dev.tracks.domain.EnrollmentRef;
import dev.tracks.domain.EnrollmentStatus;
import dev.tracks.domain.Invitation;
import dev.tracks.domain.InvitationStatus;
import dev.tracks.domain.Lineage;
import dev.tracks.domain.Participant;
import dev.tracks.domain.Source;
import dev.tracks.domain.StepReached;
import dev.tracks.domain.TrailEntry;
import dev.tracks.usecase.Change;
import dev.tracks.usecase.JoinToken;
import dev.tracks.usecase.Letter;
import dev.tracks.usecase.MessageKind;
import dev.tracks.usecase.MessageRef;
import dev.tracks.usecase.Written;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The written messages: opened, claimed, delivered. */
interface MailboxContract extends WithPorts {
    Participant ADA = Fixtures.person("ada").managedBy("grace").build();
    StepReached MAIL_CAUSE = Fixtures.cause("day-1", "s1", "ada", 1);
    MessageRef CONFIRMATION = new MessageRef(MessageKind.CONFIRMATION, "ada", "week-1", 1);
    MessageRef INVITATION = new MessageRef(MessageKind.INVITATION, "ada", "leadership", 1);
    MessageRef REMINDER = new MessageRef(MessageKind.REMINDER, "ada", "leadership", 1);
    Instant SENT_AT = Fixtures.NOW;
    Duration STALE = Duration.ofSeconds(40);

    default TableMailbox mailbox() {
        return ports().mailbox;
    }

    default void enroll(String enrollee, Optional<String> confirmation) {
        Enrollment enrollment = Enrollment.started(
                enrollee,
                new EnrollmentRef("week-1", 1),
                Fixtures.NOW,
                Source.step(MAIL_CAUSE),
                new Lineage(List.of("day-1", "week-1")));
        ports().ledger.enroll(Runs.enrolled(MAIL_CAUSE, enrollment), enrollment, confirmation);
    }

    default Invitation invite() {
        Invitation invitation = Fixtures.invitation(MAIL_CAUSE, "leadership", 1);
        ports().ledger.invite(Runs.invited(MAIL_CAUSE, invitation), invitation);
        return invitation;
    }

    @Test
    default void aConfirmationIsOpenedAsItWasWritten() {
        ports().with(ADA);
        enroll("ada", Optional.of("Welcome, <!channel> {{manager}}!"));

        assertThat(mailbox().open(CONFIRMATION))
                .contains(new Letter(CONFIRMATION, ADA, "Welcome, <!channel> {{manager}}!", Optional.empty(), false));
    }

    @Test
    default void invitationAndReminderShareTextAndButton() {
        ports().with(ADA);
        Invitation invitation = invite();
        Letter.Button button = new Letter.Button(invitation.joinButtonText(), JoinToken.of(invitation));

        for (MessageRef ref : List.of(INVITATION, REMINDER)) {
            assertThat(mailbox().open(ref))
                    .contains(new Letter(ref, ADA, invitation.message(), Optional.of(button), false));
        }
    }

    @Test
    default void anInvitationSentOnceMoreSaysSinceWhenAndItsReminderDoesNot() {
        ports().with(ADA);
        Instant at = Fixtures.NOW.plusSeconds(60);
        TrailEntry entry = TrailEntry.of(at, Invitation.RESENT);
        assertThat(ports().invitations.resend(invite().then(InvitationStatus.PENDING, entry), "root"))
                .isEqualTo(Written.DONE);

        assertThat(mailbox().open(INVITATION).flatMap(Letter::resentAt)).contains(at);
        assertThat(mailbox().open(REMINDER).flatMap(Letter::resentAt)).isEmpty();
    }

    @Test
    default void withoutRecordTextOrPersonThereIsNoLetter() {
        assertThat(mailbox().open(CONFIRMATION)).isEmpty();
        assertThat(mailbox().open(INVITATION)).isEmpty();
        enroll("ada", Optional.of("Welcome!"));
        assertThat(mailbox().open(CONFIRMATION)).isEmpty();

        ports().with(ADA);
        assertThat(mailbox().open(CONFIRMATION)).isPresent();
        assertThat(mailbox().open(new MessageRef(MessageKind.CONFIRMATION, "ada", "week-1", 2)))
                .isEmpty();
    }

    @Test
    default void anEnrollmentWithoutConfirmationHasNoLetter() {
        ports().with(ADA);
        enroll("ada", Optional.empty());

        assertThat(mailbox().open(CONFIRMATION)).isEmpty();
    }

    @Test
    default void aConfirmationOfWhatWasCancelledMeanwhileIsNoLetterOfWhatWasCompletedItIs() {
        ports().with(ADA);
        enroll("ada", Optional.of("Welcome!"));
        Enrollment active = ports().ledger.instances("ada", "week-1").get(0);

        end(active, EnrollmentStatus.COMPLETED, 1);
        assertThat(mailbox().open(CONFIRMATION)).isPresent();
        end(active, EnrollmentStatus.CANCELLED, 2);
        assertThat(mailbox().open(CONFIRMATION)).isEmpty();
    }

    private void end(Enrollment active, EnrollmentStatus status, long version) {
        Enrollment ended = active.with(status, Map.of(), SENT_AT);
        assertThat(ports().enrollments.change(new Change<>(ended, Optional.of(version), SENT_AT, "root")))
                .isEqualTo(Written.DONE);
    }

    @Test
    default void anAnsweredInvitationHasNoLetter() {
        ports().with(ADA);
        Invitation declined = invite().then(InvitationStatus.DECLINED, TrailEntry.of(SENT_AT, "declined"));
        ports().invitations.keep(declined, "ada");

        assertThat(mailbox().open(INVITATION)).isEmpty();
        assertThat(mailbox().open(REMINDER)).isEmpty();
    }

    @Test
    default void nobodyWhoWasErasedIsWrittenAbout() {
        ports().with(ADA).with(Fixtures.person("grace").build());
        enroll("grace", Optional.of("Ada has started"));
        MessageRef toManager = new MessageRef(MessageKind.CONFIRMATION, "grace", "week-1", 1);
        assertThat(mailbox().open(toManager)).isPresent();
        ports().erasure.tombstone("ada", SENT_AT, SENT_AT.plusSeconds(900), "root");

        assertThat(mailbox().open(toManager)).isEmpty();
    }

    @Test
    default void nobodyWhoWasErasedIsWrittenTo() {
        ports().with(ADA);
        invite();
        assertThat(mailbox().open(INVITATION)).isPresent();

        ports().erasure.tombstone("ada", SENT_AT, SENT_AT.plusSeconds(900), "root");

        assertThat(mailbox().open(INVITATION)).isEmpty();
    }

    @Test
    default void aMessageIsClaimedOnceUntilItsClaimIsStale() {
        ports().with(ADA);
        enroll("ada", Optional.of("Welcome!"));

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
        enroll("ada", Optional.of("Welcome!"));
        claim(CONFIRMATION, SENT_AT);

        assertThat(mailbox().delivered(CONFIRMATION, SENT_AT, SENT_AT, Optional.of("1741.02")))
                .isEqualTo(Written.DONE);

        assertThat(claim(CONFIRMATION, SENT_AT.plus(Duration.ofDays(1)))).isFalse();
        assertThat(mailbox().open(CONFIRMATION)).get().returns(true, Letter::settled);
    }

    @Test
    default void claimsOfInvitationAndReminderDoNotMeet() {
        ports().with(ADA);
        invite();
        claim(INVITATION, SENT_AT);
        mailbox().delivered(INVITATION, SENT_AT, SENT_AT, Optional.of("1741.02"));

        assertThat(mailbox().open(REMINDER)).get().returns(false, Letter::settled);
        assertThat(claim(REMINDER, SENT_AT)).isTrue();
    }

    @Test
    default void whatDoesNotExistCannotBeClaimed() {
        assertThat(claim(CONFIRMATION, SENT_AT)).isFalse();

        assertThat(ports().ledger.instances("ada", "week-1")).isEmpty();
    }

    @Test
    default void claimAndDeliveryLeaveTheRecordAsItIs() {
        ports().with(ADA);
        Invitation invitation = invite();
        claim(INVITATION, SENT_AT);
        mailbox().delivered(INVITATION, SENT_AT, SENT_AT, Optional.of("1741.02"));

        assertThat(ports().ledger.invitations("ada", "leadership")).containsExactly(invitation);
    }

    @Test
    default void aResentInvitationIsDeliveredOnceMore() {
        ports().with(ADA);
        Invitation invitation = invite();
        claim(INVITATION, SENT_AT);
        mailbox().delivered(INVITATION, SENT_AT, SENT_AT, Optional.of("1741.02"));
        Invitation resent = invitation.then(InvitationStatus.PENDING, TrailEntry.of(SENT_AT, "resent"));

        assertThat(ports().invitations.resend(resent, "root")).isEqualTo(Written.DONE);

        assertThat(mailbox().open(INVITATION)).get().returns(false, Letter::settled);
        assertThat(claim(INVITATION, SENT_AT)).isTrue();
        assertThat(ports().invitations.resend(resent, "root")).isEqualTo(Written.TAKEN);
    }

    @Test
    default void aSendingBeforeTheResendIsNotNoted() {
        ports().with(ADA);
        Invitation invitation = invite();
        claim(INVITATION, SENT_AT);
        ports().invitations.resend(invitation.then(InvitationStatus.PENDING, TrailEntry.of(SENT_AT, "resent")), "root");

        assertThat(mailbox().delivered(INVITATION, SENT_AT, SENT_AT, Optional.of("1741.02")))
                .isEqualTo(Written.TAKEN);
        assertThat(mailbox().open(INVITATION)).get().returns(false, Letter::settled);
    }

    @Test
    default void whatTheChannelCallsADeliveredMessageIsKept() {
        ports().with(ADA);
        enroll("ada", Optional.of("Welcome!"));
        claim(CONFIRMATION, SENT_AT);

        mailbox().delivered(CONFIRMATION, SENT_AT, SENT_AT, Optional.of("1741.02"));

        assertThat(ports().table.get(MessageItem.key(CONFIRMATION)))
                .get()
                .satisfies(item -> assertThat(item)
                        .containsEntry("confirmationDeliveredAt", Items.time(SENT_AT))
                        .containsEntry("confirmationChannelId", Items.text("1741.02")));
    }

    @Test
    default void whatIsGivenBackMayBeClaimedAtOnce() {
        ports().with(ADA);
        enroll("ada", Optional.of("Welcome!"));
        claim(CONFIRMATION, SENT_AT);

        assertThat(mailbox().release(CONFIRMATION, SENT_AT)).isEqualTo(Written.DONE);

        assertThat(mailbox().open(CONFIRMATION)).get().returns(false, Letter::settled);
        assertThat(claim(CONFIRMATION, SENT_AT)).isTrue();
    }

    @Test
    default void nobodyGivesBackAnothersClaim() {
        ports().with(ADA);
        enroll("ada", Optional.of("Welcome!"));
        Instant taken = SENT_AT.plus(STALE).plusMillis(1);
        claim(CONFIRMATION, SENT_AT);
        claim(CONFIRMATION, taken);

        assertThat(mailbox().release(CONFIRMATION, SENT_AT)).isEqualTo(Written.TAKEN);
        assertThat(claim(CONFIRMATION, taken.plusMillis(1))).isFalse();
    }
}
