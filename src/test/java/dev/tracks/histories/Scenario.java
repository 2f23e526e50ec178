package dev.tracks.histories;

import java.util.List;
import java.util.function.Function;

/**
 * Two concurrent handlers.
 *
 * @param begin creates the initial state, and returns the two handlers
 */
record Scenario(String name, Function<Simulation, List<Runnable>> begin) {}
