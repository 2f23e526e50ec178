package dev.tracks.histories;

import dev.tracks.store.CachedCatalog;
import dev.tracks.store.TableConfiguration;
import dev.tracks.store.TableDirectory;
import dev.tracks.store.TableEnrollments;
import dev.tracks.store.TableErasure;
import dev.tracks.store.TableInvitations;
import dev.tracks.store.TableLedger;
import dev.tracks.store.TableMailbox;
import dev.tracks.store.TableOutbox;
import dev.tracks.store.TablePeople;
import dev.tracks.usecase.AnswerInvitation;
import dev.tracks.usecase.CancelRun;
import dev.tracks.usecase.Catalog;
import dev.tracks.usecase.Channel;
import dev.tracks.usecase.Configuration;
import dev.tracks.usecase.ConfigureStep;
import dev.tracks.usecase.ConfigureTrack;
import dev.tracks.usecase.DeleteSchedules;
import dev.tracks.usecase.DeliverMessage;
import dev.tracks.usecase.EnrollDirectly;
import dev.tracks.usecase.EraseParticipant;
import dev.tracks.usecase.EventsOut;
import dev.tracks.usecase.HandOver;
import dev.tracks.usecase.InvitationTerms;
import dev.tracks.usecase.Ledger;
import dev.tracks.usecase.ManageInvitation;
import dev.tracks.usecase.MessageRenderer;
import dev.tracks.usecase.Outbox;
import dev.tracks.usecase.Queues;
import dev.tracks.usecase.RegisterParticipant;
import dev.tracks.usecase.Rounds;
import dev.tracks.usecase.RunStep;
import dev.tracks.usecase.Schedules;
import dev.tracks.usecase.StepMessages;
import dev.tracks.usecase.Sweep;
import dev.tracks.usecase.UpdateEnrollment;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** One running function: a clock of its own, a configuration cache of its own, and the real use cases. */
final class Process {
    /** The contract's default of {@code TRACKS_CONFIG_CACHE}. */
    static final Duration CONFIG_CACHE = Duration.ofSeconds(5);

    private static final InvitationTerms TERMS = new InvitationTerms(Duration.ofDays(14), Duration.ofDays(7));

    final Role role;
    final String name;
    final InstantSource clock;
    boolean busy;

    private final Wiring wiring;
    private Catalog catalog;
    private RunStep runStep;
    private EnrollDirectly enrollDirectly;
    private HandOver handOver;
    private Sweep sweep;
    private AnswerInvitation answerInvitation;

    /** What all processes share. */
    record Wiring(
            dev.tracks.store.Table table,
            Queues queues,
            Schedules schedules,
            EventsOut events,
            Channel channel,
            MessageRenderer renderer,
            Rounds rounds,
            java.util.function.UnaryOperator<Catalog> watched,
            Sabotage sabotage) {}

    Process(Role role, int number, Duration skew, InstantSource time, Wiring wiring) {
        this.role = role;
        this.name = role + "-" + number;
        this.clock = () -> time.instant().plus(skew);
        this.wiring = wiring;
        restart();
    }

    Instant now() {
        return clock.instant();
    }

    /** All that was kept in memory is gone. */
    void restart() {
        Configuration configuration = new TableConfiguration(wiring.table());
        catalog = wiring.watched().apply(new CachedCatalog(configuration, CONFIG_CACHE, clock));
        Ledger ledger = wiring.sabotage().ledger().apply(new TableLedger(wiring.table(), clock));
        StepMessages messages = new StepMessages(wiring.renderer());
        Outbox outbox = new TableOutbox(wiring.table());
        runStep = new RunStep(catalog, ledger, messages, wiring.rounds(), clock, TERMS);
        enrollDirectly = new EnrollDirectly(catalog, ledger, wiring.rounds(), clock, clock);
        handOver = new HandOver(configuration, outbox, wiring.queues(), wiring.schedules(), wiring.events(), clock);
        sweep = new Sweep(
                outbox,
                handOver,
                new TableInvitations(wiring.table()),
                new EraseParticipant(
                        wiring.sabotage().repeatedErasure().apply(new TableErasure(wiring.table())),
                        wiring.rounds(),
                        clock),
                wiring.queues(),
                new DeleteSchedules(new TableDirectory(wiring.table()), outbox, wiring.schedules()),
                clock);
        answerInvitation =
                new AnswerInvitation(catalog, new TableInvitations(wiring.table()), messages, wiring.rounds(), clock);
    }

    Catalog catalog() {
        return catalog;
    }

    RunStep runStep() {
        return runStep;
    }

    EnrollDirectly enrollDirectly() {
        return enrollDirectly;
    }

    HandOver handOver() {
        return handOver;
    }

    Sweep sweep() {
        return sweep;
    }

    AnswerInvitation answerInvitation() {
        return answerInvitation;
    }

    ManageInvitation manageInvitation() {
        return new ManageInvitation(new TableInvitations(wiring.table()), wiring.rounds(), clock);
    }

    UpdateEnrollment updateEnrollment() {
        return new UpdateEnrollment(new TableEnrollments(wiring.table()), wiring.rounds(), clock);
    }

    CancelRun cancelRun() {
        return new CancelRun(new TableLedger(wiring.table(), clock), wiring.rounds(), clock);
    }

    EraseParticipant eraseParticipant() {
        return new EraseParticipant(new TableErasure(wiring.table()), wiring.rounds(), clock);
    }

    DeliverMessage deliverMessage() {
        return new DeliverMessage(
                wiring.sabotage().mailbox().apply(new TableMailbox(wiring.table())),
                wiring.channel(),
                wiring.queues(),
                wiring.sabotage().hours(),
                wiring.rounds(),
                clock,
                clock);
    }

    ConfigureStep configureStep() {
        return new ConfigureStep(new TableConfiguration(wiring.table()), wiring.rounds(), clock);
    }

    ConfigureTrack configureTrack() {
        return new ConfigureTrack(new TableConfiguration(wiring.table()), wiring.rounds(), clock);
    }

    RegisterParticipant registerParticipant() {
        return new RegisterParticipant(new TablePeople(wiring.table()), wiring.rounds(), clock);
    }
}
