package dev.tracks.usecase.job;

import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.configure.Catalog;
import dev.tracks.usecase.configure.Configuration;
import dev.tracks.usecase.enroll.DecideDirectly;
import dev.tracks.usecase.enroll.Ledger;
import dev.tracks.usecase.message.StepMessages;
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
            Jobs jobs,
            JobRows rows,
            JobLists lists,
            Configuration configuration,
            Catalog catalog,
            Ledger ledger,
            FindPerson findPerson,
            StepMessages messages) {}

    public CreateJob createJob() {
        return new CreateJob(ports.jobs, ports.ledger, ids, retry, clock, clock);
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
        RowWriter writer = new RowWriter(ports.rows, retry);
        DecideDirectly decideDirectly = new DecideDirectly(ports.catalog, ports.ledger, ports.messages, clock);
        return new ProcessPage(
                ports.jobs,
                ports.rows,
                new CheckJob(ports.configuration, ports.ledger),
                new SelectUnits(ports.jobs, ports.lists, ports.configuration),
                new RowActions(new EnrollRow(decideDirectly, ports.rows, writer)),
                writer,
                endJob(),
                ports.findPerson,
                retry,
                clock);
    }
}
