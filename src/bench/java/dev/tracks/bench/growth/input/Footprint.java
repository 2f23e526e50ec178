package dev.tracks.bench.growth.input;

import java.util.List;
import java.util.Map;

/**
 * What one function does for one record, as counted on the wire.
 *
 * @param requests to AWS, by operation
 * @param units of the table and its indexes, by kind of partition key
 */
public record Footprint(Map<String, Integer> requests, List<KeyUnits> units) {
    /** The name of the table itself in {@link KeyUnits#index()}. */
    public static final String TABLE = "TABLE";

    /**
     * The units of one kind of partition key.
     *
     * @param index {@link #TABLE} or the name of an index
     * @param key the beginning of the partition key, such as {@code USER} or {@code TRACK}
     */
    public record KeyUnits(String index, String key, double reads, int writes) {
        /** {@code GSI1 TRACK#}. */
        public String name() {
            return index + " " + key + "#";
        }
    }
}
