package dev.tracks.usecase.message;

import static dev.tracks.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.tracks.Fixtures;
import dev.tracks.domain.record.Participant;
import dev.tracks.usecase.ConcurrentUpdateException;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.message.DeliverMessage.BeingSentException;
import dev.tracks.usecase.message.DeliverMessage.Delivery;
import dev.tracks.usecase.message.DeliverMessage.Result;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

class DeliverMessageTest extends DeliverFixture {
    @Test
    void claimsOnTheSystemClockThenSendsThenRecords() {
        assertThat(delivery()).isEqualTo(Delivery.SENT);

        InOrder order = inOrder(deliveryRecords, channel);
        order.verify(deliveryRecords).find(REF);
        order.verify(deliveryRecords).claim(REF, SYSTEM_NOW, SYSTEM_NOW.minus(Duration.ofSeconds(40)));
        order.verify(channel).send(outgoing(false));
        order.verify(deliveryRecords).recordDelivered(REF, SYSTEM_NOW, NOW, Optional.of("1741.02"));
        order.verifyNoMoreInteractions();
    }

    @Test
    void aDeliveredMessageIsNotSentAgain() {
        when(deliveryRecords.find(REF)).thenReturn(Optional.of(stored(true)));

        assertThat(delivery()).isEqualTo(Delivery.REPEATED);
        verifyNoInteractions(channel);
        verify(deliveryRecords, never()).claim(any(), any(), any());
    }

    @Test
    void aMessageThatNoLongerExistsIsDropped() {
        when(deliveryRecords.find(REF)).thenReturn(Optional.empty());

        assertThat(delivery()).isEqualTo(Delivery.GONE);
        verifyNoInteractions(channel);
    }

    @Test
    void aMessageThatAnotherProcessIsSendingIsNotSent() {
        when(deliveryRecords.claim(any(), any(), any())).thenReturn(false);

        assertThatExceptionOfType(BeingSentException.class)
                .isThrownBy(() -> deliverMessage.deliver(REF, FIRST))
                .withMessage("confirmation/ada/week-1/1 is being sent by another process");
        verify(channel, never()).send(any());
    }

    @Test
    void aConflictWhenRecordingIsRetriedWithoutSendingAgain() {
        when(deliveryRecords.recordDelivered(any(), any(), any(), any()))
                .thenReturn(WriteResult.CONFLICT, WriteResult.CONFLICT, WriteResult.WRITTEN);

        assertThat(delivery()).isEqualTo(Delivery.SENT);
        verify(channel, times(1)).send(any());
        verify(deliveryRecords, times(3)).recordDelivered(REF, SYSTEM_NOW, NOW, Optional.of("1741.02"));
    }

    @Test
    void theDeliveryOfAMessageThatWasResentMeanwhileIsNotRecorded() {
        when(deliveryRecords.recordDelivered(any(), any(), any(), any())).thenReturn(WriteResult.CONDITION_FAILED);

        assertThat(delivery()).isEqualTo(Delivery.SENT);
        verify(deliveryRecords, times(1)).recordDelivered(REF, SYSTEM_NOW, NOW, Optional.of("1741.02"));
    }

    @Test
    void givesUpWithTheMessageIdWhenRecordingAlwaysConflicts() {
        when(deliveryRecords.recordDelivered(any(), any(), any(), any())).thenReturn(WriteResult.CONFLICT);

        assertThatExceptionOfType(ConcurrentUpdateException.class)
                .isThrownBy(() -> deliverMessage.deliver(REF, FIRST))
                .withMessageContaining("confirmation/ada/week-1/1");
    }

    @Test
    void aMessageThatCouldNotBeSentIsNotRecordedAsDelivered() {
        doThrow(new IllegalStateException("no channel")).when(channel).send(any());

        assertThatThrownBy(() -> deliverMessage.deliver(REF, FIRST)).hasMessage("no channel");
        verify(deliveryRecords, never()).recordDelivered(any(), any(), any(), any());
    }

    @Test
    void aPermanentRefusalIsRecordedWithTheChannelsErrorAndNotAsDelivered() {
        when(channel.send(any())).thenReturn(new SendResult.Refused("channel_not_found"));

        assertThat(deliverMessage.deliver(REF, FIRST))
                .isEqualTo(new Result(Delivery.REFUSED, Optional.of("channel_not_found")));

        InOrder order = inOrder(deliveryRecords, channel);
        order.verify(deliveryRecords).claim(any(), any(), any());
        order.verify(channel).send(outgoing(false));
        order.verify(channel).name();
        order.verify(deliveryRecords).recordRefused(REF, SYSTEM_NOW, new Refusal(NOW, "slack", "channel_not_found"));
        order.verifyNoMoreInteractions();
    }

    @Test
    void aDeactivatedPersonIsSentNothingAndThatIsRecorded() {
        Participant deactivated = Fixtures.person("ada").deactivated().build();
        when(deliveryRecords.find(REF))
                .thenReturn(Optional.of(
                        new StoredMessage(new OutgoingMessage(REF, deactivated, "Welcome", Optional.empty(), false))));

        assertThat(deliverMessage.deliver(REF, FIRST))
                .isEqualTo(new Result(Delivery.REFUSED, Optional.of("participant_deactivated")));

        verify(deliveryRecords).recordRefused(REF, SYSTEM_NOW, new Refusal(NOW, "slack", "participant_deactivated"));
        verify(channel, never()).send(any());
    }

    @Test
    void aRefusalIsRecordedAgainAfterAConflictWithoutSendingAgain() {
        when(channel.send(any())).thenReturn(new SendResult.Refused("channel_not_found"));
        when(deliveryRecords.recordRefused(any(), any(), any()))
                .thenReturn(WriteResult.CONFLICT, WriteResult.CONDITION_FAILED);

        assertThat(delivery()).isEqualTo(Delivery.REFUSED);
        verify(channel, times(1)).send(any());
        verify(deliveryRecords, times(2))
                .recordRefused(REF, SYSTEM_NOW, new Refusal(NOW, "slack", "channel_not_found"));
    }

    @Test
    void aMessageWithoutAChannelIdIsRecordedAsDelivered() {
        when(channel.send(any())).thenReturn(new SendResult.Accepted(Optional.empty()));

        assertThat(delivery()).isEqualTo(Delivery.SENT);
        verify(deliveryRecords).recordDelivered(REF, SYSTEM_NOW, NOW, Optional.empty());
    }

    @Test
    void aResentMessageHasAnotherId() {
        OutgoingMessage resent =
                new OutgoingMessage(REF, outgoing(false).to(), "Welcome", Optional.empty(), false, Optional.of(NOW));

        assertThat(outgoing(false).id()).isEqualTo("confirmation/ada/week-1/1");
        assertThat(resent.id()).isEqualTo("confirmation/ada/week-1/1/2025-03-03T09:00:00Z");
    }
}
