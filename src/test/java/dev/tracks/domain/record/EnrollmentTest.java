package dev.tracks.domain.record;

import static dev.tracks.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tracks.Fixtures;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EnrollmentTest {
    private static final Enrollment STARTED = Fixtures.enrollment("ada", "week-1", 2);

    @Test
    void startsActiveAndWithoutProgress() {
        assertThat(STARTED.status()).isEqualTo(EnrollmentStatus.ACTIVE);
        assertThat(STARTED.startedAt()).isEqualTo(NOW);
        assertThat(STARTED.endedAt()).isEmpty();
        assertThat(STARTED.progress()).isEmpty();
        assertThat(STARTED.ref()).isEqualTo(new EnrollmentRef("week-1", 2));
    }

    @ParameterizedTest
    @EnumSource
    void endsWhenItsStatusIsFinalAndKeepsAllOtherFields(EnrollmentStatus status) {
        Enrollment after = STARTED.with(status, Map.of("page", 1), NOW.plusSeconds(60));

        assertThat(after.status()).isEqualTo(status);
        assertThat(after.progress()).isEqualTo(Map.of("page", 1));
        assertThat(after.endedAt().isPresent()).isEqualTo(status != EnrollmentStatus.ACTIVE);
        assertThat(after)
                .usingRecursiveComparison()
                .ignoringFields("status", "progress", "end")
                .isEqualTo(STARTED);
    }

    @Test
    void anUndoneInstanceIsCancelledAndKeepsAllOtherFields() {
        Enrollment running = STARTED.with(EnrollmentStatus.ACTIVE, Map.of("page", 1), NOW);

        Enrollment undone = running.undo(NOW.plusSeconds(60));

        assertThat(STARTED.undone()).isFalse();
        assertThat(undone.undone()).isTrue();
        assertThat(undone.status()).isEqualTo(EnrollmentStatus.CANCELLED);
        assertThat(undone.endedAt()).contains(NOW.plusSeconds(60));
        assertThat(undone)
                .usingRecursiveComparison()
                .ignoringFields("status", "end")
                .isEqualTo(running);
    }

    @ParameterizedTest
    @EnumSource(names = {"COMPLETED", "CANCELLED"})
    void anInstanceThatHasEndedCannotBeUndone(EnrollmentStatus ended) {
        Enrollment enrollment = STARTED.with(ended, Map.of(), NOW);

        assertThatThrownBy(() -> enrollment.undo(NOW)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void onlyACancelledInstanceIsUndone() {
        Enrollment undone = STARTED.undo(NOW);

        assertThatThrownBy(() -> undone.with(EnrollmentStatus.COMPLETED, Map.of(), NOW))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
