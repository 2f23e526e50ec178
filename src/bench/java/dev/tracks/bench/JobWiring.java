package dev.tracks.bench;

import dev.tracks.Fixtures;
import dev.tracks.rendering.QuteMessageRenderer;
import dev.tracks.store.CachedCatalog;
import dev.tracks.store.TableConfiguration;
import dev.tracks.store.TableDirectory;
import dev.tracks.store.TableEnrollments;
import dev.tracks.store.TableInvitations;
import dev.tracks.store.TableLedger;
import dev.tracks.store.TableParticipants;
import dev.tracks.store.TableUndeliverables;
import dev.tracks.store.job.TableChain;
import dev.tracks.store.job.TableJobLists;
import dev.tracks.store.job.TableJobRows;
import dev.tracks.store.job.TableJobs;
import dev.tracks.store.outbox.TableOutbox;
import dev.tracks.store.table.Table;
import dev.tracks.usecase.OptimisticRetry;
import dev.tracks.usecase.configure.Configuration;
import dev.tracks.usecase.enroll.InvitationTerms;
import dev.tracks.usecase.job.JobEngine;
import dev.tracks.usecase.job.row.RowEngine;
import dev.tracks.usecase.message.StepMessages;
import dev.tracks.usecase.outbox.CloseInvitations;
import dev.tracks.usecase.outbox.DomainEvents;
import dev.tracks.usecase.outbox.OutboxPublisher;
import dev.tracks.usecase.outbox.Queues;
import dev.tracks.usecase.outbox.Schedules;
import dev.tracks.usecase.outbox.StreamPublisher;
import dev.tracks.usecase.people.FindPerson;
import java.time.Duration;
import java.time.InstantSource;

/** The use cases of the functions {@code jobs} and {@code relay} over a table, wired as in {@code lambda}. */
record JobWiring(Table table, InstantSource clock) {
    private static final InvitationTerms TERMS = new InvitationTerms(Duration.ofDays(14), Duration.ofDays(7));

    /** Jobs in a process that has just started, and caches the configuration from then on. */
    JobEngine engine() {
        Configuration configuration = new TableConfiguration(table);
        RowEngine.Ports rows = new RowEngine.Ports(
                new TableJobRows(table),
                new CachedCatalog(configuration, JobFleet.CONFIG_CACHE, clock),
                new TableLedger(table, Fixtures.PARTICIPANT_READER, clock),
                new TableEnrollments(table, Fixtures.PARTICIPANT_READER),
                new TableInvitations(table, Fixtures.PARTICIPANT_READER),
                new TableDirectory(table, Fixtures.PARTICIPANT_READER),
                new TableUndeliverables(table),
                new TableChain(table),
                configuration,
                new StepMessages(new QuteMessageRenderer()),
                TERMS);
        JobEngine.Ports ports = new JobEngine.Ports(
                new TableJobs(table, clock),
                new TableJobLists(table, Fixtures.PARTICIPANT_READER),
                configuration,
                new FindPerson(new TableParticipants(table, Fixtures.PARTICIPANT_READER)),
                rows);
        return new JobEngine(ports, retry(), clock);
    }

    StreamPublisher publisher(Queues queues, Schedules schedules, DomainEvents events) {
        Configuration configuration = new TableConfiguration(table);
        TableInvitations invitations = new TableInvitations(table, Fixtures.PARTICIPANT_READER);
        CloseInvitations closeInvitations = new CloseInvitations(configuration, invitations, retry(), clock);
        TableOutbox outbox = new TableOutbox(table);
        return new StreamPublisher(
                new OutboxPublisher(configuration, outbox, queues, schedules, events, closeInvitations, clock),
                outbox,
                clock);
    }

    private static OptimisticRetry retry() {
        return new OptimisticRetry(round -> {});
    }
}
