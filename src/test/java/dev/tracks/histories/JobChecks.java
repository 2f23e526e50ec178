package dev.tracks.histories;

import dev.tracks.domain.job.Job;
import dev.tracks.domain.job.JobRow;
import dev.tracks.domain.job.JobSpec;
import dev.tracks.domain.job.JobStatus;
import dev.tracks.domain.job.Lane;
import dev.tracks.domain.job.Tally;
import dev.tracks.domain.step.ReEnrollment;
import dev.tracks.store.item.job.JobItem;
import dev.tracks.store.item.job.JobRowItem;
import dev.tracks.store.item.job.LaneItem;
import dev.tracks.store.table.Key;
import dev.tracks.store.table.Keys;
import dev.tracks.store.table.MemoryTable.Image;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Checks jobs: each row happens once, a row and its effect are written together, and counts equal rows. */
final class JobChecks {
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private final Map<String, Map<String, JobRow>> rows = new LinkedHashMap<>();
    private final Map<Key, Lane> lanes = new LinkedHashMap<>();

    static boolean concern(Key key) {
        return key.pk().equals(Keys.JOBS)
                || key.pk().startsWith("JOB#")
                || key.pk().startsWith("ROWS#");
    }

    /** Whether the item must have a time to live. */
    static boolean expires(Key key) {
        return concern(key) && !key.pk().equals(Keys.JOBS);
    }

    void changed(Image image, HandlerInvocation invocation) {
        Map<String, AttributeValue> after =
                image.after().orElseThrow(() -> new Violation(Invariant.JOB_ROWS, image.key() + " was removed"));
        String sort = image.key().sk();
        if (image.key().pk().equals(Keys.JOBS)) {
            jobChanged(JobItem.read(after));
        } else if (sort.startsWith(Keys.ROW)) {
            rowWritten(image, JobRowItem.read(after));
        } else if (sort.startsWith(Keys.LANE)) {
            laneChanged(image.key(), LaneItem.read(after));
        }
        image.before().ifPresent(before -> {
            if (before.containsKey("version")) {
                PendingMarkerChecks.check(image.key(), before, after, invocation);
            }
        });
    }

    private void jobChanged(Job job) {
        Job before = jobs.put(job.id(), job);
        boolean isNext = before == null
                || job.equals(before)
                || job.version() == before.version() + 1 && !before.status().isFinal();
        if (!isNext) {
            throw new Violation(Invariant.JOB_ENDS, before + " became " + job);
        }
        if (job.status().isFinal() && !job.status().equals(before == null ? null : before.status())) {
            countsEqualRows(job);
        }
    }

    private void rowWritten(Image image, JobRow row) {
        JobRow before = rows.computeIfAbsent(row.jobId(), first -> new LinkedHashMap<>())
                .put(row.key(), row);
        if (before != null || image.before().isPresent()) {
            throw new Violation(Invariant.JOB_ROWS, before + " became " + row);
        }
        JobStatus status = jobs.get(row.jobId()).status();
        if (status.isFinal()) {
            throw new Violation(Invariant.JOB_ENDS, row + " was written to a job that is " + status);
        }
    }

    private void laneChanged(Key key, Lane lane) {
        Lane before = lanes.put(key, lane);
        boolean isNext = before == null
                || lane.equals(before)
                || lane.version() == before.version() + 1
                        && lane.page().number() == before.page().number() + 1;
        if (!isNext) {
            throw new Violation(Invariant.JOB_ROWS, before + " became " + lane);
        }
    }

    /** The items of one write: whoever is enrolled by a job has their row written with it, once. */
    void checkEffects(List<Image> images) {
        for (Image image : images) {
            Map<String, AttributeValue> item = image.after().orElse(Map.of());
            boolean isNew = image.before().isEmpty() && image.key().sk().startsWith(StoredItems.ENROLLMENT);
            if (isNew && StoredItems.text(StoredItems.source(item), "kind").equals("job")) {
                String jobId = StoredItems.text(StoredItems.source(item), "jobId");
                String person = StoredItems.text(item, "participantId");
                boolean written = images.stream()
                        .anyMatch(other -> other.key().equals(Keys.row(jobId, person))
                                && other.before().isEmpty());
                if (!written || jobs.get(jobId).dryRun()) {
                    throw new Violation(Invariant.JOB_ROWS, image.key() + " was enrolled without a row of " + jobId);
                }
            }
        }
    }

    private void countsEqualRows(Job job) {
        Tally counted = Tally.EMPTY;
        for (JobRow row : rows.getOrDefault(job.id(), Map.of()).values()) {
            counted = counted.with(row.outcome(), row.reason());
        }
        Tally told = job.result().orElseThrow().tally();
        if (!told.equals(counted)) {
            throw new Violation(Invariant.JOB_ROWS, job.id() + " counts " + told + ", its rows are " + counted);
        }
    }

    ReEnrollment policy(String jobId) {
        return ((JobSpec.Enroll) jobs.get(jobId).spec()).reEnrollment();
    }

    /** Whether a job that runs may end an instance that started then: not one that started later than the job. */
    boolean mayEnd(Instant startedAt) {
        return jobs.values().stream()
                .filter(job -> !job.dryRun() && !job.status().isFinal())
                .flatMap(job -> job.times().startedAt().stream())
                .anyMatch(started -> !startedAt.isAfter(started.plusSeconds(5)));
    }

    /** The jobs that have not ended. */
    List<Job> open() {
        List<Job> open = new ArrayList<>(jobs.values());
        open.removeIf(job -> job.status().isFinal());
        return open;
    }

    void checkEnd() {
        if (!open().isEmpty()) {
            throw new Violation(Invariant.JOB_ENDS, "jobs do not end: " + open());
        }
        jobs.values().forEach(this::countsEqualRows);
    }
}
