package dev.tracks.usecase.message;

import static dev.tracks.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.tracks.Fixtures;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.Participant;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.message.DeliverMessage.Delivery;
import dev.tracks.usecase.message.DeliverMessage.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.InOrder;

/** Messages that wait for delivery hours or for their channel. */
class DeliverLaterTest extends DeliverFixture {
    private static final MessageRef TEST = new MessageRef(MessageKind.TEST, "ada", "week-1", 1);

    @Test
    void aMessageToRetryLaterIsReleasedAndRedeliveredThen() {
        when(channel.send(any())).thenReturn(new SendResult.RetryLater(Duration.ofSeconds(30)));

        assertThat(received(1)).isEqualTo(inQueue(Delivery.POSTPONED));

        InOrder order = inOrder(deliveryRecords, channel, visibility);
        order.verify(deliveryRecords).claim(REF, SYSTEM_NOW, SYSTEM_NOW.minus(Duration.ofSeconds(40)));
        order.verify(channel).send(outgoing(false));
        order.verify(deliveryRecords).release(REF, SYSTEM_NOW);
        order.verify(visibility).extend(FIRST, Duration.ofSeconds(30));
        order.verifyNoMoreInteractions();
    }

    @Test
    void aMessageThatWasResentMeanwhileIsNotReleasedAndIsRedelivered() {
        when(channel.send(any())).thenReturn(new SendResult.RetryLater(Duration.ofSeconds(30)));
        when(deliveryRecords.release(any(), any())).thenReturn(WriteResult.CONFLICT, WriteResult.CONDITION_FAILED);

        assertThat(received(1)).isEqualTo(inQueue(Delivery.POSTPONED));
        verify(deliveryRecords, times(2)).release(REF, SYSTEM_NOW);
    }

    @ParameterizedTest
    @CsvSource({"59999, 1, QUEUE", "60000, 1, RECORD", "3600000, 1, RECORD", "59999, 6, QUEUE", "60000, 6, RECORD"})
    void aWaitOfAMinuteOrMoreIsAHoldOnTheMessagesOwnRecord(long millis, int receives, String place) {
        Duration wait = Duration.ofMillis(millis);
        when(channel.send(any())).thenReturn(new SendResult.RetryLater(wait));
        when(deliveryRecords.hold(any(), any())).thenReturn(WriteResult.WRITTEN);

        if (place.equals("QUEUE")) {
            assertThat(received(receives)).isEqualTo(inQueue(Delivery.POSTPONED));
            verify(visibility).extend(record(receives), wait);
            verify(deliveryRecords, never()).hold(any(), any());
        } else {
            assertThat(received(receives)).isEqualTo(onItsRecord(Delivery.POSTPONED));
            verify(deliveryRecords).hold(REF, NOW.plus(wait));
            verifyNoInteractions(visibility);
        }
    }

    @Test
    void aRecordNearItsMaximumReceivesIsHeldForAMinuteEvenIfTheWaitIsShort() {
        when(channel.send(any())).thenReturn(new SendResult.RetryLater(Duration.ofSeconds(30)));
        when(deliveryRecords.hold(any(), any())).thenReturn(WriteResult.WRITTEN);

        assertThat(received(7)).isEqualTo(onItsRecord(Delivery.POSTPONED));
        assertThat(received(8)).isEqualTo(onItsRecord(Delivery.POSTPONED));

        InOrder order = inOrder(deliveryRecords);
        order.verify(deliveryRecords).release(REF, SYSTEM_NOW);
        order.verify(deliveryRecords).hold(REF, NOW.plus(Duration.ofMinutes(1)));
        verifyNoInteractions(visibility);
    }

    @Test
    void outsideTheHoursAMessageIsHeldUntilTheyBeginAndNeitherClaimedNorSent() {
        now = Instant.parse("2025-03-03T20:00:00Z");
        when(deliveryRecords.hold(any(), any())).thenReturn(WriteResult.WRITTEN);

        assertThat(received(1)).isEqualTo(onItsRecord(Delivery.HELD));

        verify(deliveryRecords).hold(REF, Instant.parse("2025-03-04T08:00:00Z"));
        verify(deliveryRecords, never()).claim(any(), any(), any());
        verifyNoInteractions(channel, visibility);
    }

    @Test
    void theHoursAreInThePersonsTimeZone() {
        Participant ada = Fixtures.person("ada").zone("America/New_York").build();
        when(deliveryRecords.find(REF))
                .thenReturn(Optional.of(
                        new StoredMessage(new OutgoingMessage(REF, ada, "Welcome", Optional.empty(), false))));
        when(deliveryRecords.hold(any(), any())).thenReturn(WriteResult.WRITTEN);

        assertThat(delivery()).isEqualTo(Delivery.HELD);
        verify(deliveryRecords).hold(REF, Instant.parse("2025-03-03T13:00:00Z"));

        now = Instant.parse("2025-03-03T13:00:00Z");
        assertThat(delivery()).isEqualTo(Delivery.SENT);
    }

    @Test
    void aTestDoesNotWaitForTheHours() {
        when(deliveryRecords.find(TEST)).thenReturn(Optional.of(new StoredMessage(test())));

        assertThat(deliverMessage.deliver(TEST, FIRST).delivery()).isEqualTo(Delivery.SENT);
    }

    @Test
    void theHoursOfAPersonWithAnUnknownTimeZoneAreInTheDefaultZone() {
        Participant ada = Fixtures.person("ada").zone("Mars/Olympus").build();
        when(deliveryRecords.find(REF))
                .thenReturn(Optional.of(
                        new StoredMessage(new OutgoingMessage(REF, ada, "Welcome", Optional.empty(), false))));

        assertThat(delivery()).isEqualTo(Delivery.SENT);
    }

    @Test
    void ifTheHoursBeginWithinAMinuteTheMessageWaitsInTheQueue() {
        now = Instant.parse("2025-03-04T07:59:00.001Z");

        assertThat(received(1)).isEqualTo(inQueue(Delivery.HELD));

        verify(visibility).extend(FIRST, Duration.ofMillis(59_999));
        verify(deliveryRecords, never()).hold(any(), any());

        now = Instant.parse("2025-03-04T07:59:00Z");
        when(deliveryRecords.hold(any(), any())).thenReturn(WriteResult.WRITTEN);
        assertThat(received(1)).isEqualTo(onItsRecord(Delivery.HELD));
        verify(deliveryRecords).hold(REF, Instant.parse("2025-03-04T08:00:00Z"));
    }

    @Test
    void aHoldInTheLastMinuteBeforeTheHoursEndsAfterTheyBegin() {
        now = Instant.parse("2025-03-04T07:59:30Z");
        when(deliveryRecords.hold(any(), any())).thenReturn(WriteResult.WRITTEN);

        assertThat(received(7)).isEqualTo(onItsRecord(Delivery.HELD));

        verify(deliveryRecords).hold(REF, Instant.parse("2025-03-04T08:00:30Z"));
    }

    @Test
    void aMessageThatCannotBeHeldYetIsRedeliveredLaterEachTime() {
        now = Instant.parse("2025-03-03T20:00:00Z");
        when(deliveryRecords.hold(any(), any())).thenReturn(WriteResult.CONDITION_FAILED);

        for (int receives = 1; receives <= 8; receives++) {
            assertThat(received(receives)).isEqualTo(inQueue(Delivery.HELD));
        }

        InOrder order = inOrder(visibility);
        order.verify(visibility).extend(record(1), Duration.ofSeconds(5));
        order.verify(visibility).extend(record(2), Duration.ofSeconds(10));
        order.verify(visibility).extend(record(3), Duration.ofSeconds(20));
        order.verify(visibility).extend(record(4), Duration.ofSeconds(40));
        order.verify(visibility).extend(record(5), Duration.ofSeconds(80));
        order.verify(visibility).extend(record(6), Duration.ofSeconds(160));
        order.verify(visibility).extend(record(7), Duration.ofSeconds(320));
        order.verify(visibility).extend(record(8), Duration.ofSeconds(320));
    }

    @Test
    void aDeliveredOrDeletedMessageIsNotHeld() {
        now = Instant.parse("2025-03-03T20:00:00Z");
        when(deliveryRecords.find(REF)).thenReturn(Optional.of(stored(true)), Optional.empty());

        assertThat(delivery()).isEqualTo(Delivery.REPEATED);
        assertThat(delivery()).isEqualTo(Delivery.GONE);
        verify(deliveryRecords, never()).hold(any(), any());
    }

    @ParameterizedTest
    @CsvSource({"30, 7", "60, 1", "3600, 1"})
    void aTestForWhichTheChannelAsksToWaitTooLongIsRefused(long seconds, int receives) {
        when(deliveryRecords.find(TEST)).thenReturn(Optional.of(new StoredMessage(test())));
        when(channel.send(any())).thenReturn(new SendResult.RetryLater(Duration.ofSeconds(seconds)));

        assertThat(deliverMessage.deliver(TEST, record(receives)))
                .isEqualTo(new Result(Delivery.REFUSED, Optional.of("channel_busy")));

        verify(deliveryRecords).recordRefused(TEST, SYSTEM_NOW, new Refusal(NOW, "slack", "channel_busy"));
        verify(deliveryRecords, never()).hold(any(), any());
    }

    @Test
    void aTestIsSentDuringAnOutageAndEndsItIfItIsAccepted() {
        testDuringAnOutage();

        assertThat(deliverMessage.deliver(TEST, FIRST).delivery()).isEqualTo(Delivery.SENT);
        verify(channelState).end();
    }

    @Test
    void aTestThatFindsTheChannelStillDownIsRefused() {
        testDuringAnOutage();
        when(channel.send(any())).thenReturn(new SendResult.ChannelDown("missing_scope"));

        assertThat(deliverMessage.deliver(TEST, FIRST))
                .isEqualTo(new Result(Delivery.REFUSED, Optional.of("missing_scope")));
        verify(deliveryRecords).recordRefused(TEST, SYSTEM_NOW, new Refusal(NOW, "slack", "missing_scope"));
        verify(deliveryRecords, never()).hold(any(), any());
    }

    private void testDuringAnOutage() {
        Outage outage = new Outage(NOW, "token_revoked");
        when(deliveryRecords.find(TEST))
                .thenReturn(Optional.of(new StoredMessage(test(), Optional.empty(), Optional.of(outage))));
    }

    private static OutgoingMessage test() {
        Participant ada = Fixtures.person("ada").zone("America/New_York").build();
        return new OutgoingMessage(TEST, ada, "Test: hi", Optional.empty(), false);
    }
}
