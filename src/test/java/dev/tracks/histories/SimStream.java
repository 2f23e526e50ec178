package dev.tracks.histories;

import dev.tracks.store.table.Key;
import dev.tracks.store.table.MemoryTable.Image;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * The table's stream as relay's event source mapping delivers it: items with the {@code pending} marker, in order
 * within a partition. A failed batch is repeated from its first failure, for some time; any batch can be redelivered
 * late.
 */
final class SimStream {
    private static final int SHARDS = 2;
    private static final int MOST_RECORDS = 3;
    private static final int MOST_TRIES = 2;
    private static final int STALE_PER_MILLE = 40;

    private static final class Shard {
        private final List<Image> records = new ArrayList<>();
        private int next;
        private int tries;
        private boolean busy;
    }

    private final List<Shard> shards = new ArrayList<>();
    private final ToIntFunction<List<Image>> relay;
    private final Simulation simulation;

    /** @param relay returns how many of a batch's records it has processed before the first failure */
    SimStream(ToIntFunction<List<Image>> relay, Simulation simulation) {
        this.relay = relay;
        this.simulation = simulation;
        for (int i = 0; i < SHARDS; i++) {
            shards.add(new Shard());
        }
    }

    void append(Image image) {
        if (image.after().filter(item -> item.containsKey(StoredItems.PENDING)).isPresent()) {
            shards.get(Math.floorMod(image.key().pk().hashCode(), SHARDS))
                    .records
                    .add(image);
        }
    }

    /** Delivers a batch to relay; returns whether there was one. */
    boolean deliverOne() {
        Shard shard = simulation.random().one(shards);
        if (!simulation.calm() && shard.next > 0 && simulation.fault(STALE_PER_MILLE, Fault.STALE_BATCH)) {
            int from = simulation.random().nextInt(shard.next);
            relay.applyAsInt(List.copyOf(shard.records.subList(from, Math.min(from + MOST_RECORDS, shard.next))));
            return true;
        }
        return deliver(shard) || shards.stream().anyMatch(this::deliver);
    }

    private boolean deliver(Shard shard) {
        if (shard.busy || shard.next == shard.records.size()) {
            return false;
        }
        shard.busy = true;
        try {
            int to = Math.min(shard.records.size(), shard.next + MOST_RECORDS);
            int done = relay.applyAsInt(List.copyOf(shard.records.subList(shard.next, to)));
            shard.next += done;
            shard.tries = done > 0 ? 0 : shard.tries + 1;
            if (shard.tries == MOST_TRIES) {
                simulation.count(Fault.STREAM_GIVES_UP);
                simulation.log().line(() -> "the stream gives up a record");
                simulation.oracle().events().givenUp(shard.records.get(shard.next));
                shard.next++;
                shard.tries = 0;
            }
            return true;
        } finally {
            shard.busy = false;
        }
    }

    /** Delivers that person's first records to relay, even if they were delivered before. */
    void deliverOf(String person) {
        Shard shard = shards.get(Math.floorMod(("USER#" + person).hashCode(), SHARDS));
        relay.applyAsInt(List.copyOf(shard.records.subList(0, Math.min(1, shard.records.size()))));
    }

    /** Delivers that item's first record to relay, even if it was delivered before. */
    void deliverOf(Key key) {
        shards.stream()
                .flatMap(shard -> shard.records.stream())
                .filter(image -> image.key().equals(key))
                .findFirst()
                .ifPresent(image -> relay.applyAsInt(List.of(image)));
    }

    boolean isEmpty() {
        return shards.stream().allMatch(shard -> shard.next == shard.records.size());
    }
}
