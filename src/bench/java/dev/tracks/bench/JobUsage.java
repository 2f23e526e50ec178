package dev.tracks.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The usage of a job, from its creation until its last lane has ended.
 *
 * @param name as shown on the page
 * @param rows how many rows it has
 * @param pages the usage of the function {@code jobs}, which processes one page in each invocation
 * @param relay the usage of {@code relay} for all stream records that the job caused
 * @param times measured invocations; empty if the job ran in memory
 */
record JobUsage(String name, int rows, ResourceUsage pages, ResourceUsage relay, Times times) {
    /** The largest difference of units that count as the same. */
    static final double UNITS_TOLERANCE = 0.03;

    /**
     * The times of invocations that had all their records.
     *
     * @param pages of {@code jobs} with a full page of rows
     * @param batches of {@code relay} with a full batch; with any, if none was full
     * @param total of all invocations, one after the other
     */
    record Times(List<Duration> pages, List<Duration> batches, Duration total) {
        static final Times NONE = new Times(List.of(), List.of(), Duration.ZERO);

        /**
         * The times without the first third, in which the process compiles its code.
         *
         * @param batches all of {@code relay}, which count if none was full: a dry run publishes little
         */
        static Times of(List<Duration> fullPages, List<Duration> fullBatches, List<Duration> batches, Duration total) {
            return new Times(warm(fullPages), warm(fullBatches.isEmpty() ? batches : fullBatches), total);
        }

        private static List<Duration> warm(List<Duration> times) {
            return List.copyOf(times.subList(times.size() / 3, times.size()));
        }
    }

    ResourceUsage all() {
        return pages.plus(relay);
    }

    int pageCount() {
        return pages.of("jobs");
    }

    int batchCount() {
        return relay.of("relay");
    }

    /**
     * Whether both have the same rows, invocations and requests, and about the same units: the size of an item depends on
     * its ids and times, which can need one more unit where a size is near a limit.
     */
    boolean hasSameCounts(JobUsage other) {
        return rows == other.rows && same(pages, other.pages) && same(relay, other.relay);
    }

    private static boolean same(ResourceUsage one, ResourceUsage other) {
        return one.withUnits(Units.NONE).hasSameCounts(other.withUnits(Units.NONE))
                && isNear(one.units().reads(), other.units().reads())
                && isNear(one.units().writes(), other.units().writes())
                && isNear(one.units().indexWrites(), other.units().indexWrites());
    }

    private static boolean isNear(double one, double other) {
        return Math.abs(one - other) <= UNITS_TOLERANCE * Math.max(one, other);
    }

    /** The same usage with the duration and the log of each page and each batch as in that measured job. */
    JobUsage as(JobUsage measured) {
        double page = Math.ceil(Spread.ofMillis(measured.times.pages()).median());
        double batch = Math.ceil(Spread.ofMillis(measured.times.batches()).median());
        return new JobUsage(
                name,
                rows,
                pages.plus(timed(pageCount() * page, logged(measured.pages, measured.pageCount(), pageCount()))),
                relay.plus(timed(batchCount() * batch, logged(measured.relay, measured.batchCount(), batchCount()))),
                measured.times);
    }

    private static long logged(ResourceUsage measured, int invocations, int wanted) {
        return Math.round((double) measured.logged() / invocations * wanted);
    }

    private static ResourceUsage timed(double billed, long logged) {
        return new ResourceUsage(Map.of(), billed, Map.of(), Units.NONE, 0, 0, 0, logged, 0);
    }
}
