package dev.tracks.bench.growth;

import dev.tracks.bench.growth.Workers.Work;

/** The work on the records of a queue. A record that was given up fails. */
abstract class QueueWork implements Work {
    private final RecordQueue queue;

    QueueWork(RecordQueue queue) {
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
