package dev.tracks.lambda.config;

import dev.tracks.domain.message.DeliveryHours;
import dev.tracks.lambda.aws.Quick;
import dev.tracks.lambda.http.SecurityHeaders;
import dev.tracks.lambda.http.SignIn;
import dev.tracks.lambda.http.access.Claims;
import dev.tracks.lambda.http.access.Role;
import dev.tracks.lambda.http.access.RoleClaim;
import dev.tracks.lambda.http.page.Assets;
import dev.tracks.lambda.http.page.ConsoleSettings;
import dev.tracks.lambda.http.page.SignedJoinLinks;
import dev.tracks.lambda.http.protocol.BasePath;
import dev.tracks.lambda.http.scim.ScimLocations;
import dev.tracks.lambda.http.scim.ScimToken;
import dev.tracks.lambda.telemetry.Metrics;
import dev.tracks.messaging.EventBridgeDomainEvents;
import dev.tracks.messaging.EventBridgeSchedules;
import dev.tracks.messaging.NoDomainEvents;
import dev.tracks.messaging.SqsClickQueue;
import dev.tracks.messaging.SqsQueues;
import dev.tracks.messaging.SqsRecordVisibility;
import dev.tracks.messaging.SweepOnlySchedules;
import dev.tracks.store.CachedCatalog;
import dev.tracks.store.table.DynamoTable;
import dev.tracks.store.table.IndexNames;
import dev.tracks.store.table.Table;
import dev.tracks.usecase.Backoff;
import dev.tracks.usecase.SystemClock;
import dev.tracks.usecase.configure.Catalog;
import dev.tracks.usecase.configure.Configuration;
import dev.tracks.usecase.configure.Uncached;
import dev.tracks.usecase.enroll.InvitationTerms;
import dev.tracks.usecase.invite.ClickQueue;
import dev.tracks.usecase.job.JobIds;
import dev.tracks.usecase.message.JoinLinks;
import dev.tracks.usecase.outbox.DomainEvents;
import dev.tracks.usecase.outbox.Queues;
import dev.tracks.usecase.outbox.RecordVisibility;
import dev.tracks.usecase.outbox.Schedules;
import dev.tracks.usecase.people.NewIds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Produces the beans that depend on settings: ports with several implementations, clocks, and single values that use
 * cases need. All other beans use constructor injection. Each bean is created once, and only when a handler needs it,
 * so {@code step} creates no SQS client.
 */
public final class Wiring {
    @Produces
    @Singleton
    @SystemClock
    InstantSource systemClock() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    InstantSource businessClock(Settings settings, @SystemClock InstantSource systemClock) {
        return settings.clock().<InstantSource>map(clock -> clock).orElse(systemClock);
    }

    @Produces
    @Singleton
    InvitationTerms invitationTerms(Settings settings) {
        return new InvitationTerms(settings.invitationExpiry(), settings.invitationReminder());
    }

    @Produces
    @Singleton
    DeliveryHours deliveryHours(Settings settings) {
        return settings.deliveryHours();
    }

    @Produces
    @Singleton
    ZoneId defaultZone(Settings settings) {
        return settings.timeZone();
    }

    @Produces
    @Singleton
    public Claims claims(Settings settings) {
        Map<Role, String> names = Map.of(
                Role.ADMIN, settings.adminRole(),
                Role.MANAGER, settings.managerRole(),
                Role.MEMBER, settings.memberRole());
        return new Claims(settings.subjectClaim(), new RoleClaim(settings.rolesClaim(), names));
    }

    @Produces
    @Singleton
    ConsoleSettings consoleSettings(Settings settings, SignInSettings signIn) {
        // An issuer without a client id is valid: the template sets it for the API's authorizer.
        Optional<SignIn> provider = signIn.clientId()
                .map(clientId -> new SignIn(
                        required(signIn.issuer(), "TRACKS_SIGN_IN_ISSUER"),
                        clientId,
                        signIn.scope(),
                        signIn.audience(),
                        signIn.parameters()
                                .map(SignInSettings.Parameters::values)
                                .orElse(Map.of()),
                        signIn.origins().map(SignInSettings.Origins::uris).orElse(List.of())));
        return new ConsoleSettings(provider, settings.localInboxUrl().isPresent());
    }

    @Produces
    @Singleton
    SecurityHeaders securityHeaders(ConsoleSettings console) {
        return SecurityHeaders.allowing(console.signIn());
    }

    @Produces
    @Singleton
    BasePath basePath(Settings settings) {
        return BasePath.of(settings.publicUrl());
    }

    /** Empty if SCIM is not configured; its routes then answer 404. Read during init, as all secrets. */
    @Produces
    @Singleton
    Optional<ScimToken> scimToken(Secrets secrets) {
        return secrets.scim().map(ScimToken::new);
    }

    @Produces
    @Singleton
    ScimLocations scimLocations(Settings settings) {
        String base = settings.publicUrl().map(Object::toString).orElse("");
        return new ScimLocations(base.endsWith("/") ? base.substring(0, base.length() - 1) : base);
    }

    @Produces
    @Singleton
    NewIds newIds() {
        return () -> UUID.randomUUID().toString();
    }

    @Produces
    @Singleton
    Assets assets() {
        return Assets.onClassPath();
    }

    /** Writes to standard output, because Lambda logs each of its lines unchanged. */
    @Produces
    @Singleton
    Metrics metrics(Settings settings, InstantSource clock) {
        return new Metrics(settings.metricsNamespace(), clock, line -> System.out.println(line));
    }

    @Produces
    @Singleton
    Backoff backoff() {
        // Not RandomGenerator.getDefault(): it finds its algorithms by reflection, which native images lack.
        return new JitterBackoff(new Random());
    }

    @Produces
    @Singleton
    Table table(DynamoDbClient client, Settings settings, Backoff backoff) {
        IndexNames indexes = new IndexNames(settings.listsIndex(), settings.dueIndex());
        return new DynamoTable(client, settings.table(), indexes, backoff);
    }

    @Produces
    @Singleton
    Catalog catalog(Configuration configuration, Settings settings, @SystemClock InstantSource systemClock) {
        return new CachedCatalog(configuration, settings.configCache(), systemClock);
    }

    @Produces
    @Singleton
    @Uncached
    Catalog uncachedCatalog(Configuration configuration, @SystemClock InstantSource systemClock) {
        return new CachedCatalog(configuration, Duration.ZERO, systemClock);
    }

    // Application-scoped for the lazy proxy: api creates an SQS client only for a test, step for an unknown alias.
    @Produces
    @ApplicationScoped
    Queues queues(Settings settings, SqsClient client) {
        return new SqsQueues(
                client,
                required(settings.reachedQueueUrl(), "TRACKS_REACHED_QUEUE_URL"),
                required(settings.messagesQueueUrl(), "TRACKS_MESSAGES_QUEUE_URL"),
                required(settings.jobsQueueUrl(), "TRACKS_JOBS_QUEUE_URL"));
    }

    @Produces
    @Singleton
    JobIds jobIds() {
        return new JobIds(new Random());
    }

    // A singleton without a proxy: with Slack, api creates the client during init, so that the first click is quick.
    @Produces
    @Singleton
    ClickQueue clickQueue(Settings settings, Secrets secrets, @Quick Instance<SqsClient> client) {
        if (secrets.slackSigningSecret().isEmpty()) {
            return click -> {
                throw new IllegalStateException("Slack is not configured");
            };
        }
        return new SqsClickQueue(client.get(), required(settings.clicksQueueUrl(), "TRACKS_CLICKS_QUEUE_URL"));
    }

    // Application-scoped for the lazy proxy: deliver creates an SQS client only if a message must wait.
    @Produces
    @ApplicationScoped
    RecordVisibility recordVisibility(Settings settings, SqsClient client) {
        return new SqsRecordVisibility(client, required(settings.messagesQueueUrl(), "TRACKS_MESSAGES_QUEUE_URL"));
    }

    // Application-scoped for the lazy proxy: relay and sweep create a client only for a delay.
    @Produces
    @ApplicationScoped
    Schedules schedules(ScheduleSettings settings, Instance<SchedulerClient> client) {
        return settings.scheduleGroup()
                .<Schedules>map(group -> new EventBridgeSchedules(
                        client.get(),
                        new EventBridgeSchedules.Call(
                                group,
                                required(settings.stepFunctionArn(), "TRACKS_STEP_FUNCTION_ARN"),
                                required(settings.jobsFunctionArn(), "TRACKS_JOBS_FUNCTION_ARN"),
                                required(settings.scheduleRoleArn(), "TRACKS_SCHEDULE_ROLE_ARN"),
                                required(settings.scheduleDlqArn(), "TRACKS_SCHEDULE_DLQ_ARN"))))
                .orElseGet(SweepOnlySchedules::new);
    }

    @Produces
    @Singleton
    DomainEvents events(Settings settings, Instance<EventBridgeClient> client) {
        return settings.eventBus()
                .<DomainEvents>map(bus -> new EventBridgeDomainEvents(client.get(), bus))
                .orElseGet(NoDomainEvents::new);
    }

    // A singleton without a proxy: a function that needs it reads its secret during init.
    @Produces
    @Singleton
    JoinLinks joinLinks(Settings settings, Secrets secrets) {
        return new SignedJoinLinks(
                required(settings.publicUrl(), "TRACKS_PUBLIC_URL").toString(), secrets.join());
    }

    /**
     * The value of a setting that only some functions need.
     *
     * @throws IllegalStateException with the variable's name, if it is not set
     */
    static <T> T required(Optional<T> setting, String variable) {
        return setting.orElseThrow(() -> new IllegalStateException(variable + " must be set"));
    }
}
