package dev.tracks.usecase.people;

import static dev.tracks.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.tracks.Fixtures;
import dev.tracks.domain.record.Alias;
import dev.tracks.domain.record.Participant;
import dev.tracks.usecase.Change;
import dev.tracks.usecase.ErasedException;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.Precondition;
import dev.tracks.usecase.StaleVersionException;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.people.Participants.Current;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A participant is saved only if no other participant has one of its aliases. */
class RegisterParticipantTest {
    private static final Alias EMAIL = Alias.email("ada@example.org");
    private static final Alias SUBJECT = Alias.subject("auth0|5f7c");
    private static final Participant ADA = Fixtures.person("ada")
            .email("Ada@Example.org")
            .subject("auth0|5f7c")
            .build();
    private static final Stored<Participant> STORED = new Stored<>(ADA, 4, NOW.minusSeconds(60), "hana");

    private final Participants participants = mock(Participants.class);
    private final RegisterParticipant registerParticipant =
            new RegisterParticipant(participants, new OptimisticRetry(round -> {}), () -> NOW);

    @BeforeEach
    void nobodyHasTheAliases() {
        when(participants.current("ada")).thenReturn(Current.NONE);
        when(participants.owners(any())).thenReturn(Map.of());
        when(participants.save(any(), any())).thenReturn(WriteResult.WRITTEN);
    }

    @Test
    void aPersonWithFreeAliasesIsWritten() {
        assertThat(save()).isEqualTo(new Stored<>(ADA, 1, NOW, "root"));

        verify(participants).owners(List.of(EMAIL, SUBJECT));
        verify(participants).save(new Change<>(ADA, Optional.empty(), NOW, "root"), Current.NONE);
    }

    @Test
    void aPersonWhoHasTheAliasesAlreadyIsWritten() {
        Current current = new Current(Optional.of(STORED), false, List.of(), false);
        when(participants.current("ada")).thenReturn(current);
        when(participants.owners(any())).thenReturn(Map.of(EMAIL, "ada", SUBJECT, "ada"));

        assertThat(save().version()).isEqualTo(5);
        verify(participants).save(new Change<>(ADA, Optional.of(4L), NOW, "root"), current);
    }

    @Test
    void anAliasOfAnotherPersonIsRefusedWithItsFieldAndOwner() {
        when(participants.owners(any())).thenReturn(Map.of(EMAIL, "ada", SUBJECT, "adele"));

        assertThatExceptionOfType(AliasTakenException.class)
                .isThrownBy(this::save)
                .withMessage("another participant has this subject")
                .satisfies(taken -> assertThat(taken.field()).isEqualTo("subject"))
                .satisfies(taken -> assertThat(taken.ownerId()).isEqualTo("adele"));
        verify(participants, never()).save(any(), any());
    }

    @Test
    void ofTwoConcurrentClaimsTheLoserIsRefused() {
        when(participants.owners(any())).thenReturn(Map.of(), Map.of(EMAIL, "adele"));
        when(participants.save(any(), any())).thenReturn(WriteResult.CONDITION_FAILED);

        assertThatExceptionOfType(AliasTakenException.class)
                .isThrownBy(this::save)
                .satisfies(taken -> assertThat(taken.field()).isEqualTo("email"));
        verify(participants).save(any(), any());
    }

    @Test
    void anIdenticalSaveWritesNothingAndReturnsTheStoredVersion() {
        current(true);

        assertThat(save()).isEqualTo(STORED);
        verify(participants, never()).save(any(), any());
    }

    @Test
    void anIdenticalRecordOfAnEarlierVersionIsWrittenAgain() {
        current(false);

        assertThat(save()).isEqualTo(new Stored<>(ADA, 5, NOW, "root"));
        verify(participants).save(eq(new Change<>(ADA, Optional.of(4L), NOW, "root")), any());
    }

    @Test
    void anIdenticalSaveStillChecksThePrecondition() {
        current(true);

        assertThatExceptionOfType(StaleVersionException.class)
                .isThrownBy(() -> registerParticipant.save(
                        new RegisterParticipant.Registration(ADA, Optional.empty()), Precondition.version(3), "root"));
    }

    @Test
    void anErasedPersonIsRefusedWithoutFurtherReads() {
        when(participants.current("ada")).thenReturn(new Current(Optional.of(STORED), true, List.of(), true));

        assertThatExceptionOfType(ErasedException.class).isThrownBy(this::save);
        verify(participants, never()).owners(any());
        verify(participants, never()).save(any(), any());
    }

    private Stored<Participant> save() {
        return registerParticipant
                .save(new RegisterParticipant.Registration(ADA, Optional.empty()), Precondition.NONE, "root")
                .record();
    }

    private void current(boolean upToDate) {
        when(participants.current("ada")).thenReturn(new Current(Optional.of(STORED), false, List.of(), upToDate));
    }
}
