package dev.tracks.usecase.configure;

import static dev.tracks.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.tracks.Fixtures;
import dev.tracks.domain.InvalidFieldException;
import dev.tracks.domain.step.AddToTrackStep;
import dev.tracks.domain.track.Track;
import dev.tracks.domain.track.TrackGraph;
import dev.tracks.domain.track.TrackGraph.Edge;
import dev.tracks.domain.track.TrackStatus;
import dev.tracks.usecase.Change;
import dev.tracks.usecase.ConcurrentUpdateException;
import dev.tracks.usecase.NotFoundException;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.Precondition;
import dev.tracks.usecase.Saved;
import dev.tracks.usecase.StaleVersionException;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.configure.Configuration.StoredGraph;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ConfigureStepTest {
    private static final AddToTrackStep STEP =
            Fixtures.step("day-1", "s1", "week-1").build();
    private static final AddToTrackStep DISABLED =
            Fixtures.step("day-1", "s1", "week-1").disabled().build();
    private static final Edge OTHER_EDGE = new Edge("week-1", "s1", "month-1");
    private static final StoredGraph WITHOUT = new StoredGraph(new TrackGraph(List.of(OTHER_EDGE)), 7);
    private static final StoredGraph WITH = new StoredGraph(new TrackGraph(List.of(STEP.edge(), OTHER_EDGE)), 7);

    private final Configuration configuration = mock(Configuration.class);
    private final ConfigureStep configureStep =
            new ConfigureStep(configuration, new OptimisticRetry(round -> {}), () -> NOW);

    @BeforeEach
    void threeTracksAreActive() {
        List.of("day-1", "week-1", "month-1").forEach(id -> givenTrack(id, TrackStatus.ACTIVE));
        when(configuration.graph()).thenReturn(WITHOUT);
        when(configuration.step(any(), any())).thenReturn(Optional.empty());
        when(configuration.saveStep(any(), any())).thenReturn(WriteResult.WRITTEN);
        when(configuration.removeStep(any(), any(), any())).thenReturn(WriteResult.WRITTEN);
    }

    @Test
    void aNewStepIsWrittenWithItsEdge() {
        assertThat(save(STEP)).isEqualTo(new Saved<>(new Stored<>(STEP, 8, NOW, "root"), Saved.Effect.CREATED));

        verify(configuration)
                .saveStep(
                        new Change<>(STEP, Optional.empty(), NOW, "root").toVersion(8),
                        new StoredGraph(WITH.graph(), 8));
    }

    @Test
    void aDisabledStepHasNoEdge() {
        save(DISABLED);

        verify(configuration)
                .saveStep(
                        new Change<>(DISABLED, Optional.empty(), NOW, "root").toVersion(8),
                        new StoredGraph(WITHOUT.graph(), 8));
    }

    @Test
    void disablingAStepRemovesItsEdge() {
        given(STEP, 3);

        assertThat(save(DISABLED)).isEqualTo(new Saved<>(new Stored<>(DISABLED, 8, NOW, "root"), Saved.Effect.UPDATED));

        verify(configuration)
                .saveStep(
                        new Change<>(DISABLED, Optional.of(3L), NOW, "root").toVersion(8),
                        new StoredGraph(WITHOUT.graph(), 8));
    }

    @Test
    void anEditThatChangesNoEdgeWritesTheSameGraphWithTheNextVersion() {
        given(STEP, 3);
        AddToTrackStep edited =
                Fixtures.step("day-1", "s1", "week-1").confirmation("Welcome!").build();

        save(edited);

        verify(configuration)
                .saveStep(
                        new Change<>(edited, Optional.of(3L), NOW, "root").toVersion(8),
                        new StoredGraph(WITH.graph(), 8));
    }

    @Test
    void aLoopIsRejectedWithItsPathAndNothingIsWritten() {
        when(configuration.graph()).thenReturn(WITH);

        assertThatExceptionOfType(LoopException.class)
                .isThrownBy(() -> save(Fixtures.step("month-1", "s9", "day-1").build()))
                .withMessageContaining("month-1 → day-1 → week-1 → month-1")
                .satisfies(loop -> assertThat(loop.path()).containsExactly("month-1", "day-1", "week-1", "month-1"));
        verify(configuration, never()).saveStep(any(), any());
    }

    @Test
    void aDisabledStepCanPointBack() {
        when(configuration.graph()).thenReturn(WITH);

        save(Fixtures.step("month-1", "s9", "day-1").disabled().build());

        verify(configuration).saveStep(any(), any());
    }

    @Test
    void enablingAStepThatWouldCloseALoopIsRefused() {
        when(configuration.graph()).thenReturn(WITH);
        AddToTrackStep back = Fixtures.step("month-1", "s9", "day-1").disabled().build();
        when(configuration.step("month-1", "s9")).thenReturn(Optional.of(new Stored<>(back, 1, NOW, "root")));

        assertThatExceptionOfType(LoopException.class)
                .isThrownBy(() -> save(Fixtures.step("month-1", "s9", "day-1").build()));
    }

    @Test
    void aStepOfAMissingTrackIsNotFound() {
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> save(Fixtures.step("nowhere", "s1", "week-1").build()))
                .withMessage("there is no track nowhere");
    }

    @Test
    void aDestinationThatDoesNotExistIsRefused() {
        refused(Fixtures.step("day-1", "s1", "nowhere").build(), "must name a track that exists");
    }

    @Test
    void itsOwnTrackIsRejectedAsDestination() {
        refused(Fixtures.step("day-1", "s1", "day-1").build(), "must not be the step's own track");
        refused(Fixtures.step("day-1", "s1", "day-1").disabled().build(), "must not be the step's own track");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "ACTIVE")
    void aNewStepNeedsAnActiveDestinationEvenIfDisabled(TrackStatus status) {
        givenTrack("week-1", status);

        refused(STEP, "must name an active track; week-1 is " + status.wireName());
        refused(DISABLED, "must name an active track; week-1 is " + status.wireName());
    }

    @Test
    void changingToAPausedDestinationIsRejected() {
        given(STEP, 3);
        givenTrack("month-1", TrackStatus.PAUSED);

        refused(Fixtures.step("day-1", "s1", "month-1").build(), "must name an active track; month-1 is paused");
    }

    @Test
    void enablingAStepToAPausedDestinationIsRejected() {
        given(DISABLED, 3);
        givenTrack("week-1", TrackStatus.PAUSED);

        refused(STEP, "must name an active track; week-1 is paused");
    }

    @Test
    void aStepToAPausedDestinationCanStillBeEditedAndDisabled() {
        given(STEP, 3);
        givenTrack("week-1", TrackStatus.PAUSED);

        save(Fixtures.step("day-1", "s1", "week-1").confirmation("Welcome!").build());
        save(DISABLED);

        verify(configuration, times(2)).saveStep(any(), any());
    }

    @Test
    void aDisabledStepToAPausedDestinationCanBeEdited() {
        given(DISABLED, 3);
        givenTrack("week-1", TrackStatus.PAUSED);

        save(Fixtures.step("day-1", "s1", "week-1")
                .disabled()
                .confirmation("Welcome!")
                .build());

        verify(configuration).saveStep(any(), any());
    }

    @ParameterizedTest
    @EnumSource(TrackStatus.class)
    void aStepThatIsSavedUnchangedKeepsItsVersionWhateverTheStatusOfItsDestination(TrackStatus status) {
        given(STEP, 3);
        givenTrack("week-1", status);

        assertThat(save(STEP)).isEqualTo(new Saved<>(new Stored<>(STEP, 3, NOW, "eve"), Saved.Effect.UNCHANGED));
        verify(configuration, never()).saveStep(any(), any());
    }

    @Test
    void aStaleVersionOfAnUnchangedStepIsRefused() {
        given(STEP, 3);

        assertThatExceptionOfType(StaleVersionException.class)
                .isThrownBy(() -> configureStep.save(STEP, Precondition.version(2), "root"));
    }

    @Test
    void aStaleVersionIsRefused() {
        given(STEP, 3);

        assertThatExceptionOfType(StaleVersionException.class)
                .isThrownBy(() -> configureStep.save(DISABLED, Precondition.version(2), "root"))
                .withMessage("version 3 was written by eve at " + NOW);
        assertThatExceptionOfType(StaleVersionException.class)
                .isThrownBy(() -> configureStep.remove("day-1", "s1", Precondition.version(4)));
        verify(configuration, never()).saveStep(any(), any());
        verify(configuration, never()).removeStep(any(), any(), any());
        assertThat(configureStep
                        .save(DISABLED, Precondition.version(3), "root")
                        .record()
                        .version())
                .isEqualTo(8);
    }

    @Test
    void aVersionOfAMissingStepIsStale() {
        assertThatExceptionOfType(StaleVersionException.class)
                .isThrownBy(() -> configureStep.save(STEP, Precondition.version(1), "root"))
                .withMessage("the resource does not exist");
    }

    @Test
    void afterAConcurrentUpdateTheGraphIsReadAgainAndALoopIsRejected() {
        when(configuration.graph()).thenReturn(WITHOUT, WITH);
        when(configuration.saveStep(any(), any())).thenReturn(WriteResult.CONDITION_FAILED);

        assertThatExceptionOfType(LoopException.class)
                .isThrownBy(() -> save(Fixtures.step("month-1", "s9", "day-1").build()));
        verify(configuration, times(1)).saveStep(any(), any());
    }

    @Test
    void tooManyEnabledStepsAreRejectedWithTheLimit() {
        List<Edge> most = IntStream.range(0, TrackGraph.MAX_EDGES)
                .mapToObj(i -> new Edge("t" + i, "s1", "end"))
                .toList();
        when(configuration.graph()).thenReturn(new StoredGraph(new TrackGraph(most), 9));

        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> save(STEP))
                .withMessageContaining("2000 enabled steps");
        save(DISABLED);
        verify(configuration, times(1)).saveStep(any(), any());
    }

    @Test
    void removingAStepRemovesItsEdge() {
        given(STEP, 3);

        configureStep.remove("day-1", "s1", Precondition.NONE);

        verify(configuration).removeStep(STEP, new StoredGraph(WITHOUT.graph(), 8), NOW);
    }

    @Test
    void removingADisabledStepWritesTheSameGraphWithTheNextVersion() {
        given(DISABLED, 3);
        when(configuration.graph()).thenReturn(WITHOUT);
        when(configuration.removeStep(any(), any(), any())).thenReturn(WriteResult.CONFLICT, WriteResult.WRITTEN);

        configureStep.remove("day-1", "s1", Precondition.version(3));

        verify(configuration, times(2)).removeStep(DISABLED, new StoredGraph(WITHOUT.graph(), 8), NOW);
    }

    @Test
    void removingAMissingStepIsNotFound() {
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> configureStep.remove("day-1", "s1", Precondition.NONE))
                .withMessage("there is no step s1")
                .returns("step", NotFoundException::what);
    }

    @Test
    void givesUpAfterFiveConcurrentUpdatesAndNamesTheStep() {
        given(STEP, 3);
        when(configuration.saveStep(any(), any())).thenReturn(WriteResult.CONFLICT);
        when(configuration.removeStep(any(), any(), any())).thenReturn(WriteResult.CONDITION_FAILED);

        assertThatExceptionOfType(ConcurrentUpdateException.class)
                .isThrownBy(() -> save(DISABLED))
                .withMessageContaining("day-1/s1");
        assertThatExceptionOfType(ConcurrentUpdateException.class)
                .isThrownBy(() -> configureStep.remove("day-1", "s1", Precondition.NONE))
                .withMessageContaining("day-1/s1");
    }

    private Saved<AddToTrackStep> save(AddToTrackStep step) {
        return configureStep.save(step, Precondition.NONE, "root");
    }

    private void refused(AddToTrackStep step, String message) {
        assertThatExceptionOfType(UnusableDestinationException.class)
                .isThrownBy(() -> save(step))
                .withMessage(message);
        verify(configuration, never()).saveStep(any(), any());
    }

    private void given(AddToTrackStep step, long version) {
        when(configuration.step(step.trackId(), step.id()))
                .thenReturn(Optional.of(new Stored<>(step, version, NOW, "eve")));
        when(configuration.graph()).thenReturn(step.enabled() ? WITH : WITHOUT);
    }

    private void givenTrack(String id, TrackStatus status) {
        Stored<Track> track = new Stored<>(Fixtures.track(id, status), 1, NOW, "root");
        when(configuration.track(id)).thenReturn(Optional.of(track));
    }
}
