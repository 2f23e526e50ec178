package dev.tracks.histories;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The random choices of one event of a history. Each event has its own, so that omitting one changes no other. Each
 * fault has a number with which it can be turned off.
 */
final class EventRandom {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final int MOST_MISHAPS = 100_000;

    private final SplittableRandom random;
    private final long first;
    private final Plan plan;
    private int serial;

    EventRandom(Plan plan, int event) {
        this.plan = plan;
        this.first = (long) event * MOST_MISHAPS;
        this.random = new SplittableRandom(plan.seed() * GOLDEN + event * 31L + 1);
    }

    int nextInt(int bound) {
        return random.nextInt(bound);
    }

    boolean chance(int perMille) {
        return random.nextInt(1000) < perMille;
    }

    <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    @SafeVarargs
    final <T> T one(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** Whether a fault occurs; its number is then added to {@code happened}. */
    boolean fault(int perMille, Set<Long> happened) {
        long id = first + serial++;
        boolean hit = random.nextInt(1000) < perMille && !plan.without().contains(id);
        if (hit) {
            happened.add(id);
        }
        return hit;
    }
}
