package dev.tracks.usecase.sweep;

import static dev.tracks.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.tracks.domain.message.MessageKind;
import dev.tracks.domain.message.MessageRef;
import dev.tracks.usecase.message.Outage;
import dev.tracks.usecase.outbox.DueItem;
import dev.tracks.usecase.outbox.DueItem.DueMessage;
import dev.tracks.usecase.sweep.Sweep.Counts;
import dev.tracks.usecase.sweep.Sweep.HeldMessages;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

/** Held messages whose hold has ended, also during an outage of their channel. */
class SweepHeldMessagesTest extends SweepFixture {
    @Test
    void aHeldMessageIsEnqueuedWhenTheHoursBeginAndIsNoLongerHeld() {
        MessageRef confirmation = new MessageRef(MessageKind.CONFIRMATION, "ada", "week-1", 1);
        DueMessage due = new DueMessage(confirmation, NOW, Optional.empty(), 1);
        given(due);

        Counts counts = sweep();

        assertThat(counts.messages().opened()).isEqualTo(1);
        assertThat(counts.published()).isZero();
        InOrder order = inOrder(queues, outbox);
        order.verify(queues).sendMessageAfter(Duration.ZERO, confirmation);
        order.verify(outbox).clearHold(due);
    }

    @Test
    void aHeldMessageThatCannotBeEnqueuedStaysHeld() {
        doThrow(new IllegalStateException("down")).when(queues).sendMessageAfter(any(), any());
        given(new DueMessage(new MessageRef(MessageKind.REMINDER, "ada", "week-1", 1), NOW, Optional.empty(), 1));

        assertThat(sweep().failures().problems())
                .containsExactly("message reminder/ada/week-1/1: java.lang.IllegalStateException: down");
        verify(outbox, never()).clearHold(any());
    }

    private static final Outage OUTAGE = new Outage(NOW, "token_revoked");

    private static DueMessage held(int number, Optional<Instant> next) {
        return new DueMessage(new MessageRef(MessageKind.INVITATION, "ada", "week-1", number), NOW, next, 1);
    }

    private void manyHeldMessages(int count) {
        given(IntStream.rangeClosed(1, count)
                .mapToObj(number -> held(number, Optional.of(NOW.plusSeconds(1))))
                .toArray(DueItem[]::new));
    }

    @Test
    void heldMessagesAreEnqueuedAtTheChannelsRateAndTheRestWaitsForTheNextSweep() {
        manyHeldMessages(Sweep.MESSAGES_PER_SWEEP + 1);

        assertThat(sweep().messages()).isEqualTo(new HeldMessages(Sweep.MESSAGES_PER_SWEEP, 1, Optional.empty()));

        verify(queues, times(4)).sendMessageAfter(eq(Duration.ZERO), any());
        verify(queues, times(4)).sendMessageAfter(eq(Duration.ofSeconds(59)), any());
        verify(queues, never()).sendMessageAfter(eq(Duration.ofMinutes(1)), any());
        verify(outbox, times(Sweep.MESSAGES_PER_SWEEP)).clearHold(any());
    }

    @Test
    void duringAnOutageOnlyACandidateForTheProbeIsEnqueuedAndTheOthersStayHeld() {
        when(channelState.outage()).thenReturn(Optional.of(OUTAGE));
        manyHeldMessages(20);

        assertThat(sweep().messages()).isEqualTo(new HeldMessages(5, 15, Optional.of(OUTAGE)));

        verify(outbox, times(5)).clearHold(any());
    }

    @Test
    void aHeldInvitationThatExpiresDuringAnOutageIsReleasedSoThatItsExpiryIsFound() {
        when(channelState.outage()).thenReturn(Optional.of(OUTAGE));
        List<DueItem> due = new ArrayList<>(IntStream.rangeClosed(1, 9)
                .mapToObj(number -> (DueItem) held(number, Optional.empty()))
                .toList());
        DueMessage expired = held(10, Optional.of(NOW));
        due.add(expired);
        given(due.toArray(DueItem[]::new));

        assertThat(sweep().messages()).isEqualTo(new HeldMessages(6, 4, Optional.of(OUTAGE)));

        verify(outbox).clearHold(expired);
    }
}
