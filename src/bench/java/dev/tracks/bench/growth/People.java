package dev.tracks.bench.growth;

import dev.tracks.bench.growth.input.Footprint.KeyUnits;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Where the partition keys of each person's items are. People are numbered in the order in which they start.
 *
 * @param count how many people
 * @param tracks the tracks into which they are enrolled, in turn, each by a step of a track of its own
 * @param shards of each list in an index
 */
record People(int count, int tracks, int shards, Map<String, long[]> hashes) {
    private static final String PERSON = "USER";
    /** Partition keys that end with a shard. */
    private static final String LIST = "TRACK";

    private static final String RUNS = "STEP";
    private static final String DUE = "DUE";
    /** The steps of a destination track. */
    private static final String STEPS = "STEPS";

    static People of(int count, int tracks, int shards) {
        Map<String, long[]> hashes = new HashMap<>();
        hashes.put(LIST, keys(LIST + "#week-", tracks, shards));
        hashes.put(RUNS, keys(RUNS + "#day-", tracks, shards));
        hashes.put(DUE, keys(DUE, 1, shards));
        hashes.put(STEPS, keys(STEPS + "#week-", tracks, 1));
        return new People(count, tracks, shards, hashes);
    }

    private static long[] keys(String kind, int tracks, int shards) {
        return IntStream.range(0, tracks * shards)
                .mapToLong(i -> Hash.of(kind + i / shards + "#" + i % shards))
                .toArray();
    }

    /** The hashes of all keys of these kinds. */
    long[] keys(String... kinds) {
        return Arrays.stream(kinds)
                .flatMapToLong(kind -> Arrays.stream(hashes.get(kind)))
                .toArray();
    }

    /** The hash of the partition key of this kind that the person's items have. */
    long hash(KeyUnits units, int person) {
        return switch (units.key()) {
            case PERSON -> Hash.of(person);
            case LIST, RUNS -> hashes.get(units.key())[track(person) * shards + shard(person)];
            case DUE -> hashes.get(DUE)[shard(person)];
            case STEPS -> hashes.get(STEPS)[track(person)];
            default -> Hash.of(units.key());
        };
    }

    private int track(int person) {
        return person % tracks;
    }

    private int shard(int person) {
        return (int) (Hash.of(~person) % shards);
    }
}
