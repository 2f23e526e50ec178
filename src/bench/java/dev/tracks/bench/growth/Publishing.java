package dev.tracks.bench.growth;

import dev.tracks.bench.growth.Stream.Records;
import dev.tracks.bench.growth.input.Deployment;
import dev.tracks.bench.growth.input.Footprint;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.function.IntConsumer;

/** {@code relay}, which publishes the records of the stream, and {@code sweep}, which publishes what relay left to it. */
final class Publishing {
    /** How long relay repeats a record before it leaves it to sweep (StreamPublisher.REPEATED_FOR). */
    static final int REPEATED_SECONDS = 900;

    private static final String EVENTS = "PutEvents";

    private final SimulatedTable table;
    private final Footprint footprint;
    private final IntConsumer published;
    private final Bucket events = new Bucket(Aws.EVENTS);
    private final int[] writtenAt;
    private final Deque<Integer> missed = new ArrayDeque<>();
    private final Stream stream;
    private final Workers sweep;
    private int now;
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
        this.writtenAt = new int[scenario.starts()];
        double millis = Times.millis(footprint) * scenario.setup().slower();
        this.stream = new Stream(
                scenario.setup().partitions(),
                deployment.lanes(),
                records -> new Workers(
                        deployment.lanes(),
                        millis,
                        Workers.ATTEMPTS,
                        work(records, person -> repeat(records, person))));
        this.sweep = new Workers(1, millis, Workers.ATTEMPTS, work(missed, missed::add));
    }

    /** The stream repeats a record at once, and those behind it wait. */
    private void repeat(Deque<Integer> records, int person) {
        if (now - writtenAt[person] < REPEATED_SECONDS * Bucket.TICKS) {
            records.addFirst(person);
        } else {
            missed.add(person);
        }
    }

    private Records work(Deque<Integer> records, IntConsumer failed) {
        return new Records(records) {
            @Override
            public boolean attempt(int person) {
                return publish(person);
            }

            @Override
            public void giveUp(int person) {
                failed.accept(person);
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
        writtenAt[person] = now;
        stream.add(table.partition(person), person);
    }

    /** @param partitions of the table that were split just now; call it before {@link #add} */
    void split(Collection<Integer> partitions) {
        stream.split(partitions);
    }

    void tick() {
        now++;
        events.tick();
        stream.tick();
        sweep.tick(1);
    }

    int concurrency() {
        return stream.concurrency();
    }

    int size() {
        return stream.size() + leftToSweep();
    }

    /** The records that wait for sweep. */
    int leftToSweep() {
        return missed.size() + sweep.busy();
    }

    long throttledEvents() {
        return throttledEvents;
    }
}
