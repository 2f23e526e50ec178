package dev.tracks.usecase;

import static dev.tracks.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

class EraseParticipantTest {
    private final Erasure erasure = mock(Erasure.class);
    private final EraseParticipant eraseParticipant = new EraseParticipant(erasure, () -> NOW);

    @Test
    void theTombstoneComesFirstSoThatNothingNewIsWrittenWhileTheRestIsBlanked() {
        when(erasure.tombstone("ada", NOW, NOW.plus(Duration.ofMinutes(15)), "root"))
                .thenReturn(true);

        eraseParticipant.erase("ada", "root");

        InOrder order = inOrder(erasure);
        order.verify(erasure).tombstone("ada", NOW, NOW.plus(Duration.ofMinutes(15)), "root");
        order.verify(erasure).blank("ada", NOW);
        order.verifyNoMoreInteractions();
    }

    @Test
    void whoDoesNotExistIsNotFound() {
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> eraseParticipant.erase("nobody", "root"))
                .withMessage("there is no participant nobody");
        verify(erasure, never()).blank(any(), any());
    }
}
