package dev.tracks.lambda.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JitterBackoffTest {
    @ParameterizedTest
    @CsvSource({"0,50", "1,100", "4,800", "5,1000", "6,1000", "1000000,1000"})
    void pausesDoubleUpToASecond(int round, long millis) {
        assertThat(JitterBackoff.longest(round)).isEqualTo(Duration.ofMillis(millis));
    }
}
