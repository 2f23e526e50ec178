package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.message.MessageText;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.store.item.PendingMarker;
import dev.tracks.usecase.Change;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.message.OutgoingMessage;
import dev.tracks.usecase.message.StoredMessage;
import dev.tracks.usecase.outbox.DueItem;
import dev.tracks.usecase.outbox.DueItem.DueInvitation;
import dev.tracks.usecase.outbox.DueItem.DueMessage;
import dev.tracks.usecase.outbox.DueItem.PendingEnrollment;
import dev.tracks.usecase.outbox.DueItem.PendingEnrollment.Unpublished;
import dev.tracks.usecase.outbox.DueItem.PendingInvitation;
import dev.tracks.usecase.outbox.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Messages held until delivery hours are due when these begin, even if their item is also due for something else. */
interface HeldMessagesContract extends WithPorts {
    Instant EVENING = Fixtures.NOW;
    Instant MORNING = EVENING.plus(Duration.ofHours(11));
    Enrollment WEEK_1 = Fixtures.enrollment("ada", "week-1", 1);
    Invitation TO_LEAD = Fixtures.invitation(Fixtures.cause("day-1", "s2", "ada", 1), "leadership", 1);
    MessageRef WELCOME = new MessageRef(MessageKind.CONFIRMATION, "ada", "week-1", 1);
    MessageRef ASKED = new MessageRef(MessageKind.INVITATION, "ada", "leadership", 1);
    MessageRef ASKED_AGAIN = new MessageRef(MessageKind.REMINDER, "ada", "leadership", 1);

    private List<DueItem> due(Instant now) {
        return IntStream.range(0, Outbox.SHARDS)
                .boxed()
                .flatMap(shard -> ports().outbox.due(shard, now))
                .toList();
    }

    private WriteResult hold(MessageRef message, Instant until) {
        return ports().deliveryRecords.hold(message, until);
    }

    /** The only item that is due within a year. */
    private DueItem only() {
        List<DueItem> due = due(EVENING.plus(Duration.ofDays(365)));
        assertThat(due).hasSize(1);
        return due.get(0);
    }

    private PendingEnrollment enrolled() {
        ports().with(Fixtures.person("ada").build());
        ports().ledger
                .enroll(
                        RunFixtures.enrolled(Fixtures.cause("day-1", "s1", "ada", 1), WEEK_1),
                        WEEK_1,
                        Optional.of(new MessageText("Welcome!")));
        return new PendingEnrollment(WEEK_1, Unpublished.START, true, 1, Optional.empty());
    }

    private PendingEnrollment publishedEnrollment() {
        PendingEnrollment pending = enrolled();
        assertThat(ports().outbox.clearPending(pending)).isEqualTo(WriteResult.WRITTEN);
        return pending;
    }

    private void publishedInvitation() {
        ports().with(Fixtures.person("ada").build());
        ports().invite(RunFixtures.invited(Fixtures.cause("day-1", "s2", "ada", 1), TO_LEAD), TO_LEAD);
        assertThat(ports().outbox.clearPending(new PendingInvitation(TO_LEAD))).isEqualTo(WriteResult.WRITTEN);
    }

    @Test
    default void aHeldConfirmationIsDueWhenItsHoursBeginUntilItsHoldIsCleared() {
        publishedEnrollment();

        assertThat(hold(WELCOME, MORNING)).isEqualTo(WriteResult.WRITTEN);

        DueMessage held = new DueMessage(WELCOME, MORNING, Optional.empty(), 1);
        assertThat(due(MORNING.minusMillis(1))).isEmpty();
        assertThat(due(MORNING)).containsExactly(held);
        assertThat(ports().outbox.clearHold(held)).isEqualTo(WriteResult.WRITTEN);
        assertThat(due(MORNING)).isEmpty();
        assertThat(ports().deliveryRecords.find(WELCOME).map(StoredMessage::outgoing))
                .get()
                .returns(false, OutgoingMessage::settled);
        assertThat(ports().enrollments.enrollment("ada", WEEK_1.ref()))
                .get()
                .satisfies(stored -> assertThat(stored.version()).isEqualTo(1));
    }

    @Test
    default void aMessageThatTheChannelPostponesIsReleasedHeldAndThenClaimedAgain() {
        publishedEnrollment();
        Instant claimedAt = MORNING.minusSeconds(3_600);
        assertThat(ports().deliveryRecords.claim(WELCOME, claimedAt, Instant.EPOCH))
                .isTrue();

        assertThat(ports().deliveryRecords.release(WELCOME, claimedAt)).isEqualTo(WriteResult.WRITTEN);
        assertThat(hold(WELCOME, MORNING)).isEqualTo(WriteResult.WRITTEN);

        DueMessage held = new DueMessage(WELCOME, MORNING, Optional.empty(), 1);
        assertThat(due(MORNING)).containsExactly(held);
        assertThat(ports().outbox.clearHold(held)).isEqualTo(WriteResult.WRITTEN);
        assertThat(ports().deliveryRecords.claim(WELCOME, MORNING, Instant.EPOCH))
                .isTrue();
    }

    @Test
    default void pendingDeliveredAndMissingMessagesAreNotHeld() {
        assertThat(hold(WELCOME, MORNING)).isEqualTo(WriteResult.CONDITION_FAILED);
        PendingEnrollment pending = enrolled();
        assertThat(hold(WELCOME, MORNING)).isEqualTo(WriteResult.CONDITION_FAILED);
        ports().outbox.clearPending(pending);
        ports().deliveryRecords.claim(WELCOME, EVENING, EVENING);
        ports().deliveryRecords.recordDelivered(WELCOME, EVENING, EVENING, Optional.empty());

        assertThat(hold(WELCOME, MORNING)).isEqualTo(WriteResult.CONDITION_FAILED);
        assertThat(due(EVENING.plus(Duration.ofDays(365)))).isEmpty();
    }

    @Test
    default void aRepeatedPublicationKeepsHeldMessages() {
        PendingEnrollment pending = publishedEnrollment();
        hold(WELCOME, MORNING);

        assertThat(ports().outbox.clearPending(pending)).isEqualTo(WriteResult.CONDITION_FAILED);

        assertThat(due(MORNING)).containsExactly(new DueMessage(WELCOME, MORNING, Optional.empty(), 1));
    }

    @Test
    default void anEndIsPublishedInTimeAndThenTheConfirmationIsHeldAsBefore() {
        publishedEnrollment();
        hold(WELCOME, MORNING);
        Enrollment completed = WEEK_1.with(EnrollmentStatus.COMPLETED, Map.of(), EVENING);
        ports().enrollments.change(new Change<>(completed, Optional.of(1L), EVENING, "root"));

        PendingEnrollment ended = new PendingEnrollment(completed, Unpublished.END, true, 2, Optional.of(MORNING));
        assertThat(due(EVENING.plus(PendingMarker.GRACE))).containsExactly(ended);
        assertThat(ports().outbox.clearPending(ended)).isEqualTo(WriteResult.WRITTEN);

        assertThat(due(MORNING.minusMillis(1))).isEmpty();
        assertThat(due(MORNING)).containsExactly(new DueMessage(WELCOME, MORNING, Optional.empty(), 2));
    }

    @Test
    default void aHoldIsClearedOnlyUnderTheVersionReadAndOnlyIfNothingIsPending() {
        publishedEnrollment();
        hold(WELCOME, MORNING);
        DueMessage read = (DueMessage) only();
        Instant nextMorning = MORNING.plus(Duration.ofDays(1));
        hold(WELCOME, nextMorning);

        assertThat(ports().outbox.clearHold(read)).isEqualTo(WriteResult.CONDITION_FAILED);
        DueMessage held = new DueMessage(WELCOME, nextMorning, Optional.empty(), 1);
        assertThat(due(nextMorning)).containsExactly(held);

        Enrollment completed = WEEK_1.with(EnrollmentStatus.COMPLETED, Map.of(), EVENING);
        ports().enrollments.change(new Change<>(completed, Optional.of(1L), EVENING, "root"));
        assertThat(ports().outbox.clearHold(held)).isEqualTo(WriteResult.CONDITION_FAILED);
        assertThat(only()).isInstanceOf(PendingEnrollment.class);
    }

    @Test
    default void aHeldInvitationIsDueFirstThenItsReminderThenItsExpiry() {
        publishedInvitation();
        Instant remindAt = TO_LEAD.remindAt().orElseThrow();

        assertThat(hold(ASKED, MORNING)).isEqualTo(WriteResult.WRITTEN);

        DueMessage held = new DueMessage(ASKED, MORNING, Optional.of(remindAt), 2);
        assertThat(due(MORNING)).containsExactly(held);
        assertThat(ports().outbox.clearHold(held)).isEqualTo(WriteResult.WRITTEN);
        assertThat(due(remindAt.minusMillis(1))).isEmpty();
        assertThat(due(remindAt)).hasSize(1).first().isInstanceOf(DueInvitation.class);
        Invitation read = ((DueInvitation) only()).invitation();
        ports().invitations.recordReminder(read.reminded(remindAt), Optional.empty());
        assertThat(due(TO_LEAD.expiresAt().minusMillis(1))).isEmpty();
        assertThat(due(TO_LEAD.expiresAt())).hasSize(1);
    }

    @Test
    default void aReminderThatIsDueBeforeAHeldInvitationDoesNotHideIt() {
        publishedInvitation();
        Instant remindAt = TO_LEAD.remindAt().orElseThrow();
        Instant opening = remindAt.plus(Duration.ofHours(3));
        hold(ASKED, opening);
        assertThat(due(remindAt)).hasSize(1).first().isInstanceOf(DueInvitation.class);
        DueInvitation reminder = (DueInvitation) only();
        assertThat(reminder.heldUntil()).contains(opening);

        Invitation reminded = reminder.invitation().reminded(remindAt);
        assertThat(ports().invitations.recordReminder(reminded, reminder.heldUntil()))
                .isEqualTo(WriteResult.WRITTEN);

        assertThat(due(opening.minusMillis(1))).isEmpty();
        assertThat(due(opening)).containsExactly(new DueMessage(ASKED, opening, Optional.of(TO_LEAD.expiresAt()), 3));
    }

    @Test
    default void invitationAndReminderAreHeldIndependently() {
        publishedInvitation();
        Instant later = MORNING.plus(Duration.ofDays(1));
        hold(ASKED_AGAIN, later);
        hold(ASKED, MORNING);

        DueMessage first = (DueMessage) due(MORNING).get(0);
        assertThat(first).isEqualTo(new DueMessage(ASKED, MORNING, Optional.of(later), 3));
        ports().outbox.clearHold(first);
        assertThat(due(later.minusMillis(1))).isEmpty();
        assertThat(due(later)).containsExactly(new DueMessage(ASKED_AGAIN, later, TO_LEAD.remindAt(), 4));
    }

    @Test
    default void aWriterThatReadAnInvitationBeforeItWasHeldChangesNothing() {
        publishedInvitation();
        hold(ASKED, MORNING);

        assertThat(ports().outbox.clearPending(new PendingInvitation(TO_LEAD))).isEqualTo(WriteResult.CONDITION_FAILED);
        assertThat(ports().invitations.recordReminder(TO_LEAD.reminded(EVENING), Optional.empty()))
                .isEqualTo(WriteResult.CONDITION_FAILED);
        assertThat(due(MORNING)).hasSize(1);
    }

    @Test
    default void anAnsweredInvitationHasNoHeldMessageAndIsNotHeldAgain() {
        publishedInvitation();
        hold(ASKED, MORNING);
        Invitation read = ports().invitations.invitation("ada", TO_LEAD.ref()).orElseThrow();
        Invitation declined = read.transitionTo(InvitationStatus.DECLINED, TrailEntry.of(EVENING, "declined"));
        ports().invitations.save(declined, "ada");

        assertThat(hold(ASKED, MORNING)).isEqualTo(WriteResult.CONDITION_FAILED);
        assertThat(due(EVENING.plus(Duration.ofDays(365)))).isEmpty();
    }

    @Test
    default void aResendClearsTheHoldOfTheInvitationAndKeepsThatOfItsReminder() {
        publishedInvitation();
        Instant later = MORNING.plus(Duration.ofDays(1));
        hold(ASKED, MORNING);
        hold(ASKED_AGAIN, later);
        Invitation read = ports().invitations.invitation("ada", TO_LEAD.ref()).orElseThrow();
        Invitation resent = read.transitionTo(InvitationStatus.PENDING, TrailEntry.of(EVENING, Invitation.RESENT));
        ports().invitations.resend(resent, "root");

        PendingInvitation pending = new PendingInvitation(resent, Optional.of(later), false);
        assertThat(due(EVENING.plus(PendingMarker.GRACE))).containsExactly(pending);
        ports().outbox.clearPending(pending);
        assertThat(due(later)).containsExactly(new DueMessage(ASKED_AGAIN, later, TO_LEAD.remindAt(), 4));
    }

    @Test
    default void aHeldMessageToAnErasedPersonIsDueButHasNoContent() {
        publishedEnrollment();
        hold(WELCOME, MORNING);
        ports().erasure.tombstone("ada", EVENING, EVENING.plusSeconds(900), "root");
        ports().erasure.blank("ada", EVENING);

        assertThat(due(MORNING)).contains(new DueMessage(WELCOME, MORNING, Optional.empty(), 1));
        assertThat(ports().deliveryRecords.find(WELCOME)).isEmpty();
    }
}
