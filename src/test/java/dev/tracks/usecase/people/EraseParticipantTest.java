package dev.tracks.usecase.people;

import static dev.tracks.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.tracks.usecase.ConcurrentUpdateException;
import dev.tracks.usecase.NotFoundException;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.people.EraseParticipant.Progress;
import dev.tracks.usecase.people.Erasure.Pass;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

class EraseParticipantTest {
    private static final Instant REPEAT = NOW.plus(Duration.ofMinutes(15));

    private final Erasure erasure = mock(Erasure.class);
    private final EraseParticipant eraseParticipant =
            new EraseParticipant(erasure, new OptimisticRetry(round -> {}), () -> NOW);

    @BeforeEach
    void adaExists() {
        when(erasure.tombstone("ada", NOW, REPEAT, "root")).thenReturn(Optional.of(WriteResult.WRITTEN));
        when(erasure.blank("ada", NOW)).thenReturn(Pass.BLANKED);
    }

    @Test
    void theTombstoneIsWrittenBeforeTheRestIsBlanked() {
        assertThat(eraseParticipant.erase("ada", "root")).isEqualTo(Progress.COMPLETE);

        InOrder order = inOrder(erasure);
        order.verify(erasure).tombstone("ada", NOW, REPEAT, "root");
        order.verify(erasure).blank("ada", NOW);
        order.verifyNoMoreInteractions();
    }

    @Test
    void aMissingParticipantIsNotFound() {
        when(erasure.tombstone("nobody", NOW, REPEAT, "root")).thenReturn(Optional.empty());

        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> eraseParticipant.erase("nobody", "root"))
                .withMessage("there is no participant nobody");
        verify(erasure, never()).blank(any(), any());
    }

    @Test
    void afterAConcurrentUpdateTheRecordIsReadAgain() {
        when(erasure.tombstone("ada", NOW, REPEAT, "root"))
                .thenReturn(
                        Optional.of(WriteResult.CONDITION_FAILED),
                        Optional.of(WriteResult.CONFLICT),
                        Optional.of(WriteResult.WRITTEN));

        assertThat(eraseParticipant.erase("ada", "root")).isEqualTo(Progress.COMPLETE);

        verify(erasure, times(3)).tombstone("ada", NOW, REPEAT, "root");
    }

    @Test
    void withoutATombstoneNothingIsBlanked() {
        when(erasure.tombstone("ada", NOW, REPEAT, "root")).thenReturn(Optional.of(WriteResult.CONDITION_FAILED));

        assertThatExceptionOfType(ConcurrentUpdateException.class)
                .isThrownBy(() -> eraseParticipant.erase("ada", "root"));
        verify(erasure, never()).blank(any(), any());
    }

    @Test
    void anIncompletePassIsRepeated() {
        when(erasure.blank("ada", NOW)).thenReturn(Pass.LEFT, Pass.BLANKED);

        assertThat(eraseParticipant.erase("ada", "root")).isEqualTo(Progress.COMPLETE);
    }

    @Test
    void onceTheTombstoneIsWrittenTheErasureIsFinalEvenIfTheRestFails() {
        when(erasure.blank("ada", NOW)).thenReturn(Pass.LEFT);
        assertThat(eraseParticipant.erase("ada", "root")).isEqualTo(Progress.CONTINUED);

        when(erasure.blank("ada", NOW)).thenThrow(new IllegalStateException("time-out"));
        assertThat(eraseParticipant.erase("ada", "root")).isEqualTo(Progress.CONTINUED);
    }

    @Test
    void anErasureThatTheSweepCouldNotCompleteStaysDue() {
        when(erasure.blank("ada", NOW)).thenReturn(Pass.LEFT);

        assertThatExceptionOfType(ConcurrentUpdateException.class).isThrownBy(() -> eraseParticipant.repeat("ada"));

        verify(erasure, never()).repeated(any());
        verify(erasure, never()).repeatAt(any(), any());
    }
}
