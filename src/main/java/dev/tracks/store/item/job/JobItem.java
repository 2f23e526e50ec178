package dev.tracks.store.item.job;

import dev.tracks.domain.job.Job;
import dev.tracks.domain.job.Job.Creator;
import dev.tracks.domain.job.Job.Failure;
import dev.tracks.domain.job.Job.Result;
import dev.tracks.domain.job.JobStatus;
import dev.tracks.domain.job.Tally;
import dev.tracks.store.item.PendingMarker;
import dev.tracks.store.table.Check;
import dev.tracks.store.table.Condition;
import dev.tracks.store.table.Index;
import dev.tracks.store.table.ItemReader;
import dev.tracks.store.table.ItemWriter;
import dev.tracks.store.table.Items;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.Write;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A job as an item. A job that starts later is also the outbox for its schedule. */
public final class JobItem {
    private JobItem() {}

    /** Puts a new job, or replaces the version before it. */
    public static Write.Put put(Job job) {
        Check check = job.version() == 1
                ? Check.of(Condition.JOB_IS_NEW)
                : Check.version(Condition.JOB_UNCHANGED, job.version() - 1);
        return new Write.Put(item(job), check);
    }

    private static Map<String, AttributeValue> item(Job job) {
        ItemWriter writer = ItemWriter.at(Keys.job(job.id()))
                .text("id", job.id())
                .name("status", job.status())
                .map("spec", Optional.of(SpecItem.write(job.spec())))
                .flag("dryRun", job.dryRun())
                .text("createdBy", job.creator().by())
                .text("creatorId", job.creator().participantId())
                .flag("createdByAdmin", job.creator().admin())
                .time("createdAt", job.times().createdAt())
                .time("startAt", job.times().startAt())
                .time("startedAt", job.times().startedAt())
                .time("endedAt", job.times().endedAt())
                .map("result", job.result().map(JobItem::result))
                .map("error", job.error().map(JobItem::error))
                .number(Items.VERSION, job.version());
        if (job.status() == JobStatus.SCHEDULED) {
            writer.all(PendingMarker.of(
                    job.status().wireName(), job.id(), job.times().createdAt()));
        }
        return writer.build();
    }

    private static ItemWriter result(Result result) {
        return tally(ItemWriter.map().number("total", result.total()), result.tally());
    }

    static ItemWriter tally(ItemWriter writer, Tally tally) {
        return writer.json("tally", new TreeMap<String, Object>(tally.counts()));
    }

    private static ItemWriter error(Failure failure) {
        return ItemWriter.map().text("reason", failure.reason()).json("evidence", failure.evidence());
    }

    public static Job read(Map<String, AttributeValue> item) {
        ItemReader reader = new ItemReader(item);
        return new Job(
                reader.text("id"),
                new Job.Request(
                        SpecItem.read(reader.map("spec")),
                        reader.flag("dryRun"),
                        new Creator(
                                reader.text("createdBy"),
                                reader.optionalText("creatorId"),
                                reader.flag("createdByAdmin"))),
                reader.name("status", JobStatus.class),
                new Job.Times(
                        reader.time("createdAt"),
                        reader.optionalTime("startAt"),
                        reader.optionalTime("startedAt"),
                        reader.optionalTime("endedAt")),
                reader.optionalMap("result").map(JobItem::result),
                reader.optionalMap("error").map(error -> new Failure(error.text("reason"), error.json("evidence"))),
                reader.number(Items.VERSION));
    }

    private static Result result(ItemReader reader) {
        return new Result(
                reader.has("total") ? Optional.of((int) reader.number("total")) : Optional.empty(), tally(reader));
    }

    static Tally tally(ItemReader reader) {
        Map<String, Integer> counts = new TreeMap<>();
        reader.json("tally").forEach((name, count) -> counts.put(name, ((Number) count).intValue()));
        return new Tally(counts);
    }

    /** Clears {@code pending}. A scheduled job becomes due for the sweep later, in case its schedule is lost. */
    public static Write.Update clearPending(Job job) {
        return job.status() == JobStatus.SCHEDULED
                ? PendingMarker.clear(
                        Keys.job(job.id()),
                        job.times().startAt().orElseThrow().plus(PendingMarker.SCHEDULE_GRACE),
                        unchanged(job))
                : PendingMarker.clear(Keys.job(job.id()), unchanged(job));
    }

    /** The job is no longer due. */
    public static Write.Update clearDue(Job job) {
        return new Write.Update(
                Keys.job(job.id()), Map.of(), Set.of(Index.GSI2.partition(), Index.GSI2.sort()), unchanged(job));
    }

    private static Check unchanged(Job job) {
        return Check.version(Condition.JOB_UNCHANGED, job.version());
    }
}
