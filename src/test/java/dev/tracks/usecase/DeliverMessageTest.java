package dev.tracks.usecase;

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
import dev.tracks.domain.DeliveryHours;
import dev.tracks.domain.Participant;
import dev.tracks.usecase.DeliverMessage.BeingSentException;
import dev.tracks.usecase.DeliverMessage.Delivery;
import dev.tracks.usecase.DeliverMessage.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

class DeliverMessageTest {
    private static final MessageRef REF = new MessageRef(MessageKind.CONFIRMATION, "ada", "week-1", 1);

    /** The clock of claims, where the other runs faster. */
    private static final Instant REAL = NOW.minus(Duration.ofDays(400));

    private static final Received FIRST = new Received("receipt", 1);

    private final Mailbox mailbox = mock(Mailbox.class);
    private final Channel channel = mock(Channel.class);
    private final Queues queues = mock(Queues.class);
    private Instant now = NOW;
    private final DeliverMessage deliverMessage = new DeliverMessage(
            mailbox,
            channel,
            queues,
            DeliveryHours.parse("08:00-20:00"),
            new Rounds(round -> {}),
            () -> now,
            () -> REAL);

    @BeforeEach
    void aMessageIsWritten() {
        when(mailbox.open(REF)).thenReturn(Optional.of(letter(false)));
        when(mailbox.claim(any(), any(), any())).thenReturn(true);
        when(channel.send(any())).thenReturn(new Posted.Accepted(Optional.of("1741.02")));
        when(mailbox.delivered(any(), any(), any(), any())).thenReturn(Written.DONE);
        when(mailbox.refused(any(), any(), any(), any())).thenReturn(Written.DONE);
        when(mailbox.release(any(), any())).thenReturn(Written.DONE);
    }

    private Delivery delivery() {
        return deliverMessage.deliver(REF, FIRST).delivery();
    }

    @Test
    void claimsInRealTimeThenSendsThenNotes() {
        assertThat(delivery()).isEqualTo(Delivery.SENT);

        InOrder order = inOrder(mailbox, channel);
        order.verify(mailbox).open(REF);
        order.verify(mailbox).claim(REF, REAL, REAL.minus(Duration.ofSeconds(40)));
        order.verify(channel).send(letter(false));
        order.verify(mailbox).delivered(REF, REAL, NOW, Optional.of("1741.02"));
        order.verifyNoMoreInteractions();
    }

    @Test
    void whatWasDeliveredIsNotSentAgain() {
        when(mailbox.open(REF)).thenReturn(Optional.of(letter(true)));

        assertThat(delivery()).isEqualTo(Delivery.REPEATED);
        verifyNoInteractions(channel);
        verify(mailbox, never()).claim(any(), any(), any());
    }

    @Test
    void whatIsGoneIsDropped() {
        when(mailbox.open(REF)).thenReturn(Optional.empty());

        assertThat(delivery()).isEqualTo(Delivery.GONE);
        verifyNoInteractions(channel);
    }

    @Test
    void whatAnotherIsSendingIsLeftForLater() {
        when(mailbox.claim(any(), any(), any())).thenReturn(false);

        assertThatExceptionOfType(BeingSentException.class)
                .isThrownBy(() -> deliverMessage.deliver(REF, FIRST))
                .withMessage("confirmation/ada/week-1/1 is being sent by another");
        verifyNoInteractions(channel);
    }

    @Test
    void aNoteThatIsHinderedIsTriedAgainWithoutSendingAgain() {
        when(mailbox.delivered(any(), any(), any(), any()))
                .thenReturn(Written.CONTENDED, Written.CONTENDED, Written.DONE);

        assertThat(delivery()).isEqualTo(Delivery.SENT);
        verify(channel, times(1)).send(any());
        verify(mailbox, times(3)).delivered(REF, REAL, NOW, Optional.of("1741.02"));
    }

    @Test
    void whatWasResentMeanwhileIsNotNoted() {
        when(mailbox.delivered(any(), any(), any(), any())).thenReturn(Written.TAKEN);

        assertThat(delivery()).isEqualTo(Delivery.SENT);
        verify(mailbox, times(1)).delivered(REF, REAL, NOW, Optional.of("1741.02"));
    }

    @Test
    void givesUpNamingTheMessageWhenTheNoteIsAlwaysRefused() {
        when(mailbox.delivered(any(), any(), any(), any())).thenReturn(Written.CONTENDED);

        assertThatExceptionOfType(StillContendedException.class)
                .isThrownBy(() -> deliverMessage.deliver(REF, FIRST))
                .withMessageContaining("confirmation/ada/week-1/1");
    }

    @Test
    void whatCouldNotBeSentIsNotNotedAsDelivered() {
        doThrow(new IllegalStateException("no channel")).when(channel).send(any());

        assertThatThrownBy(() -> deliverMessage.deliver(REF, FIRST)).hasMessage("no channel");
        verify(mailbox, never()).delivered(any(), any(), any(), any());
    }

    @Test
    void whatTheChannelRefusesForGoodIsNotedWithItsWordAndNotAsDelivered() {
        when(channel.send(any())).thenReturn(new Posted.Refused("channel_not_found"));

        assertThat(deliverMessage.deliver(REF, FIRST))
                .isEqualTo(new Result(Delivery.REFUSED, Optional.of("channel_not_found")));

        InOrder order = inOrder(mailbox, channel);
        order.verify(mailbox).claim(any(), any(), any());
        order.verify(channel).send(letter(false));
        order.verify(mailbox).refused(REF, REAL, NOW, "channel_not_found");
        order.verifyNoMoreInteractions();
    }

    @Test
    void whoWasDeactivatedIsSentNothingAndThatIsNoted() {
        Participant left = Fixtures.person("ada").deactivated().build();
        when(mailbox.open(REF)).thenReturn(Optional.of(new Letter(REF, left, "Welcome", Optional.empty(), false)));

        assertThat(deliverMessage.deliver(REF, FIRST))
                .isEqualTo(new Result(Delivery.REFUSED, Optional.of("participant_deactivated")));

        verify(mailbox).refused(REF, REAL, NOW, "participant_deactivated");
        verifyNoInteractions(channel);
    }

    @Test
    void aRefusalWhoseNoteIsHinderedIsNotedAgainWithoutSendingAgain() {
        when(channel.send(any())).thenReturn(new Posted.Refused("channel_not_found"));
        when(mailbox.refused(any(), any(), any(), any())).thenReturn(Written.CONTENDED, Written.TAKEN);

        assertThat(delivery()).isEqualTo(Delivery.REFUSED);
        verify(channel, times(1)).send(any());
        verify(mailbox, times(2)).refused(REF, REAL, NOW, "channel_not_found");
    }

    @Test
    void aMessageWithoutAnIdOfTheChannelIsNotedAsDeliveredAllTheSame() {
        when(channel.send(any())).thenReturn(new Posted.Accepted(Optional.empty()));

        assertThat(delivery()).isEqualTo(Delivery.SENT);
        verify(mailbox).delivered(REF, REAL, NOW, Optional.empty());
    }

    @Test
    void whatTheChannelTakesLaterIsGivenBackAndItsRecordComesAgainThen() {
        when(channel.send(any())).thenReturn(new Posted.Later(Duration.ofSeconds(30)));

        assertThat(delivery()).isEqualTo(Delivery.POSTPONED);

        InOrder order = inOrder(mailbox, channel, queues);
        order.verify(mailbox).claim(REF, REAL, REAL.minus(Duration.ofSeconds(40)));
        order.verify(channel).send(letter(false));
        order.verify(mailbox).release(REF, REAL);
        order.verify(queues).comesAgain(FIRST, Duration.ofSeconds(30));
        order.verifyNoMoreInteractions();
    }

    @Test
    void whatWasResentMeanwhileIsNothingToGiveBackAndComesAgainAllTheSame() {
        when(channel.send(any())).thenReturn(new Posted.Later(Duration.ofSeconds(30)));
        when(mailbox.release(any(), any())).thenReturn(Written.CONTENDED, Written.TAKEN);

        assertThat(delivery()).isEqualTo(Delivery.POSTPONED);
        verify(mailbox, times(2)).release(REF, REAL);
    }

    @Test
    void aRecordThatTheQueueWouldSoonGiveUpIsPutAnew() {
        when(channel.send(any())).thenReturn(new Posted.Later(Duration.ofSeconds(30)));
        Received sixth = new Received("receipt", 6);
        Received seventh = new Received("receipt", 7);

        assertThat(deliverMessage.deliver(REF, sixth).delivery()).isEqualTo(Delivery.POSTPONED);
        verify(queues).comesAgain(sixth, Duration.ofSeconds(30));
        assertThat(deliverMessage.deliver(REF, seventh).delivery()).isEqualTo(Delivery.RENEWED);
        verify(queues).messageAfter(Duration.ofSeconds(30), REF);
        verify(queues, never()).comesAgain(seventh, Duration.ofSeconds(30));
    }

    @Test
    void outsideTheHoursAMessageIsHeldUntilTheyBeginAndNeitherClaimedNorSent() {
        now = Instant.parse("2025-03-03T20:00:00Z");
        when(mailbox.hold(any(), any())).thenReturn(Written.DONE);

        assertThat(delivery()).isEqualTo(Delivery.HELD);

        verify(mailbox).hold(REF, Instant.parse("2025-03-04T08:00:00Z"));
        verify(mailbox, never()).claim(any(), any(), any());
        verifyNoInteractions(channel, queues);
    }

    @Test
    void thePersonsClocksCount() {
        Participant ada = Fixtures.person("ada").zone("America/New_York").build();
        when(mailbox.open(REF)).thenReturn(Optional.of(new Letter(REF, ada, "Welcome", Optional.empty(), false)));
        when(mailbox.hold(any(), any())).thenReturn(Written.DONE);

        assertThat(delivery()).isEqualTo(Delivery.HELD);
        verify(mailbox).hold(REF, Instant.parse("2025-03-03T13:00:00Z"));

        now = Instant.parse("2025-03-03T13:00:00Z");
        assertThat(delivery()).isEqualTo(Delivery.SENT);
    }

    @Test
    void hoursThatBeginWithinAMinuteAreWaitedForInTheQueue() {
        now = Instant.parse("2025-03-04T07:59:00.001Z");

        assertThat(delivery()).isEqualTo(Delivery.HELD);

        verify(queues).messageAfter(Duration.ofMillis(59_999), REF);
        verify(mailbox, never()).hold(any(), any());

        now = Instant.parse("2025-03-04T07:59:00Z");
        when(mailbox.hold(any(), any())).thenReturn(Written.DONE);
        assertThat(delivery()).isEqualTo(Delivery.HELD);
        verify(mailbox).hold(REF, Instant.parse("2025-03-04T08:00:00Z"));
    }

    @Test
    void whatCannotBeHeldYetComesAgainInAMoment() {
        now = Instant.parse("2025-03-03T20:00:00Z");
        when(mailbox.hold(any(), any())).thenReturn(Written.TAKEN);

        assertThat(delivery()).isEqualTo(Delivery.POSTPONED);
        verify(queues).comesAgain(FIRST, Duration.ofSeconds(5));

        assertThat(deliverMessage.deliver(REF, new Received("receipt", 7)).delivery())
                .isEqualTo(Delivery.RENEWED);
        verify(queues).messageAfter(Duration.ofSeconds(5), REF);
    }

    @Test
    void whatWasDeliveredOrIsGoneIsNotHeld() {
        now = Instant.parse("2025-03-03T20:00:00Z");
        when(mailbox.open(REF)).thenReturn(Optional.of(letter(true)), Optional.empty());

        assertThat(delivery()).isEqualTo(Delivery.REPEATED);
        assertThat(delivery()).isEqualTo(Delivery.GONE);
        verify(mailbox, never()).hold(any(), any());
    }

    @Test
    void aLetterSentOnceMoreIsAnother() {
        Letter resent = new Letter(REF, letter(false).to(), "Welcome", Optional.empty(), false, Optional.of(NOW));

        assertThat(letter(false).id()).isEqualTo("confirmation/ada/week-1/1");
        assertThat(resent.id()).isEqualTo("confirmation/ada/week-1/1/2025-03-03T09:00:00Z");
    }

    private static Letter letter(boolean delivered) {
        return new Letter(REF, Fixtures.person("ada").build(), "Welcome", Optional.empty(), delivered);
    }
}
