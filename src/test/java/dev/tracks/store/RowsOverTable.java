package dev.tracks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tracks.Fixtures;
import dev.tracks.domain.job.Job;
import dev.tracks.domain.job.JobRow;
import dev.tracks.domain.job.JobSpec;
import dev.tracks.domain.job.LaneRef;
import dev.tracks.domain.record.Enrollment;
import dev.tracks.domain.record.EnrollmentRef;
import dev.tracks.domain.record.EnrollmentStatus;
import dev.tracks.domain.record.PersonRef;
import dev.tracks.store.table.Check;
import dev.tracks.store.table.Condition;
import dev.tracks.store.table.ForwardingTable;
import dev.tracks.store.table.Index;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.MemoryTable;
import dev.tracks.store.table.Write;
import dev.tracks.usecase.Change;
import dev.tracks.usecase.Stored;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.job.CreateJob;
import dev.tracks.usecase.job.JobEngine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Jobs whose rows act on existing records. */
abstract class RowsOverTable extends JobsOverTable {
    /** What happens between a kill and the repeat. */
    Runnable beforeRepeat = () -> {};

    Job create(JobSpec spec) {
        return create(spec, List.of());
    }

    Job dryRun(JobSpec spec) {
        return create(new CreateJob.Order(new Job.Request(spec, true, ROOT), List.of(), Optional.empty()));
    }

    /** A dry run about listed people. */
    Job dryRun(JobSpec spec, List<PersonRef> listed) {
        return create(new CreateJob.Order(new Job.Request(spec, true, ROOT), listed, Optional.empty()));
    }

    /** Creates the job and processes it to the end. */
    Job worked(JobSpec spec) {
        Job job = create(spec);
        work(job);
        return job;
    }

    /** Each lane selects the units of its next page. */
    void select(Job job) {
        pages(job).forEach(this::process);
    }

    Map<String, Integer> counts(Job job) {
        return read(job).result().tally().counts();
    }

    JobRow row(Job job, String key) {
        return rows(job).stream()
                .filter(row -> row.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row " + key + " in " + rows(job)));
    }

    void advance() {
        ports.clock.advance(Duration.ofSeconds(1));
    }

    /** People of one shard, so that one lane has all of them. */
    static List<String> idsOfShard(int shard, int count) {
        return Stream.iterate(0, i -> i + 1)
                .map(i -> "q" + i)
                .filter(id -> Keys.shard(id) == shard)
                .limit(count)
                .toList();
    }

    void inTrack(String trackId, String... people) {
        for (String id : people) {
            ports.with(Fixtures.person(id).build()).with(Fixtures.enrollment(id, trackId, 1));
        }
    }

    Enrollment enrollment(String participantId, String trackId, int instance) {
        return stored(participantId, trackId, instance).value();
    }

    private Stored<Enrollment> stored(String participantId, String trackId, int instance) {
        return ports.enrollments
                .enrollment(participantId, new EnrollmentRef(trackId, instance))
                .orElseThrow();
    }

    void end(String participantId, String trackId, EnrollmentStatus status) {
        Stored<Enrollment> read = stored(participantId, trackId, 1);
        Enrollment ended = read.value().with(status, Map.of(), ports.clock.instant());
        ports.enrollments.change(Change.of(ended, Optional.of(read), ports.clock.instant(), "root"));
    }

    /**
     * Processes pages until a process dies in that write, before it has an effect or after; the next process then ends the
     * job.
     */
    void workWithKill(Job job, int write, boolean hasEffect) {
        AtomicInteger left = new AtomicInteger(write);
        JobEngine dying = over(new ForwardingTable(memory) {
            @Override
            public WriteResult write(List<Write> parts) {
                if (left.decrementAndGet() == 0) {
                    if (hasEffect) {
                        super.write(parts);
                    }
                    throw new IllegalStateException("killed");
                }
                return super.write(parts);
            }
        });
        try {
            for (List<LaneRef> pages = pages(job); !pages.isEmpty(); pages = pages(job)) {
                pages.forEach(page -> dying.processPage().process(page, 1, () -> true));
            }
        } catch (IllegalStateException killed) {
            assertThat(killed).hasMessage("killed");
        }
        advance();
        beforeRepeat.run();
        work(job);
    }

    /** An engine that does something else just before its write with that number. */
    JobEngine beforeWrite(int write, Runnable action) {
        AtomicInteger left = new AtomicInteger(write);
        return over(new ForwardingTable(memory) {
            @Override
            public WriteResult write(List<Write> parts) {
                if (left.decrementAndGet() == 0) {
                    action.run();
                }
                return super.write(parts);
            }
        });
    }

    /** An engine whose indexes show the records as they are now, whatever is written later. */
    JobEngine withStaleIndexes() {
        MemoryTable stale = new MemoryTable();
        memory.snapshot()
                .values()
                .forEach(item -> stale.write(List.of(new Write.Put(item, Check.of(Condition.ALWAYS)))));
        return over(new ForwardingTable(memory) {
            @Override
            public Page query(Query query) {
                return query.index() == Index.TABLE ? super.query(query) : stale.query(query);
            }
        });
    }

    void work(JobEngine on, Job job) {
        for (List<LaneRef> pages = pages(job); !pages.isEmpty(); pages = pages(job)) {
            pages.forEach(page -> on.processPage().process(page, 1, () -> true));
        }
    }

    /** All items but those of jobs: what a dry run must not change. */
    Map<String, Map<String, AttributeValue>> records() {
        Map<String, Map<String, AttributeValue>> records = new TreeMap<>();
        memory.snapshot().forEach((key, item) -> {
            if (!isOfJob(key)) {
                records.put(key.toString(), item);
            }
        });
        return records;
    }

    private static boolean isOfJob(Key key) {
        return key.pk().equals(Keys.JOBS)
                || key.pk().startsWith("JOB#")
                || key.pk().startsWith("ROWS#");
    }
}
