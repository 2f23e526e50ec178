package dev.tracks.usecase;

import static dev.tracks.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.tracks.Fixtures;
import dev.tracks.Fixtures.Step;
import dev.tracks.domain.Enrollment;
import dev.tracks.domain.ReachedBy;
import dev.tracks.domain.SpanUnit;
import dev.tracks.usecase.DueItem.PendingEnrollment;
import dev.tracks.usecase.DueItem.PendingInvitation;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

class HandOverTest {
    private static final Enrollment WEEK_1 = Fixtures.enrollment("ada", "week-1", 2);
    private static final PendingEnrollment CONFIRMED = new PendingEnrollment(WEEK_1, true, 1);
    private static final PendingEnrollment SILENT = new PendingEnrollment(WEEK_1, false, 1);

    private final Configuration configuration = mock(Configuration.class);
    private final Outbox outbox = mock(Outbox.class);
    private final Queues queues = mock(Queues.class);
    private final HandOver handOver = new HandOver(configuration, outbox, queues);

    @Test
    void theConfirmationAndTheTracksStepsAreHandedOverAndTheMarkGoesLast() {
        given(Fixtures.step("week-1", "s1", "month-1"), Fixtures.step("week-1", "s2", "leadership"));

        handOver.enrollment(CONFIRMED);

        InOrder order = inOrder(queues, outbox);
        order.verify(queues).message(new MessageRef(MessageKind.CONFIRMATION, "ada", "week-1", 2));
        order.verify(queues)
                .reached(List.of(Fixtures.cause("week-1", "s1", "ada", 2), Fixtures.cause("week-1", "s2", "ada", 2)));
        order.verify(outbox).handedOver(CONFIRMED);
        order.verifyNoMoreInteractions();
    }

    @Test
    void withoutAConfirmationNoMessageIsHandedOver() {
        given(Fixtures.step("week-1", "s1", "month-1"));

        handOver.enrollment(SILENT);

        verify(queues, never()).message(any());
        verify(outbox).handedOver(SILENT);
    }

    @Test
    void aTrackWithoutStepsReachesNone() {
        given();

        handOver.enrollment(SILENT);

        verify(queues, never()).reached(any());
        verify(outbox).handedOver(SILENT);
    }

    @Test
    void disabledAndDelayedStepsAreReachedButThoseByEventAreNot() {
        given(
                Fixtures.step("week-1", "off", "month-1").disabled(),
                Fixtures.step("week-1", "event", "month-1").reachedBy(ReachedBy.EVENT),
                Fixtures.step("week-1", "later", "month-1").delay(Fixtures.delay(7, SpanUnit.DAYS)));

        handOver.enrollment(SILENT);

        verify(queues)
                .reached(List.of(
                        Fixtures.cause("week-1", "off", "ada", 2), Fixtures.cause("week-1", "later", "ada", 2)));
    }

    @Test
    void theMarkStaysWhileAnythingIsNotHandedOver() {
        given(Fixtures.step("week-1", "s1", "month-1"));
        doThrow(new IllegalStateException("no queue")).when(queues).reached(any());

        assertThatThrownBy(() -> handOver.enrollment(CONFIRMED)).hasMessage("no queue");

        verify(outbox, never()).handedOver(any(PendingEnrollment.class));
    }

    @Test
    void anInvitationsMessageIsHandedOverAndTheMarkGoesLast() {
        PendingInvitation pending =
                new PendingInvitation(Fixtures.invitation(Fixtures.cause("day-1", "s1", "ada", 1), "week-1", 3));

        handOver.invitation(pending);

        InOrder order = inOrder(queues, outbox);
        order.verify(queues).message(new MessageRef(MessageKind.INVITATION, "ada", "week-1", 3));
        order.verify(outbox).handedOver(pending);
    }

    private void given(Step... steps) {
        when(configuration.steps("week-1"))
                .thenReturn(Arrays.stream(steps)
                        .map(step -> new Stored<>(step.build(), 1, NOW, "root"))
                        .toList());
    }
}
