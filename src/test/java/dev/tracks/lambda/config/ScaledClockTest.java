package dev.tracks.lambda.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScaledClockTest {
    @ParameterizedTest
    @CsvSource({
        "86400, 2025-01-01T00:00:01Z, 2030-01-02T00:00:00Z",
        "1, 2025-01-01T00:00:01Z, 2030-01-01T00:00:01Z",
        "0.5, 2025-01-01T00:00:01Z, 2030-01-01T00:00:00.500Z",
        "8640, 2024-12-31T23:59:50Z, 2029-12-31T00:00:00Z",
        "86400, 2025-01-11T00:00:00Z, 4395-07-22T00:00:00Z"
    })
    void timePassesAtTheConfiguredSpeed(BigDecimal speed, Instant real, Instant shown) {
        ScaledClock clock = new ScaledClock(
                Instant.parse("2025-01-01T00:00:00Z"),
                Instant.parse("2030-01-01T00:00:00Z"),
                speed,
                InstantSource.fixed(real));

        assertThat(clock.instant()).isEqualTo(shown);
    }

    @Test
    void theSettingIsRead() {
        ScaledClock clock = ScaledClock.parse("2025-01-01T00:00:00Z;2030-01-01T00:00:00Z;8640");

        assertThat(clock.realAnchor()).isEqualTo("2025-01-01T00:00:00Z");
        assertThat(clock.virtualAnchor()).isEqualTo("2030-01-01T00:00:00Z");
        assertThat(clock.speed()).isEqualByComparingTo("8640");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2025-01-01T00:00:00Z",
                "2025-01-01T00:00:00Z;2030-01-01T00:00:00Z;0",
                "2025-01-01T00:00:00Z;2030-01-01T00:00:00Z;-1",
                "2025-01-01T00:00:00Z;2030-01-01T00:00:00Z;fast",
                "yesterday;2030-01-01T00:00:00Z;1",
                "2025-01-01T00:00:00Z;2030-01-01T00:00:00Z;1;1"
            })
    void invalidSettingsAreRefused(String text) {
        assertThatThrownBy(() -> ScaledClock.parse(text)).isInstanceOf(RuntimeException.class);
    }
}
