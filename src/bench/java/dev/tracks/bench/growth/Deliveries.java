package dev.tracks.bench.growth;

import dev.tracks.bench.growth.input.Deployment;
import dev.tracks.bench.growth.input.Deployment.Consumer;
import dev.tracks.bench.growth.input.Footprint;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.IntConsumer;

/**
 * {@code deliver}, which consumes the messages queue. A message that the channel does not accept waits in the queue; after
 * its seventh receive it is held on its own record, and {@code sweep} enqueues some held messages each minute.
 */
final class Deliveries {
    /** DeliverMessage.MAX_RECEIVES. */
    static final int RECEIVES = 7;

    /** Sweep.MESSAGES_PER_SWEEP, and per second. */
    static final int HELD_A_MINUTE = 240;

    private static final int HELD_A_SECOND = 4;
    private static final int MINUTE = 60 * Bucket.TICKS;

    private final ChannelLimit channel;
    private final Footprint footprint;
    private final SimulatedTable table;
    private final IntConsumer sent;
    private final Bucket budget;
    private final RecordQueue queue;
    private final Pollers pollers;
    private final Workers workers;
    private final Deque<Integer> held = new ArrayDeque<>();
    private int tick;

    /** @param sent is called with each person whose message the channel has accepted */
    Deliveries(Scenario scenario, Deployment deployment, Footprint footprint, SimulatedTable table, IntConsumer sent) {
        this.channel = scenario.channel();
        this.footprint = footprint;
        this.table = table;
        this.sent = sent;
        this.budget = new Bucket(channel.perSecond());
        Consumer deliver = deployment.messages();
        this.queue = new RecordQueue(deliver.visibilitySeconds(), deliver.maxReceives(), scenario.starts());
        int most = scenario.setup().deliver();
        this.pollers = new Pollers(most);
        double millis =
                (Times.millis(footprint) + channel.millis()) * scenario.setup().slower();
        this.workers = new Workers(most, millis, Workers.ATTEMPTS, new RecordQueue.Records(queue) {
            @Override
            public boolean attempt(int person) {
                return deliver(person);
            }
        });
    }

    private boolean deliver(int person) {
        if (!table.serve(footprint, person)) {
            return false;
        }
        if (budget.has(1)) {
            budget.take(1);
            sent.accept(person);
        } else if (queue.receives(person) < RECEIVES) {
            queue.postpone(person, channel.waitSeconds());
        } else {
            held.add(person);
        }
        return true;
    }

    void send(int person) {
        queue.send(person);
    }

    void tick() {
        budget.tick();
        queue.tick();
        if (++tick % MINUTE == 0) {
            for (int i = 0; i < HELD_A_MINUTE && !held.isEmpty(); i++) {
                queue.sendAfter(held.remove(), i / HELD_A_SECOND);
            }
        }
        workers.tick(pollers.tick(queue.hasVisible()));
    }

    int size() {
        return queue.size() + held.size() + workers.busy();
    }

    int deadLetters() {
        return queue.deadLetters();
    }
}
