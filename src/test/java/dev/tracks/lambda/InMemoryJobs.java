package dev.tracks.lambda;

import dev.tracks.Fixtures;
import dev.tracks.domain.job.Lane;
import dev.tracks.domain.job.LaneRef;
import dev.tracks.lambda.http.Routes;
import dev.tracks.lambda.http.access.Access;
import dev.tracks.lambda.http.route.job.JobOrders;
import dev.tracks.lambda.http.route.job.JobRoutes;
import dev.tracks.lambda.http.route.job.JobRowRoutes;
import dev.tracks.store.TableDirectory;
import dev.tracks.store.TableEnrollments;
import dev.tracks.store.TableInvitations;
import dev.tracks.store.TableParticipants;
import dev.tracks.store.TableUndeliverables;
import dev.tracks.store.job.TableChain;
import dev.tracks.store.job.TableJobDirectory;
import dev.tracks.store.job.TableJobLists;
import dev.tracks.store.job.TableJobRows;
import dev.tracks.store.job.TableJobs;
import dev.tracks.store.table.Table;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.configure.Catalog;
import dev.tracks.usecase.configure.Configuration;
import dev.tracks.usecase.enroll.InvitationTerms;
import dev.tracks.usecase.enroll.Ledger;
import dev.tracks.usecase.job.CreateJob;
import dev.tracks.usecase.job.JobEngine;
import dev.tracks.usecase.job.JobIds;
import dev.tracks.usecase.job.JobSteps;
import dev.tracks.usecase.job.ProcessPage;
import dev.tracks.usecase.job.ReadJobs;
import dev.tracks.usecase.job.row.RowEngine;
import dev.tracks.usecase.message.StepMessages;
import dev.tracks.usecase.people.FindPerson;
import dev.tracks.usecase.people.Participants;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;

/** The jobs of {@link InMemoryApplication}: their use cases and routes. */
final class InMemoryJobs {
    private final Table table;
    private final Configuration configuration;
    private final Ledger ledger;
    private final OptimisticRetry retry;
    private final InstantSource clock;
    private final InstantSource systemClock = InstantSource.system();
    private final JobEngine engine;

    InMemoryJobs(
            Table table,
            Catalog catalog,
            Configuration configuration,
            Ledger ledger,
            StepMessages messages,
            InvitationTerms terms,
            OptimisticRetry retry,
            InstantSource clock) {
        this.table = table;
        this.configuration = configuration;
        this.ledger = ledger;
        this.retry = retry;
        this.clock = clock;
        RowEngine.Ports rows = new RowEngine.Ports(
                new TableJobRows(table),
                catalog,
                ledger,
                new TableEnrollments(table, Fixtures.PARTICIPANT_READER),
                new TableInvitations(table, Fixtures.PARTICIPANT_READER),
                new TableDirectory(table, Fixtures.PARTICIPANT_READER),
                new TableUndeliverables(table),
                new TableChain(table),
                configuration,
                messages,
                terms);
        JobEngine.Ports ports = new JobEngine.Ports(
                new TableJobs(table, systemClock),
                new TableJobLists(table, Fixtures.PARTICIPANT_READER),
                configuration,
                new FindPerson(new TableParticipants(table, Fixtures.PARTICIPANT_READER)),
                rows);
        this.engine = new JobEngine(ports, retry, clock);
    }

    JobEngine engine() {
        return engine;
    }

    List<Routes> routes(Checks checks, Access access, Participants participants) {
        ReadJobs readJobs = new ReadJobs(engine.ports().jobs(), new TableJobDirectory(table));
        return List.of(
                new JobRoutes(
                        checks.createJob(createJob()),
                        readJobs,
                        engine.stopJob(),
                        new JobOrders(configuration, new JobSteps(configuration), access),
                        access,
                        clock),
                new JobRowRoutes(readJobs, participants, access));
    }

    /** As in {@link JobEngine}, with the clock of idempotency keys. */
    private CreateJob createJob() {
        return new CreateJob(engine.ports().jobs(), ledger, new JobIds(new Random(1)), retry, clock, systemClock);
    }

    /** Processes all pages of a job, as its queue does, until it ends. */
    void work(String jobId) {
        for (Lane lane : engine.ports().jobs().lanes(jobId)) {
            LaneRef page = lane.ref();
            while (engine.processPage().process(page, 1, () -> true).result() == ProcessPage.Result.PAGE_ENDED) {
                page = new LaneRef(jobId, page.lane(), page.page() + 1);
            }
        }
    }
}
