package dev.tracks.store.job;

import dev.tracks.domain.job.Job;
import dev.tracks.domain.job.Lane;
import dev.tracks.domain.job.LaneRef;
import dev.tracks.domain.record.PersonRef;
import dev.tracks.store.item.AnswerItem;
import dev.tracks.store.item.job.JobItem;
import dev.tracks.store.item.job.JobRowItem;
import dev.tracks.store.item.job.LaneItem;
import dev.tracks.store.item.job.ListedItem;
import dev.tracks.store.table.Index;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.Table;
import dev.tracks.store.table.Write;
import dev.tracks.usecase.SystemClock;
import dev.tracks.usecase.Timestamps;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.enroll.IdempotentAnswer;
import dev.tracks.usecase.job.Jobs;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Stores jobs, their lanes and their lists of people in the table. */
@Singleton
public final class TableJobs implements Jobs {
    private final Table table;
    private final InstantSource clock;

    /** @param clock measures when answers expire */
    public TableJobs(Table table, @SystemClock InstantSource clock) {
        this.table = table;
        this.clock = clock;
    }

    @Override
    public WriteResult create(Job job, List<PersonRef> listed, List<Lane> lanes, Optional<IdempotentAnswer> answer) {
        List<Write> writes = new ArrayList<>(List.of(JobItem.put(job)));
        writes.addAll(lanes(job, lanes, job.times().createdAt()));
        for (int part = 0; part * LISTED_PART < listed.size(); part++) {
            List<PersonRef> people =
                    listed.subList(part * LISTED_PART, Math.min((part + 1) * LISTED_PART, listed.size()));
            Instant start = job.times().startAt().orElse(job.times().createdAt());
            writes.add(ListedItem.put(job.id(), part, people, expiry(start)));
        }
        answer.ifPresent(kept -> writes.add(AnswerItem.put(kept, Timestamps.now(clock))));
        return table.write(writes);
    }

    private static List<Write> lanes(Job job, List<Lane> lanes, Instant at) {
        return lanes.stream()
                .<Write>map(lane -> LaneItem.put(lane, at, expiry(at)))
                .toList();
    }

    private static long expiry(Instant start) {
        return start.plus(JobRowItem.KEPT_FOR).getEpochSecond();
    }

    @Override
    public Optional<Job> job(String jobId) {
        return table.get(Keys.job(jobId)).map(JobItem::read);
    }

    @Override
    public Optional<Work> work(LaneRef ref) {
        Key job = Keys.job(ref.jobId());
        Key lane = Keys.lane(ref.jobId(), ref.lane());
        Map<Key, Map<String, AttributeValue>> items = table.batchGet(List.of(job, lane));
        return items.size() == 2
                ? Optional.of(new Work(JobItem.read(items.get(job)), LaneItem.read(items.get(lane))))
                : Optional.empty();
    }

    @Override
    public List<Lane> lanes(String jobId) {
        return table.query(Table.Query.prefix(Index.TABLE, Keys.ofJob(jobId), Keys.LANE)).items().stream()
                .map(LaneItem::read)
                .toList();
    }

    @Override
    public List<PersonRef> listed(String jobId, int part) {
        return table.get(Keys.listed(jobId, part)).map(ListedItem::read).orElse(List.of());
    }

    @Override
    public WriteResult save(Job job) {
        return table.write(List.of(JobItem.put(job)));
    }

    @Override
    public WriteResult start(Job started, List<Lane> lanes) {
        List<Write> writes = new ArrayList<>(List.of(JobItem.put(started)));
        writes.addAll(lanes(started, lanes, started.times().startedAt().orElseThrow()));
        return table.write(writes);
    }

    @Override
    public WriteResult endPage(Lane next, Instant at) {
        return table.write(List.of(LaneItem.put(next, at, expiry(at))));
    }
}
