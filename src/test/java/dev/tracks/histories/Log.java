package dev.tracks.histories;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What happened in a history, line by line, for a reader; costs nothing unless it is wanted. */
final class Log {
    private final boolean wanted;
    private final List<String> lines = new ArrayList<>();
    private final World world;

    Log(boolean wanted, World world) {
        this.wanted = wanted;
        this.world = world;
    }

    void line(Supplier<String> text) {
        if (wanted) {
            lines.add(world.now() + "  ".repeat(world.depth() + 1) + text.get());
        }
    }

    List<String> lines() {
        return lines;
    }
}
