package dev.tracks.usecase.job;

import dev.tracks.domain.job.Job;
import dev.tracks.domain.job.JobRow;
import dev.tracks.domain.job.JobStatus;
import dev.tracks.domain.job.JobUnit;
import dev.tracks.domain.job.Lane;
import dev.tracks.domain.job.LaneRef;
import dev.tracks.domain.job.RowOutcome;
import dev.tracks.domain.job.Tally;
import dev.tracks.usecase.NotFoundException;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.Timestamps;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.job.Jobs.Work;
import dev.tracks.usecase.job.row.JobRows;
import dev.tracks.usecase.job.row.RowAction;
import dev.tracks.usecase.job.row.RowActions;
import dev.tracks.usecase.job.row.RowDraft;
import dev.tracks.usecase.job.row.RowWriter;
import dev.tracks.usecase.people.FindPerson;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Processes a page of a lane: the rows of its units, then one conditional write with the counts and the next page. It may
 * be repeated and killed anywhere: a row that exists is not processed again, and a page that has ended is not either.
 */
@Singleton
public final class ProcessPage {
    /** After so many failed attempts, a row that fails again is recorded as failed, and the page goes on. */
    public static final int ATTEMPTS = 3;

    /** The reason of units that were not processed because the job was stopped before. */
    static final String STOPPED = "job_stopped";

    static final String DUPLICATE = "duplicate";
    static final String INTERNAL_ERROR = "internal_error";

    /** What became of a record of the jobs queue. */
    public enum Result {
        /** The page has ended before, or there is no such job. */
        NOTHING_TO_DO,
        PAGE_ENDED,
        LANE_ENDED
    }

    /**
     * What became of a record, for logs and metrics.
     *
     * @param rows the rows of the page, if this call has ended it; also those that an earlier delivery has written
     */
    public record Processed(Result result, Tally rows) {
        static final Processed NOTHING = new Processed(Result.NOTHING_TO_DO, Tally.EMPTY);
    }

    private final Jobs jobs;
    private final JobRows rows;
    private final CheckJob check;
    private final SelectUnits select;
    private final RowActions actions;
    private final RowWriter writer;
    private final EndJob endJob;
    private final FindPerson findPerson;
    private final OptimisticRetry retry;
    private final InstantSource clock;

    ProcessPage(
            Jobs jobs,
            JobRows rows,
            CheckJob check,
            SelectUnits select,
            RowActions actions,
            RowWriter writer,
            EndJob endJob,
            FindPerson findPerson,
            OptimisticRetry retry,
            InstantSource clock) {
        this.jobs = jobs;
        this.rows = rows;
        this.check = check;
        this.select = select;
        this.actions = actions;
        this.writer = writer;
        this.endJob = endJob;
        this.findPerson = findPerson;
        this.retry = retry;
        this.clock = clock;
    }

    /**
     * Processes the page that the record names, unless it has ended.
     *
     * @param attempt which delivery of the record this is, from 1
     * @param mayContinue whether there is time for another row; the rest is the next page
     * @throws RuntimeException if a row or the page could not be written; the queue repeats the record then
     */
    public Processed process(LaneRef ref, int attempt, BooleanSupplier mayContinue) {
        Optional<Work> work = jobs.work(ref);
        if (work.filter(found -> isOpen(found, ref)).isEmpty()) {
            return Processed.NOTHING;
        }
        Lane lane = work.get().lane();
        Job job = checked(work.get().job());
        Lane next = next(job, lane, attempt, mayContinue);
        if (jobs.endPage(next, Timestamps.now(clock)) != WriteResult.WRITTEN) {
            return Processed.NOTHING;
        }
        Tally rows = next.tally().minus(lane.tally());
        if (next.ended()) {
            endJob.ifAllLanesHaveEnded(job.id());
            return new Processed(Result.LANE_ENDED, rows);
        }
        return new Processed(Result.PAGE_ENDED, rows);
    }

    private static boolean isOpen(Work work, LaneRef ref) {
        JobStatus status = work.job().status();
        return work.lane().page().number() == ref.page()
                && !work.lane().ended()
                && (status == JobStatus.RUNNING || status == JobStatus.STOPPING);
    }

    /** The job; stopping, if it may not go on. */
    private Job checked(Job job) {
        if (job.status() == JobStatus.STOPPING) {
            return job;
        }
        return check.failure(job).map(failure -> fail(job.id(), failure)).orElse(job);
    }

    private Job fail(String jobId, Job.Failure failure) {
        return retry.execute("job " + jobId, () -> {
            Job job = jobs.job(jobId).orElseThrow(() -> new NotFoundException("job", jobId));
            if (job.status() != JobStatus.RUNNING) {
                return Optional.of(job);
            }
            Job failing = job.failing(failure);
            return jobs.save(failing) == WriteResult.WRITTEN ? Optional.of(failing) : Optional.empty();
        });
    }

    private Lane next(Job job, Lane lane, int attempt, BooleanSupplier mayContinue) {
        boolean stopping = job.status() == JobStatus.STOPPING;
        RowAction action = stopping ? this::stopped : job.spec().accept(actions);
        List<RowDraft> drafts =
                lane.page().units().stream().map(unit -> draft(job, lane, unit)).toList();
        Map<String, JobRow> known = rows.rows(
                job.id(), drafts.stream().map(RowDraft::key).distinct().toList());
        Tally tally = Tally.EMPTY;
        for (int i = 0; i < drafts.size(); i++) {
            if (i > 0 && !mayContinue.getAsBoolean()) {
                return lane.remaining(tally, lane.page().units().subList(i, drafts.size()));
            }
            RowDraft draft = drafts.get(i);
            JobRow row =
                    Optional.ofNullable(known.get(draft.key())).orElseGet(() -> process(job, draft, action, attempt));
            tally = tally.plus(counted(draft, row));
        }
        if (stopping) {
            return lane.stopped(tally);
        }
        SelectUnits.Selected selected = select.after(job, lane);
        return lane.next(tally, selected.units(), selected.next());
    }

    private RowDraft draft(Job job, Lane lane, JobUnit unit) {
        Optional<String> participantId = unit.fold(
                person -> findPerson.find(person.ref()),
                reached -> Optional.of(reached.cause().participantId()),
                message -> Optional.of(message.ref().participantId()));
        String key =
                unit.fold(person -> participantId.orElse(person.key()), JobUnit.Reached::key, JobUnit.Message::key);
        JobRow.Origin origin = new JobRow.Origin(lane.number(), lane.page().selection(), unit.key());
        return new RowDraft(job.id(), unit, origin, participantId, key, Timestamps.now(clock));
    }

    private JobRow process(Job job, RowDraft draft, RowAction action, int attempt) {
        try {
            return action.process(job, draft);
        } catch (RuntimeException e) {
            if (attempt < ATTEMPTS) {
                throw e;
            }
            Map<String, Object> evidence = Map.of("error", e.getClass().getSimpleName());
            return writer.write(draft.row(RowOutcome.FAILED, Optional.of(INTERNAL_ERROR), evidence));
        }
    }

    private JobRow stopped(Job job, RowDraft draft) {
        return writer.write(draft.row(RowOutcome.SKIPPED, Optional.of(STOPPED), Map.of()));
    }

    /**
     * The unit's row, counted where it was written: not if another unit has written it, because the person or the record
     * was found twice. An entry of the request's list has a row of its own then.
     */
    private Tally counted(RowDraft draft, JobRow row) {
        if (row.origin().equals(draft.origin())) {
            return Tally.EMPTY.with(row.outcome(), row.reason());
        }
        boolean isListed = draft.unit().fold(JobUnit.Person::isListed, reached -> false, message -> false);
        if (!isListed) {
            return Tally.EMPTY;
        }
        JobRow duplicate = writer.write(draft.apart().row(RowOutcome.SKIPPED, Optional.of(DUPLICATE), Map.of()));
        return Tally.EMPTY.with(duplicate.outcome(), duplicate.reason());
    }
}
