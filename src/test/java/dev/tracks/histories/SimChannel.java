package dev.tracks.histories;

import dev.tracks.usecase.feedback.MailFeedback;
import dev.tracks.usecase.message.Channel;
import dev.tracks.usecase.message.OutgoingMessage;
import dev.tracks.usecase.message.SendResult;
import java.time.Duration;
import java.util.Optional;

/**
 * A message channel: it accepts a message, asks to wait, refuses it permanently, or is down for a time. As with e-mail,
 * it can report later that a message which it has accepted was not delivered or not wanted, and it refuses suppressed
 * addresses.
 */
final class SimChannel implements Channel {
    private static final int LATER_PER_MILLE = 60;
    private static final int REFUSED_PER_MILLE = 30;
    private static final int DOWN_PER_MILLE = 40;
    private static final int LONGEST_WAIT_SECONDS = 120;
    static final String NAME = "ses";
    private static final int REPORTED_PER_MILLE = 120;
    private static final int SECOND_REPORT_PER_MILLE = 300;
    static final String ERROR = "channel_not_found";
    private static final String REVOKED = "token_revoked";

    private final FaultInjector injector;
    private final Simulation simulation;
    private int taken;
    private long downUntil;

    SimChannel(FaultInjector injector, Simulation simulation) {
        this.injector = injector;
        this.simulation = simulation;
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

    /** The channel accepts no message for that time. */
    void fail(Duration time) {
        downUntil = simulation.millis() + time.toMillis();
    }

    void recover() {
        downUntil = 0;
    }

    boolean isDown() {
        return simulation.millis() < downUntil;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<String> addressError(OutgoingMessage outgoing) {
        outgoing.addressError().ifPresent(error -> simulation.oracle().addressRefused(outgoing));
        return outgoing.addressError();
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
        if (!simulation.calm() && !isDown() && simulation.fault(DOWN_PER_MILLE, Fault.CHANNEL_DOWN)) {
            fail(simulation
                    .random()
                    .one(Duration.ofSeconds(30), Duration.ofMinutes(10), Duration.ofHours(2), Duration.ofDays(8)));
        }
        if (isDown()) {
            return new SendResult.ChannelDown(REVOKED);
        }
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
