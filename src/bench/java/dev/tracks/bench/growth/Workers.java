package dev.tracks.bench.growth;

import java.util.Arrays;

/**
 * Concurrent instances of a function, each of which processes one record after the other. An attempt that is throttled is
 * repeated by the instance after a pause, which doubles.
 */
final class Workers {
    static final int TICK_MILLIS = 1000 / Bucket.TICKS;

    /** The function's own attempts (OptimisticRetry.MAX). */
    static final int ATTEMPTS = 5;

    /** Half of the longest first pause, because the pauses are random (JitterBackoff). */
    private static final double FIRST_PAUSE_MILLIS = 25;

    private static final int IDLE = -1;

    /** Where records come from, and what becomes of them. */
    interface Work {
        boolean hasNext();

        int next();

        /** Whether the record is done; otherwise it was throttled, and nothing has changed. */
        boolean attempt(int person);

        /** The last attempt was throttled too. */
        void giveUp(int person);
    }

    private final double millis;
    private final int attempts;
    private final Work work;
    private final int[] current;
    private final int[] failed;
    private final double[] left;

    /**
     * @param most the most instances
     * @param millis the time of one attempt
     * @param attempts after which a record is given up
     */
    Workers(int most, double millis, int attempts, Work work) {
        this.millis = millis;
        this.attempts = attempts;
        this.work = work;
        this.current = new int[most];
        this.failed = new int[most];
        this.left = new double[most];
        Arrays.fill(current, IDLE);
    }

    /** @param allowed the instances that may process records now; those beyond only finish what they have */
    void tick(int allowed) {
        for (int i = 0; i < current.length; i++) {
            if (i < allowed || current[i] != IDLE) {
                left[i] += TICK_MILLIS;
                run(i, i < allowed);
            }
        }
    }

    private void run(int i, boolean mayReceive) {
        while (left[i] > 0) {
            if (current[i] == IDLE && !(mayReceive && work.hasNext())) {
                left[i] = 0;
                return;
            }
            if (current[i] == IDLE) {
                current[i] = work.next();
                failed[i] = 0;
            }
            left[i] -= millis;
            if (work.attempt(current[i])) {
                current[i] = IDLE;
            } else {
                throttled(i);
            }
        }
    }

    private void throttled(int i) {
        left[i] -= pauseMillis(failed[i] % ATTEMPTS);
        if (++failed[i] >= attempts) {
            work.giveUp(current[i]);
            current[i] = IDLE;
        }
    }

    /** The mean pause before the next attempt. */
    static double pauseMillis(int attempt) {
        return FIRST_PAUSE_MILLIS * (1 << attempt);
    }

    /** The instances that have a record. */
    int busy() {
        return (int) Arrays.stream(current).filter(person -> person != IDLE).count();
    }
}
