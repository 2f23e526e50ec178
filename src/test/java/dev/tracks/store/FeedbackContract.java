package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.message.MessageText;
import dev.tracks.domain.record.EmailAddress;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.Source;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.store.table.Keys;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.feedback.MailFeedback;
import dev.tracks.usecase.feedback.MailFeedback.Kind;
import dev.tracks.usecase.feedback.SentMail;
import dev.tracks.usecase.message.OutgoingMessage;
import dev.tracks.usecase.message.StoredMessage;
import dev.tracks.usecase.message.UndeliverableMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is stored about mails after they were sent: failures of messages, and suppressed addresses. */
interface FeedbackContract extends DeliveryRecordsContract {
    String MAIL = "mail-1";
    String ADDRESS = "ada@example.com";
    Instant REPORTED_AT = SENT_AT.plus(Duration.ofMinutes(3));

    default TableFeedbackRecords feedback() {
        return ports().feedbackRecords;
    }

    static MailFeedback report(MessageRef message, String mail, Kind kind) {
        return new MailFeedback(message, mail, EmailAddress.of(ADDRESS), kind, "Permanent General", REPORTED_AT);
    }

    default void withAddress(String email) {
        ports().with(Fixtures.person("ada").email(email).build());
    }

    default void sent(MessageRef ref, String mail) {
        claim(ref, SENT_AT);
        mailbox().recordDelivered(ref, SENT_AT, SENT_AT, Optional.of(mail));
    }

    default Optional<String> addressError() {
        return mailbox().find(CONFIRMATION).orElseThrow().outgoing().addressError();
    }

    @Test
    default void aDeliveryRecordSaysWhichMailWasSentAndWhetherOneIsBeingSent() {
        ports().with(ADA);
        assertThat(feedback().find(CONFIRMATION)).isEmpty();

        enroll("ada", Optional.of(new MessageText("Welcome!")));
        assertThat(feedback().find(CONFIRMATION)).contains(new SentMail(Optional.empty(), Optional.empty(), false));
        claim(CONFIRMATION, SENT_AT);
        assertThat(feedback().find(CONFIRMATION)).contains(new SentMail(Optional.empty(), Optional.of(SENT_AT), false));
        mailbox().recordDelivered(CONFIRMATION, SENT_AT, SENT_AT, Optional.of(MAIL));
        assertThat(feedback().find(CONFIRMATION)).contains(new SentMail(Optional.of(MAIL), Optional.empty(), false));
        feedback().recordFailure(report(CONFIRMATION, MAIL, Kind.BOUNCED));
        assertThat(feedback().find(CONFIRMATION)).contains(new SentMail(Optional.of(MAIL), Optional.empty(), true));
    }

    @Test
    default void aDeliveredMessageBecomesUndeliverableWithTheReason() {
        ports().with(ADA);
        enroll("ada", Optional.of(new MessageText("Welcome!")));
        sent(CONFIRMATION, MAIL);

        assertThat(feedback().recordFailure(report(CONFIRMATION, MAIL, Kind.BOUNCED)))
                .isEqualTo(WriteResult.WRITTEN);

        assertThat(ports().directory.undeliverable("ada"))
                .containsExactly(new UndeliverableMessage(
                        CONFIRMATION,
                        Source.step(MAIL_CAUSE),
                        REPORTED_AT,
                        "bounced",
                        Optional.of("Permanent General")));
        assertThat(mailbox().find(CONFIRMATION).map(StoredMessage::outgoing))
                .get()
                .returns(true, OutgoingMessage::settled);
    }

    @Test
    default void theFirstFailureOfAMailCounts() {
        ports().with(ADA);
        enroll("ada", Optional.of(new MessageText("Welcome!")));
        sent(CONFIRMATION, MAIL);
        feedback().recordFailure(report(CONFIRMATION, MAIL, Kind.BOUNCED));

        assertThat(feedback().recordFailure(report(CONFIRMATION, MAIL, Kind.COMPLAINED)))
                .isEqualTo(WriteResult.CONDITION_FAILED);

        assertThat(ports().directory.undeliverable("ada"))
                .extracting(UndeliverableMessage::error)
                .containsExactly("bounced");
    }

    @Test
    default void aFailureOfAnEarlierMailIsNotRecordedAndAResendForgetsIt() {
        ports().with(ADA);
        Invitation invitation = invite();
        sent(INVITATION, MAIL);
        feedback().recordFailure(report(INVITATION, MAIL, Kind.BOUNCED));
        ports().invitations
                .resend(invitation.transitionTo(InvitationStatus.PENDING, TrailEntry.of(SENT_AT, "resent")), "root");
        assertThat(ports().directory.undeliverable("ada")).isEmpty();
        assertThat(feedback().recordFailure(report(INVITATION, MAIL, Kind.BOUNCED)))
                .isEqualTo(WriteResult.CONDITION_FAILED);

        sent(INVITATION, "mail-2");

        assertThat(feedback().recordFailure(report(INVITATION, MAIL, Kind.BOUNCED)))
                .isEqualTo(WriteResult.CONDITION_FAILED);
        assertThat(ports().directory.undeliverable("ada")).isEmpty();
    }

    @Test
    default void noMailGoesToASuppressedAddressUntilItIsReplaced() {
        withAddress("Ada@Example.com");
        enroll("ada", Optional.of(new MessageText("Welcome!")));
        assertThat(addressError()).isEmpty();

        assertThat(feedback().suppressAddress(report(CONFIRMATION, MAIL, Kind.BOUNCED)))
                .isEqualTo(WriteResult.WRITTEN);

        assertThat(addressError()).contains("address_bounced");
        withAddress("ADA@example.com");
        assertThat(addressError()).as("the same address").contains("address_bounced");
        withAddress("ada@example.org");
        assertThat(addressError()).isEmpty();
    }

    @Test
    default void settingTheSameAddressAgainEndsItsSuppression() {
        withAddress(ADDRESS);
        enroll("ada", Optional.of(new MessageText("Welcome!")));
        feedback().suppressAddress(report(CONFIRMATION, MAIL, Kind.COMPLAINED));
        assertThat(addressError()).contains("address_complained");

        ports().with(Fixtures.person("ada").build());
        withAddress(ADDRESS);

        assertThat(addressError()).isEmpty();
    }

    @Test
    default void aReportAboutAnEarlierAddressSuppressesNothing() {
        withAddress("ada@example.org");
        enroll("ada", Optional.of(new MessageText("Welcome!")));

        assertThat(feedback().suppressAddress(report(CONFIRMATION, MAIL, Kind.BOUNCED)))
                .isEqualTo(WriteResult.WRITTEN);

        withAddress(ADDRESS);
        assertThat(addressError()).isEmpty();
    }

    @Test
    default void anErasureRemovesTheReasonOfAConfirmation() {
        ports().with(ADA);
        enroll("ada", Optional.of(new MessageText("Welcome!")));
        sent(CONFIRMATION, MAIL);
        feedback().recordFailure(report(CONFIRMATION, MAIL, Kind.BOUNCED));

        ports().erasure.tombstone("ada", SENT_AT, SENT_AT, "root");
        ports().erasure.blank("ada", SENT_AT);

        assertThat(ports().directory.undeliverable("ada"))
                .singleElement()
                .returns("bounced", UndeliverableMessage::error)
                .returns(Optional.empty(), UndeliverableMessage::detail);
    }

    @Test
    default void anErasureRemovesReasonsAndSuppressedAddresses() {
        withAddress(ADDRESS);
        invite();
        for (MessageRef ref : List.of(INVITATION, REMINDER)) {
            sent(ref, MAIL);
            feedback().recordFailure(report(ref, MAIL, Kind.BOUNCED));
        }
        feedback().suppressAddress(report(CONFIRMATION, MAIL, Kind.BOUNCED));

        ports().erasure.tombstone("ada", SENT_AT, SENT_AT, "root");
        ports().erasure.blank("ada", SENT_AT);

        assertThat(ports().directory.undeliverable("ada"))
                .hasSize(2)
                .allSatisfy(message -> assertThat(message.detail()).isEmpty());
        assertThat(ports().table.get(Keys.suppressedAddress("ada"))).isEmpty();
        assertThat(feedback().suppressAddress(report(CONFIRMATION, MAIL, Kind.BOUNCED)))
                .isEqualTo(WriteResult.WRITTEN);
        assertThat(ports().table.get(Keys.suppressedAddress("ada"))).isEmpty();
    }
}
