package dev.tracks.bench.growth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PartitionsTest {
    private static final long[] MANY = {};
    private static final double NO_QUOTA = 1_000_000;
    private static final int NEVER = 1_000_000;
    private static final long LOW = Partitions.HASHES / 8;
    private static final long HIGH = Partitions.HASHES * 7 / 8;

    @Test
    void aPartitionServesAThousandWritesASecondAndThrottlesTheRest() {
        Partitions one = new Partitions(1, NEVER, MANY, NO_QUOTA);

        assertThat(served(one, 120, 0, 1, LOW)).isEqualTo(1_000);
        assertThat(served(one, 120, 0, 1, LOW)).isEqualTo(1_000);
    }

    @Test
    void aPartitionServesThreeThousandReadsOrALinearCombinationOfBoth() {
        assertThat(served(new Partitions(1, NEVER, MANY, NO_QUOTA), 400, 1, 0, LOW))
                .isEqualTo(3_000);
        assertThat(served(new Partitions(1, NEVER, MANY, NO_QUOTA), 400, 3, 1, LOW))
                .isEqualTo(500);
    }

    @Test
    void partitionsAreEqualRangesThatServeByThemselves() {
        Partitions four = new Partitions(4, NEVER, MANY, NO_QUOTA);

        assertThat(List.of(four.of(0), four.of(LOW), four.of(Partitions.HASHES / 4), four.of(HIGH)))
                .containsExactly(0, 0, 1, 3);
        assertThat(served(four, 120, 0, 1, LOW, HIGH)).isEqualTo(2_000);
    }

    @Test
    void aSplitAfterTheSecondsWithThrottlesDoublesTheCapacity() {
        Partitions one = new Partitions(1, 3, MANY, NO_QUOTA);

        assertThat(served(one, 240, 0, 1, LOW, HIGH)).isEqualTo(1_000);
        assertThat(served(one, 240, 0, 1, LOW, HIGH)).isEqualTo(1_000);
        assertThat(one.count()).isEqualTo(1);
        assertThat(served(one, 240, 0, 1, LOW, HIGH)).isEqualTo(1_000);
        assertThat(one.count()).isEqualTo(2);
        assertThat(served(one, 240, 0, 1, LOW, HIGH)).isEqualTo(2_000);
    }

    @Test
    void aPartitionThatThrottlesNothingIsNotSplit() {
        Partitions one = new Partitions(1, 1, MANY, NO_QUOTA);

        assertThat(served(one, 50, 0, 1, LOW, HIGH)).isEqualTo(1_000);
        assertThat(one.count()).isEqualTo(1);
    }

    @Test
    void theNumbersOfSplitPartitionsAreReported() {
        Partitions two = new Partitions(2, 1, MANY, NO_QUOTA);
        while (two.admits(HIGH, 0, 1)) {
            two.take(HIGH, 0, 1);
        }
        for (int tick = 1; tick < Bucket.TICKS; tick++) {
            assertThat(two.tick()).isEmpty();
        }

        assertThat(two.tick()).containsExactly(1);
        assertThat(two.count()).isEqualTo(3);
        assertThat(two.of(HIGH)).isEqualTo(2);
        assertThat(two.of(Partitions.HASHES / 2)).isEqualTo(1);
    }

    @Test
    void keysOfAnIndexAreDividedAndOneKeyIsNeverSplit() {
        Partitions index = new Partitions(1, 1, new long[] {10, 20}, NO_QUOTA);

        served(index, 240, 0, 1, 10, 20);
        assertThat(index.count()).isEqualTo(2);
        assertThat(index.of(10)).isNotEqualTo(index.of(20));
        assertThat(served(index, 240, 0, 1, 10)).isEqualTo(1_000);
        assertThat(index.count()).isEqualTo(2);
    }

    @Test
    void theQuotaLimitsAllPartitionsTogether() {
        Partitions four = new Partitions(4, NEVER, MANY, 500);

        assertThat(served(four, 120, 0, 1, LOW, HIGH)).isEqualTo(500);
        assertThat(served(new Partitions(4, NEVER, MANY, 500), 120, 1, 0, LOW, HIGH))
                .isEqualTo(500);
    }

    /** Requests of these units, so many for each hash in each tick of one second. */
    private static int served(Partitions partitions, int each, double reads, double writes, long... hashes) {
        int served = 0;
        for (int tick = 0; tick < Bucket.TICKS; tick++) {
            for (int i = 0; i < each; i++) {
                for (long hash : hashes) {
                    if (partitions.admits(hash, reads, writes)) {
                        partitions.take(hash, reads, writes);
                        served++;
                    }
                }
            }
            partitions.tick();
        }
        return served;
    }
}
