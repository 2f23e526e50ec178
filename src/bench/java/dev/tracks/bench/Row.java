package dev.tracks.bench;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * The latest figures of one row of the page. Ratios are to Node.js and to the floor in the same run, because other
 * runs had another machine or another load.
 *
 * @param name as shown on the page
 * @param commit of the measured sources
 * @param date of the run, in UTC
 * @param tls starts with a table behind TLS, as on AWS
 * @param plain starts with a table without TLS
 * @param warm null for the floor, which is not a function
 * @param size null for the floor
 */
record Row(String name, String commit, String date, Cold tls, Cold plain, Warm warm, Size size) {
    private static final MathContext DIGITS = new MathContext(4);

    /**
     * From the start of the process to its first response, in milliseconds.
     *
     * @param toFloor null if the floor was not measured in that run
     * @param init null for the floor
     * @param processor null for the floor
     */
    record Cold(
            double median,
            double p25,
            double p75,
            double least,
            double toNode,
            Double toFloor,
            Double init,
            Double processor) {}

    /**
     * From an event to its response, in milliseconds.
     *
     * @param p50 of the enrollments after a start
     * @param p99 of the enrollments after a start
     * @param longP50 of the long run
     * @param longP99 of the long run
     * @param toNode the long run's median
     * @param processor time of one enrollment
     */
    record Warm(double p50, double p99, double longP50, double longP99, double toNode, double processor) {}

    /** In MB of 2²⁰ bytes. */
    record Size(double peakMemory, double toNode, double longPeakMemory, double zip, double unzipped) {}

    /** Rounds to one digit more than the page shows. */
    static double rounded(double value) {
        return new BigDecimal(value).round(DIGITS).doubleValue();
    }
}
