package dev.tracks.bench;

/**
 * What so many people come to, on paper: each is enrolled three times a year, each time after a delay of a week (Day 1 → Week 1 →
 * Month 1, say), in one region.
 *
 * @param enrollment what one takes, with all that follows
 * @param deferral what the wait before it takes
 * @param memory the functions', in gigabytes
 */
record CostProjection(long people, ResourceUsage enrollment, ResourceUsage deferral, Prices prices, double memory) {
    private static final int ENROLLMENTS_A_YEAR = 3;
    private static final int DAYS_A_YEAR = 365;
    private static final int WAIT_DAYS = 7;
    private static final double SECONDS_A_DAY = 86_400;
    private static final double GIGABYTE = 1e9;
    /** People start on Mondays at nine: a day's enrollments come in little more than an hour. */
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

    /** How many runs wait at any time. */
    long waiting() {
        return enrollments() * WAIT_DAYS / DAYS_A_YEAR;
    }

    /** What a year's enrollments leave in the table and its indexes. */
    double gigabytes() {
        return enrollments() * (double) (enrollment.stored() + deferral.stored()) / GIGABYTE;
    }

    /** A year's enrollments, and keeping them for another. */
    double dollars() {
        double each = Cost.ofMillion(enrollment, prices, memory).total()
                + Cost.ofMillion(deferral, prices, memory).total();
        return enrollments() / 1e6 * each + gigabytes() * prices.of("gigabyteMonth") * 12;
    }
}
