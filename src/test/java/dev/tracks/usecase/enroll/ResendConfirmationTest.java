package dev.tracks.usecase.enroll;

import static dev.tracks.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.tracks.Fixtures;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.Participant;
import dev.tracks.usecase.Change;
import dev.tracks.usecase.ConcurrentUpdateException;
import dev.tracks.usecase.ErasedException;
import dev.tracks.usecase.NotFoundException;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.enroll.Enrollments.Confirmation;
import dev.tracks.usecase.enroll.Enrollments.Confirmation.State;
import dev.tracks.usecase.enroll.ResendConfirmation.NotResendableException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResendConfirmationTest {
    private static final Participant ADA = Fixtures.person("ada").build();
    private static final Enrollment WEEK_1 = Fixtures.enrollment("ada", "week-1", 1);

    private final Enrollments enrollments = mock(Enrollments.class);
    private final ResendConfirmation resendConfirmation =
            new ResendConfirmation(enrollments, new OptimisticRetry(round -> {}), () -> NOW);

    @BeforeEach
    void adaHasAPublishedConfirmation() {
        given(WEEK_1, ADA, State.PUBLISHED);
        when(enrollments.resend(any())).thenReturn(WriteResult.WRITTEN);
    }

    private static Stored<Enrollment> stored(Enrollment enrollment) {
        return new Stored<>(enrollment, 4, NOW.minusSeconds(60), "step");
    }

    private static Confirmation confirmation(Enrollment enrollment, Participant to, State state) {
        return new Confirmation(stored(enrollment), Optional.ofNullable(to), state, Optional.empty());
    }

    private void given(Enrollment enrollment, Participant to, State state) {
        when(enrollments.confirmation("ada", WEEK_1.ref()))
                .thenReturn(Optional.of(confirmation(enrollment, to, state)));
    }

    private Stored<Enrollment> resend() {
        return resendConfirmation.resend("ada", WEEK_1.ref(), "root");
    }

    private void isRefused(String reason) {
        assertThatExceptionOfType(NotResendableException.class)
                .isThrownBy(this::resend)
                .withMessage(reason);
        verify(enrollments, never()).resend(any());
    }

    @Test
    void resendingKeepsTheInstanceAndRecordsTheAdmin() {
        assertThat(resend()).isEqualTo(new Stored<>(WEEK_1, 5, NOW, "root"));

        verify(enrollments).resend(Change.of(WEEK_1, Optional.of(stored(WEEK_1)), NOW, "root"));
    }

    @Test
    void aCompletedInstanceIsConfirmedAgain() {
        Enrollment completed = WEEK_1.with(EnrollmentStatus.COMPLETED, Map.of(), NOW);
        given(completed, ADA, State.PUBLISHED);

        assertThat(resend().value()).isEqualTo(completed);
    }

    @Test
    void aResendThatWasRequestedIsNotRequestedTwice() {
        given(WEEK_1, ADA, State.REQUESTED);

        assertThat(resend()).isEqualTo(stored(WEEK_1));
        verify(enrollments, never()).resend(any());
    }

    @Test
    void aResendThatIsBeingSentIsNotRequestedTwice() {
        requestedAt(NOW.minusSeconds(59));

        assertThat(resend()).isEqualTo(stored(WEEK_1));
        verify(enrollments, never()).resend(any());
    }

    @Test
    void aResendThatHasNotBeenSentForAMinuteCanBeRequestedAgain() {
        requestedAt(NOW.minusSeconds(60));

        assertThat(resend().version()).isEqualTo(5);
    }

    private void requestedAt(Instant time) {
        when(enrollments.confirmation("ada", WEEK_1.ref()))
                .thenReturn(Optional.of(
                        new Confirmation(stored(WEEK_1), Optional.of(ADA), State.PUBLISHED, Optional.of(time))));
    }

    @Test
    void anUnpublishedInstanceIsReadAgain() {
        when(enrollments.confirmation("ada", WEEK_1.ref()))
                .thenReturn(
                        Optional.of(confirmation(WEEK_1, ADA, State.UNPUBLISHED)),
                        Optional.of(confirmation(WEEK_1, ADA, State.PUBLISHED)));

        assertThat(resend().version()).isEqualTo(5);
    }

    @Test
    void anInstanceThatStaysUnpublishedIsBusy() {
        given(WEEK_1, ADA, State.UNPUBLISHED);

        assertThatExceptionOfType(ConcurrentUpdateException.class).isThrownBy(this::resend);
        verify(enrollments, never()).resend(any());
    }

    @Test
    void aCancelledInstanceIsNotConfirmed() {
        given(WEEK_1.with(EnrollmentStatus.CANCELLED, Map.of(), NOW), ADA, State.PUBLISHED);

        isRefused("the enrollment is cancelled");
    }

    @Test
    void anInstanceWithoutConfirmationHasNothingToSend() {
        given(WEEK_1, ADA, State.NONE);

        isRefused("the enrollment has no confirmation");
    }

    @Test
    void aDeactivatedPersonIsSentNothing() {
        given(WEEK_1, Fixtures.person("ada").deactivated().build(), State.PUBLISHED);

        isRefused("participant ada is deactivated");
    }

    @Test
    void anErasedPersonIsSentNothing() {
        given(WEEK_1, Fixtures.person("ada").deactivated().build(), State.NONE);
        when(enrollments.isErased("ada")).thenReturn(true);

        assertThatExceptionOfType(ErasedException.class).isThrownBy(this::resend);
        verify(enrollments, never()).resend(any());
    }

    @Test
    void aMissingInstanceIsNotFound() {
        when(enrollments.confirmation("ada", WEEK_1.ref())).thenReturn(Optional.empty());

        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(this::resend)
                .withMessage("there is no enrollment week-1/1");
    }
}
