package dev.tracks.usecase.view.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MedianDaysTest {
    @ParameterizedTest
    @CsvSource({
        "P2D, 2.00",
        "P9D P1D P3D, 3.00",
        "P1D P2D P4D P30D, 3.00",
        "PT36H P1D, 1.25",
        "PT7M11S, 0.00",
        "PT7M12S, 0.01",
        "P10000D, 10000.00",
    })
    void itIsTheMiddleOneOrTheMeanOfTheTwoInTheMiddle(String durations, BigDecimal days) {
        assertThat(MedianDays.of(Stream.of(durations.split(" ")).map(Duration::parse)))
                .contains(days);
    }

    @Test
    void thereIsNoneWithoutDurations() {
        assertThat(MedianDays.of(Stream.empty())).isEmpty();
    }
}
