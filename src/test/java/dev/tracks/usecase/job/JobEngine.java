package dev.tracks.usecase.job;

import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.configure.Configuration;
import dev.tracks.usecase.job.row.RowEngine;
import dev.tracks.usecase.people.FindPerson;
import java.time.InstantSource;
import java.util.Random;

/** The use cases of jobs over given ports, wired as in {@code lambda}. */
public record JobEngine(Ports ports, OptimisticRetry retry, InstantSource clock, JobIds ids) {
    public JobEngine(Ports ports, OptimisticRetry retry, InstantSource clock) {
        this(ports, retry, clock, new JobIds(new Random(1)));
    }

    /** Everything that jobs use. */
    public record Ports(
            Jobs jobs, JobLists lists, Configuration configuration, FindPerson findPerson, RowEngine.Ports rows) {}

    public CreateJob createJob() {
        return new CreateJob(ports.jobs, ports.rows.ledger(), ids, retry, clock, clock);
    }

    public StartJob startJob() {
        return new StartJob(ports.jobs, retry, clock);
    }

    public StopJob stopJob() {
        return new StopJob(ports.jobs, retry, clock);
    }

    public EndJob endJob() {
        return new EndJob(ports.jobs, retry, clock);
    }

    public ProcessPage processPage() {
        RowEngine rows = new RowEngine(ports.rows, retry, clock);
        return new ProcessPage(
                ports.jobs,
                ports.rows.rows(),
                new CheckJob(ports.configuration, ports.rows.ledger()),
                new SelectUnits(ports.jobs, ports.lists, ports.configuration),
                rows.actions(),
                rows.writer(),
                endJob(),
                ports.findPerson,
                retry,
                clock);
    }
}
