package dev.tracks.bench.growth;

import dev.tracks.bench.growth.input.Footprint;
import dev.tracks.bench.growth.input.Footprint.KeyUnits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The table with its indexes. A record's requests are served together or not at all. An index that cannot take its writes
 * throttles the table's writes.
 */
final class SimulatedTable {
    private final People people;
    private final Map<String, Partitions> partitions = new LinkedHashMap<>();
    private final Map<String, Long> throttled = new LinkedHashMap<>();

    /** @param setup of the table and of each of its indexes */
    SimulatedTable(People people, Setup setup) {
        this.people = people;
        add(Footprint.TABLE, setup, new long[0]);
        add("GSI1", setup, people.keys("TRACK", "STEP"));
        add("GSI2", setup, people.keys("DUE"));
    }

    private void add(String name, Setup setup, long[] keys) {
        partitions.put(name, new Partitions(setup.partitions(), setup.splitAfter(), keys, Aws.TABLE_UNITS));
    }

    /** Serves the requests about this person's items, if no partition and no index is at its limit. */
    boolean serve(Footprint footprint, int person) {
        for (KeyUnits one : footprint.units()) {
            if (!of(one).admits(people.hash(one, person), one.reads(), one.writes())) {
                throttled.merge(one.name(), 1L, Long::sum);
                return false;
            }
        }
        for (KeyUnits one : footprint.units()) {
            of(one).take(people.hash(one, person), one.reads(), one.writes());
        }
        return true;
    }

    private Partitions of(KeyUnits units) {
        return partitions.get(units.index());
    }

    /** @return the numbers of the table's partitions that were split, see {@link Partitions#tick()} */
    List<Integer> tick() {
        partitions.values().stream().skip(1).forEach(Partitions::tick);
        return base().tick();
    }

    /** The table's partition with the person's items. */
    int partition(int person) {
        return base().of(Hash.of(person));
    }

    Partitions base() {
        return partitions.get(Footprint.TABLE);
    }

    /** The partition keys that were throttled, the first one first, with the number of throttled attempts. */
    Map<String, Long> throttled() {
        return throttled;
    }
}
