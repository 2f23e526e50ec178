package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.domain.Enrollment;
import dev.tracks.domain.EnrollmentStatus;
import dev.tracks.domain.Invitation;
import dev.tracks.domain.InvitationStatus;
import dev.tracks.domain.TrailEntry;
import dev.tracks.usecase.Change;
import dev.tracks.usecase.DueItem;
import dev.tracks.usecase.DueItem.DueInvitation;
import dev.tracks.usecase.DueItem.DueMessage;
import dev.tracks.usecase.DueItem.PendingEnrollment;
import dev.tracks.usecase.DueItem.PendingInvitation;
import dev.tracks.usecase.Letter;
import dev.tracks.usecase.MessageKind;
import dev.tracks.usecase.MessageRef;
import dev.tracks.usecase.Outbox;
import dev.tracks.usecase.Written;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Messages that wait for delivery hours: found when they begin, whatever else their record is due for. */
interface HoldContract extends WithPorts {
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

    private Written hold(MessageRef message, Instant until) {
        return ports().mailbox.hold(message, until);
    }

    /** The one thing that is due in a year. */
    private DueItem only() {
        List<DueItem> due = due(EVENING.plus(Duration.ofDays(365)));
        assertThat(due).hasSize(1);
        return due.get(0);
    }

    private PendingEnrollment enrolled() {
        ports().with(Fixtures.person("ada").build());
        ports().ledger
                .enroll(
                        Runs.enrolled(Fixtures.cause("day-1", "s1", "ada", 1), WEEK_1),
                        WEEK_1,
                        Optional.of("Welcome!"));
        return new PendingEnrollment(WEEK_1, true, true, 1);
    }

    private PendingEnrollment handedOverEnrollment() {
        PendingEnrollment pending = enrolled();
        assertThat(ports().outbox.handedOver(pending)).isEqualTo(Written.DONE);
        return pending;
    }

    private void handedOverInvitation() {
        ports().with(Fixtures.person("ada").build());
        ports().ledger.invite(Runs.invited(Fixtures.cause("day-1", "s2", "ada", 1), TO_LEAD), TO_LEAD);
        assertThat(ports().outbox.handedOver(new PendingInvitation(TO_LEAD))).isEqualTo(Written.DONE);
    }

    @Test
    default void aHeldConfirmationIsDueWhenItsHoursBeginAndOnceItWasSentOnNoMore() {
        handedOverEnrollment();

        assertThat(hold(WELCOME, MORNING)).isEqualTo(Written.DONE);

        DueMessage held = new DueMessage(WELCOME, MORNING, Optional.empty(), 1);
        assertThat(due(MORNING.minusMillis(1))).isEmpty();
        assertThat(due(MORNING)).containsExactly(held);
        assertThat(ports().outbox.opened(held)).isEqualTo(Written.DONE);
        assertThat(due(MORNING)).isEmpty();
        assertThat(ports().mailbox.open(WELCOME)).get().returns(false, Letter::settled);
        assertThat(ports().enrollments.enrollment("ada", WEEK_1.ref()))
                .get()
                .satisfies(stored -> assertThat(stored.version()).isEqualTo(1));
    }

    @Test
    default void whatIsStillToBeHandedOverOrWasDeliveredOrIsNotThereIsNotHeld() {
        assertThat(hold(WELCOME, MORNING)).isEqualTo(Written.TAKEN);
        PendingEnrollment pending = enrolled();
        assertThat(hold(WELCOME, MORNING)).isEqualTo(Written.TAKEN);
        ports().outbox.handedOver(pending);
        ports().mailbox.claim(WELCOME, EVENING, EVENING);
        ports().mailbox.delivered(WELCOME, EVENING, EVENING, Optional.empty());

        assertThat(hold(WELCOME, MORNING)).isEqualTo(Written.TAKEN);
        assertThat(due(EVENING.plus(Duration.ofDays(365)))).isEmpty();
    }

    @Test
    default void aHandOverThatComesAgainDoesNotLoseWhatIsHeld() {
        PendingEnrollment pending = handedOverEnrollment();
        hold(WELCOME, MORNING);

        assertThat(ports().outbox.handedOver(pending)).isEqualTo(Written.TAKEN);

        assertThat(due(MORNING)).containsExactly(new DueMessage(WELCOME, MORNING, Optional.empty(), 1));
    }

    @Test
    default void anEndIsHandedOverInTimeAndThenTheConfirmationIsHeldAsBefore() {
        handedOverEnrollment();
        hold(WELCOME, MORNING);
        Enrollment completed = WEEK_1.with(EnrollmentStatus.COMPLETED, Map.of(), EVENING);
        ports().enrollments.change(new Change<>(completed, Optional.of(1L), EVENING, "root"));

        PendingEnrollment ended = new PendingEnrollment(completed, false, true, 2, Optional.of(MORNING));
        assertThat(due(EVENING.plus(Pending.GRACE))).containsExactly(ended);
        assertThat(ports().outbox.handedOver(ended)).isEqualTo(Written.DONE);

        assertThat(due(MORNING.minusMillis(1))).isEmpty();
        assertThat(due(MORNING)).containsExactly(new DueMessage(WELCOME, MORNING, Optional.empty(), 2));
    }

    @Test
    default void aHoldIsTakenOnlyAsItWasReadAndOnlyFromARecordThatIsNotToBeHandedOver() {
        handedOverEnrollment();
        hold(WELCOME, MORNING);
        DueMessage read = (DueMessage) only();
        Instant nextMorning = MORNING.plus(Duration.ofDays(1));
        hold(WELCOME, nextMorning);

        assertThat(ports().outbox.opened(read)).isEqualTo(Written.TAKEN);
        DueMessage held = new DueMessage(WELCOME, nextMorning, Optional.empty(), 1);
        assertThat(due(nextMorning)).containsExactly(held);

        Enrollment completed = WEEK_1.with(EnrollmentStatus.COMPLETED, Map.of(), EVENING);
        ports().enrollments.change(new Change<>(completed, Optional.of(1L), EVENING, "root"));
        assertThat(ports().outbox.opened(held)).isEqualTo(Written.TAKEN);
        assertThat(only()).isInstanceOf(PendingEnrollment.class);
    }

    @Test
    default void aHeldInvitationIsDueFirstThenItsReminderThenItsExpiry() {
        handedOverInvitation();
        Instant remindAt = TO_LEAD.remindAt().orElseThrow();

        assertThat(hold(ASKED, MORNING)).isEqualTo(Written.DONE);

        DueMessage held = new DueMessage(ASKED, MORNING, Optional.of(remindAt), 2);
        assertThat(due(MORNING)).containsExactly(held);
        assertThat(ports().outbox.opened(held)).isEqualTo(Written.DONE);
        assertThat(due(remindAt.minusMillis(1))).isEmpty();
        assertThat(due(remindAt)).hasSize(1).first().isInstanceOf(DueInvitation.class);
        Invitation read = ((DueInvitation) only()).invitation();
        ports().invitations.reminded(read.reminded(remindAt), Optional.empty());
        assertThat(due(TO_LEAD.expiresAt().minusMillis(1))).isEmpty();
        assertThat(due(TO_LEAD.expiresAt())).hasSize(1);
    }

    @Test
    default void aReminderThatIsDueBeforeAHeldInvitationHidesItNot() {
        handedOverInvitation();
        Instant remindAt = TO_LEAD.remindAt().orElseThrow();
        Instant opening = remindAt.plus(Duration.ofHours(3));
        hold(ASKED, opening);
        assertThat(due(remindAt)).hasSize(1).first().isInstanceOf(DueInvitation.class);
        DueInvitation reminder = (DueInvitation) only();
        assertThat(reminder.heldUntil()).contains(opening);

        Invitation reminded = reminder.invitation().reminded(remindAt);
        assertThat(ports().invitations.reminded(reminded, reminder.heldUntil())).isEqualTo(Written.DONE);

        assertThat(due(opening.minusMillis(1))).isEmpty();
        assertThat(due(opening)).containsExactly(new DueMessage(ASKED, opening, Optional.of(TO_LEAD.expiresAt()), 3));
    }

    @Test
    default void invitationAndReminderAreHeldSideBySide() {
        handedOverInvitation();
        Instant later = MORNING.plus(Duration.ofDays(1));
        hold(ASKED_AGAIN, later);
        hold(ASKED, MORNING);

        DueMessage first = (DueMessage) due(MORNING).get(0);
        assertThat(first).isEqualTo(new DueMessage(ASKED, MORNING, Optional.of(later), 3));
        ports().outbox.opened(first);
        assertThat(due(later.minusMillis(1))).isEmpty();
        assertThat(due(later)).containsExactly(new DueMessage(ASKED_AGAIN, later, TO_LEAD.remindAt(), 4));
    }

    @Test
    default void whoeverReadAnInvitationBeforeItWasHeldChangesNothing() {
        handedOverInvitation();
        hold(ASKED, MORNING);

        assertThat(ports().outbox.handedOver(new PendingInvitation(TO_LEAD))).isEqualTo(Written.TAKEN);
        assertThat(ports().invitations.reminded(TO_LEAD.reminded(EVENING), Optional.empty()))
                .isEqualTo(Written.TAKEN);
        assertThat(due(MORNING)).hasSize(1);
    }

    @Test
    default void anAnsweredInvitationHoldsNoMessageAnyMoreAndIsNotHeld() {
        handedOverInvitation();
        hold(ASKED, MORNING);
        Invitation read = ports().invitations.invitation("ada", TO_LEAD.ref()).orElseThrow();
        Invitation declined = read.then(InvitationStatus.DECLINED, TrailEntry.of(EVENING, "declined"));
        ports().invitations.keep(declined, "ada");

        assertThat(hold(ASKED, MORNING)).isEqualTo(Written.TAKEN);
        assertThat(only()).isEqualTo(new PendingInvitation(declined));
        ports().outbox.handedOver(new PendingInvitation(declined));
        assertThat(hold(ASKED, MORNING)).isEqualTo(Written.TAKEN);
        assertThat(due(EVENING.plus(Duration.ofDays(365)))).isEmpty();
    }

    @Test
    default void aResendTakesTheHoldOfTheInvitationAndLeavesItsReminders() {
        handedOverInvitation();
        Instant later = MORNING.plus(Duration.ofDays(1));
        hold(ASKED, MORNING);
        hold(ASKED_AGAIN, later);
        Invitation read = ports().invitations.invitation("ada", TO_LEAD.ref()).orElseThrow();
        Invitation resent = read.then(InvitationStatus.PENDING, TrailEntry.of(EVENING, Invitation.RESENT));
        ports().invitations.resend(resent, "root");

        PendingInvitation pending = new PendingInvitation(resent, Optional.of(later));
        assertThat(due(EVENING.plus(Pending.GRACE))).containsExactly(pending);
        ports().outbox.handedOver(pending);
        assertThat(due(later)).containsExactly(new DueMessage(ASKED_AGAIN, later, TO_LEAD.remindAt(), 4));
    }

    @Test
    default void whatIsHeldForAnErasedPersonIsFoundAndThenHasNoLetter() {
        handedOverEnrollment();
        hold(WELCOME, MORNING);
        ports().erasure.tombstone("ada", EVENING, EVENING.plusSeconds(900), "root");
        ports().erasure.blank("ada", EVENING);

        assertThat(due(MORNING)).contains(new DueMessage(WELCOME, MORNING, Optional.empty(), 1));
        assertThat(ports().mailbox.open(WELCOME)).isEmpty();
    }
}
