package dev.tracks.bench;

/**
 * The projected cost for a number of people: each is enrolled three times a year, each time after a delay of a week
 * (for example Day 1 → Week 1 → Month 1), in one region.
 *
 * @param enrollment the usage of one enrollment, with all that follows
 * @param deferral the usage of the wait before it
 * @param memory of the functions, in gigabytes
 */
record CostProjection(long people, ResourceUsage enrollment, ResourceUsage deferral, Prices prices, double memory) {
    private static final int ENROLLMENTS_A_YEAR = 3;
    private static final int DAYS_A_YEAR = 365;
    private static final int WAIT_DAYS = 7;
    private static final double SECONDS_A_DAY = 86_400;
    private static final double GIGABYTE = 1e9;
    /** People start on Mondays at nine, so a day's enrollments take place within little more than an hour. */
    private static final int PEAK = 20;

    long enrollments() {
        return ENROLLMENTS_A_YEAR * people;
    }

    double perSecond() {
        return enrollments() / (DAYS_A_YEAR * SECONDS_A_DAY);
    }

    double peakPerSecond() {
        return PEAK * perSecond();
    }

    /** The number of runs that wait at any time. */
    long waiting() {
        return enrollments() * WAIT_DAYS / DAYS_A_YEAR;
    }

    /** The storage of a year's enrollments in the table and its indexes. */
    double gigabytes() {
        return enrollments() * (double) (enrollment.stored() + deferral.stored()) / GIGABYTE;
    }

    /** A year's enrollments, and their storage for another year. */
    double dollars() {
        double each = Cost.ofMillion(enrollment, prices, memory).total()
                + Cost.ofMillion(deferral, prices, memory).total();
        return enrollments() / 1e6 * each + gigabytes() * prices.of("gigabyteMonth") * 12;
    }
}
