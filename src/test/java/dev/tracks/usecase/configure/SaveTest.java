package dev.tracks.usecase.configure;

import static dev.tracks.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.tracks.Fixtures;
import dev.tracks.domain.record.Participant;
import dev.tracks.domain.track.Track;
import dev.tracks.usecase.Change;
import dev.tracks.usecase.ConcurrentUpdateException;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.Precondition;
import dev.tracks.usecase.Saved;
import dev.tracks.usecase.StaleVersionException;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.people.Participants;
import dev.tracks.usecase.people.RegisterParticipant;
import dev.tracks.usecase.people.RegisterParticipant.Registration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tracks and participants are created, and replaced under the version that was read. */
class SaveTest {
    private static final Track TRACK = Fixtures.track("day-1");
    private static final Track RENAMED =
            new Track("day-1", "First day", TRACK.description(), TRACK.status(), TRACK.managers());
    private static final Participant ADA = Fixtures.person("ada").build();
    private static final Registration REGISTRATION = new Registration(ADA, Optional.empty());

    private final Configuration configuration = mock(Configuration.class);
    private final Participants participants = mock(Participants.class);
    private final OptimisticRetry retry = new OptimisticRetry(round -> {});
    private final ConfigureTrack configureTrack = new ConfigureTrack(configuration, retry, () -> NOW);
    private final RegisterParticipant registerParticipant = new RegisterParticipant(participants, retry, () -> NOW);

    @BeforeEach
    void noRecordExists() {
        when(configuration.track(any())).thenReturn(Optional.empty());
        when(configuration.saveTrack(any())).thenReturn(WriteResult.WRITTEN);
        when(participants.current(any())).thenReturn(Participants.Current.NONE);
        when(participants.save(any(), any())).thenReturn(WriteResult.WRITTEN);
    }

    @Test
    void aNewRecordHasVersionOne() {
        assertThat(configureTrack.save(TRACK, Precondition.NONE, "root"))
                .isEqualTo(new Saved<>(new Stored<>(TRACK, 1, NOW, "root"), Saved.Effect.CREATED));
        assertThat(registerParticipant.save(REGISTRATION, Precondition.NONE, "root"))
                .isEqualTo(new Saved<>(new Stored<>(ADA, 1, NOW, "root"), Saved.Effect.CREATED));
        verify(configuration).saveTrack(new Change<>(TRACK, Optional.empty(), NOW, "root"));
        verify(participants).save(eq(new Change<>(ADA, Optional.empty(), NOW, "root")), any());
    }

    @Test
    void aReplacementHasTheNextVersion() {
        givenVersion(4);

        assertThat(configureTrack.save(RENAMED, Precondition.version(4), "root"))
                .isEqualTo(new Saved<>(new Stored<>(RENAMED, 5, NOW, "root"), Saved.Effect.UPDATED));
        assertThat(registerParticipant
                        .save(REGISTRATION, Precondition.version(4), "root")
                        .record()
                        .version())
                .isEqualTo(5);
        verify(configuration).saveTrack(new Change<>(RENAMED, Optional.of(4L), NOW, "root"));
        verify(participants).save(eq(new Change<>(ADA, Optional.of(4L), NOW, "root")), any());
    }

    @Test
    void whetherAPersonIsActiveStaysAsItIsStoredUntilARequestSaysSo() {
        Participant inactive = ADA.withActive(false);
        when(participants.current("ada")).thenReturn(current(inactive, 4));

        assertThat(registerParticipant
                        .save(REGISTRATION, Precondition.NONE, "root")
                        .record()
                        .value())
                .isEqualTo(inactive);
        assertThat(registerParticipant
                        .save(new Registration(ADA, Optional.of(true)), Precondition.NONE, "root")
                        .record()
                        .value())
                .isEqualTo(ADA);
    }

    @Test
    void aConcurrentDeactivationIsKept() {
        when(participants.save(any(), any())).thenReturn(WriteResult.CONDITION_FAILED, WriteResult.WRITTEN);
        when(participants.current("ada")).thenReturn(current(ADA, 4), current(ADA.withActive(false), 5));

        assertThat(registerParticipant
                        .save(REGISTRATION, Precondition.NONE, "root")
                        .record()
                        .value()
                        .active())
                .isFalse();
    }

    @Test
    void aStaleVersionIsRefused() {
        givenVersion(4);

        assertThatExceptionOfType(StaleVersionException.class)
                .isThrownBy(() -> configureTrack.save(TRACK, Precondition.version(3), "root"));
        assertThatExceptionOfType(StaleVersionException.class)
                .isThrownBy(() -> registerParticipant.save(REGISTRATION, Precondition.version(3), "root"));
        verify(configuration, never()).saveTrack(any());
        verify(participants, never()).save(any(), any());
    }

    @Test
    void afterAConcurrentUpdateTheRecordIsReadAgain() {
        when(configuration.saveTrack(any())).thenReturn(WriteResult.CONDITION_FAILED, WriteResult.WRITTEN);
        when(participants.save(any(), any())).thenReturn(WriteResult.CONFLICT, WriteResult.WRITTEN);
        when(configuration.track("day-1")).thenReturn(Optional.empty(), stored(TRACK, 1));
        when(participants.current("ada")).thenReturn(Participants.Current.NONE, current(1));

        assertThat(configureTrack
                        .save(RENAMED, Precondition.NONE, "root")
                        .record()
                        .version())
                .isEqualTo(2);
        assertThat(registerParticipant
                        .save(REGISTRATION, Precondition.NONE, "root")
                        .record()
                        .version())
                .isEqualTo(2);
    }

    @Test
    void givesUpAfterFiveConcurrentUpdatesAndNamesNoPerson() {
        when(configuration.saveTrack(any())).thenReturn(WriteResult.CONDITION_FAILED);
        when(participants.save(any(), any())).thenReturn(WriteResult.CONDITION_FAILED);

        assertThatExceptionOfType(ConcurrentUpdateException.class)
                .isThrownBy(() -> configureTrack.save(TRACK, Precondition.NONE, "root"))
                .withMessageStartingWith("track day-1: ");
        assertThatExceptionOfType(ConcurrentUpdateException.class)
                .isThrownBy(() -> registerParticipant.save(REGISTRATION, Precondition.NONE, "root"))
                .withMessageStartingWith("participant: ");
    }

    @Test
    void aTrackThatIsSavedUnchangedKeepsItsVersion() {
        givenVersion(1);

        assertThat(configureTrack.save(TRACK, Precondition.version(1), "root"))
                .isEqualTo(new Saved<>(new Stored<>(TRACK, 1, NOW, "eve"), Saved.Effect.UNCHANGED));
        verify(configuration, never()).saveTrack(any());
    }

    @Test
    void aConcurrentUpdateToTheSameValueIsASuccess() {
        when(configuration.saveTrack(any())).thenReturn(WriteResult.CONDITION_FAILED);
        when(configuration.track("day-1")).thenReturn(Optional.empty(), stored(TRACK, 1));

        assertThat(configureTrack.save(TRACK, Precondition.NONE, "root"))
                .isEqualTo(new Saved<>(new Stored<>(TRACK, 1, NOW, "eve"), Saved.Effect.UNCHANGED));
        verify(configuration, times(1)).saveTrack(any());
    }

    @Test
    void ofTwoConcurrentCreationsOneIsRefusedIfTheRecordMustNotExist() {
        when(configuration.saveTrack(any())).thenReturn(WriteResult.CONDITION_FAILED);
        when(participants.save(any(), any())).thenReturn(WriteResult.CONDITION_FAILED);
        when(configuration.track("day-1")).thenReturn(Optional.empty(), stored(TRACK, 1));
        when(participants.current("ada")).thenReturn(Participants.Current.NONE, current(1));

        assertThatExceptionOfType(StaleVersionException.class)
                .isThrownBy(() -> configureTrack.save(TRACK, Precondition.ABSENT, "root"));
        assertThatExceptionOfType(StaleVersionException.class)
                .isThrownBy(() -> registerParticipant.save(REGISTRATION, Precondition.ABSENT, "root"));
    }

    private void givenVersion(long version) {
        when(configuration.track("day-1")).thenReturn(stored(TRACK, version));
        when(participants.current("ada")).thenReturn(current(version));
    }

    /** Ada's record, as an earlier version of this program wrote it: a save writes it even if it is the same. */
    private static Participants.Current current(long version) {
        return current(ADA, version);
    }

    private static Participants.Current current(Participant participant, long version) {
        return new Participants.Current(stored(participant, version), false, List.of(), false);
    }

    private static <T> Optional<Stored<T>> stored(T value, long version) {
        return Optional.of(new Stored<>(value, version, NOW, "eve"));
    }
}
