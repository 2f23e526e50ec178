package dev.tracks.histories;

import java.util.Set;

/**
 * Everything that determines a history: the same plan gives the same history.
 *
 * @param dropped events that are omitted
 * @param without faults that are turned off
 */
record Plan(long seed, int events, Set<Integer> dropped, Set<Long> without, DisabledGuard disabledGuard) {
    /** About 50 events: enough for chains, edits in between and repeats. */
    static final int EVENTS = 50;

    static Plan of(long seed) {
        return of(seed, DisabledGuard.NONE);
    }

    static Plan of(long seed, DisabledGuard disabledGuard) {
        return new Plan(seed, EVENTS, Set.of(), Set.of(), disabledGuard);
    }

    Plan dropping(Set<Integer> events) {
        return new Plan(seed, this.events, events, without, disabledGuard);
    }

    Plan without(Set<Long> faultIds) {
        return new Plan(seed, events, dropped, faultIds, disabledGuard);
    }
}
