package dev.tracks.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.tracks.Template;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FloorPageTest {
    private static final Map<Purpose, Integer> WRITES =
            Map.of(Purpose.TRANSACTION, 4, Purpose.NOT_ERASED, 2, Purpose.TRACK_LIST, 1, Purpose.CLAIM, 1);
    private static final ResourceUsage ANSWER =
            new ResourceUsage(Map.of("step", 1), 20, Map.of(), new Units(4, 6, 1), 0, 0, 0, 300, 0);
    private static final ResourceUsage FOLLOWING =
            new ResourceUsage(Map.of("relay", 1, "deliver", 1), 30, Map.of(), new Units(3, 1, 0), 1, 1, 0, 200, 0);

    private Prices prices;

    @BeforeEach
    void read() throws IOException {
        prices = Prices.read(Path.of(""));
    }

    private FloorPage page(Map<Purpose, Integer> writes) {
        return new FloorPage(ANSWER, FOLLOWING, new WritePurposes(writes), prices);
    }

    @Test
    void theFloorIsTwoTransactionalWritesAStreamRecordAMessageAndAnEvent() {
        assertThat(FloorPage.sum(page(WRITES).floor())).isEqualTo(4 * 0.625 + 0 + 3 * 0.40 + 1, within(1e-9));
    }

    @Test
    void theFloorAndTheRestAreTheTotal() {
        double total = Cost.ofMillion(ANSWER.plus(FOLLOWING), prices, BenchmarkEnvironment.MEMORY_MEGABYTES / 1024.0)
                .total();

        assertThat(FloorPage.sum(page(WRITES).floor())
                        + FloorPage.sum(page(WRITES).rest()))
                .isEqualTo(total, within(1e-9));
        assertThat(page(WRITES).lines())
                .contains(
                        "| **the floor** |  | **$4.70** |  |",
                        "| **total** |  | **%s** |  |".formatted(Figures.dollars(total)));
    }

    @Test
    void aUnitWithoutAPurposeStopsTheRun() {
        assertThatIllegalStateException()
                .isThrownBy(() -> page(Map.of(Purpose.TRANSACTION, 4)).lines())
                .withMessageContaining("the total");
    }

    @Test
    void thePageAssumesTheMemoryThatTheTemplateHasByDefault() {
        assertThat(Template.read().at("/Parameters/MemorySize/Default").asInt())
                .isEqualTo(BenchmarkEnvironment.MEMORY_MEGABYTES);
    }
}
