package dev.tracks.histories;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The events of a history, line by line, for a reader; costs nothing unless it is enabled. */
final class HistoryLog {
    private final boolean wanted;
    private final List<String> lines = new ArrayList<>();
    private final Simulation simulation;

    HistoryLog(boolean wanted, Simulation simulation) {
        this.wanted = wanted;
        this.simulation = simulation;
    }

    void line(Supplier<String> text) {
        if (wanted) {
            lines.add(simulation.now() + "  ".repeat(simulation.depth() + 1) + text.get());
        }
    }

    List<String> lines() {
        return lines;
    }
}
