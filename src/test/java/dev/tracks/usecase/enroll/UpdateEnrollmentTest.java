package dev.tracks.usecase.enroll;

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
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.usecase.Change;
import dev.tracks.usecase.ConcurrentUpdateException;
import dev.tracks.usecase.ErasedException;
import dev.tracks.usecase.NotFoundException;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.Precondition;
import dev.tracks.usecase.StaleVersionException;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.enroll.UpdateEnrollment.EndedException;
import dev.tracks.usecase.enroll.UpdateEnrollment.Patch;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UpdateEnrollmentTest {
    private static final EnrollmentRef REF = new EnrollmentRef("day-1", 2);
    private static final Enrollment HALF =
            Fixtures.enrollment("ada", "day-1", 2).with(EnrollmentStatus.ACTIVE, Map.of("page", 5, "mood", "ok"), NOW);
    private static final Instant LATER = NOW.plusSeconds(60);

    private final Enrollments enrollments = mock(Enrollments.class);
    private final UpdateEnrollment updateEnrollment =
            new UpdateEnrollment(enrollments, new OptimisticRetry(round -> {}), () -> LATER);

    @BeforeEach
    void adaIsHalfThrough() {
        given(HALF);
        when(enrollments.change(any())).thenReturn(WriteResult.WRITTEN);
    }

    @Test
    void progressIsMergedAndStatusKept() {
        Stored<Enrollment> stored = update(progress(Map.of("page", 6)));

        Enrollment after = HALF.with(EnrollmentStatus.ACTIVE, Map.of("page", 6, "mood", "ok"), LATER);
        assertThat(stored).isEqualTo(new Stored<>(after, 4, LATER, "root"));
        assertThat(after.endedAt()).isEmpty();
        verify(enrollments).change(new Change<>(after, Optional.of(3L), LATER, "root"));
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPLETED", "CANCELLED"})
    void anEndIsRecordedWithItsTimeAndProgressKept(EnrollmentStatus status) {
        Enrollment after =
                update(new Patch(Optional.of(status), Optional.empty())).value();

        assertThat(after.status()).isEqualTo(status);
        assertThat(after.endedAt()).contains(LATER);
        assertThat(after.startedAt()).isEqualTo(NOW);
        assertThat(after.progress()).isEqualTo(HALF.progress());
    }

    @Test
    void anEndedInstanceCannotBeChanged() {
        given(HALF.with(EnrollmentStatus.COMPLETED, HALF.progress(), NOW));

        assertThatExceptionOfType(EndedException.class)
                .isThrownBy(() -> update(progress(Map.of("page", 6))))
                .withMessage("the enrollment is completed and can no longer be changed");
        assertThatExceptionOfType(EndedException.class)
                .isThrownBy(() -> update(new Patch(Optional.of(EnrollmentStatus.ACTIVE), Optional.empty())));
        verify(enrollments, never()).change(any());
    }

    @Test
    void aPatchThatChangesNothingWritesNothing() {
        Stored<Enrollment> read = new Stored<>(HALF, 3, NOW, "eve");

        assertThat(update(new Patch(Optional.empty(), Optional.empty()))).isEqualTo(read);
        assertThat(update(progress(Map.of()))).isEqualTo(read);
        assertThat(update(progress(Map.of("page", 5)))).isEqualTo(read);
        assertThat(update(new Patch(Optional.of(EnrollmentStatus.ACTIVE), Optional.of(Map.of("mood", "ok")))))
                .isEqualTo(read);
        verify(enrollments, never()).change(any());
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPLETED", "CANCELLED"})
    void aRepeatedEndIsASuccessAndKeepsItsTime(EnrollmentStatus status) {
        Enrollment ended = HALF.with(status, HALF.progress(), NOW);
        given(ended);

        assertThat(update(new Patch(Optional.of(status), Optional.of(Map.of("page", 5)))))
                .isEqualTo(new Stored<>(ended, 3, NOW, "eve"));
        verify(enrollments, never()).change(any());
    }

    @Test
    void aResultThatTheCallerRejectsIsNotWritten() {
        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> updateEnrollment.update(
                        "ada",
                        REF,
                        progress(Map.of("page", 6)),
                        Precondition.NONE,
                        after -> {
                            assertThat(after.progress()).containsEntry("page", 6);
                            throw new InvalidFieldException("progress", "is too large");
                        },
                        "root"));
        verify(enrollments, never()).change(any());
    }

    @Test
    void aStaleVersionIsRefused() {
        assertThatExceptionOfType(StaleVersionException.class)
                .isThrownBy(() -> updateEnrollment.update(
                        "ada", REF, progress(Map.of()), Precondition.version(2), after -> {}, "root"));
    }

    @Test
    void aMissingInstanceIsNotFound() {
        when(enrollments.enrollment("ada", REF)).thenReturn(Optional.empty());

        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> update(progress(Map.of())))
                .withMessage("there is no enrollment day-1/2");
    }

    @Test
    void afterAConcurrentUpdateThePatchIsMergedIntoTheNewVersion() {
        Enrollment first = HALF.with(EnrollmentStatus.ACTIVE, Map.of("page", 7, "mood", "fine"), NOW);
        when(enrollments.enrollment("ada", REF))
                .thenReturn(
                        Optional.of(new Stored<>(HALF, 3, NOW, "eve")),
                        Optional.of(new Stored<>(first, 4, NOW, "eve")));
        when(enrollments.change(any())).thenReturn(WriteResult.CONDITION_FAILED, WriteResult.WRITTEN);

        Stored<Enrollment> stored = update(progress(Map.of("page", 6)));

        assertThat(stored.version()).isEqualTo(5);
        assertThat(stored.value().progress()).isEqualTo(Map.of("page", 6, "mood", "fine"));
        verify(enrollments, times(2)).change(any());
    }

    @Test
    void anInstanceOfAnErasedPersonCannotBeChanged() {
        when(enrollments.change(any())).thenReturn(WriteResult.CONDITION_FAILED);
        when(enrollments.isErased("ada")).thenReturn(true);

        assertThatExceptionOfType(ErasedException.class)
                .isThrownBy(() -> update(progress(Map.of("diary", "secret"))))
                .withMessage("the data of ada have been erased; the id cannot be used again");
        verify(enrollments, times(1)).change(any());
    }

    @Test
    void givesUpAfterFiveConcurrentUpdatesAndNamesTheTrack() {
        when(enrollments.change(any())).thenReturn(WriteResult.CONFLICT);

        assertThatExceptionOfType(ConcurrentUpdateException.class)
                .isThrownBy(() -> update(progress(Map.of("page", 6))))
                .withMessageContaining("day-1");
    }

    private Stored<Enrollment> update(Patch patch) {
        return updateEnrollment.update("ada", REF, patch, Precondition.NONE, after -> {}, "root");
    }

    private static Patch progress(Map<String, Object> patch) {
        return new Patch(Optional.empty(), Optional.of(patch));
    }

    private void given(Enrollment enrollment) {
        when(enrollments.enrollment("ada", REF)).thenReturn(Optional.of(new Stored<>(enrollment, 3, NOW, "eve")));
    }
}
