package dev.tracks.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CostTest {
    @Test
    void eachPartIsItsCountTimesItsPrice() throws IOException {
        Prices prices = Prices.read(Path.of(""));
        ResourceUsage use = new ResourceUsage(
                Map.of("step", 1, "relay", 1, "deliver", 1), 60, Map.of(), new Units(7, 4, 3), 1, 1, 1, 1000, 0);

        Cost cost = Cost.ofMillion(use, prices, 1);

        assertThat(cost.tables()).isEqualTo(4 * 0.625, within(1e-9));
        assertThat(cost.indexes()).isEqualTo(3 * 0.625, within(1e-9));
        assertThat(cost.reads()).isEqualTo(7 * 0.125, within(1e-9));
        assertThat(cost.functions()).isEqualTo(3 * 0.20 + 60_000 * 0.0000166667, within(1e-9));
        assertThat(cost.queues()).isEqualTo(3 * 0.40, within(1e-9));
        assertThat(cost.others()).isEqualTo(2.00, within(1e-9));
        assertThat(cost.logs()).isEqualTo(0.50, within(1e-9));
        assertThat(cost.total()).isEqualTo(2.5 + 1.875 + 0.875 + 0.6 + 1.000002 + 1.2 + 2.0 + 0.5, within(1e-9));
    }

    @Test
    void halfTheMemoryIsHalfTheTime() throws IOException {
        Prices prices = Prices.read(Path.of(""));
        ResourceUsage use = new ResourceUsage(Map.of(), 1000, Map.of(), Units.NONE, 0, 0, 0, 0, 0);

        assertThat(Cost.ofMillion(use, prices, 0.5).total())
                .isEqualTo(Cost.ofMillion(use, prices, 1).total() / 2, within(1e-9));
    }

    @Test
    void growthIsThreeDeferredEnrollmentsForEachPersonAndTheirStorage() throws IOException {
        Prices prices = Prices.read(Path.of(""));
        ResourceUsage enrollment = new ResourceUsage(Map.of(), 0, Map.of(), new Units(0, 4, 0), 0, 0, 0, 0, 2000);
        ResourceUsage deferral = new ResourceUsage(Map.of(), 0, Map.of(), new Units(0, 1, 0), 0, 0, 0, 0, 1000);

        CostProjection growth = new CostProjection(1_000_000, enrollment, deferral, prices, 1);

        assertThat(growth.enrollments()).isEqualTo(3_000_000);
        assertThat(growth.perSecond()).isEqualTo(3_000_000 / (365.0 * 86_400), within(1e-9));
        assertThat(growth.gigabytes()).isEqualTo(9, within(1e-9));
        assertThat(growth.dollars()).isEqualTo(3 * 5 * 0.625 + 9 * 0.25 * 12, within(1e-9));
    }

    @Test
    void aMissingPriceIsNamedInTheError() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Prices(JsonNodeFactory.instance.objectNode()).of("millionReads"))
                .withMessageContaining("millionReads");
    }
}
