package dev.tracks.bench.growth;

import dev.tracks.bench.growth.Workers.Work;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.PriorityQueue;

/**
 * A queue of SQS with its dead-letter queue. Records are people. A record that failed is invisible for the visibility
 * time-out, then the last in the queue; after its last receive it is a dead letter.
 */
final class RecordQueue {
    private static final int BITS = 32;

    private final long visibilityTicks;
    private final int maxReceives;
    private final byte[] receives;
    private final Deque<Integer> visible = new ArrayDeque<>();
    /** The tick at which a record becomes visible, and the record. */
    private final PriorityQueue<Long> invisible = new PriorityQueue<>();

    private long now;
    private int deadLetters;

    /** @param people the number of records that can be in the queue */
    RecordQueue(int visibilitySeconds, int maxReceives, int people) {
        this.visibilityTicks = (long) visibilitySeconds * Bucket.TICKS;
        this.maxReceives = maxReceives;
        this.receives = new byte[people];
    }

    void tick() {
        now++;
        while (!invisible.isEmpty() && invisible.peek() >> BITS <= now) {
            visible.add(invisible.remove().intValue());
        }
    }

    /** A new record, which nobody has received. */
    void send(int person) {
        receives[person] = 0;
        visible.add(person);
    }

    void sendAfter(int person, int delaySeconds) {
        receives[person] = 0;
        hide(person, (long) delaySeconds * Bucket.TICKS);
    }

    boolean hasVisible() {
        return !visible.isEmpty();
    }

    int receive() {
        int person = visible.remove();
        receives[person]++;
        return person;
    }

    int receives(int person) {
        return receives[person];
    }

    /** The consumer reported the record as failed. */
    void fail(int person) {
        postponeTicks(person, visibilityTicks);
    }

    /** The consumer has set the visibility of the record and reported it as failed. */
    void postpone(int person, int seconds) {
        postponeTicks(person, (long) seconds * Bucket.TICKS);
    }

    private void postponeTicks(int person, long ticks) {
        if (receives[person] >= maxReceives) {
            deadLetters++;
        } else {
            hide(person, ticks);
        }
    }

    private void hide(int person, long ticks) {
        invisible.add((now + ticks) << BITS | person);
    }

    /** Visible and invisible records, without those that a consumer has. */
    int size() {
        return visible.size() + invisible.size();
    }

    int deadLetters() {
        return deadLetters;
    }

    /** The work on the records of a queue. A record that was given up fails. */
    abstract static class Records implements Work {
        private final RecordQueue queue;

        Records(RecordQueue queue) {
            this.queue = queue;
        }

        @Override
        public boolean hasNext() {
            return queue.hasVisible();
        }

        @Override
        public int next() {
            return queue.receive();
        }

        @Override
        public void giveUp(int person) {
            queue.fail(person);
        }
    }
}
