package dev.tracks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class WrittenTimesTest {
    private static final Instant NOW = Instant.parse("2025-03-03T09:00:00Z");

    @Test
    void timesOfThisRunAreNumberedInTheirOrder() {
        assertThat(WrittenTimes.masked(
                        "b=2025-03-03T09:00:02.500Z a=2025-03-03T09:00:01Z b=2025-03-03T09:00:02.500Z", NOW))
                .isEqualTo("b=T1 a=T0 b=T1");
    }

    @Test
    void aMinuteLaterStaysAMinuteLater() {
        assertThat(WrittenTimes.masked("2025-03-03T09:00:02.500Z 2025-03-03T09:01:02.500Z", NOW))
                .isEqualTo("T0 T0+1M");
        assertThat(WrittenTimes.masked("2025-03-03T09:00:02.500Z 2025-03-03T09:01:02.501Z", NOW))
                .isEqualTo("T0 T1");
    }

    @Test
    void otherTimesStayUnchanged() {
        assertThat(WrittenTimes.masked("due=2025-03-10T09:00:00Z", NOW)).isEqualTo("due=2025-03-10T09:00:00Z");
    }
}
