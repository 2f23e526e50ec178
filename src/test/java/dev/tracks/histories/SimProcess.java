package dev.tracks.histories;

import dev.tracks.Fixtures;
import dev.tracks.store.CachedCatalog;
import dev.tracks.store.TableChannelState;
import dev.tracks.store.TableConfiguration;
import dev.tracks.store.TableDeliveryRecords;
import dev.tracks.store.TableDirectory;
import dev.tracks.store.TableEnrollments;
import dev.tracks.store.TableErasure;
import dev.tracks.store.TableFeedbackRecords;
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
import dev.tracks.usecase.configure.Catalog;
import dev.tracks.usecase.configure.Configuration;
import dev.tracks.usecase.configure.ConfigureStep;
import dev.tracks.usecase.configure.ConfigureTrack;
import dev.tracks.usecase.enroll.CancelRun;
import dev.tracks.usecase.enroll.DecideDirectly;
import dev.tracks.usecase.enroll.EnrollDirectly;
import dev.tracks.usecase.enroll.InvitationTerms;
import dev.tracks.usecase.enroll.Ledger;
import dev.tracks.usecase.enroll.PreviewStep;
import dev.tracks.usecase.enroll.Reinvite;
import dev.tracks.usecase.enroll.ResendConfirmation;
import dev.tracks.usecase.enroll.RunStep;
import dev.tracks.usecase.enroll.UpdateEnrollment;
import dev.tracks.usecase.feedback.RecordFeedback;
import dev.tracks.usecase.invite.AnswerInvitation;
import dev.tracks.usecase.invite.ManageInvitation;
import dev.tracks.usecase.job.JobEngine;
import dev.tracks.usecase.job.row.RowEngine;
import dev.tracks.usecase.message.Channel;
import dev.tracks.usecase.message.DeliverMessage;
import dev.tracks.usecase.message.MessageRenderer;
import dev.tracks.usecase.message.StepMessages;
import dev.tracks.usecase.outbox.CloseInvitations;
import dev.tracks.usecase.outbox.DomainEvents;
import dev.tracks.usecase.outbox.OutboxPublisher;
import dev.tracks.usecase.outbox.Queues;
import dev.tracks.usecase.outbox.RecordVisibility;
import dev.tracks.usecase.outbox.Schedules;
import dev.tracks.usecase.outbox.StreamPublisher;
import dev.tracks.usecase.people.EraseParticipant;
import dev.tracks.usecase.people.FindPerson;
import dev.tracks.usecase.people.RegisterParticipant;
import dev.tracks.usecase.sweep.DeleteSchedules;
import dev.tracks.usecase.sweep.ResumeJobs;
import dev.tracks.usecase.sweep.Sweep;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/** One running function: its own clock and configuration cache, and the real use cases. */
final class SimProcess {
    /** The contract's default of {@code TRACKS_CONFIG_CACHE}. */
    static final Duration CONFIG_CACHE = Duration.ofSeconds(5);

    private static final InvitationTerms TERMS = new InvitationTerms(Duration.ofDays(14), Duration.ofDays(7));

    final FunctionRole role;
    final String name;
    final InstantSource clock;
    boolean busy;

    private final Wiring wiring;
    private Catalog catalog;
    private RunStep runStep;
    private StreamPublisher streamPublisher;
    private Runnable lateEvents;
    private Sweep sweep;
    private AnswerInvitation answerInvitation;

    /** What all processes share. */
    record Wiring(
            Table table,
            Queues queues,
            RecordVisibility visibility,
            Schedules schedules,
            DomainEvents events,
            Channel channel,
            MessageRenderer renderer,
            OptimisticRetry rounds,
            UnaryOperator<Catalog> watched,
            DisabledGuard sabotage) {}

    SimProcess(FunctionRole role, int number, Duration skew, InstantSource time, Wiring wiring) {
        this.role = role;
        this.name = role + "-" + number;
        this.clock = () -> time.instant().plus(skew);
        this.wiring = wiring;
        restart();
    }

    boolean is(FunctionRole other) {
        return role == other;
    }

    Instant now() {
        return clock.instant();
    }

    /** Everything in memory is lost. */
    void restart() {
        Configuration configuration = new TableConfiguration(wiring.table());
        catalog = wiring.watched().apply(new CachedCatalog(configuration, CONFIG_CACHE, clock));
        StepMessages messages = new StepMessages(wiring.renderer());
        LateEvents outbox = new LateEvents(
                wiring.sabotage().publishedLate(),
                wiring.sabotage().ports().outbox().apply(new TableOutbox(wiring.table())),
                wiring.events());
        runStep = new RunStep(catalog, ledger(), messages, wiring.rounds(), clock, TERMS);
        TableInvitations invitations = new TableInvitations(wiring.table(), Fixtures.PARTICIPANT_READER);
        CloseInvitations closeInvitations = new CloseInvitations(
                configuration, wiring.sabotage().ports().openInvitations().apply(invitations), wiring.rounds(), clock);
        OutboxPublisher publisher = new OutboxPublisher(
                configuration, outbox, wiring.queues(), wiring.schedules(), outbox, closeInvitations, clock);
        streamPublisher = new StreamPublisher(publisher, outbox, clock);
        lateEvents = outbox::publishLate;
        sweep = new Sweep(
                new TableChannelState(wiring.table()),
                outbox,
                publisher,
                invitations,
                closeInvitations,
                new EraseParticipant(
                        wiring.sabotage().ports().repeatedErasure().apply(new TableErasure(wiring.table())),
                        wiring.rounds(),
                        clock),
                wiring.queues(),
                new DeleteSchedules(
                        new TableDirectory(wiring.table(), Fixtures.PARTICIPANT_READER), outbox, wiring.schedules()),
                new ResumeJobs(outbox, wiring.queues(), jobs().startJob(), jobs().endJob()),
                clock);
        answerInvitation = new AnswerInvitation(catalog, invitations, messages, wiring.rounds(), clock);
    }

    JobEngine jobs() {
        Table table = wiring.table();
        RowEngine.Ports rows = new RowEngine.Ports(
                new TableJobRows(table),
                catalog,
                ledger(),
                enrollments(),
                new TableInvitations(table, Fixtures.PARTICIPANT_READER),
                new TableDirectory(table, Fixtures.PARTICIPANT_READER),
                new TableUndeliverables(table),
                new TableChain(table),
                new TableConfiguration(table),
                new StepMessages(wiring.renderer()),
                TERMS);
        JobEngine.Ports ports = new JobEngine.Ports(
                new TableJobs(table, clock),
                new TableJobLists(table, Fixtures.PARTICIPANT_READER),
                new TableConfiguration(table),
                new FindPerson(new TableParticipants(table, Fixtures.PARTICIPANT_READER)),
                rows);
        return new JobEngine(ports, wiring.rounds(), clock);
    }

    private Ledger ledger() {
        return wiring.sabotage()
                .ports()
                .ledger()
                .apply(new TableLedger(wiring.table(), Fixtures.PARTICIPANT_READER, clock));
    }

    Catalog catalog() {
        return catalog;
    }

    RunStep runStep() {
        return runStep;
    }

    EnrollDirectly enrollDirectly() {
        return new EnrollDirectly(
                new DecideDirectly(catalog, ledger(), new StepMessages(wiring.renderer()), clock),
                ledger(),
                wiring.rounds(),
                clock,
                clock);
    }

    StreamPublisher streamPublisher() {
        return streamPublisher;
    }

    /** Publishes the events that {@link LateEvents} has withheld: without that guard, a record ends so. */
    void publishLateEvents() {
        lateEvents.run();
    }

    Sweep sweep() {
        return sweep;
    }

    AnswerInvitation answerInvitation() {
        return answerInvitation;
    }

    Reinvite reinvite() {
        Catalog uncached = new CachedCatalog(new TableConfiguration(wiring.table()), Duration.ZERO, clock);
        return new Reinvite(
                wiring.watched().apply(uncached),
                ledger(),
                new StepMessages(wiring.renderer()),
                wiring.rounds(),
                clock,
                TERMS);
    }

    ManageInvitation manageInvitation() {
        return new ManageInvitation(
                new TableInvitations(wiring.table(), Fixtures.PARTICIPANT_READER), wiring.rounds(), clock);
    }

    UpdateEnrollment updateEnrollment() {
        return new UpdateEnrollment(enrollments(), wiring.rounds(), clock);
    }

    ResendConfirmation resendConfirmation() {
        return new ResendConfirmation(enrollments(), wiring.rounds(), clock);
    }

    private TableEnrollments enrollments() {
        return new TableEnrollments(wiring.table(), Fixtures.PARTICIPANT_READER);
    }

    CancelRun cancelRun() {
        return new CancelRun(
                new TableLedger(wiring.table(), Fixtures.PARTICIPANT_READER, clock), wiring.rounds(), clock);
    }

    PreviewStep previewStep() {
        Catalog uncached = new CachedCatalog(new TableConfiguration(wiring.table()), Duration.ZERO, clock);
        return new PreviewStep(uncached, ledger(), new StepMessages(wiring.renderer()), clock);
    }

    EraseParticipant eraseParticipant() {
        return new EraseParticipant(new TableErasure(wiring.table()), wiring.rounds(), clock);
    }

    DeliverMessage deliverMessage() {
        return new DeliverMessage(
                wiring.sabotage()
                        .ports()
                        .deliveryRecords()
                        .apply(new TableDeliveryRecords(wiring.table(), Fixtures.PARTICIPANT_READER)),
                wiring.channel(),
                new TableChannelState(wiring.table()),
                wiring.visibility(),
                wiring.sabotage().hours(),
                wiring.rounds(),
                clock,
                clock);
    }

    RecordFeedback recordFeedback() {
        return new RecordFeedback(new TableFeedbackRecords(wiring.table()), wiring.rounds(), clock);
    }

    ConfigureStep configureStep() {
        return new ConfigureStep(new TableConfiguration(wiring.table()), wiring.rounds(), clock);
    }

    ConfigureTrack configureTrack() {
        return new ConfigureTrack(new TableConfiguration(wiring.table()), wiring.rounds(), clock);
    }

    RegisterParticipant registerParticipant() {
        return new RegisterParticipant(
                new TableParticipants(wiring.table(), Fixtures.PARTICIPANT_READER), wiring.rounds(), clock);
    }
}
