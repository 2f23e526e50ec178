package dev.tracks.bench;

import dev.tracks.domain.job.Job;
import dev.tracks.domain.job.LaneRef;
import dev.tracks.domain.record.StepReached;
import dev.tracks.store.outbox.StreamItems;
import dev.tracks.store.table.Check;
import dev.tracks.store.table.Condition;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.MemoryTable;
import dev.tracks.store.table.Table;
import dev.tracks.store.table.Write;
import dev.tracks.usecase.job.ProcessPage;
import dev.tracks.usecase.outbox.Schedules;
import dev.tracks.usecase.outbox.StreamPublisher;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Jobs over a table in memory: the same use cases as in the functions {@code jobs} and {@code relay}, whose requests are
 * counted, not sent. The invocations are those of {@link JobFleet}: a page each, and full batches of stream records.
 */
final class CountedJobs implements JobScript.World {
    private final MemoryTable memory = new MemoryTable(Set.of(), this::written);
    private final CountedTable ofJobs = new CountedTable(memory);
    private final CountedTable ofRelay = new CountedTable(memory);
    private final InstantSource clock = InstantSource.system();
    private final LaneQueue queue = new LaneQueue();
    private int published;
    private final StreamPublisher publisher =
            new JobWiring(ofRelay, clock).publisher(queue, new NoSchedules(), transition -> published++);

    private List<MemoryTable.Image> pending = new ArrayList<>();
    private final List<Key> rows = new ArrayList<>();

    private void written(List<MemoryTable.Image> images) {
        for (MemoryTable.Image image : images) {
            if (image.after().filter(after -> isForRelay(image, after)).isPresent()) {
                pending.add(image);
            }
            if (image.key().sk().startsWith(Keys.ROW) && image.before().isEmpty()) {
                rows.add(image.key());
            }
        }
    }

    private static boolean isForRelay(MemoryTable.Image image, Map<String, AttributeValue> after) {
        return StreamItems.unpublished(image.before().orElse(Map.of()), after).isPresent();
    }

    @Override
    public Table table() {
        return memory;
    }

    @Override
    public JobUsage run(String name, Job job, int people) {
        ProcessPage processPage = new JobWiring(ofJobs, clock).engine().processPage();
        int pages = 0;
        int batches = relay();
        for (List<LaneRef> wave = queue.take(); !wave.isEmpty(); wave = queue.take()) {
            wave.forEach(lane -> processPage.process(lane, 1, () -> true));
            pages += wave.size();
            batches += relay();
        }
        JobUsage use = new JobUsage(
                name,
                people,
                ofJobs.take().with(Map.of("jobs", pages), 0, 0),
                ofRelay.take().with(Map.of("relay", batches), queue.sent(), published),
                JobUsage.Times.NONE);
        published = 0;
        return use;
    }

    /** Forgets the rows of the last job, which no other job reads: they would only fill the memory. */
    @Override
    public void ended() {
        rows.forEach(key -> memory.write(List.of(new Write.Delete(key, Check.of(Condition.ALWAYS)))));
        rows.clear();
    }

    /** Publishes all pending images; returns the number of batches. */
    private int relay() {
        int batches = 0;
        while (!pending.isEmpty()) {
            List<MemoryTable.Image> images = pending;
            pending = new ArrayList<>();
            images.forEach(this::publish);
            batches += (images.size() + JobFleet.BATCH - 1) / JobFleet.BATCH;
        }
        return batches;
    }

    /** As the function {@code relay} does. */
    private void publish(MemoryTable.Image image) {
        Map<String, AttributeValue> before = image.before().orElse(Map.of());
        Map<String, AttributeValue> after = image.after().orElseThrow();
        StreamItems.unpublished(before, after).ifPresent(write -> write.publish(publisher, Duration.ZERO));
    }

    /** No run of these jobs is deferred, so nothing is scheduled. */
    private static final class NoSchedules implements Schedules {
        @Override
        public void schedule(StepReached cause, Instant dueAt) {
            throw new IllegalStateException("deferred: " + cause);
        }

        @Override
        public void scheduleJob(String jobId, Instant startAt) {
            throw new IllegalStateException("scheduled: " + jobId);
        }

        @Override
        public void delete(StepReached cause) {
            throw new IllegalStateException("deletes the schedule of " + cause);
        }
    }
}
