package dev.tracks.bench.growth;

/** The concurrent batches of a queue: few when records arrive, then more each second until the limit. */
final class Pollers {
    private final int most;
    private double allowed;

    /** @param most the mapping's {@code MaximumConcurrency} */
    Pollers(int most) {
        this.most = most;
    }

    /** @return the concurrent batches in this tick */
    int tick(boolean hasRecords) {
        double more = allowed + (double) Aws.MORE_BATCHES / Bucket.TICKS;
        allowed = hasRecords ? Math.min(most, Math.max(Aws.FIRST_BATCHES, more)) : Math.min(most, Aws.FIRST_BATCHES);
        return (int) Math.round(Math.floor(allowed + 1e-9));
    }
}
