package dev.tracks.usecase.message;

import static dev.tracks.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.tracks.Fixtures;
import dev.tracks.domain.message.DeliveryHours;
import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.domain.record.Participant;
import dev.tracks.usecase.ConcurrentUpdateException;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.message.DeliverMessage.BeingSentException;
import dev.tracks.usecase.message.DeliverMessage.Delivery;
import dev.tracks.usecase.message.DeliverMessage.Result;
import dev.tracks.usecase.outbox.ReceivedRecord;
import dev.tracks.usecase.outbox.RecordVisibility;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.InOrder;

class DeliverMessageTest {
    private static final MessageRef REF = new MessageRef(MessageKind.CONFIRMATION, "ada", "week-1", 1);

    /** The time on the system clock, which measures claims; the business clock runs faster. */
    private static final Instant SYSTEM_NOW = NOW.minus(Duration.ofDays(400));

    private static final ReceivedRecord FIRST = new ReceivedRecord("receipt", 1);

    private final DeliveryRecords deliveryRecords = mock(DeliveryRecords.class);
    private final Channel channel = mock(Channel.class);
    private final ChannelState channelState = mock(ChannelState.class);
    private final RecordVisibility visibility = mock(RecordVisibility.class);
    private Instant now = NOW;
    private final DeliverMessage deliverMessage = new DeliverMessage(
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

    private Delivery delivery() {
        return deliverMessage.deliver(REF, FIRST).delivery();
    }

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

    private Result received(int receives) {
        return deliverMessage.deliver(REF, record(receives));
    }

    private static ReceivedRecord record(int receives) {
        return new ReceivedRecord("receipt", receives);
    }

    private static Result inQueue(Delivery reason) {
        return new Result(reason, Optional.empty(), true);
    }

    private static Result onItsRecord(Delivery reason) {
        return new Result(reason, Optional.empty());
    }

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
        Participant ada = Fixtures.person("ada").zone("America/New_York").build();
        MessageRef test = new MessageRef(MessageKind.TEST, "ada", "week-1", 1);
        when(deliveryRecords.find(test))
                .thenReturn(Optional.of(
                        new StoredMessage(new OutgoingMessage(test, ada, "Test: hi", Optional.empty(), false))));
        assertThat(deliverMessage.deliver(test, FIRST).delivery()).isEqualTo(Delivery.SENT);
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

    @Test
    void aResentMessageHasAnotherId() {
        OutgoingMessage resent =
                new OutgoingMessage(REF, outgoing(false).to(), "Welcome", Optional.empty(), false, Optional.of(NOW));

        assertThat(outgoing(false).id()).isEqualTo("confirmation/ada/week-1/1");
        assertThat(resent.id()).isEqualTo("confirmation/ada/week-1/1/2025-03-03T09:00:00Z");
    }

    private static StoredMessage stored(boolean delivered) {
        return new StoredMessage(outgoing(delivered));
    }

    private static OutgoingMessage outgoing(boolean delivered) {
        return new OutgoingMessage(REF, Fixtures.person("ada").build(), "Welcome", Optional.empty(), delivered);
    }
}
