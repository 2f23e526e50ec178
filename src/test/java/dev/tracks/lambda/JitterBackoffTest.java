package dev.tracks.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JitterBackoffTest {
    @ParameterizedTest
    @CsvSource({"0,20", "1,40", "4,320", "5,500", "6,500", "1000000,500"})
    void pausesDoubleUpToHalfASecond(int round, long millis) {
        assertThat(JitterBackoff.longest(round)).isEqualTo(Duration.ofMillis(millis));
    }
}
