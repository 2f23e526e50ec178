package dev.tracks.lambda;

import dev.tracks.lambda.http.Access;
import dev.tracks.lambda.http.Assets;
import dev.tracks.lambda.http.Caller;
import dev.tracks.lambda.http.ConsoleRoutes;
import dev.tracks.lambda.http.EnrollmentRoutes;
import dev.tracks.lambda.http.HttpApi;
import dev.tracks.lambda.http.InvitationRoutes;
import dev.tracks.lambda.http.JoinPage;
import dev.tracks.lambda.http.JoinRoutes;
import dev.tracks.lambda.http.OpenApiRoutes;
import dev.tracks.lambda.http.ParticipantRoutes;
import dev.tracks.lambda.http.PersonRoutes;
import dev.tracks.lambda.http.ProgressRoutes;
import dev.tracks.lambda.http.Role;
import dev.tracks.lambda.http.RoleClaim;
import dev.tracks.lambda.http.Route;
import dev.tracks.lambda.http.Routes;
import dev.tracks.lambda.http.RunRoutes;
import dev.tracks.lambda.http.SecurityHeaders;
import dev.tracks.lambda.http.StepRoutes;
import dev.tracks.lambda.http.TrackRoutes;
import dev.tracks.lambda.http.TrackViewRoutes;
import dev.tracks.message.QuteMessageRenderer;
import dev.tracks.store.CachedCatalog;
import dev.tracks.usecase.AnswerInvitation;
import dev.tracks.usecase.CancelRun;
import dev.tracks.usecase.Catalog;
import dev.tracks.usecase.Channel;
import dev.tracks.usecase.Configuration;
import dev.tracks.usecase.ConfigureStep;
import dev.tracks.usecase.ConfigureTrack;
import dev.tracks.usecase.DeleteSchedules;
import dev.tracks.usecase.DeliverMessage;
import dev.tracks.usecase.Directory;
import dev.tracks.usecase.EnrollDirectly;
import dev.tracks.usecase.Enrollments;
import dev.tracks.usecase.EraseParticipant;
import dev.tracks.usecase.Erasure;
import dev.tracks.usecase.EventsOut;
import dev.tracks.usecase.HandOver;
import dev.tracks.usecase.InvitationTerms;
import dev.tracks.usecase.Invitations;
import dev.tracks.usecase.JoinLinks;
import dev.tracks.usecase.Ledger;
import dev.tracks.usecase.ListDestinations;
import dev.tracks.usecase.Mailbox;
import dev.tracks.usecase.ManageInvitation;
import dev.tracks.usecase.Outbox;
import dev.tracks.usecase.People;
import dev.tracks.usecase.PreviewStep;
import dev.tracks.usecase.Queues;
import dev.tracks.usecase.ReadHistory;
import dev.tracks.usecase.RegisterParticipant;
import dev.tracks.usecase.RerunSkipped;
import dev.tracks.usecase.Rounds;
import dev.tracks.usecase.RunStep;
import dev.tracks.usecase.Schedules;
import dev.tracks.usecase.ShowActivity;
import dev.tracks.usecase.ShowImpact;
import dev.tracks.usecase.StepMessages;
import dev.tracks.usecase.Sweep;
import dev.tracks.usecase.UpdateEnrollment;
import io.quarkus.arc.All;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Makes the use cases that handlers call, each once and only when one needs it. */
final class UseCases {
    @Produces
    @Singleton
    RunStep runStep(
            Catalog catalog,
            Ledger ledger,
            QuteMessageRenderer renderer,
            Rounds rounds,
            InstantSource clock,
            Settings settings) {
        return new RunStep(
                catalog,
                ledger,
                new StepMessages(renderer),
                rounds,
                clock,
                new InvitationTerms(settings.invitationExpiry(), settings.invitationReminder()));
    }

    @Produces
    @Singleton
    HandOver handOver(
            Configuration configuration,
            Outbox outbox,
            Queues queues,
            Schedules schedules,
            EventsOut events,
            InstantSource clock) {
        return new HandOver(configuration, outbox, queues, schedules, events, clock);
    }

    @Produces
    @Singleton
    DeliverMessage deliverMessage(
            Mailbox mailbox, Channel channel, Queues queues, Rounds rounds, InstantSource clock, Settings settings) {
        return new DeliverMessage(mailbox, channel, queues, settings.deliveryHours(), rounds, clock, Wiring.REAL_TIME);
    }

    @Produces
    @Singleton
    EraseParticipant eraseParticipant(Erasure erasure, InstantSource clock) {
        return new EraseParticipant(erasure, clock);
    }

    @Produces
    @Singleton
    Sweep sweep(
            Outbox outbox,
            HandOver handOver,
            Invitations invitations,
            EraseParticipant erasure,
            Queues queues,
            Directory directory,
            Schedules schedules,
            InstantSource clock) {
        DeleteSchedules deleteSchedules = new DeleteSchedules(directory, outbox, schedules);
        return new Sweep(outbox, handOver, invitations, erasure, queues, deleteSchedules, clock);
    }

    @Produces
    @Singleton
    Access access(Configuration configuration, Directory directory) {
        return new Access(configuration, directory);
    }

    @Produces
    @Singleton
    TrackRoutes trackRoutes(
            Configuration configuration, Directory directory, Rounds rounds, InstantSource clock, Access access) {
        return new TrackRoutes(
                configuration,
                new ConfigureTrack(configuration, rounds, clock),
                new ShowActivity(configuration, directory, clock),
                access);
    }

    @Produces
    @Singleton
    ConsoleRoutes consoleRoutes(Settings settings) {
        return new ConsoleRoutes(
                Assets.onClassPath(),
                settings.signIn(),
                settings.localInboxUrl().isPresent());
    }

    @Produces
    @Singleton
    OpenApiRoutes openApiRoutes() {
        return new OpenApiRoutes();
    }

    @Produces
    @Singleton
    StepRoutes stepRoutes(Configuration configuration, Rounds rounds, InstantSource clock, Access access) {
        return new StepRoutes(configuration, new ConfigureStep(configuration, rounds, clock), access);
    }

    @Produces
    @Singleton
    ParticipantRoutes participantRoutes(
            People people,
            Directory directory,
            Rounds rounds,
            InstantSource clock,
            Settings settings,
            EraseParticipant erasure) {
        return new ParticipantRoutes(
                people, directory, new RegisterParticipant(people, rounds, clock), erasure, settings.timeZone());
    }

    @Produces
    @Singleton
    EnrollmentRoutes enrollmentRoutes(
            Catalog catalog,
            Ledger ledger,
            Rounds rounds,
            InstantSource clock,
            Configuration configuration,
            Directory directory) {
        return new EnrollmentRoutes(
                new EnrollDirectly(catalog, ledger, rounds, clock, Wiring.REAL_TIME), configuration, directory);
    }

    @Produces
    @Singleton
    PersonRoutes personRoutes(People people, Directory directory, Enrollments enrollments, Access access) {
        return new PersonRoutes(people, directory, enrollments, new ReadHistory(directory), access);
    }

    @Produces
    @Singleton
    InvitationRoutes invitationRoutes(Invitations invitations, Rounds rounds, InstantSource clock) {
        return new InvitationRoutes(new ManageInvitation(invitations, rounds, clock));
    }

    @Produces
    @Singleton
    RunRoutes runRoutes(
            Configuration configuration,
            Ledger ledger,
            Directory directory,
            Queues queues,
            QuteMessageRenderer renderer,
            Rounds rounds,
            InstantSource clock,
            Access access) {
        Catalog fresh = new CachedCatalog(configuration, Duration.ZERO, Wiring.REAL_TIME);
        return new RunRoutes(
                configuration,
                new PreviewStep(fresh, ledger, new StepMessages(renderer), clock),
                new RerunSkipped(directory, queues, clock),
                new CancelRun(ledger, rounds, clock),
                access);
    }

    @Produces
    @Singleton
    TrackViewRoutes trackViewRoutes(Configuration configuration, Directory directory, Access access) {
        return new TrackViewRoutes(
                new ListDestinations(configuration), new ShowImpact(configuration, directory), access);
    }

    @Produces
    @Singleton
    ProgressRoutes progressRoutes(Enrollments enrollments, Rounds rounds, InstantSource clock) {
        return new ProgressRoutes(new UpdateEnrollment(enrollments, rounds, clock));
    }

    @Produces
    @Singleton
    AnswerInvitation answerInvitation(
            Catalog catalog,
            Invitations invitations,
            QuteMessageRenderer renderer,
            Rounds rounds,
            InstantSource clock) {
        return new AnswerInvitation(catalog, invitations, new StepMessages(renderer), rounds, clock);
    }

    @Produces
    @Singleton
    JoinRoutes joinRoutes(JoinLinks links, AnswerInvitation answerInvitation, Catalog catalog) {
        return new JoinRoutes(links, answerInvitation, new JoinPage(catalog));
    }

    private static RoleClaim roleClaim(Settings settings) {
        Map<Role, String> names = Map.of(
                Role.ADMIN, settings.adminRole(),
                Role.MANAGER, settings.managerRole(),
                Role.MEMBER, settings.memberRole());
        return new RoleClaim(settings.rolesClaim(), names);
    }

    @Produces
    @Singleton
    HttpApi api(@All List<Routes> groups, Access access, Settings settings) {
        List<Route> routes =
                groups.stream().flatMap(group -> group.routes().stream()).toList();
        return new HttpApi(
                routes,
                access,
                new Caller.Claims(settings.subjectClaim(), roleClaim(settings)),
                SecurityHeaders.allowing(settings.signIn()));
    }
}
