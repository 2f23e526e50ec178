package dev.tracks.domain.track;

import static dev.tracks.domain.FieldErrors.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrackTest {
    private static final String EMOJI = "🎉";

    @ParameterizedTest
    @EnumSource
    void onlyTheStatusActiveIsActive(TrackStatus status) {
        assertThat(new Track("day-1", "Day 1", "", status, List.of()).isActive())
                .isEqualTo(status == TrackStatus.ACTIVE);
    }

    @Test
    void aTitleIsStrippedAndHasUpToTwoHundredCharacters() {
        assertThat(titled(" Day 1 ").title()).isEqualTo("Day 1");
        assertThat(titled(EMOJI.repeat(200)).title()).hasSize(400);
        assertRefused("title", "must have at most 200 characters", () -> titled(EMOJI.repeat(201)));
        assertRefused("title", "must not be empty", () -> titled("  "));
        assertRefused("title", "must not be empty", () -> titled(null));
    }

    @Test
    void aDescriptionIsOptionalAndHasUpToTwoThousandCharacters() {
        assertThat(described(null).description()).isEmpty();
        assertThat(described(" As it\nis ").description()).isEqualTo(" As it\nis ");
        assertThat(described(EMOJI.repeat(2_000)).description()).hasSize(4_000);
        assertRefused("description", "must have at most 2000 characters", () -> described(EMOJI.repeat(2_001)));
    }

    @Test
    void thereAreAtMostAHundredManagers() {
        assertThat(managedBy(100).managers()).hasSize(100);
        assertRefused("managers", "must have at most 100 ids", () -> managedBy(101));
    }

    private static Track titled(String title) {
        return new Track("day-1", title, "", TrackStatus.DRAFT, List.of());
    }

    private static Track described(String description) {
        return new Track("day-1", "Day 1", description, TrackStatus.DRAFT, List.of());
    }

    private static Track managedBy(int count) {
        return new Track("day-1", "Day 1", "", TrackStatus.DRAFT, Collections.nCopies(count, "grace"));
    }
}
