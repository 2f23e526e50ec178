package dev.tracks.bench.growth;

/** The published limits of AWS that are not in the template. Their sources are in docs/decisions, 0048. */
public final class Aws {
    /** Partitions of a new table and of a new index on demand: 4,000 write units a second, of 1,000 each. */
    public static final int NEW_PARTITIONS = 4;

    /** Write units a second of one partition. */
    public static final int PARTITION_WRITES = 1_000;

    /** Read units a second of one partition. */
    static final int PARTITION_READS = 3_000;

    /** The default quota of read and of write units a second, of a table and of each index. */
    public static final int TABLE_UNITS = 40_000;

    /** The default quota of concurrent functions. */
    static final int CONCURRENCY = 1_000;

    /** Concurrent batches of a queue when records arrive, and more of them a second as long as there are records. */
    static final int FIRST_BATCHES = 5;

    static final int MORE_BATCHES = 5;

    /** Requests of PutEvents a second, in the largest regions. */
    static final int EVENTS = 10_000;

    /** Schedules that are fired in a second. */
    public static final int SCHEDULES = 1_000;

    /** An asynchronous invocation that fails is repeated after one minute, then after two; here both after two. */
    static final int ASYNC_RETRY_SECONDS = 120;

    private Aws() {}
}
