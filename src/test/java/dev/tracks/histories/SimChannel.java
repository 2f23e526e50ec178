package dev.tracks.histories;

import dev.tracks.usecase.feedback.MailFeedback;
import dev.tracks.usecase.message.Channel;
import dev.tracks.usecase.message.OutgoingMessage;
import dev.tracks.usecase.message.SendResult;
import java.time.Duration;
import java.util.Optional;

/**
 * A message channel: it accepts a message, asks to wait, or refuses it permanently. As with e-mail, it can report later
 * that a message which it has accepted was not delivered or not wanted, and it refuses suppressed addresses.
 */
final class SimChannel implements Channel {
    private static final int LATER_PER_MILLE = 60;
    private static final int REFUSED_PER_MILLE = 30;
    private static final int LONGEST_WAIT_SECONDS = 120;
    private static final int REPORTED_PER_MILLE = 80;
    private static final int SECOND_REPORT_PER_MILLE = 300;
    static final String NAME = "simulated";
    static final String ERROR = "channel_not_found";

    private final FaultInjector injector;
    private final Simulation simulation;
    private int taken;

    SimChannel(FaultInjector injector, Simulation simulation) {
        this.injector = injector;
        this.simulation = simulation;
    }

    @Override
    public Optional<String> addressError(OutgoingMessage outgoing) {
        outgoing.addressError()
                .ifPresent(error -> simulation.oracle().refusedAddress(outgoing, new SendResult.Refused(error)));
        return outgoing.addressError();
    }

    @Override
    public SendResult send(OutgoingMessage outgoing) {
        return injector.call(() -> "send " + outgoing.ref().id(), () -> {
            SendResult sendResult = answer();
            simulation.log().line(() -> sendResult.toString());
            simulation.oracle().sent(outgoing, sendResult);
            if (sendResult instanceof SendResult.Accepted accepted) {
                report(outgoing, accepted.id().orElseThrow());
            }
            return sendResult;
        });
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Sometimes a mail bounces, and somebody may also complain about it. */
    private void report(OutgoingMessage outgoing, String id) {
        if (simulation.calm() || !simulation.fault(REPORTED_PER_MILLE, Fault.CHANNEL_REPORTS)) {
            return;
        }
        do {
            MailFeedback.Kind kind = simulation
                    .random()
                    .one(
                            MailFeedback.Kind.BOUNCED,
                            MailFeedback.Kind.BOUNCED_TEMPORARILY,
                            MailFeedback.Kind.COMPLAINED,
                            MailFeedback.Kind.REJECTED);
            simulation.functions().reports().report(outgoing, id, kind);
        } while (simulation.random().chance(SECOND_REPORT_PER_MILLE));
    }

    private SendResult answer() {
        if (!simulation.calm() && simulation.fault(LATER_PER_MILLE, Fault.CHANNEL_LATER)) {
            return new SendResult.RetryLater(
                    Duration.ofSeconds(1 + simulation.random().nextInt(LONGEST_WAIT_SECONDS)));
        }
        if (!simulation.calm() && simulation.fault(REFUSED_PER_MILLE, Fault.CHANNEL_REFUSES)) {
            return new SendResult.Refused(ERROR);
        }
        return new SendResult.Accepted(Optional.of("m" + ++taken));
    }
}
