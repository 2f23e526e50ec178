package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import dev.tracks.Fixtures;
import dev.tracks.domain.record.Invitation;
import dev.tracks.domain.record.InvitationStatus;
import dev.tracks.domain.record.TrailEntry;
import dev.tracks.store.item.PendingMarker;
import dev.tracks.store.outbox.StreamItems;
import dev.tracks.store.table.Index;
import dev.tracks.store.table.Items;
import dev.tracks.store.table.MemoryTable.Image;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.outbox.ClosedInvitation;
import dev.tracks.usecase.outbox.DueItem;
import dev.tracks.usecase.outbox.DueItem.PendingInvitation;
import dev.tracks.usecase.outbox.StreamPublisher;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Invitations whose closing, or what was before it, could not be published from the stream. */
class UnpublishedClosingTest extends ClosedInvitationsFixture {
    @Test
    void anInvitationThatIsClosedAtOncePublishesInvitedFirst() {
        invite();
        records.clear();
        decline();

        relay(NEW);

        assertThat(names()).containsExactly("invited", "declined");
        assertThat(item()).doesNotContainKey(Items.PENDING);
        verify(queues, never()).sendMessage(any());
    }

    @Test
    void anInvitationWhoseRecordWasLeftToTheSweepPublishesInvitedWithItsClosing() {
        invite();
        assertThat(leftToSweep()).isEqualTo(1);
        close(InvitationStatus.PENDING);
        assertThat(leftToSweep()).isEqualTo(1);
        decline();

        relay(NEW);

        assertThat(names()).containsExactly("invited", "declined");
    }

    @Test
    void anInvitationWhoseRecordsWereAllLeftToTheSweepPublishesBothEventsThere() {
        invite();
        leftToSweep();
        decline();
        assertThat(leftToSweep()).as("the closing, and its marker").isEqualTo(2);

        sweep();

        assertThat(names()).containsExactly("invited", "declined");
        assertThat(due()).isEmpty();
        assertThat(item()).doesNotContainKey(Items.PENDING);
    }

    @Test
    void anInvitationWhoseMarkerIsPublishedByRelayPublishesBothEvents() {
        invite();
        leftToSweep();
        decline();
        busIsDown = true;
        Image closing = records.remove(0);
        closed(closing).orElseThrow().publish(stream, StreamPublisher.REPEATED_FOR);
        busIsDown = false;
        assertThat(records).as("the record of the marker").hasSize(1);

        relay(NEW);

        assertThat(names()).containsExactly("invited", "declined");
        assertThat(item()).doesNotContainKey(Items.PENDING);
    }

    @Test
    void anInvitationThatWasResentAndIsClosedAtOncePublishesInvitedAgain() {
        inviteAndPublish();
        Invitation resent = OPEN.transitionTo(InvitationStatus.PENDING, TrailEntry.of(NOW, Invitation.RESENT));
        assertThat(ports.invitations.resend(resent, "root")).isEqualTo(WriteResult.WRITTEN);
        decline();

        relay(NEW);

        assertThat(names()).containsExactly("invited", "invited", "declined");
        assertThat(due()).isEmpty();
    }

    @Test
    void aSweepThatReadTheOpenInvitationDoesNotPutItBackIntoTheIndex() {
        invite();
        List<DueItem> read = due();
        decline();

        read.forEach(item -> item.pending().ifPresent(publisher::publish));

        assertThat(due()).isEmpty();
        assertThat(item()).doesNotContainKey(Items.PENDING);
    }

    @Test
    void anInvitationThatThisProgramCannotReadIsFoundWithoutItsContentAndMarked() {
        inviteAndPublish();
        decline();
        Map<String, AttributeValue> unknown =
                new HashMap<>(records.get(0).after().orElseThrow());
        unknown.remove("lineage");

        ClosedInvitation closed = StreamItems.closedInvitation(
                        records.get(0).before().orElseThrow(), unknown)
                .orElseThrow();

        assertThat(closed).isEqualTo(new ClosedInvitation("ada", OPEN.ref(), 2, Optional.empty(), false));
        assertThat(closed.key()).isEqualTo("invitation ada/leadership/1");
        assertThat(closed.publish(stream, NEW)).isPresent();
        assertThat(item()).containsKey(Items.PENDING);
    }

    @Test
    void aClosedInvitationOfTheVersionBeforeIsPublishedAndItsMarkerCleared() {
        inviteAndPublish();
        Invitation declined = decline();
        Map<String, AttributeValue> asBefore = new HashMap<>(item());
        asBefore.putAll(PendingMarker.of("declined", "ada", NOW));
        ports.overwrite(asBefore);
        assertThat(due()).containsExactly(new PendingInvitation(declined));
        records.remove(0);

        relay(NEW);

        assertThat(names()).contains("declined");
        assertThat(due()).isEmpty();
        assertThat(item()).doesNotContainKey(Items.PENDING);
    }

    @Test
    void theRemovalOfTheMarkerPublishesNothing() {
        inviteAndPublish();
        decline();
        leftToSweep();
        sweep();
        published.clear();

        assertThat(records).hasSize(1);
        relay(NEW);

        assertThat(published).isEmpty();
    }

    @Test
    void anErasureWithdrawsAnUnpublishedInvitationWhichPublishesBothEvents() {
        ports.with(Fixtures.person("ada").build());
        invite();
        records.clear();

        eraseAda();
        relay(NEW);

        assertThat(names()).containsExactly("invited", "withdrawn");
        assertThat(item()).doesNotContainKeys(Items.PENDING, Index.GSI2.partition());
    }
}
