package dev.tracks.usecase.message;

import static dev.tracks.Fixtures.NOW;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.tracks.Fixtures;
import dev.tracks.domain.message.DeliveryHours;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.message.DeliverMessage.Delivery;
import dev.tracks.usecase.message.DeliverMessage.Result;
import dev.tracks.usecase.outbox.ReceivedRecord;
import dev.tracks.usecase.outbox.RecordVisibility;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;

/** A message to Ada, at nine in the morning, through a channel that accepts it. */
abstract class DeliverFixture {
    static final MessageRef REF = new MessageRef(MessageKind.CONFIRMATION, "ada", "week-1", 1);

    /** The time on the system clock, which measures claims; the business clock runs faster. */
    static final Instant SYSTEM_NOW = NOW.minus(Duration.ofDays(400));

    static final ReceivedRecord FIRST = new ReceivedRecord("receipt", 1);

    final DeliveryRecords deliveryRecords = mock(DeliveryRecords.class);
    final Channel channel = mock(Channel.class);
    final ChannelState channelState = mock(ChannelState.class);
    final RecordVisibility visibility = mock(RecordVisibility.class);
    Instant now = NOW;
    final DeliverMessage deliverMessage = new DeliverMessage(
            deliveryRecords,
            channel,
            channelState,
            visibility,
            DeliveryHours.parse("08:00-20:00"),
            new OptimisticRetry(round -> {}),
            () -> now,
            () -> SYSTEM_NOW);

    @BeforeEach
    void aMessageIsStored() {
        when(deliveryRecords.find(REF)).thenReturn(Optional.of(stored(false)));
        when(deliveryRecords.claim(any(), any(), any())).thenReturn(true);
        when(channel.addressError(any())).thenReturn(Optional.empty());
        when(channel.send(any())).thenReturn(new SendResult.Accepted(Optional.of("1741.02")));
        when(deliveryRecords.recordDelivered(any(), any(), any(), any())).thenReturn(WriteResult.WRITTEN);
        when(deliveryRecords.recordRefused(any(), any(), any())).thenReturn(WriteResult.WRITTEN);
        when(channel.name()).thenReturn("slack");
        when(deliveryRecords.release(any(), any())).thenReturn(WriteResult.WRITTEN);
    }

    Delivery delivery() {
        return deliverMessage.deliver(REF, FIRST).delivery();
    }

    Result received(int receives) {
        return deliverMessage.deliver(REF, record(receives));
    }

    static ReceivedRecord record(int receives) {
        return new ReceivedRecord("receipt", receives);
    }

    static Result inQueue(Delivery reason) {
        return new Result(reason, Optional.empty(), true);
    }

    static Result onItsRecord(Delivery reason) {
        return new Result(reason, Optional.empty());
    }

    static StoredMessage stored(boolean delivered) {
        return new StoredMessage(outgoing(delivered));
    }

    static OutgoingMessage outgoing(boolean delivered) {
        return new OutgoingMessage(REF, Fixtures.person("ada").build(), "Welcome", Optional.empty(), delivered);
    }
}
