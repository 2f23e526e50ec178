package dev.tracks.usecase.message;

import static dev.tracks.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.message.DeliverMessage.Delivery;
import dev.tracks.usecase.message.DeliverMessage.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

/** Messages while their channel is down. */
class DeliverDuringOutageTest extends DeliverFixture {
    private static final Outage OUTAGE = new Outage(NOW.minus(Duration.ofHours(1)), "token_revoked");

    /** The channel is down, and the message can be held. */
    private void down(Outage outage) {
        when(deliveryRecords.find(REF))
                .thenReturn(Optional.of(new StoredMessage(outgoing(false), Optional.empty(), Optional.of(outage))));
        when(deliveryRecords.hold(any(), any())).thenReturn(WriteResult.WRITTEN);
    }

    private static Result waits(String error) {
        return new Result(Delivery.CHANNEL_DOWN, Optional.of(error));
    }

    @Test
    void aMessageThatFindsTheChannelDownBeginsAnOutageAndIsHeld() {
        when(channel.send(any())).thenReturn(new SendResult.ChannelDown("token_revoked"));
        when(deliveryRecords.hold(any(), any())).thenReturn(WriteResult.WRITTEN);

        assertThat(received(1)).isEqualTo(waits("token_revoked"));

        InOrder order = inOrder(deliveryRecords, channelState);
        order.verify(channelState).begin(new Outage(NOW, "token_revoked"));
        order.verify(deliveryRecords).release(REF, SYSTEM_NOW);
        order.verify(deliveryRecords).hold(REF, NOW.plus(Duration.ofMinutes(1)));
        verify(deliveryRecords, never()).recordRefused(any(), any(), any());
        verifyNoInteractions(visibility);
    }

    @Test
    void inTheFirstMinuteOfAnOutageNothingIsSent() {
        down(new Outage(NOW.minus(Duration.ofMinutes(1)).plusMillis(1), "token_revoked"));

        assertThat(received(1)).isEqualTo(waits("token_revoked"));

        verify(deliveryRecords).hold(REF, NOW.plus(Duration.ofMinutes(1)));
        verify(deliveryRecords, never()).claim(any(), any(), any());
        verify(channel, never()).send(any());
        verifyNoInteractions(channelState);
    }

    @Test
    void duringAnOutageOnlyTheMessageWhoseTurnItIsIsSent() {
        down(OUTAGE);
        when(channelState.take(ChannelState.PROBE, NOW, Duration.ofMinutes(1))).thenReturn(false);

        assertThat(received(1)).isEqualTo(waits("token_revoked"));
        verify(channel, never()).send(any());

        when(channelState.take(ChannelState.PROBE, NOW, Duration.ofMinutes(1))).thenReturn(true);
        assertThat(received(1)).isEqualTo(onItsRecord(Delivery.SENT));
    }

    @Test
    void anAcceptedProbeEndsTheOutage() {
        down(OUTAGE);
        when(channelState.take(any(), any(), any())).thenReturn(true);

        assertThat(delivery()).isEqualTo(Delivery.SENT);

        InOrder order = inOrder(deliveryRecords, channelState);
        order.verify(deliveryRecords).recordDelivered(REF, SYSTEM_NOW, NOW, Optional.of("1741.02"));
        order.verify(channelState).end();
    }

    @Test
    void aProbeThatIsRefusedForItsRecipientsSakeEndsTheOutageToo() {
        down(OUTAGE);
        when(channelState.take(any(), any(), any())).thenReturn(true);
        when(channel.send(any())).thenReturn(new SendResult.Refused("channel_not_found"));

        assertThat(delivery()).isEqualTo(Delivery.REFUSED);
        verify(channelState).end();
    }

    @Test
    void aProbeThatFailsIsHeldAndTheOutageGoesOn() {
        down(OUTAGE);
        when(channelState.take(any(), any(), any())).thenReturn(true);
        when(channel.send(any()))
                .thenReturn(new SendResult.ChannelDown("missing_scope"))
                .thenReturn(new SendResult.RetryLater(Duration.ofSeconds(30)))
                .thenThrow(new IllegalStateException("no answer"));

        assertThat(received(1)).isEqualTo(waits("missing_scope"));
        assertThat(received(1)).isEqualTo(inQueue(Delivery.POSTPONED));
        assertThatThrownBy(() -> received(1)).hasMessage("no answer");
        verify(channelState, never()).end();
    }

    @Test
    void aMessageWithoutAnAddressIsRefusedDuringAnOutageAndProvesNothing() {
        down(OUTAGE);
        when(channel.addressError(any())).thenReturn(Optional.of("no_email"));

        assertThat(received(1)).isEqualTo(new Result(Delivery.REFUSED, Optional.of("no_email")));

        verify(deliveryRecords).recordRefused(REF, SYSTEM_NOW, new Refusal(NOW, "slack", "no_email"));
        verify(channel, never()).send(any());
        verifyNoInteractions(channelState);
    }

    @Test
    void deliveryHoursHoldDuringAnOutageToo() {
        down(OUTAGE);
        now = Instant.parse("2025-03-03T20:00:00Z");

        assertThat(received(1)).isEqualTo(onItsRecord(Delivery.HELD));

        verify(deliveryRecords).hold(REF, Instant.parse("2025-03-04T08:00:00Z"));
        verifyNoInteractions(channelState);
    }

    @Test
    void whileTheChannelWorksItsStateIsNotWritten() {
        assertThat(delivery()).isEqualTo(Delivery.SENT);

        verifyNoInteractions(channelState);
    }

    @Test
    void anInvitationThatHasExpiredMeanwhileIsDropped() {
        when(deliveryRecords.find(REF))
                .thenReturn(Optional.of(new StoredMessage(outgoing(false), Optional.of(NOW), Optional.empty())));

        assertThat(delivery()).isEqualTo(Delivery.GONE);
        verify(channel, never()).send(any());
    }
}
