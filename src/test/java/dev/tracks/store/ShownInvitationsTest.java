package dev.tracks.store;

import static dev.tracks.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.store.item.InvitationItem;
import dev.tracks.store.table.Check;
import dev.tracks.store.table.Condition;
import dev.tracks.store.table.MemoryTable;
import dev.tracks.store.table.Write;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.invite.ShownInvitations.Shown;
import dev.tracks.usecase.message.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where the messages of an invitation are seen, after they were delivered. */
class ShownInvitationsTest {
    private static final Invitation INVITATION =
            Fixtures.invitation(Fixtures.cause("week-1", "s1", "ada", 1), "leadership", 1);
    private static final MessageRef REF = MessageRef.of(MessageKind.INVITATION, INVITATION);
    private static final MessageRef REMINDER = MessageRef.of(MessageKind.REMINDER, INVITATION);

    private final MemoryTable table = new MemoryTable();
    private final TableDeliveryRecords deliveries = new TableDeliveryRecords(table, Fixtures.PARTICIPANT_READER);
    private final TableShownInvitations shown = new TableShownInvitations(table);

    @BeforeEach
    void invite() {
        table.write(List.of(new Write.Put(
                InvitationItem.newItem(INVITATION, "week-1/s1"), new Check(Condition.ALWAYS, Map.of(), Map.of()))));
    }

    private Shown find() {
        return shown.find(REF).orElseThrow();
    }

    private void deliver(MessageRef message, String channelId) {
        deliveries.claim(message, NOW, NOW);
        deliveries.recordDelivered(message, NOW, NOW, Optional.of(channelId));
    }

    @Test
    void messagesThatWereNotSentAreNotSeen() {
        assertThat(find()).isEqualTo(new Shown(INVITATION, List.of(), false));
    }

    @Test
    void aClaimedMessageIsBeingSent() {
        deliveries.claim(REF, NOW, NOW);

        assertThat(find().beingSent()).isTrue();
    }

    @Test
    void aReminderThatWasRefusedIsNotBeingSentAfterItsInvitationWasResent() {
        deliveries.claim(REMINDER, NOW, NOW);
        deliveries.recordRefused(REMINDER, NOW, new Refusal(NOW, "slack", "user_not_found"));
        Invitation resent = INVITATION.transitionTo(InvitationStatus.PENDING, TrailEntry.of(NOW, Invitation.RESENT));
        assertThat(table.write(InvitationItem.resent(resent, "root"))).isEqualTo(WriteResult.WRITTEN);

        assertThat(find().beingSent()).isFalse();
    }

    @Test
    void invitationAndReminderAreSeenWhereSlackHasPostedThem() {
        deliver(REF, "D1/1.1");
        deliver(REMINDER, "D1/2.2");

        assertThat(find()).isEqualTo(new Shown(INVITATION, List.of("D1/1.1", "D1/2.2"), false));
    }

    @Test
    void aMailAndAMessageOfAnEarlierVersionCannotBeReplaced() {
        deliver(REF, "0102018f-4f3c-000000");
        deliver(REMINDER, "1503435956.000247");

        assertThat(find().messages()).isEmpty();
    }
}
