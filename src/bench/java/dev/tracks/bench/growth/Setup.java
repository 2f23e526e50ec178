package dev.tracks.bench.growth;

import dev.tracks.bench.growth.input.Deployment;

/**
 * What a scenario may change.
 *
 * @param partitions of the table and of each index in the beginning
 * @param splitAfter seconds with throttled requests until a partition is split
 * @param shards of each list in an index
 * @param batch the most concurrent instances of {@code batch}
 * @param deliver the most concurrent instances of {@code deliver}
 * @param slower the factor of all times of {@link Times}
 */
public record Setup(int partitions, int splitAfter, int shards, int batch, int deliver, double slower) {
    /** A split takes ten minutes: an assumption, because AWS does not publish it. */
    public static final int SPLIT_AFTER = 600;

    /** A new table and the limits of the template. */
    public static Setup deployed(Deployment deployment, int shards) {
        return new Setup(
                Aws.NEW_PARTITIONS,
                SPLIT_AFTER,
                shards,
                deployment.reached().concurrency(),
                deployment.messages().concurrency(),
                1);
    }

    /** With a warm throughput of that many thousand write units a second, of the table and of each index. */
    public Setup warmed(int thousands) {
        return new Setup(thousands, splitAfter, shards, batch, deliver, slower);
    }

    public Setup splitAfter(int seconds) {
        return new Setup(partitions, seconds, shards, batch, deliver, slower);
    }

    public Setup sharded(int count) {
        return new Setup(partitions, splitAfter, count, batch, deliver, slower);
    }

    public Setup concurrent(int mostBatches, int mostDeliveries) {
        return new Setup(partitions, splitAfter, shards, mostBatches, mostDeliveries, slower);
    }

    public Setup slower(double factor) {
        return new Setup(partitions, splitAfter, shards, batch, deliver, factor);
    }
}
