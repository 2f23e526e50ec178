package dev.tracks.bench.growth;

import dev.tracks.bench.growth.Scenario.Source;
import dev.tracks.bench.growth.input.Deployment;
import dev.tracks.bench.growth.input.Deployment.Consumer;
import dev.tracks.bench.growth.input.Footprint;
import java.util.function.IntConsumer;

/** {@code batch}, which consumes the reached queue, or {@code step}, which is invoked asynchronously. */
final class Decisions {
    private final Scenario scenario;
    private final int others;
    private final RecordQueue queue;
    private final Pollers pollers;
    private final Workers workers;

    /** @param enrolled is called with each person whose enrollment was written */
    Decisions(
            Scenario scenario, Deployment deployment, Footprint footprint, SimulatedTable table, IntConsumer enrolled) {
        this.scenario = scenario;
        this.others = scenario.setup().deliver();
        Consumer batch = deployment.reached();
        boolean isQueue = scenario.source() == Source.QUEUE;
        this.queue = isQueue
                ? new RecordQueue(batch.visibilitySeconds(), batch.maxReceives(), scenario.starts())
                : new RecordQueue(Aws.ASYNC_RETRY_SECONDS, 1 + deployment.stepRetries(), scenario.starts());
        int most = isQueue ? scenario.setup().batch() : Aws.CONCURRENCY;
        this.pollers = new Pollers(most);
        this.workers = new Workers(
                most,
                Times.millis(footprint) * scenario.setup().slower(),
                Workers.ATTEMPTS,
                new RecordQueue.Records(queue) {
                    @Override
                    public boolean attempt(int person) {
                        boolean served = table.serve(footprint, person);
                        if (served) {
                            enrolled.accept(person);
                        }
                        return served;
                    }
                });
    }

    void reached(int person) {
        queue.send(person);
    }

    /** @param publishing the concurrent instances of {@code relay}, which the account's quota includes */
    void tick(int publishing) {
        queue.tick();
        workers.tick(
                scenario.source() == Source.QUEUE
                        ? pollers.tick(queue.hasVisible())
                        : Math.max(0, Aws.CONCURRENCY - others - publishing));
    }

    int size() {
        return queue.size() + workers.busy();
    }

    int deadLetters() {
        return queue.deadLetters();
    }
}
