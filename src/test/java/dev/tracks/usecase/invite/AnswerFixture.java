package dev.tracks.usecase.invite;

import static dev.tracks.Fixtures.NOW;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.tracks.Fixtures;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.configure.Catalog;
import dev.tracks.usecase.message.FakeRenderers;
import dev.tracks.usecase.message.StepMessages;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;

/** The use case with ports whose tracks are active and whose writes succeed. */
abstract class AnswerFixture {
    final Catalog catalog = mock(Catalog.class);
    final Invitations invitations = mock(Invitations.class);
    Instant now = NOW;
    final AnswerInvitation answerInvitation = new AnswerInvitation(
            catalog,
            invitations,
            new StepMessages(FakeRenderers.OF_VALUES),
            new OptimisticRetry(round -> {}),
            () -> now);

    @BeforeEach
    void tracksAreActiveAndWritesSucceed() {
        for (String trackId : List.of("day-1", "week-1", "managing")) {
            when(catalog.track(trackId)).thenReturn(Optional.of(Fixtures.track(trackId)));
        }
        when(invitations.save(any(), any())).thenReturn(WriteResult.WRITTEN);
        when(invitations.accept(any(), any(), any())).thenReturn(WriteResult.WRITTEN);
    }
}
