package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.domain.message.MessageText;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.usecase.Change;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.enroll.Enrollments.Confirmation;
import dev.tracks.usecase.enroll.Enrollments.Confirmation.State;
import dev.tracks.usecase.message.OutgoingMessage;
import dev.tracks.usecase.message.Refusal;
import dev.tracks.usecase.message.StoredMessage;
import dev.tracks.usecase.outbox.DueItem.PendingEnrollment;
import dev.tracks.usecase.outbox.DueItem.PendingEnrollment.Unpublished;
import dev.tracks.usecase.outbox.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A confirmation that is resent: its old delivery record is gone, and it is published again. */
interface ResentConfirmationsContract extends DeliveryRecordsContract {
    EnrollmentRef WEEK_1 = new EnrollmentRef("week-1", 1);
    Instant RESENT_AT = SENT_AT.plusSeconds(60);

    private Confirmation confirmation() {
        return ports().enrollments.confirmation("ada", WEEK_1).orElseThrow();
    }

    private WriteResult resend(Stored<Enrollment> read) {
        return ports().enrollments.resend(Change.of(read.value(), Optional.of(read), RESENT_AT, "root"));
    }

    private List<PendingEnrollment> pending() {
        return IntStream.range(0, Outbox.SHARDS)
                .boxed()
                .flatMap(shard -> ports().outbox.due(shard, RESENT_AT.plus(Duration.ofDays(1))))
                .map(PendingEnrollment.class::cast)
                .toList();
    }

    private void publish() {
        pending().forEach(item -> assertThat(ports().outbox.clearPending(item)).isEqualTo(WriteResult.WRITTEN));
    }

    private Stored<Enrollment> end() {
        Stored<Enrollment> read = confirmation().enrollment();
        Enrollment completed = read.value().with(EnrollmentStatus.COMPLETED, Map.of(), SENT_AT);
        Change<Enrollment> change = Change.of(completed, Optional.of(read), SENT_AT, "root");
        assertThat(ports().enrollments.change(change)).isEqualTo(WriteResult.WRITTEN);
        return change.stored();
    }

    @Test
    default void aResentConfirmationIsPublishedAgainAndNoLongerListedAsUndeliverable() {
        ports().with(ADA);
        enroll("ada", Optional.of(new MessageText("Welcome!")));
        publish();
        claim(CONFIRMATION, SENT_AT);
        mailbox().recordRefused(CONFIRMATION, SENT_AT, new Refusal(SENT_AT, "slack", "user_not_found"));
        Stored<Enrollment> read = confirmation().enrollment();

        assertThat(confirmation().requestedAt()).isEmpty();
        assertThat(resend(read)).isEqualTo(WriteResult.WRITTEN);

        assertThat(confirmation().requestedAt()).contains(RESENT_AT);
        assertThat(pending())
                .containsExactly(new PendingEnrollment(read.value(), Unpublished.RESEND, true, 2, Optional.empty()));
        assertThat(ports().directory.undeliverable("ada")).isEmpty();
        assertThat(ports().undeliverables
                        .undeliverable(Instant.EPOCH, message -> true, 9, Optional.empty())
                        .data())
                .isEmpty();
        assertThat(mailbox().find(CONFIRMATION))
                .get()
                .extracting(StoredMessage::outgoing)
                .returns(false, OutgoingMessage::settled)
                .returns(Optional.of(RESENT_AT), OutgoingMessage::resentAt);
        assertThat(claim(CONFIRMATION, SENT_AT)).isTrue();
    }

    @Test
    default void aProcessThatClaimedTheConfirmationBeforeTheResendRecordsNothing() {
        ports().with(ADA);
        enroll("ada", Optional.of(new MessageText("Welcome!")));
        publish();
        claim(CONFIRMATION, SENT_AT);
        resend(confirmation().enrollment());

        assertThat(mailbox().recordDelivered(CONFIRMATION, SENT_AT, SENT_AT, Optional.of("1")))
                .isEqualTo(WriteResult.CONDITION_FAILED);
        assertThat(confirmation().state()).isEqualTo(State.REQUESTED);
    }

    @Test
    default void theStateOfAConfirmationFollowsItsPublicationAndDelivery() {
        ports().with(ADA);
        assertThat(ports().enrollments.confirmation("ada", WEEK_1)).isEmpty();
        enroll("ada", Optional.of(new MessageText("Welcome!")));
        assertThat(confirmation().to()).contains(ADA);
        assertThat(confirmation().state()).isEqualTo(State.UNPUBLISHED);
        publish();
        assertThat(confirmation().state()).isEqualTo(State.PUBLISHED);
        resend(confirmation().enrollment());
        assertThat(confirmation().state()).isEqualTo(State.REQUESTED);
        assertThat(confirmation().requestedAt()).contains(RESENT_AT);
        claim(CONFIRMATION, RESENT_AT);
        mailbox().recordDelivered(CONFIRMATION, RESENT_AT, RESENT_AT, Optional.empty());
        assertThat(confirmation().requestedAt()).isEmpty();
        assertThat(confirmation().state()).isEqualTo(State.UNPUBLISHED);
    }

    @Test
    default void anInstanceWithoutATextHasNoConfirmation() {
        enroll("ada", Optional.empty());

        assertThat(confirmation().to()).isEmpty();
        assertThat(confirmation().state()).isEqualTo(State.NONE);
    }

    @Test
    default void theEndOfAnInstanceIsUnpublishedOnlyIfItEndedAfterTheResend() {
        ports().with(ADA);
        enroll("ada", Optional.of(new MessageText("Welcome!")));
        publish();
        Stored<Enrollment> read = confirmation().enrollment();
        resend(read);
        assertThat(resend(read)).isEqualTo(WriteResult.CONDITION_FAILED);
        Stored<Enrollment> ended = end();
        assertThat(pending())
                .containsExactly(new PendingEnrollment(ended.value(), Unpublished.RESEND, true, 3, Optional.empty()));
        publish();

        resend(ended);

        assertThat(pending())
                .containsExactly(
                        new PendingEnrollment(ended.value(), Unpublished.RESEND_AFTER_END, true, 4, Optional.empty()));
    }

    @Test
    default void nothingIsResentToAnErasedPerson() {
        ports().with(ADA);
        enroll("ada", Optional.of(new MessageText("Welcome!")));
        publish();
        Stored<Enrollment> read = confirmation().enrollment();
        ports().erasure.tombstone("ada", SENT_AT, SENT_AT, "root");

        assertThat(resend(read)).isEqualTo(WriteResult.CONDITION_FAILED);
    }
}
