package dev.tracks.lambda;

import dev.tracks.handover.EventBridgeEvents;
import dev.tracks.handover.EventBridgeSchedules;
import dev.tracks.handover.NoEvents;
import dev.tracks.handover.SqsQueues;
import dev.tracks.handover.SweptSchedules;
import dev.tracks.message.QuteMessageRenderer;
import dev.tracks.store.CachedCatalog;
import dev.tracks.store.DynamoTable;
import dev.tracks.store.Table;
import dev.tracks.store.TableConfiguration;
import dev.tracks.store.TableDirectory;
import dev.tracks.store.TableEnrollments;
import dev.tracks.store.TableErasure;
import dev.tracks.store.TableInvitations;
import dev.tracks.store.TableLedger;
import dev.tracks.store.TableMailbox;
import dev.tracks.store.TableOutbox;
import dev.tracks.store.TablePeople;
import dev.tracks.usecase.Backoff;
import dev.tracks.usecase.Catalog;
import dev.tracks.usecase.Configuration;
import dev.tracks.usecase.Directory;
import dev.tracks.usecase.Enrollments;
import dev.tracks.usecase.Erasure;
import dev.tracks.usecase.EventsOut;
import dev.tracks.usecase.Invitations;
import dev.tracks.usecase.JoinLinks;
import dev.tracks.usecase.Ledger;
import dev.tracks.usecase.Mailbox;
import dev.tracks.usecase.Outbox;
import dev.tracks.usecase.People;
import dev.tracks.usecase.Queues;
import dev.tracks.usecase.Rounds;
import dev.tracks.usecase.Schedules;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Random;
import org.eclipse.microprofile.config.Config;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Makes the ports, each once and only when a handler needs it: {@code step} does not pay for SQS. */
final class Wiring {
    /**
     * For what machines wait for: leases, caches, keys of retries. The business clock ({@code TRACKS_CLOCK}) may run faster,
     * but no process does.
     */
    static final InstantSource REAL_TIME = InstantSource.system();

    @Produces
    @Singleton
    Settings settings(Config config) {
        return Settings.of(name -> config.getOptionalValue(name, String.class));
    }

    @Produces
    @Singleton
    InstantSource clock(Settings settings) {
        return settings.clock().<InstantSource>map(clock -> clock).orElseGet(InstantSource::system);
    }

    /** Whoever stands behind standard output takes each line as it is: in Lambda, the log. */
    @Produces
    @Singleton
    Metrics metrics(Settings settings, InstantSource clock) {
        return new Metrics(settings.metricsNamespace(), clock, line -> System.out.println(line));
    }

    @Produces
    @Singleton
    Backoff backoff() {
        // Not RandomGenerator.getDefault(): its algorithms are found by reflection, which native images lack.
        return new JitterBackoff(new Random());
    }

    @Produces
    @Singleton
    Rounds rounds(Backoff backoff) {
        return new Rounds(backoff);
    }

    @Produces
    @Singleton
    Table table(DynamoDbClient client, Settings settings, Backoff backoff) {
        return new DynamoTable(client, settings.table(), backoff);
    }

    @Produces
    @Singleton
    Configuration configuration(Table table) {
        return new TableConfiguration(table);
    }

    @Produces
    @Singleton
    Catalog catalog(Configuration configuration, Settings settings) {
        return new CachedCatalog(configuration, settings.configCache(), REAL_TIME);
    }

    @Produces
    @Singleton
    Ledger ledger(Table table) {
        return new TableLedger(table, REAL_TIME);
    }

    @Produces
    @Singleton
    People people(Table table) {
        return new TablePeople(table);
    }

    @Produces
    @Singleton
    Directory directory(Table table) {
        return new TableDirectory(table);
    }

    @Produces
    @Singleton
    Enrollments enrollments(Table table) {
        return new TableEnrollments(table);
    }

    @Produces
    @Singleton
    Invitations invitations(Table table) {
        return new TableInvitations(table);
    }

    @Produces
    @Singleton
    Erasure erasure(Table table) {
        return new TableErasure(table);
    }

    @Produces
    @Singleton
    Outbox outbox(Table table) {
        return new TableOutbox(table);
    }

    @Produces
    @Singleton
    Mailbox mailbox(Table table) {
        return new TableMailbox(table);
    }

    @Produces
    @Singleton
    QuteMessageRenderer renderer() {
        QuteMessageRenderer renderer = new QuteMessageRenderer();
        renderer.warmUp();
        return renderer;
    }

    // A proxy: the api makes an SQS client only for a rerun.
    @Produces
    @ApplicationScoped
    Queues queues(SqsClient client, Settings settings) {
        return new SqsQueues(
                client,
                Settings.needed(settings.reachedQueueUrl(), "TRACKS_REACHED_QUEUE_URL"),
                Settings.needed(settings.messagesQueueUrl(), "TRACKS_MESSAGES_QUEUE_URL"));
    }

    // A proxy: relay and sweep make a client only for a delay.
    @Produces
    @ApplicationScoped
    Schedules schedules(Instance<SchedulerClient> client, Settings settings) {
        return settings.schedules()
                .<Schedules>map(call -> new EventBridgeSchedules(client.get(), call))
                .orElseGet(SweptSchedules::new);
    }

    @Produces
    @Singleton
    EventsOut events(Instance<EventBridgeClient> client, Settings settings) {
        return settings.eventBus()
                .<EventsOut>map(bus -> new EventBridgeEvents(client.get(), bus))
                .orElseGet(NoEvents::new);
    }

    @Produces
    @ApplicationScoped
    JoinLinks joinLinks(Settings settings) {
        return new SignedJoinLinks(
                Settings.needed(settings.publicUrl(), "TRACKS_PUBLIC_URL"),
                Settings.needed(settings.joinSecret(), "TRACKS_JOIN_SECRET"));
    }
}
