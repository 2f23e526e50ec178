package dev.tracks.domain.record;

import static dev.tracks.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;

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
                .ignoringFields("status", "progress", "endedAt")
                .isEqualTo(STARTED);
    }
}
