package dev.tracks.histories;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Shrinks a history that breaks an invariant: fewer events, then fewer faults, with the same invariant broken. */
final class Shrinker {
    private static final int MOST_TRIES = 600;

    private final Invariant invariant;
    private Plan best;
    private int tries;

    private Shrinker(History history) {
        this.best = history.plan();
        this.invariant = history.violation().orElseThrow().invariant();
    }

    static Plan shrink(History history) {
        Shrinker shrinker = new Shrinker(history);
        int before;
        do {
            before = shrinker.size();
            shrinker.dropEvents();
            shrinker.dropFaults();
        } while (shrinker.size() < before && shrinker.tries < MOST_TRIES);
        return shrinker.best;
    }

    private int size() {
        return best.events() - best.dropped().size() - best.without().size();
    }

    private void dropEvents() {
        for (int chunk = best.events() / 2; chunk > 0; chunk /= 2) {
            for (int from = 1; from <= best.events(); from += chunk) {
                Set<Integer> dropped = new TreeSet<>(best.dropped());
                for (int event = from; event < from + chunk && event <= best.events(); event++) {
                    dropped.add(event);
                }
                if (dropped.size() > best.dropped().size()) {
                    accept(best.dropping(dropped));
                }
            }
        }
    }

    private void dropFaults() {
        List<Long> faultIds = new ArrayList<>(new TreeSet<>(History.of(best).faultIds()));
        for (long faultId : faultIds) {
            Set<Long> without = new HashSet<>(best.without());
            if (without.add(faultId)) {
                accept(best.without(without));
            }
        }
    }

    private void accept(Plan plan) {
        if (tries++ < MOST_TRIES
                && History.of(plan)
                        .violation()
                        .filter(v -> v.invariant() == invariant)
                        .isPresent()) {
            best = plan;
        }
    }
}
