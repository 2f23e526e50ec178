package dev.tracks.histories;

import java.util.ArrayList;
import java.util.List;

/** Enumerates the paths through a tree of choices, each exactly once. */
final class ChoiceSequence {
    private final List<Integer> taken = new ArrayList<>();
    private final List<Integer> options = new ArrayList<>();
    private int at;

    /** The choice at this point of the path; at a new point, the first one. */
    int next(int count) {
        if (at == taken.size()) {
            taken.add(0);
            options.add(count);
        }
        return taken.get(at++);
    }

    /** Moves to the next path; returns whether there is one. */
    boolean another() {
        at = 0;
        while (!taken.isEmpty()) {
            int last = taken.size() - 1;
            if (taken.get(last) + 1 < options.get(last)) {
                taken.set(last, taken.get(last) + 1);
                return true;
            }
            taken.remove(last);
            options.remove(last);
        }
        return false;
    }

    @Override
    public String toString() {
        return taken.toString();
    }
}
