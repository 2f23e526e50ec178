package dev.tracks.bench.growth;

import dev.tracks.bench.growth.Stream.Records;
import dev.tracks.bench.growth.input.Deployment;
import dev.tracks.bench.growth.input.Footprint;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.function.IntConsumer;

/** {@code relay}, which publishes the records of the stream, and {@code sweep}, which publishes what relay gave up. */
final class Publishing {
    private static final String EVENTS = "PutEvents";

    private final SimulatedTable table;
    private final Footprint footprint;
    private final IntConsumer published;
    private final Bucket events = new Bucket(Aws.EVENTS);
    private final Deque<Integer> missed = new ArrayDeque<>();
    private final Stream stream;
    private final Workers sweep;
    private long throttledEvents;

    /** @param published is called with each person whose message was enqueued */
    Publishing(
            Scenario scenario,
            Deployment deployment,
            Footprint footprint,
            SimulatedTable table,
            IntConsumer published) {
        this.table = table;
        this.footprint = footprint;
        this.published = published;
        double millis = Times.millis(footprint) * scenario.setup().slower();
        int attempts = Workers.ATTEMPTS * (1 + deployment.streamRetries());
        this.stream = new Stream(
                scenario.setup().partitions(),
                deployment.lanes(),
                records -> new Workers(deployment.lanes(), millis, attempts, work(records)));
        this.sweep = new Workers(1, millis, Workers.ATTEMPTS, work(missed));
    }

    private Records work(Deque<Integer> records) {
        return new Records(records) {
            @Override
            public boolean attempt(int person) {
                return publish(person);
            }

            @Override
            public void giveUp(int person) {
                missed.add(person);
            }
        };
    }

    private boolean publish(int person) {
        int sent = footprint.requests().getOrDefault(EVENTS, 0);
        if (!events.has(sent)) {
            throttledEvents++;
            return false;
        }
        if (!table.serve(footprint, person)) {
            return false;
        }
        events.take(sent);
        published.accept(person);
        return true;
    }

    void add(int person) {
        stream.add(table.partition(person), person);
    }

    /** @param partitions of the table that were split just now; call it before {@link #add} */
    void split(Collection<Integer> partitions) {
        stream.split(partitions);
    }

    void tick() {
        events.tick();
        stream.tick();
        sweep.tick(1);
    }

    int concurrency() {
        return stream.concurrency();
    }

    int size() {
        return stream.size() + missed.size() + sweep.busy();
    }

    long throttledEvents() {
        return throttledEvents;
    }
}
