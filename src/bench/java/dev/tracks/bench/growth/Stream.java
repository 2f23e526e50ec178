package dev.tracks.bench.growth;

import dev.tracks.bench.growth.Workers.Work;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/**
 * The table's stream: one shard for each partition, with some concurrent batches each. If a partition is split, its shard
 * gets no more records, and the shards of its halves are read after it.
 */
final class Stream {
    private final int lanes;
    private final Function<Deque<Integer>, Workers> workers;
    /** By number of the partition. */
    private final List<Shard> open = new ArrayList<>();

    private final List<Shard> closed = new ArrayList<>();

    private final class Shard {
        private final Shard parent;
        private final Deque<Integer> records = new ArrayDeque<>();
        private final Workers consumers = workers.apply(records);

        private Shard(Shard parent) {
            this.parent = parent;
        }

        private boolean isRead() {
            return size() == 0 && (parent == null || parent.isRead());
        }

        private int size() {
            return records.size() + consumers.busy();
        }

        private void tick() {
            if (parent == null || parent.isRead()) {
                consumers.tick(lanes);
            }
        }
    }

    /**
     * @param lanes concurrent batches of a shard
     * @param workers creates the consumers of a shard, from its records
     */
    Stream(int partitions, int lanes, Function<Deque<Integer>, Workers> workers) {
        this.lanes = lanes;
        this.workers = workers;
        for (int i = 0; i < partitions; i++) {
            open.add(new Shard(null));
        }
    }

    void add(int partition, int person) {
        open.get(partition).records.add(person);
    }

    /** @param partitions the partitions that were split, in descending order */
    void split(Collection<Integer> partitions) {
        for (int partition : partitions) {
            Shard parent = open.get(partition);
            closed.add(parent);
            open.set(partition, new Shard(parent));
            open.add(partition + 1, new Shard(parent));
        }
    }

    void tick() {
        closed.forEach(Shard::tick);
        closed.removeIf(Shard::isRead);
        open.forEach(Shard::tick);
    }

    int size() {
        return closed.stream().mapToInt(Shard::size).sum()
                + open.stream().mapToInt(Shard::size).sum();
    }

    /** The concurrent batches of all shards. */
    int concurrency() {
        return lanes * (open.size() + closed.size());
    }

    /** The work on the records of a deque. */
    abstract static class Records implements Work {
        private final Deque<Integer> records;

        Records(Deque<Integer> records) {
            this.records = records;
        }

        @Override
        public boolean hasNext() {
            return !records.isEmpty();
        }

        @Override
        public int next() {
            return records.remove();
        }
    }
}
