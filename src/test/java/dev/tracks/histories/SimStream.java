package dev.tracks.histories;

import dev.tracks.store.table.Key;
import dev.tracks.store.table.MemoryTable.Image;
import dev.tracks.usecase.outbox.StreamPublisher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The table's stream as relay's event source mapping delivers it: items with the {@code pending} marker, new versions of
 * runs and closed invitations, in order within a partition. A failed batch is repeated from its first failure until it is
 * processed; any batch can be redelivered late.
 */
final class SimStream {
    private static final int SHARDS = 2;
    private static final int MOST_RECORDS = 3;
    /** After so many failures, the first record is as old as records that relay leaves to the sweep. */
    private static final int FAILURES_UNTIL_OLD = 1;

    private static final int STALE_PER_MILLE = 40;
    private static final Set<String> OF_RUNS = Set.of("skipped", "deferred", "cancelled");
    private static final Set<String> CLOSED = Set.of("accepted", "declined", "expired", "withdrawn");

    private static final class Shard {
        private final List<Image> records = new ArrayList<>();
        private int next;
        private int failures;
        private boolean busy;
    }

    /** The function relay. */
    interface Relay {
        /**
         * Processes a batch.
         *
         * @param age of its first record; the others are new
         * @return how many records it has processed before the first failure
         */
        int process(List<Image> batch, Duration age);
    }

    private final List<Shard> shards = new ArrayList<>();
    private final Relay relay;
    private final Simulation simulation;

    SimStream(Relay relay, Simulation simulation) {
        this.relay = relay;
        this.simulation = simulation;
        for (int i = 0; i < SHARDS; i++) {
            shards.add(new Shard());
        }
    }

    void append(Image image) {
        if (image.after().filter(after -> passes(image, after)).isPresent()) {
            shards.get(Math.floorMod(image.key().pk().hashCode(), SHARDS))
                    .records
                    .add(simulation.plan().disabledGuard().streamed().apply(image));
        }
    }

    /** The filters of the template. */
    private static boolean passes(Image image, Map<String, AttributeValue> after) {
        Map<String, AttributeValue> before = image.before().orElse(Map.of());
        boolean isRun = image.key().sk().startsWith(StoredItems.RUN);
        boolean isInvitation = image.key().sk().startsWith(StoredItems.INVITATION);
        return after.containsKey(StoredItems.PENDING)
                || isRun && OF_RUNS.contains(StoredItems.text(after, "status"))
                || isRun && before.containsKey(StoredItems.PENDING)
                || isInvitation
                        && CLOSED.contains(StoredItems.text(after, "status"))
                        && StoredItems.text(before, "status").equals("pending");
    }

    /** Delivers a batch to relay; returns whether there was one. */
    boolean deliverOne() {
        Shard shard = simulation.random().one(shards);
        if (!simulation.calm() && shard.next > 0 && simulation.fault(STALE_PER_MILLE, Fault.STALE_BATCH)) {
            int from = simulation.random().nextInt(shard.next);
            int to = Math.min(from + MOST_RECORDS, shard.next);
            relay.process(List.copyOf(shard.records.subList(from, to)), StreamPublisher.REPEATED_FOR);
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
            boolean isOld = shard.failures >= FAILURES_UNTIL_OLD;
            int done = relay.process(
                    List.copyOf(shard.records.subList(shard.next, to)),
                    isOld ? StreamPublisher.REPEATED_FOR : Duration.ZERO);
            shard.next += done;
            shard.failures = done > 0 ? 0 : shard.failures + 1;
            return true;
        } finally {
            shard.busy = false;
        }
    }

    /** Delivers that person's first records to relay, even if they were delivered before. */
    void deliverOf(String person) {
        Shard shard = shards.get(Math.floorMod(("USER#" + person).hashCode(), SHARDS));
        relay.process(List.copyOf(shard.records.subList(0, Math.min(1, shard.records.size()))), Duration.ZERO);
    }

    /** Delivers that item's first record to relay, even if it was delivered before. */
    void deliverOf(Key key) {
        shards.stream()
                .flatMap(shard -> shard.records.stream())
                .filter(image -> image.key().equals(key))
                .findFirst()
                .ifPresent(image -> relay.process(List.of(image), Duration.ZERO));
    }

    boolean isEmpty() {
        return shards.stream().allMatch(shard -> shard.next == shard.records.size());
    }
}
