package dev.tracks.usecase.enroll;

import static dev.tracks.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.tracks.Fixtures;
import dev.tracks.domain.decision.Decision;
import dev.tracks.domain.decision.Decision.Defer;
import dev.tracks.domain.decision.Decision.Skip;
import dev.tracks.domain.decision.Run;
import dev.tracks.domain.record.SkipReason;
import dev.tracks.domain.record.StepReached;
import dev.tracks.usecase.enroll.RerunSkipped.Request;
import dev.tracks.usecase.enroll.RerunSkipped.Result;
import dev.tracks.usecase.outbox.Queues;
import dev.tracks.usecase.view.Directory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RerunSkippedTest {
    private static final Request REQUEST = new Request("day-1", "s1", SkipReason.DESTINATION_NOT_ACTIVE, NOW);

    /** A cursor of a rerun that began now. */
    private static final Optional<String> HERE = Optional.of(NOW.toEpochMilli() + ".here");

    private final Directory directory = mock(Directory.class);
    private final Queues queues = mock(Queues.class);
    private final RerunSkipped rerunSkipped = new RerunSkipped(directory, queues, () -> NOW);

    @Test
    void enqueuesOnlyRunsThatWereSkippedForThatReason() {
        Run cancelled = run("eve", new Defer("eve", NOW)).cancelled(NOW, "root");
        givenPage(
                List.of(
                        run("ada", skip(SkipReason.DESTINATION_NOT_ACTIVE)),
                        run("linus", skip(SkipReason.NOT_IN_AUDIENCE)),
                        run("grace", new Defer("grace", NOW)),
                        cancelled,
                        run("alan", skip(SkipReason.DESTINATION_NOT_ACTIVE))),
                Optional.of("next"));

        assertThat(rerunSkipped.rerun(REQUEST, HERE))
                .isEqualTo(new Result(2, Optional.of(NOW.toEpochMilli() + ".next")));
        verify(queues).sendReached(List.of(cause("ada"), cause("alan")));
    }

    @Test
    void aCancelledRunIsNotEnqueued() {
        givenPage(List.of(run("eve", new Defer("eve", NOW)).cancelled(NOW, "root")), Optional.empty());
        Request request = new Request("day-1", "s1", SkipReason.RUN_CANCELLED, NOW);

        assertThat(rerunSkipped.rerun(request, HERE)).isEqualTo(new Result(0, Optional.empty()));
        verifyNoInteractions(queues);
    }

    @Test
    void evaluationsOfTheRerunItselfAreNotEnqueued() {
        Run skippedAgain = Run.of(
                cause("ada"),
                skip(SkipReason.DESTINATION_NOT_ACTIVE),
                Optional.empty(),
                NOW.plusMillis(1),
                Optional.of(run("ada", skip(SkipReason.DESTINATION_NOT_ACTIVE))));
        givenPage(List.of(skippedAgain), Optional.empty());

        assertThat(rerunSkipped.rerun(REQUEST, HERE)).isEqualTo(new Result(0, Optional.empty()));
        verifyNoInteractions(queues);
    }

    @Test
    void anInvalidCursorIsRejected() {
        for (String cursor : List.of("", "here", ".here", "x.here")) {
            assertThatExceptionOfType(Directory.InvalidCursorException.class)
                    .isThrownBy(() -> rerunSkipped.rerun(REQUEST, Optional.of(cursor)));
        }
    }

    private void givenPage(List<Run> runs, Optional<String> nextCursor) {
        when(directory.runsOfStep("day-1", "s1", NOW, 100, Optional.of("here")))
                .thenReturn(new Directory.Page<>(runs, nextCursor));
    }

    private static Run run(String participantId, Decision decision) {
        return Run.of(cause(participantId), decision, Optional.empty(), NOW, Optional.empty());
    }

    private static StepReached cause(String participantId) {
        return Fixtures.cause("day-1", "s1", participantId, 1);
    }

    private static Skip skip(SkipReason reason) {
        return new Skip(reason, Map.of());
    }
}
