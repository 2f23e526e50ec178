package dev.tracks.domain.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrackTest {
    @ParameterizedTest
    @EnumSource
    void onlyTheStatusActiveIsActive(TrackStatus status) {
        assertThat(new Track("day-1", "Day 1", "", status, List.of()).isActive())
                .isEqualTo(status == TrackStatus.ACTIVE);
    }

    @Test
    void aTitleIsTrimmed() {
        assertThat(titled("\uFEFF Day 1\u00A0").title()).isEqualTo("Day 1");
    }

    @Test
    void aStoredTrackThatIsOlderThanARuleExists() {
        Track old = new Track("day-1", "Week 1\r\nBcc: x", "\u0000", TrackStatus.DRAFT, Collections.nCopies(101, "X"));

        assertThat(old.title()).isEqualTo("Week 1\r\nBcc: x");
        assertThat(old.managers()).hasSize(101);
    }

    private static Track titled(String title) {
        return new Track("day-1", title, "", TrackStatus.DRAFT, List.of());
    }
}
