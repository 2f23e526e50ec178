package dev.tracks.histories;

import java.util.List;
import java.util.function.Function;

/**
 * Two handlers that meet.
 *
 * @param begin makes what there is before, and names the two
 */
record Scenario(String name, Function<Simulation, List<Runnable>> begin) {}
