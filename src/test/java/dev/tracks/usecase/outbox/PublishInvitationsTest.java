package dev.tracks.usecase.outbox;

import static dev.tracks.Fixtures.NOW;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

import dev.tracks.Fixtures;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.usecase.outbox.DueItem.PendingInvitation;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

class PublishInvitationsTest extends OutboxPublisherFixture {
    @Test
    void anInvitationsMessageIsSentBeforeThePendingMarkerIsCleared() {
        PendingInvitation pending =
                new PendingInvitation(Fixtures.invitation(Fixtures.cause("day-1", "s1", "ada", 1), "week-1", 3));

        publisher.publish(pending);

        InOrder order = inOrder(queues, events, outbox);
        order.verify(queues).sendMessage(new MessageRef(MessageKind.INVITATION, "ada", "week-1", 3));
        order.verify(events).publish(Transition.of(pending.invitation()));
        order.verify(outbox).clearPending(pending);
    }

    @Test
    void aClosedInvitationThatIsPendingPublishesWhatItsRecordsMayNotHavePublished() {
        Invitation declined = Fixtures.invitation(CAUSE, "week-1", 3)
                .transitionTo(InvitationStatus.DECLINED, TrailEntry.of(NOW, "declined"));
        PendingInvitation pending = new PendingInvitation(declined);

        publisher.publish(pending);

        verifyNoInteractions(queues, schedules);
        InOrder order = inOrder(events, outbox);
        order.verify(events).publish(Transition.invited(declined));
        order.verify(events).publish(Transition.of(declined));
        order.verify(outbox).clearPending(pending);
        order.verifyNoMoreInteractions();
    }

    @Test
    void aClosedInvitationThatThePersonMaySeeIsReplacedThere() {
        Invitation declined = Fixtures.invitation(CAUSE, "week-1", 3)
                .transitionTo(InvitationStatus.DECLINED, TrailEntry.of(NOW, "declined"));
        PendingInvitation pending = new PendingInvitation(declined, Optional.empty(), true);

        publisher.publish(pending);

        InOrder order = inOrder(queues, events, outbox);
        order.verify(queues).sendClosed(new MessageRef(MessageKind.INVITATION, "ada", "week-1", 3));
        order.verify(events).publish(Transition.of(declined));
        order.verify(outbox).clearPending(pending);
        order.verifyNoMoreInteractions();
    }

    @Test
    void afterARefusedClickTheTransitionIsPublishedOnce() {
        Invitation invitation = Fixtures.invitation(CAUSE, "week-1", 3);
        Invitation clicked = invitation.transitionTo(InvitationStatus.PENDING, TrailEntry.of(NOW, "skipped"));

        publisher.publish(new PendingInvitation(clicked), Optional.of(new PendingInvitation(invitation)));

        verify(events, times(1)).publish(any());
    }
}
