package dev.tracks.bench.growth;

/** A rate limit: a bucket that is refilled each tick and holds at most what one second adds. */
final class Bucket {
    /** The ticks of a second. */
    static final int TICKS = 10;

    private static final double TOLERANCE = 1e-6;

    private final double perSecond;
    private double level;

    /** It begins with the share of one tick. */
    Bucket(double perSecond) {
        this.perSecond = perSecond;
        this.level = perSecond / TICKS;
    }

    boolean has(double amount) {
        return level + TOLERANCE >= amount;
    }

    void take(double amount) {
        level -= amount;
    }

    void tick() {
        tick(1);
    }

    /** So many ticks have passed since the last call. */
    void tick(int ticks) {
        level = Math.min(perSecond, level + ticks * perSecond / TICKS);
    }
}
