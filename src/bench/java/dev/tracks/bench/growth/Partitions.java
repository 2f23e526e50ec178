package dev.tracks.bench.growth;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The partitions of a table or of an index: ranges of the hashes of partition keys. Each serves {@value Aws#PARTITION_READS} read units
 * or a third as many write units a second, or a linear combination of both. A partition that has throttled requests in
 * {@code splitAfter} seconds is split in two, unless all its traffic is about one key whose entries are ordered by time:
 * the newer half would get all of it.
 */
final class Partitions {
    /** What one write takes from the reads of its partition. */
    private static final int READS_OF_A_WRITE = Aws.PARTITION_READS / Aws.PARTITION_WRITES;

    /** One more than the largest hash. */
    static final long HASHES = 1L << 32;

    /** A hash that never is one. */
    private static final long NEVER = -1;

    private static final class Partition {
        private final long from;
        private final long to;
        private final Bucket bucket = new Bucket(Aws.PARTITION_READS);
        private int refilledAt;
        private boolean isThrottled;
        private int hotSeconds;

        private Partition(long from, long to, int tick) {
            this.from = from;
            this.to = to;
            this.refilledAt = tick;
        }

        private Bucket refilled(int tick) {
            bucket.tick(tick - refilledAt);
            refilledAt = tick;
            return bucket;
        }
    }

    private final int splitAfter;
    private final long[] keys;
    private final Bucket writeQuota;
    private final Bucket readQuota;
    private List<Partition> partitions = new ArrayList<>();
    private long[] starts;
    private int ticks;

    /**
     * @param count how many there are in the beginning, of equal ranges
     * @param splitAfter seconds with throttled requests until a partition is split
     * @param keys the hashes of an index's keys, which are few; empty if keys are so many that all ranges have equal
     *     traffic
     * @param quota read units, and write units, that the table or index may take a second
     */
    Partitions(int count, int splitAfter, long[] keys, double quota) {
        this.splitAfter = splitAfter;
        this.keys = keys.clone();
        this.writeQuota = new Bucket(quota);
        this.readQuota = new Bucket(quota);
        Arrays.sort(this.keys);
        for (int i = 0; i < count; i++) {
            partitions.add(new Partition(HASHES * i / count, HASHES * (i + 1) / count, 0));
        }
        index();
    }

    int count() {
        return partitions.size();
    }

    /** The number of the partition, from the lowest range. */
    int of(long hash) {
        int found = Arrays.binarySearch(starts, hash);
        return found >= 0 ? found : -found - 2;
    }

    /** Whether these units can be served now. If not, the partition or the whole table is at its limit. */
    boolean admits(long hash, double reads, double writes) {
        boolean admits = readQuota.has(reads)
                && writeQuota.has(writes)
                && partitions.get(of(hash)).refilled(ticks).has(reads + READS_OF_A_WRITE * writes);
        if (!admits) {
            partitions.get(of(hash)).isThrottled = true;
        }
        return admits;
    }

    void take(long hash, double reads, double writes) {
        readQuota.take(reads);
        writeQuota.take(writes);
        partitions.get(of(hash)).refilled(ticks).take(reads + READS_OF_A_WRITE * writes);
    }

    /** @return the numbers of the partitions that were split, in descending order; the halves of n are n and n + 1 */
    List<Integer> tick() {
        writeQuota.tick();
        readQuota.tick();
        return ++ticks % Bucket.TICKS == 0 ? split() : List.of();
    }

    private List<Integer> split() {
        List<Integer> split = new ArrayList<>();
        for (int i = partitions.size() - 1; i >= 0; i--) {
            Partition partition = partitions.get(i);
            partition.hotSeconds += partition.isThrottled ? 1 : 0;
            partition.isThrottled = false;
            long middle = partition.hotSeconds < splitAfter ? NEVER : middle(partition);
            if (middle != NEVER) {
                partitions.set(i, new Partition(partition.from, middle, ticks));
                partitions.add(i + 1, new Partition(middle, partition.to, ticks));
                split.add(i);
            }
        }
        if (!split.isEmpty()) {
            index();
        }
        return split;
    }

    private long middle(Partition partition) {
        if (keys.length == 0) {
            return (partition.from + partition.to) / 2;
        }
        long[] own = Arrays.stream(keys)
                .filter(key -> key >= partition.from && key < partition.to)
                .toArray();
        return own.length < 2 ? NEVER : own[own.length / 2];
    }

    private void index() {
        starts = partitions.stream().mapToLong(partition -> partition.from).toArray();
    }
}
