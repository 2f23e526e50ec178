package dev.tracks.usecase.job;

import dev.tracks.domain.job.Job;
import dev.tracks.domain.job.JobStatus;
import dev.tracks.domain.job.Lane;
import dev.tracks.domain.record.PersonRef;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.SystemClock;
import dev.tracks.usecase.Timestamps;
import dev.tracks.usecase.WriteResult;
import dev.tracks.usecase.enroll.EnrollDirectly.KeyReusedException;
import dev.tracks.usecase.enroll.IdempotentAnswer;
import dev.tracks.usecase.enroll.Ledger;
import dev.tracks.usecase.enroll.StoredAnswers;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Creates a job. With an idempotency key, the answer is stored in the same transaction, so that a repeated request creates
 * no second job.
 */
@Singleton
public final class CreateJob {
    /**
     * A job to create.
     *
     * @param listed the people of the request, if it lists them; each reference once
     * @param startAt when it starts; now, if it is empty or in the past
     */
    public record Order(Job.Request request, List<PersonRef> listed, Optional<Instant> startAt) {}

    /**
     * The caller's idempotency key.
     *
     * @param bodyHash of the request's body
     * @param text converts a job to the text that answers a repeat
     */
    public record Key(String subject, String key, String bodyHash, Function<Job, String> text) {}

    /** A new job, or the stored answer about an earlier one. */
    public record Result(Optional<Job> job, Optional<String> replayed) {}

    private final Jobs jobs;
    private final StoredAnswers answers;
    private final JobIds ids;
    private final OptimisticRetry retry;
    private final InstantSource clock;

    /**
     * @param clock for the times of the job
     * @param realTime for the expiry of keys: clients retry by the system clock
     */
    public CreateJob(
            Jobs jobs,
            Ledger ledger,
            JobIds ids,
            OptimisticRetry retry,
            InstantSource clock,
            @SystemClock InstantSource realTime) {
        this.jobs = jobs;
        this.answers = new StoredAnswers(ledger, realTime);
        this.ids = ids;
        this.retry = retry;
        this.clock = clock;
    }

    /**
     * Creates the job; it starts at once, or later if its order says so.
     *
     * @throws KeyReusedException if the key was used before with another body
     */
    public Result create(Order order, Optional<Key> key) {
        return create(() -> order, key);
    }

    /**
     * Creates the job of an order that is only asked for if the key was not used before: a repeated request gets its
     * answer, even if it would be refused by now.
     *
     * @throws KeyReusedException if the key was used before with another body
     */
    public Result create(Supplier<Order> order, Optional<Key> key) {
        return retry.execute("job", () -> key.flatMap(this::replay).or(() -> attempt(order.get(), key)));
    }

    private Optional<Result> attempt(Order order, Optional<Key> key) {
        Job job = job(order, Timestamps.now(clock));
        List<Lane> lanes = job.status() == JobStatus.RUNNING ? StartJob.lanes(job) : List.of();
        WriteResult written = jobs.create(job, order.listed(), lanes, key.map(used -> answer(used, job)));
        return written == WriteResult.WRITTEN
                ? Optional.of(new Result(Optional.of(job), Optional.empty()))
                : Optional.empty();
    }

    private Job job(Order order, Instant now) {
        Optional<Instant> later = order.startAt().filter(at -> at.isAfter(now));
        Optional<Instant> started = later.isPresent() ? Optional.empty() : Optional.of(now);
        return new Job(
                ids.next(now),
                order.request(),
                later.isPresent() ? JobStatus.SCHEDULED : JobStatus.RUNNING,
                new Job.Times(now, order.startAt(), started, Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                1);
    }

    private IdempotentAnswer answer(Key key, Job job) {
        return answers.create(
                key.subject(), key.key(), key.bodyHash(), key.text().apply(job));
    }

    private Optional<Result> replay(Key key) {
        return answers.find(key.subject(), key.key(), key.bodyHash())
                .map(answer -> new Result(Optional.empty(), Optional.of(answer)));
    }
}
