package dev.tracks.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void percentilesAreMeasuredValues() {
        Spread spread = Spread.of(IntStream.rangeClosed(1, 200).boxed().toList());

        assertThat(spread.median()).isEqualTo(100);
        assertThat(spread.percentile(99)).isEqualTo(198);
        assertThat(spread.percentile(25)).isEqualTo(50);
        assertThat(spread.least()).isEqualTo(1);
        assertThat(spread.most()).isEqualTo(200);
    }

    @Test
    void oneValueIsItsOwnMedian() {
        assertThat(Spread.ofMillis(List.of(Duration.ofMillis(7))).percentile(99))
                .isEqualTo(7);
    }

    @Test
    void noValuesAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Spread.of(List.of()));
    }
}
