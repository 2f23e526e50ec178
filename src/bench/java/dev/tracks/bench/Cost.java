package dev.tracks.bench;

/**
 * What a million of something costs, in dollars, by its parts. Each invocation has only one record, as under low load:
 * batches make it cheaper.
 *
 * @param tables write units of the table
 * @param indexes write units of its indexes
 * @param functions Lambda's requests and gigabyte-seconds
 * @param queues sending by the functions, receiving and deleting by Lambda
 * @param others API Gateway, events on the bus, schedules
 */
record Cost(double tables, double indexes, double reads, double functions, double queues, double others, double logs) {
    private static final double GIGABYTE = 1e9;
    /** Lambda receives a batch and deletes it (Lambda Developer Guide, "Using Lambda with Amazon SQS"). */
    private static final int QUEUE_REQUESTS_OF_A_BATCH = 2;

    /** @param memory of a function, in gigabytes */
    static Cost ofMillion(ResourceUsage use, Prices prices, double memory) {
        double queueRequests =
                use.sent() + QUEUE_REQUESTS_OF_A_BATCH * (use.of("deliver") + use.of("batch") + use.of("jobs"));
        return new Cost(
                use.units().writes() * prices.of("millionWrites"),
                use.units().indexWrites() * prices.of("millionWrites"),
                use.units().reads() * prices.of("millionReads"),
                use.allInvocations() * prices.of("millionInvocations")
                        + 1e6 * use.billed() / 1000 * memory * prices.of("gigabyteSecond"),
                queueRequests * prices.of("millionQueueRequests"),
                use.of("api") * prices.of("millionHttpRequests")
                        + use.events() * prices.of("millionEvents")
                        + use.schedules() * prices.of("millionSchedules"),
                1e6 * use.logged() / GIGABYTE * prices.of("gigabyteOfLogs"));
    }

    double total() {
        return tables + indexes + reads + functions + queues + others + logs;
    }
}
